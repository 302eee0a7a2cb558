"""What a reader typed, as slots: the terminal's half; tests of answers ask the browser's too."""

from __future__ import annotations

import pytest

from kbgen.search.query import LONGEST_INPUT, MOST_SLOTS, Query, Whole, parse, telling


def forms(query: Query) -> list[str]:
    return [slot.form for slot in query.slots]


def opened(query: Query) -> list[str]:
    return [slot.form for slot in query.slots if slot.open]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("* ~ - : ''", []),
        ("Labour Migration", ["labour", "migration"]),
        ("migration of birds", ["migration", "birds"]),
        ("of the", ["of", "the"]),
        ("migrants migrant", ["migrants"]),
        ("covid-19", ["covid", "19"]),
        ("foo:bar", ["foo", "bar"]),
    ],
)
def test_words_are_slots(text: str, found: list[str]) -> None:
    query = parse(text)
    assert forms(query) == found
    assert (query.phrases, query.without, opened(query)) == ([], [], [])


def test_a_slot_has_the_term_of_its_word() -> None:
    (slot,) = parse("Organisations").slots
    assert (slot.form, slot.term) == ("organisations", "organ")


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»"])
def test_a_phrase_is_kept_whole_and_its_words_are_looked_for(quotes: str) -> None:
    query = parse(f"schools {quotes[0]}training of trainers{quotes[1]}")
    assert query.phrases == [["training", "of", "trainers"]]
    assert forms(query) == ["schools", "training", "trainers"]


def test_quotes_within_a_word_or_without_words_are_no_phrase() -> None:
    assert parse('a"b c"').phrases == parse('""').phrases == parse('"…"').phrases == []
    assert forms(parse('"camp')) == ["camp"]


def test_what_results_must_not_have() -> None:
    query = parse('camps -birds -e-learning -"end of war" - -')
    assert query.without == [["end", "war"], ["birds"], ["e", "learning"]]
    assert forms(query) == ["camps"]
    assert parse("--birds").without == []


def test_the_last_word_grows_while_one_types() -> None:
    assert opened(parse("labour migr", typing=True)) == ["migr"]
    assert opened(parse("labour migr ", typing=True)) == []
    assert opened(parse("labour migr", typing=False)) == []
    assert opened(parse("migr migr", typing=True)) == ["migr"]
    assert opened(parse("migration of", typing=True)) == []
    assert opened(parse("covid-19", typing=True)) == ["19"]
    assert opened(parse("-migr", typing=True)) == []


def test_a_compound_may_be_one_word_too() -> None:
    assert parse("sdg covid-19", typing=True).wholes == [Whole(1, 3, "covid19", True)]
    assert parse("covid-19 sdg", typing=True).wholes == [Whole(0, 2, "covid19", False)]


@pytest.mark.parametrize(
    ("text", "capitals"),
    [("NO", True), ("Norway", False), ("no", False), ("IT-2", True), ("iPhone", False)],
)
def test_capitals_are_noticed(text: str, capitals: bool) -> None:
    assert all(slot.capitals is capitals for slot in parse(text).slots)


def test_a_repeated_word_is_one_slot_and_a_compound_never_loses_a_part() -> None:
    assert forms(parse("covid covid-19")) == ["covid", "covid", "19"]


def test_no_more_than_so_many_words_and_characters_are_read() -> None:
    many = [f"word{chr(97 + n)}" for n in range(MOST_SLOTS + 1)]
    assert forms(parse(" ".join(many))) == many[:MOST_SLOTS]
    parted = parse(" ".join([*many[: MOST_SLOTS - 1], "covid-19"]))
    assert forms(parted) == many[: MOST_SLOTS - 1], "a compound fits whole or not at all"
    assert parted.wholes == []
    assert forms(parse(" " * (LONGEST_INPUT - 3) + "camps")) == ["cam"]


def test_stop_words_tell_nothing_but_beside_others() -> None:
    assert telling(["training", "of", "trainers"]) == ["training", "trainers"]
    assert telling(["to", "be"]) == ["to", "be"]
    assert telling([]) == []
