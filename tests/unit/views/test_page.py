from __future__ import annotations

from kbgen.model.site import Page
from kbgen.views.page import PAGE_SIZE, filtered_search, pager, part_of


def test_one_page_needs_no_pager() -> None:
    assert pager("a/index.html", 1, 1) is None


def test_a_pager_leads_to_all_parts() -> None:
    found = pager("countries/kgz.html", 2, 3)
    assert found is not None
    assert [link.permalink for link in found.pages] == [
        "countries/kgz.html",
        "countries/kgz/page-2.html",
        "countries/kgz/page-3.html",
    ]
    assert found.previous is found.pages[0]
    assert found.next is found.pages[2]
    first = pager("a/index.html", 1, 2)
    assert first is not None
    assert first.previous is None
    assert [link.permalink for link in first.pages] == ["a/index.html", "a/page-2.html"]


def test_the_parts_of_a_listing_are_all_of_it() -> None:
    records = list(range(2 * PAGE_SIZE + 1))
    pages = [Page("x", "collection", "a", number, 3) for number in (1, 2, 3)]
    assert [n for page in pages for n in part_of(records, page)] == records


def test_filters_are_escaped() -> None:
    link = filtered_search("a/b.html", {"places": "x&y=z", "goals": "4.3"})
    assert link == "../search.html?places=x%26y%3Dz&goals=4.3"
