"""The words of a range as text: short, and read again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.analysis import forms_of, term_of
from kbgen.search.ranges import in_order, sort_key
from kbgen.search.vocabulary import ENDINGS, MOST_SHARED, SIGNS, decode, encode
from tests.properties.inputs import quick
from tests.unit.search.test_ranges import words


@given(st.sets(words))
@quick
def test_vocabulary_comes_back(forms: set[str]) -> None:
    by_term: dict[str, list[str]] = {}
    for form in sorted(forms, key=sort_key):
        by_term.setdefault(term_of(form), []).append(form)
    terms = sorted(by_term, key=sort_key)
    text = encode(terms, [by_term[term] for term in terms])
    assert dict(decode(text)) == by_term


@given(st.text())
@quick
def test_whatever_the_analysis_gives_can_be_written(text: str) -> None:
    by_term: dict[str, list[str]] = {}
    for form in in_order({f for chunk in text.split() for f in forms_of(chunk, True)}):
        by_term.setdefault(term_of(form), []).append(form)
    terms = in_order(by_term)
    coded = encode(terms, [by_term[term] for term in terms])
    assert dict(decode(coded)) == by_term
    assert json.dumps(coded, ensure_ascii=False) == f'"{coded}"', "nothing has to be escaped"


@pytest.mark.parametrize(
    ("terms", "forms", "text"),
    [
        ([], [], ""),
        (["camp"], [["camp"]], "Acamp"),
        (["camp", "care"], [["camp"], ["care"]], "AcampCre"),
        (["camp"], [["camp", "camps"]], "Acamp !"),
        (["camp"], [["camps"]], "Acamp!"),
        (["polici"], [["policy", "policymaker"]], "Apolici'~1ymaker"),
        (["survey", "survi"], [["survey"], ["survive"]], "AsurveyEi~0ve"),
        (["abcdefghijk"], [["abzzz"]], "Aabcdefghijk~9zzz"),
        (["abcdefghijkl"], [["abzzz"]], "Aabcdefghijkl|abzzz"),
        (["4.7"], [["4.7"]], "A4.7"),
    ],
)
def test_what_is_written(terms: list[str], forms: list[list[str]], text: str) -> None:
    assert encode(terms, forms) == text
    assert list(decode(text)) == list(zip(terms, forms, strict=True))


def test_no_more_letters_are_shared_than_a_capital_can_say() -> None:
    first, second = "x" * MOST_SHARED + "a", "x" * MOST_SHARED + "ab"
    assert encode([first, second], [[first], [second]]) == f"A{first}Zab"
    assert list(decode(f"A{first}Zab")) == [(first, [first]), (second, [second])]


def test_every_common_ending_has_a_sign_of_its_own() -> None:
    term = "waxwork"
    for sign, ending in zip(SIGNS, ENDINGS, strict=True):
        form = term[: len(term) - int(ending[0])] + ending[1:]
        written = encode([term], [[form, "y"]])
        assert written.startswith("Awaxwork" + sign)
        assert list(decode(written)) == [(term, [form, "y"])]
