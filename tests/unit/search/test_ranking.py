"""How records are ranked: BM25 by hand, and what counts beside it."""

from __future__ import annotations

import math

import pytest

from kbgen.search import SearchOptions
from kbgen.search.expansion import expand
from kbgen.search.query import parse
from kbgen.search.ranking import COVERAGE, NAMED_BONUS, Match, having_all, idf, rank
from kbgen.search.site_index import SiteIndex
from tests.unit.search.samples import Writer, document

RECORDS = [
    document("a", "Zones", "tents zones", summary="tents borders"),
    document("b", "Zone", "tents tents aid aid", countries=("EGY",)),
    document("c", "Cities", "aid borders rivers tents"),
    document("d", "Rivers", "bridges", countries=("NOR",)),
]
TITLE, SUMMARY, BODY = 10, 4, 1


@pytest.fixture(scope="module")
def index(write_index: Writer) -> SiteIndex:
    return SiteIndex(write_index(RECORDS, SearchOptions(lunr_index=False)))


def ranked(words: str, index: SiteIndex) -> list[Match]:
    query = parse(words)
    return rank(query, expand(query, index), index)


def scores(words: str, index: SiteIndex) -> dict[int, float]:
    return {match.record: match.score for match in ranked(words, index)}


def bm25(rarity: float, count: int, length: int, average: float) -> float:
    """What docs/search-format.md says: k1 = 1.2, b = 0.5."""
    return rarity * 2.2 * count / (count + 1.2 * (0.5 + 0.5 * length / average))


def test_rarity_is_lunrs(index: SiteIndex) -> None:
    assert idf(1, index) == pytest.approx(math.log(1 + 3.5 / 1.5))
    assert idf(9, index) == pytest.approx(math.log(1 + 4.5 / 9.5)), "texts may outnumber records"


def test_a_score_is_the_sum_over_the_fields(index: SiteIndex) -> None:
    rarity = idf(4, index)  # three bodies and a summary
    found = scores("tents", index)
    assert found == {
        0: pytest.approx(SUMMARY * bm25(rarity, 1, 2, 0.5) + BODY * bm25(rarity, 1, 2, 2.75)),
        1: pytest.approx(BODY * bm25(rarity, 2, 4, 2.75)),
        2: pytest.approx(BODY * bm25(rarity, 1, 4, 2.75)),
    }
    assert list(found) == [0, 1, 2], "best first"


def test_the_very_form_counts_more_in_the_title(index: SiteIndex) -> None:
    title, other = bm25(idf(3, index), 1, 1, 1) * TITLE, bm25(idf(3, index), 1, 2, 2.75)
    assert scores("zones", index) == {
        0: pytest.approx(title * NAMED_BONUS + other),
        1: pytest.approx(title),
    }
    assert scores("zone", index)[1] == pytest.approx(title * NAMED_BONUS)


def test_a_record_that_has_few_of_the_words_counts_less(index: SiteIndex) -> None:
    both, tents, borders = (scores(w, index) for w in ("tents borders", "tents", "borders"))
    assert both[0] == pytest.approx(tents[0] + borders[0])
    assert both[1] == pytest.approx(tents[1] * 0.5**COVERAGE)


def test_a_record_needs_half_of_the_words_or_as_many_as_any_has(index: SiteIndex) -> None:
    assert [m.record for m in ranked("tents borders rivers", index)] == [2, 0]
    assert [m.record for m in ranked("bridges zzzzzz yyyyyy", index)] == [3], "if none has half"
    assert {m.record: m.matched for m in ranked("tents aid", index)} == {0: 1, 1: 2, 2: 2}


def test_without_words_there_are_all_records(index: SiteIndex) -> None:
    assert ranked("", index) == [Match(record, 0.0, 0, ()) for record in range(4)]
    assert ranked("zzzzzz", index) == []


def test_records_that_are_as_good_stand_in_their_order(write_index: Writer) -> None:
    same = [document(slug, "Camp") for slug in "abc"]
    found = ranked("camp", SiteIndex(write_index(same, SearchOptions(lunr_index=False))))
    assert [match.record for match in found] == [0, 1, 2]
    assert len({match.score for match in found}) == 1


def test_why_is_said_where_it_is_not_plain(index: SiteIndex) -> None:
    assert [m.why for m in ranked("Egipto", index)] == [("synonym: Egypt",)]
    assert [m.why for m in ranked("bridgez", index)] == [("similar word: bridges",)]
    assert {m.why for m in ranked("tents", index)} == {()}


def test_a_synonym_counts_half(index: SiteIndex) -> None:
    (found,) = ranked("Egipto", index)
    # one of two labels in the field of countries
    assert found.score == pytest.approx(0.5 * 4 * bm25(idf(1, index), 1, 1, 0.5))


def test_a_synonym_is_no_rarer_than_the_word_it_stands_for(write_index: Writer) -> None:
    bodies = ["training", "training", "course", "training"]
    records = [document(f"{n}", "", body) for n, body in enumerate(bodies)]
    found = scores("training", SiteIndex(write_index(records, SearchOptions(lunr_index=False))))
    assert found[2] == pytest.approx(found[0] / 2)


def test_records_with_all_of_some_terms_in_one_field(index: SiteIndex) -> None:
    assert having_all(["border"], index) == {0, 2}
    assert having_all(["tent", "border"], index) == {0, 2}
    assert having_all(["zone", "border"], index) == set(), "in title and summary"
    assert having_all(["zone", "tent"], index) == {0}
    assert having_all(["unknown"], index) == having_all(["tent", "unknown"], index) == set()
