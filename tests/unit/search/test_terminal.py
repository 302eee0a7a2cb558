"""The search of the terminal; test_our_site compares it with the search page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.search import SearchOptions
from kbgen.search.site_index import SiteIndex, UnreadableIndex
from kbgen.search.terminal import MOST_VERIFIED, find, run_query
from tests.unit.search.samples import Writer, document

RECORDS = [
    document("a", "Camps \x1b[31m near borders", "training of trainers", countries=("EGY",)),
    document("b", "Borders", "camps; the trainers of training"),
    document("c", "What trafficking", "What is done about trafficking"),
]
OPTIONS = SearchOptions(lunr_index=False)


@pytest.fixture(scope="module")
def site(write_index: Writer) -> Path:
    return write_index(RECORDS, OPTIONS)


@pytest.fixture(scope="module")
def index(site: Path) -> SiteIndex:
    return SiteIndex(site)


def found(words: str, index: SiteIndex) -> list[int]:
    return [match.record for match in find(index, words).matches]


@pytest.mark.parametrize(
    ("words", "records"),
    [
        ("camps", [0, 1]),
        ("camps -egypt", [1]),
        ("-camps", [2]),
        ('camps -"near borders"', [1]),
        ('"training of trainers"', [0]),
        ('"Trainers of TRAINING"', [1]),
        ('"trainer of training"', []),
        ('"borders camps"', []),
        ('"near border"', []),
        ('"camps" "near borders"', [0]),
        ('"camps" "borders near"', []),
        ('"what is"', [2]),
        ("", [0, 1, 2]),
        ("*", []),
        ("zzzzqqq", []),
    ],
)
def test_what_is_found(index: SiteIndex, words: str, records: list[int]) -> None:
    assert found(words, index) == records


def test_an_answer_knows_which_records_have_every_word(index: SiteIndex) -> None:
    answer = find(index, "camps egypt")
    assert (len(answer.matches), answer.slots, answer.every) == (2, 2, 1)


def test_the_last_word_may_grow(index: SiteIndex) -> None:
    assert found("tr", index) == []
    assert {match.record for match in find(index, "tr", typing=True).matches} == {0, 1, 2}


def test_phrases_are_verified_in_the_best_records_only(write_index: Writer) -> None:
    better = [document(f"a{n:03}", "Camps tents") for n in range(MOST_VERIFIED)]
    last = document("z", "Tents and camps")
    within = SiteIndex(write_index([*better[1:], last], OPTIONS))
    beyond = SiteIndex(write_index([*better, last], OPTIONS))
    assert found('"tents and camps"', within) == [MOST_VERIFIED - 1]
    assert found('"tents and camps"', beyond) == []


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("trafficing", "trafficking"),
        ("(Trafficing) camps", "trafficking camps"),
        ("trafficing zzzzqqq", "trafficking"),
        ("trafficing zz-qq", "trafficking zz-qq"),
        ("camps", None),
        ("zzzzqqq", None),
        ('"camps trafficking"', "camps trafficking"),
        ('"borders near"', "borders near"),
        ('"near borders"', None),
        ('"training of trainers"', None),
    ],
)
def test_another_spelling(index: SiteIndex, words: str, better: str | None) -> None:
    assert find(index, words).did_you_mean == better


def test_an_answer_as_text(site: Path) -> None:
    assert run_query(site, "camps egypt").splitlines() == [
        "2 records, 1 of them match every word:",
        "  1. Camps \\x1b[31m near borders",
        "     practices/a.html",
        "  2. Borders",
        "     practices/b.html",
    ]
    assert run_query(site, "trafficing").splitlines() == [
        "1 record:",
        "Did you mean: trafficking",
        "  1. What trafficking  (similar word: trafficking)",
        "     practices/c.html",
    ]
    assert run_query(site, "camps borders").startswith("2 records:\n")
    assert run_query(site, "zzzzqqq") == "Nothing found."


def test_no_more_records_are_listed_than_are_wanted(site: Path) -> None:
    assert run_query(site, "camps", limit=1).count("practices/") == 1
    assert run_query(site, "camps", limit=0) == "2 records:"


def test_without_an_index_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(UnreadableIndex):
        run_query(tmp_path, "words")
