"""What the index keeps of one record."""

from __future__ import annotations

import json

import pytest

from kbgen.search.model import SearchDocument, SearchField
from kbgen.search.record import analyse, counts_of, fragment_of, heaviest_field

FIELDS = (SearchField("summary", 2), SearchField("title", 9), SearchField("body", 1))
FULL = SearchDocument(
    "practices/a.html",
    "practices",
    {"title": "The Camps", "summary": "of the", "body": "Camps and camps, tents", "other": "x"},
    {"countries": ("EGY", "NOR")},
    (2001, 2003),
    {"title": "The Camps of É.", "text": "", "facts": [], "none": None, "count": 0},
)


def test_everything_that_is_known_of_a_record() -> None:
    assert analyse(FULL, FIELDS) == {
        "permalink": "practices/a.html",
        "collection": "practices",
        "title": "the camps of e",
        "facets": {"countries": ["EGY", "NOR"]},
        "years": [2001, 2003],
        "forms": {"title": [1, "the camps"], "body": [1, "tents", 2, "camps"]},
    }


def test_a_record_of_nothing() -> None:
    empty = analyse(SearchDocument("a.html", "pages", {}), FIELDS)
    assert (empty["forms"], empty["years"], empty["facets"]) == ({}, [], {})
    assert empty["title"] == "a html", "the permalink names it"


def test_counts_come_back() -> None:
    analysis = analyse(FULL, FIELDS)
    assert counts_of(analysis, "body") == {"camps": 2, "tents": 1}
    assert counts_of(analysis, "summary") == counts_of(analysis, "unknown") == {}


@pytest.mark.parametrize(
    ("weights", "place"), [([], 0), ([1], 0), ([1, 9, 2], 1), ([4, 9, 9], 1), ([3, 3], 0)]
)
def test_the_first_of_the_greatest_weight_is_heaviest(weights: list[float], place: int) -> None:
    assert heaviest_field([SearchField(f"f{w}", w) for w in weights]) == place


def test_a_fragment_is_short_and_says_what_it_says() -> None:
    made = fragment_of(FULL)
    assert json.loads(made) == ["practices/a.html", {"title": "The Camps of É.", "count": 0}]
    assert made == '["practices/a.html",{"title":"The Camps of É.","count":0}]'.encode()
