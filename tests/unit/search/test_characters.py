"""How characters are folded; which make words is tested with the analysis."""

# ruff: noqa: RUF001 (odd characters are the subject)

from __future__ import annotations

import pytest

from kbgen.search.characters import LETTERS, lower, plain


@pytest.mark.parametrize(
    ("chunk", "folded"),
    [
        ("Camp", "Camp"),
        ("d`or", "d'or"),
        ("Côte", "Cote"),
        ("ÉGAL", "EGAL"),
        ("d’Ivoire", "d'Ivoire"),
        ("d\u2032or\u02bcs", "d'or's"),
        ("e\u2011learning", "e-learning"),
        ("ﬁnance²", "finance2"),
        ("soft\u00adly\u200b", "softly"),
        ("الهِجْرَة", "الهجرة"),
        ("שָׁלוֹם", "שלום"),
        ("한", "한"),
        ("が", "が"),
        ("", ""),
    ],
)
def test_a_chunk_loses_accents_and_what_cannot_be_seen(chunk: str, folded: str) -> None:
    assert plain(chunk) == folded


def test_case_stays_until_it_is_asked_for() -> None:
    assert plain("WHO Été") == "WHO Ete"
    assert lower("WHO Ete") == "who ete"


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Straße", "strasse"), ("ŁÓDŹ", "lódź"), ("ØRE", "ore"), ("ÞING", "thing"), ("ΣΑΣ", "σασ"),
     ("٤٧", "47"), ("۴", "4"), ("هجرة", "هجره"), ("İ", "i")],
)  # fmt: skip
def test_letters_are_written_out(word: str, folded: str) -> None:
    assert lower(word) == folded


def test_no_letter_stands_for_one_that_is_written_out_itself() -> None:
    assert [letter for letter, its in LETTERS.items() if lower(its) != its] == []
