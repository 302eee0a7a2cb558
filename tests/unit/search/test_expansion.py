"""Which terms stand for the words of a query."""

from __future__ import annotations

import pytest

from kbgen.search import SearchOptions
from kbgen.search.expansion import (
    BEGINS,
    SIMILAR,
    SYNONYM,
    UNKNOWN_BEGINS,
    WHOLE,
    Span,
    distance,
    expand,
)
from kbgen.search.query import Option, Slot, parse
from kbgen.search.site_index import SiteIndex
from tests.unit.search.samples import Writer, document


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [
        ("camp", "camp", 0),
        ("camp", "camps", 1),
        ("camp", "cmap", 1),
        ("camp", "lamp", 1),
        ("camp", "amp", 1),
        ("camp", "lamps", 2),
        ("ca", "abc", 3),
        ("", "ab", 2),
        ("", "", 0),
    ],
)
def test_edits_between_two_words(first: str, second: str, edits: int) -> None:
    assert distance(first, second, 5) == distance(second, first, 5) == edits
    assert distance(first, second, edits) == edits
    assert all(distance(first, second, limit) > limit for limit in range(edits))


@pytest.fixture(scope="module")
def index(write_index: Writer) -> SiteIndex:
    documents = [
        document("a", "Trafficking", "Migration and migrants; oestrus"),
        document("b", "COVID-19 in Egypt", "a summer school", countries=("EGY",)),
        document("c", "Norway", "borders and traffic; training of trainers", countries=("CIV",)),
    ]
    return SiteIndex(write_index(documents, SearchOptions(lunr_index=False)))


def expanded(words: str, index: SiteIndex, typing: bool = False) -> tuple[list[Slot], list[Span]]:
    query = parse(words, typing)
    spans = expand(query, index)
    return query.slots, spans


def options(word: str, index: SiteIndex, typing: bool = False) -> list[Option]:
    (slot,), _ = expanded(word, index, typing)
    return slot.options


def test_a_known_word_is_itself(index: SiteIndex) -> None:
    assert options("trafficking", index)[0] == Option(["traffick"], 1.0)
    assert options("borders", index) == [Option(["border"], 1.0)]


def test_the_beginning_of_words_counts_less_where_it_is_one(index: SiteIndex) -> None:
    assert options("migrat", index) == [
        Option(["migrat"], 1.0),
    ]
    assert options("migra", index) == [
        Option(["migrant", "migrat"], UNKNOWN_BEGINS, pooled=True),
    ]
    assert options("traffic", index, typing=True) == [
        Option(["traffic"], 1.0),
        Option(["traffick"], BEGINS, pooled=True),
    ]


def test_short_beginnings_count_only_while_one_types(index: SiteIndex) -> None:
    assert options("mig", index) == []
    assert options("mig", index, typing=True) == [
        Option(["migrant", "migrat"], UNKNOWN_BEGINS, pooled=True)
    ]
    assert options("m", index, typing=True) == []


def test_a_form_that_begins_otherwise_than_its_term_is_found_too(index: SiteIndex) -> None:
    assert options("oest", index) == [Option(["estru"], UNKNOWN_BEGINS, pooled=True)]


@pytest.mark.parametrize(
    ("word", "term", "other", "edits"),
    [
        ("traficking", "traffick", "trafficking", 1),
        ("trafikking", "traffick", "trafficking", 2),
        ("nordway", "norwai", "norway", 1),
        ("xorders", "border", "borders", 1),
    ],
)
def test_an_unknown_word_stands_for_the_nearest(
    index: SiteIndex, word: str, term: str, other: str, edits: int
) -> None:
    (slot,), _ = expanded(word, index)
    found = [option for option in slot.options if option.why]
    assert found[0].why == f"similar word: {other}"
    assert found[0].boost == SIMILAR[edits]
    assert index.forms_of(found[0].terms[0])[-1:] == [other], term
    assert slot.meant == other


@pytest.mark.parametrize("word", ["b0rders", "egpt", "schxxl", "zzzzzz"])
def test_a_word_with_digits_a_short_one_or_a_far_one_stands_for_nothing(
    index: SiteIndex, word: str
) -> None:
    (slot,), _ = expanded(word, index)
    assert (slot.options, slot.meant, slot.lost) == ([], "", True)


def test_a_word_is_not_lost_while_it_may_grow(index: SiteIndex) -> None:
    (slot,), _ = expanded("zzzzzz", index, typing=True)
    assert not slot.lost


def test_synonyms_say_what_they_are(index: SiteIndex) -> None:
    (slot,), spans = expanded("Egipto", index)
    assert Span(0, 1, Option(["egypt"], SYNONYM, "synonym: Egypt")) in spans
    assert not slot.lost and not slot.meant, "no misspelling"


def test_a_phrase_stands_for_its_synonyms_as_a_whole(index: SiteIndex) -> None:
    _, spans = expanded("in ivory coast", index)
    named = [span for span in spans if span.option.why]
    assert [(span.start, span.end) for span in named] == [(0, 2)]
    assert named[0].option == Option(["cote", "ivoir"], SYNONYM, "synonym: Côte d'Ivoire")


def test_a_form_that_no_record_has_may_be_misspelled_though_its_term_is_known(
    index: SiteIndex,
) -> None:
    (slot,), _ = expanded("trafficing", index)
    assert slot.options == [
        Option(["traffic"], 1.0),
        Option(["traffick"], SIMILAR[1] / 2, "similar word: trafficking"),
    ]
    assert slot.meant == "", "which is said only of unknown words"


def test_a_code_counts_in_capitals_alone(index: SiteIndex) -> None:
    assert [span.option.why for span in expanded("NO", index)[1]] == ["synonym: Norway"]
    assert expanded("no", index)[1] == []


def test_two_words_may_be_one(index: SiteIndex) -> None:
    for words in ("covid-19", "covid 19"):
        assert expanded(words, index)[1] == [Span(0, 2, Option(["covid19"], WHOLE))]
    assert expanded("summer school", index)[1] == []


def test_nothing_to_expand(index: SiteIndex) -> None:
    assert expanded("", index) == ([], [])
