"""Which terms each record has, changed record by record and not made anew."""

from __future__ import annotations

import pytest

from kbgen.search.lunr_index import serialised
from kbgen.search.model import SearchDocument, SearchField
from kbgen.search.occurrences import Occurrences
from kbgen.search.postings import collect
from kbgen.search.record import analyse
from tests.unit.search.samples import known

FIELDS = (SearchField("title", 9), SearchField("body", 1))


def documents(*texts: tuple[str, str]) -> list[SearchDocument]:
    return [
        SearchDocument(f"{place}.html", "pages", {"title": title, "body": body})
        for place, (title, body) in enumerate(texts)
    ]


BEFORE = documents(("Camps", "camp tents"), ("", ""), ("Tents", "migration camps"))


def occurrences(its: list[SearchDocument]) -> Occurrences:
    postings, _ = collect(known(its, FIELDS)[0], FIELDS)
    return serialised(postings, [document.permalink for document in its], FIELDS)[1]


@pytest.mark.parametrize(
    "edits",
    [
        {},
        {0: ("Camps", "camp tents")},
        {0: ("Camps camps", "tents")},
        {1: ("Zones", "aid aid aid")},
        {2: ("", "")},
        {0: ("", "zones"), 2: ("Tents and camps", "")},
        {0: ("", ""), 1: ("", ""), 2: ("", "")},
    ],
)
def test_edited_occurrences_are_those_of_all_records(edits: dict[int, tuple[str, str]]) -> None:
    found, edited = occurrences(BEFORE), BEFORE[:]
    for record, texts in edits.items():
        edited[record] = documents(*[("", "")] * record, texts)[-1]
    found.change([(record, analyse(edited[record], FIELDS)) for record in edits], FIELDS)
    anew = occurrences(edited)
    assert (found.terms, found.sizes, found.ones) == (anew.terms, anew.sizes, anew.ones)


def test_the_records_of_terms_by_field() -> None:
    assert occurrences(BEFORE).records_of({"camp", "tent", "unknown"}) == {
        "camp": {0: [0], 1: [0, 2]},
        "tent": {0: [2], 1: [0]},
    }
    assert occurrences(BEFORE).records_of(()) == {}
