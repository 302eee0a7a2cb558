"""The numbers beside the filters are those that counting the records by hand gives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.browser.recount import TAXONOMIES, terms_of_records
from tests.browser.search_page import counts, open_facets, open_search, part, permalinks

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUERIES = ["", "school", "teacher training", "returnees and diaspora"]
FILTERS: list[dict[str, list[str]]] = [
    {},
    {"regions": ["africa"]},
    {"sdgs": ["4.3", "4.4"], "collection": ["practices"]},
    {"countries": ["EGY", "KGZ", "COL"], "areas": ["skills-for-work", "migrant-training"]},
    {"target-groups": ["migrants"], "scopes": ["national", "local"], "years": ["2000", "2010"]},
]


def passes(link: str, filters: dict[str, list[str]], but: str) -> bool:
    """Whether a record has one of the chosen terms in every facet, ``but`` for one facet."""
    for facet, chosen in filters.items():
        wanted = set(chosen)
        if facet == "years":
            wanted = set(map(str, range(int(chosen[0]), int(chosen[1]) + 1)))
        if facet != but and not wanted & terms_of_records()[link][facet]:
            return False
    return True


@pytest.mark.parametrize("page", ["chromium"], indirect=True)
@pytest.mark.parametrize("base", ["file"], indirect=True)
@pytest.mark.parametrize("query", QUERIES)
def test_counts_are_exact_for_the_words_and_the_other_filters(
    page: Page, base: str, query: str
) -> None:
    words = f"q={query.replace(' ', '+')}" if query else ""
    open_search(page, base, words)
    found = permalinks(page)
    assert set(found) <= set(terms_of_records())
    assert len(found) == len(set(found)) > 10
    for filters in FILTERS:
        terms = [
            f"{facet}={id}" for facet, ids in filters.items() if facet != "years" for id in ids
        ]
        terms += [f"years={'-'.join(filters['years'])}"] if "years" in filters else []
        open_search(page, base, "&".join([words, *terms]).lstrip("&"))
        kept = [link for link in found if passes(link, filters, "")]
        assert sorted(permalinks(page)) == sorted(kept), filters
        open_facets(page)
        shown = counts(page)
        for facet in (*TAXONOMIES, "collection"):
            candidates = [link for link in found if passes(link, filters, facet)]
            recounted = Counter(id for link in candidates for id in terms_of_records()[link][facet])
            chosen = filters.get(facet, [])
            expected = {**dict.fromkeys(chosen, 0), **recounted}
            assert shown.get(facet, {}) == expected, (filters, facet)
    assert part(page, "count").inner_text()
