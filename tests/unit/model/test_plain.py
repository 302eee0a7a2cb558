"""What is kept of a record is read as the record that it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest

from kbgen.model.plain import KeptProse, packed, plain_prose, plain_record, record_of
from kbgen.model.record import Record, Reference
from kbgen.text.prose import Heading, Link, Prose

PROSE = {
    "body": Prose(
        "<p>é</p>", "é", (Heading("a", "A", 2, 3),), (Link("b.md", 4), Link("c.png", 5, True, "d"))
    ),
    "context": Prose("", ""),
}
FULL = Record(
    "practices",
    "a",
    "practices/x/a.md",
    "A \u2028 </script> \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    {"title": "A", "list": ["b", {"c": "d"}], "truth": True, "number": 7},
    {"themes": ("e", "f"), "none": ()},
    PROSE,
    (Reference("record", "g", 1, 2, "h", "i"), Reference("page", "j.md", 3, 4)),
    {"tags": {"k": "K"}},
    ("IOM", "NGO"),
    "digest",
    "card",
    "outline",
    "face",
)


def kept(record: Record) -> Record:
    prose = json.loads(packed(plain_prose(record)))
    plain = json.loads(packed(plain_record(record)))
    return record_of(plain, KeptProse(lambda: prose), record.digest)


@pytest.mark.parametrize("record", [FULL, Record("", "about", "about.md", "About", {})])
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    found = kept(record)
    for field in fields(Record):
        mine, its = getattr(found, field.name), getattr(record, field.name)
        assert (
            (dict(mine), dict(mine).keys()) == (dict(its), its.keys())
            if (field.name == "prose")
            else mine == its
        ), field.name


def test_every_part_of_a_full_record_is_given() -> None:
    """Otherwise the test above would not see a part that is lost."""
    empty = Record("", "", "", "", {})
    assert [f.name for f in fields(Record) if getattr(FULL, f.name) == getattr(empty, f.name)] == []


def test_what_is_packed_is_short_json_in_utf_8() -> None:
    assert packed({"a": ["é", 1, None]}) == '{"a":["é",1,null]}'.encode()


class Fetches:
    """Prose that counts how often it is fetched."""

    def __init__(self, word: str) -> None:
        self.count = 0
        self.prose = KeptProse(self._fetch)
        self._word = word

    def _fetch(self) -> Mapping[str, Any]:
        self.count += 1
        return {"body": ["<p>", self._word, [], []]}


def test_prose_is_fetched_when_it_is_asked_for_and_then_held() -> None:
    one = Fetches("one")
    assert one.count == 0
    assert (one.prose["body"].text, list(one.prose), len(one.prose)) == ("one", ["body"], 1)
    assert one.count == 1


def test_only_the_prose_asked_for_last_is_held() -> None:
    one, two = Fetches("one"), Fetches("two")
    for fetched in (one, two, two, one):
        assert fetched.prose["body"].text == ("one" if fetched is one else "two")
    assert (one.count, two.count) == (2, 1)


def test_prose_that_is_not_there_is_no_prose() -> None:
    empty = KeptProse(dict)
    assert dict(empty) == {}
    with pytest.raises(KeyError):
        empty["body"]
