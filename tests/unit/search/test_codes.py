"""What is written can be read again: bits, vocabulary, keys and ranges."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search import lengths, ranges, vocabulary
from kbgen.search.analysis import forms_of, term_of
from kbgen.search.bits import BitReader, base64_of, bits_of, fixed, gamma, gaps, rice, width_of
from tests.properties.inputs import quick

words = st.text(st.sampled_from("abcdeiostyzéم民𐍈019."), min_size=1, max_size=12)
numbers = st.integers(0, 5000)


@given(st.lists(st.tuples(numbers, st.integers(0, 8))))
@quick
def test_numbers_come_back(pairs: list[tuple[int, int]]) -> None:
    bits = "".join(rice(n, width) + gamma(n + 1) + fixed(n, 13) for n, width in pairs)
    reader = BitReader(bits_of(base64_of(bits)))
    for number, width in pairs:
        assert (reader.rice(width), reader.gamma(), reader.fixed(13)) == (
            number,
            number + 1,
            number,
        )


@given(st.sets(numbers))
@quick
def test_gaps_come_back(members: set[int]) -> None:
    reader = BitReader(bits_of(base64_of(gaps(sorted(members), 5001))))
    assert reader.gaps(len(members), 5001) == sorted(members)


@given(st.lists(st.one_of(numbers, st.integers(0, 9), st.just(3))))
@quick
def test_lengths_come_back(column: list[int]) -> None:
    reader = BitReader(bits_of(base64_of(lengths.encode(column) + gamma(7))))
    assert lengths.read(reader, len(column)) == column
    assert reader.gamma() == 7, "and what comes behind them"


def test_the_lengths_of_an_empty_field_cost_next_to_nothing() -> None:
    assert len(lengths.encode([0] * 10_000)) < 8


def test_common_lengths_have_short_codes() -> None:
    column = [3] * 700 + [5] * 200 + [8] * 100
    assert len(lengths.encode(column)) - len(lengths.encode([3, 5, 8])) == 700 + 600 - 5


def test_damaged_lengths_are_noticed() -> None:
    bits = lengths.encode([1, 2, 3, 9])
    with pytest.raises(ValueError, match="no code"):
        lengths.read(BitReader(bits), 5)


def test_widths() -> None:
    assert [width_of(count) for count in (0, 1, 2, 3, 4, 5, 9)] == [0, 0, 1, 2, 2, 3, 4]


@given(st.sets(words))
@quick
def test_vocabulary_comes_back(forms: set[str]) -> None:
    by_term: dict[str, list[str]] = {}
    for form in sorted(forms, key=ranges.sort_key):
        by_term.setdefault(term_of(form), []).append(form)
    terms = sorted(by_term, key=ranges.sort_key)
    text = vocabulary.encode(terms, [by_term[term] for term in terms])
    assert dict(vocabulary.decode(text)) == by_term


@given(st.lists(words))
@quick
def test_keys_have_the_order_of_terms(terms: list[str]) -> None:
    keys = [ranges.key_of(term) for term in sorted(terms, key=ranges.sort_key)]
    assert keys == sorted(keys)
    assert all(0 <= key < 2**48 for key in keys)


@given(st.sets(words, min_size=1), st.integers(1, 50))
@quick
def test_ranges_hold_every_entry_once(entries: set[str], limit: int) -> None:
    keys = sorted(map(ranges.key_of, entries))
    cut = list(ranges.halve(keys, [1] * len(keys), limit))
    assert [i for _, _, first, last in cut for i in range(first, last)] == list(range(len(keys)))
    for bound, left, first, last in cut:
        assert all(bound <= key < bound + 2**left for key in keys[first:last])
        assert ranges.bound_of(ranges.name_of(bound)) == bound


@given(st.sets(words, min_size=30), words)
@quick
def test_another_entry_moves_no_other_boundary(entries: set[str], new: str) -> None:
    def cut(them: set[str]) -> dict[int, list[int]]:
        keys = sorted(map(ranges.key_of, them))
        found = ranges.halve(keys, [1] * len(keys), 4)
        return {bound: keys[first:last] for bound, _, first, last in found}

    before, after = cut(entries), cut(entries | {new})
    changed = [bound for bound in before if before[bound] != after.get(bound)]
    assert len(changed) <= 1


@given(st.text())
@quick
def test_whatever_the_analysis_gives_can_be_written(text: str) -> None:
    by_term: dict[str, list[str]] = {}
    for form in ranges.in_order({f for chunk in text.split() for f in forms_of(chunk, True)}):
        by_term.setdefault(term_of(form), []).append(form)
    terms = ranges.in_order(by_term)
    coded = vocabulary.encode(terms, [by_term[term] for term in terms])
    assert dict(vocabulary.decode(coded)) == by_term
    assert json.dumps(coded, ensure_ascii=False) == f'"{coded}"', "nothing has to be escaped"
