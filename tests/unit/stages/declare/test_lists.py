from __future__ import annotations

import pytest

from tests.make import declared


def test_glossary_and_events_are_sorted() -> None:
    knowledge, said = declared(
        glossary="C: w\nb: x\nA: {meaning: y, synonyms: [z]}\n",
        events="- {year: 2001, what: b}\n- {year: 1951, what: a, records: [other]}\n",
    )
    assert said == []
    assert list(knowledge.glossary) == ["A", "b", "C"]
    assert knowledge.glossary["A"].synonyms == ("z",)
    assert [(e.year, e.records) for e in knowledge.events] == [("1951", ("other",)), ("2001", ())]


def test_countries_of_events_are_those_of_the_map() -> None:
    events = "- {year: 2001, what: b, countries: [global, nowhere]}\n"
    assert declared(config="title: T\nmap: scopes\n", events=events)[1] == [
        "content/_events.yml:1:45 unknown-term"
    ]


@pytest.mark.parametrize(
    ("glossary", "said"),
    [
        ("a b: x\n", "1:1 bad-value"),
        ("'': x\n", "1:1 bad-value"),
        ("A:\n", "1:3 missing-key"),
        ("A: {synonyms: [b]}\n", "1:4 missing-key"),
        ("A: [b]\n", "1:4 bad-value"),
    ],
)
def test_a_wrong_entry_is_left_out_and_told(glossary: str, said: str) -> None:
    knowledge, found = declared(glossary=f"{glossary}B: right\n")
    assert found == [f"content/_glossary.yml:{said}"]
    assert list(knowledge.glossary) == ["B"]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("{what: a}", "missing-key"),
        ("{year: '1951'}", "missing-key"),
        ("{year: long ago, what: a}", "bad-year"),
        ("a", "bad-value"),
    ],
)
def test_a_wrong_event_is_left_out_and_told(event: str, said: str) -> None:
    knowledge, found = declared(events=f"- {event}\n- {{year: 2001, what: b, place: c}}\n")
    assert [place.split()[1] for place in found] == [said]
    assert [(e.year, e.what, e.place) for e in knowledge.events] == [("2001", "b", "c")]


def test_events_of_a_year_keep_their_order() -> None:
    knowledge, _ = declared(events="- {year: 2001, what: b}\n- {year: 2001, what: a}\n")
    assert [event.what for event in knowledge.events] == ["b", "a"]


def test_records_of_events_know_their_places() -> None:
    knowledge, _ = declared(events="- year: 2001\n  what: b\n  records: [x,\n    y]\n")
    (event,) = knowledge.events
    assert [(r.target, r.line, r.column) for r in event.references] == [("x", 3, 13), ("y", 4, 5)]


def test_synonyms_are_groups_of_at_least_two() -> None:
    text = "- [a, b  c]\n- [alone]\n- []\n- [d, e, f]\n"
    knowledge, said = declared(**{"content/_search/synonyms.yml": text})
    assert said == []
    assert knowledge.synonyms == (("a", "b c"), ("d", "e", "f"))
