"""Filters: counts that are exact for the words and the other filters, recounted by hand."""

# ruff: noqa: SIM905 (words are easier to read in one string)

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kbgen.search import SearchDocument
from tests.unit.search.samples import Asker, Writer, document, slugs

AREAS = {"education": (), "schools": ("education",), "health": ()}
WORDS = "migration school health training policy children".split()


def records() -> list[SearchDocument]:
    source = random.Random(8)
    found = []
    for number in range(60):
        area = source.choice(list(AREAS))
        start = source.randint(1990, 2020)
        found.append(
            document(
                f"r{number:02}",
                " ".join(source.sample(WORDS, 2)),
                collection=source.choice(["practices", "programmes"]),
                countries=tuple(source.sample(["EGY", "NOR", "CIV", "KEN"], source.randint(0, 2))),
                facets={"areas": (area, *AREAS[area])},
                years=(start, start + source.randint(0, 6)) if number % 7 else None,
            )
        )
    return found


RECORDS = records()
TERMS = {
    "collection": ["practices", "programmes"],
    "countries": ["EGY", "NOR", "CIV", "KEN"],
    "areas": ["education", "schools", "health"],
}


def has(record: SearchDocument, facet: str, chosen: Iterable[Any]) -> bool:
    if facet == "collection":
        return record.collection in chosen
    if facet == "years":
        start, end = chosen
        return bool(record.years and record.years[0] <= end and record.years[1] >= start)
    return any(term in record.facets[facet] for term in chosen)


def passing(request: dict[str, Any], but: str = "") -> list[SearchDocument]:
    chosen = {**request["filters"], "years": request["years"]}
    return [
        record
        for record in RECORDS
        if (not request["words"] or request["words"] in record.fields["title"])
        and all(has(record, facet, its) for facet, its in chosen.items() if its and facet != but)
    ]


def requests() -> list[dict[str, Any]]:
    source = random.Random(9)
    found = []
    for words, _ in itertools.product(["", "migration", "school", "policy"], range(15)):
        filters = {
            facet: source.sample(terms, source.randint(0, 2))
            for facet, terms in TERMS.items()
            if source.random() < 0.6
        }
        start = source.randint(1990, 2015)
        years = [start, start + source.randint(0, 9)] if source.random() < 0.4 else []
        found.append({"words": words, "filters": filters, "years": years, "limit": 100})
    return found


@pytest.fixture(scope="module")
def site(write_index: Writer) -> Path:
    return write_index(RECORDS)


def test_every_count_is_right(site: Path, ask: Asker) -> None:
    asked = requests()
    for request, answer in zip(asked, ask(site, *asked), strict=True):
        kept = {record.permalink for record in passing(request)}
        assert {hit["permalink"] for hit in answer["hits"]} == kept
        assert answer["total"] == len(kept)
        for facet, terms in TERMS.items():
            others = passing(request, but=facet)
            right = {term: sum(has(record, facet, [term]) for record in others) for term in terms}
            assert answer["facets"][facet] == right
        others = passing(request, but="years")
        for year, count in answer["facets"]["years"].items():
            assert count == sum(has(record, "years", [int(year), int(year)]) for record in others)


def test_terms_come_with_labels_and_parents(site: Path, run_node: Any) -> None:
    facets = run_node("facets.js", None, site / "data")
    areas = next(facet for facet in facets if facet["name"] == "areas")
    assert areas["label"] == "Areas"
    assert areas["terms"] == [
        {"id": "education", "label": "Education", "parent": ""},
        {"id": "schools", "label": "Schools", "parent": "education"},
        {"id": "health", "label": "Health", "parent": ""},
    ]


def test_orders(site: Path, ask: Asker) -> None:
    title, date = ask(
        site,
        {"words": "", "sort": "title", "limit": 100},
        {"words": "", "sort": "date", "limit": 100},
    )
    by_slug = {Path(record.permalink).stem: record for record in RECORDS}
    titles = [by_slug[slug].fields["title"] for slug in slugs(title)]
    assert titles == sorted(titles)
    ends = [(by_slug[slug].years or (0, 0))[1] for slug in slugs(date)]
    assert ends == sorted(ends, reverse=True)


def test_pages_of_results_follow_one_another(site: Path, ask: Asker) -> None:
    whole, *parts = ask(
        site,
        {"words": "migration", "limit": 30},
        *({"words": "migration", "offset": start, "limit": 5} for start in (0, 5, 10)),
    )
    assert [slug for part in parts for slug in slugs(part)] == slugs(whole)[:15]
