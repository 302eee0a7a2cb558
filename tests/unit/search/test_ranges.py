"""Keys that have the order of terms, and ranges that do not move when a neighbour changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.ranges import KEY_BITS, bound_of, halve, in_order, key_of, name_of, sort_key
from tests.properties.inputs import quick

words = st.text(st.sampled_from("abcdeiostyzéم民𐍈019."), min_size=1, max_size=12)


@given(st.lists(words))
@quick
def test_keys_have_the_order_of_terms(terms: list[str]) -> None:
    keys = [key_of(term) for term in sorted(terms, key=sort_key)]
    assert keys == sorted(keys)
    assert all(0 <= key < 2**48 for key in keys)


def test_a_key_has_6_bits_for_a_letter_or_digit_and_22_for_others() -> None:
    assert key_of("") == 0
    assert key_of("0") == 1 << 42
    assert key_of("az") == (12 << 6 | 37) << 36
    assert key_of(".") == 0x2E << 26
    assert key_of("é") == (38 << 16 | 0xE9) << 26


def test_a_key_says_no_more_than_eight_letters() -> None:
    assert key_of("migratio") < key_of("migratip")
    assert key_of("migratio") == key_of("migration") == key_of("migratio" + "é" * 9)


def test_terms_are_in_the_order_of_utf_16() -> None:
    assert in_order(["\uff5e", "é", "𐍈", "b", "a"]) == ["a", "b", "é", "𐍈", "\uff5e"]
    assert in_order(iter(["b", "10", "9"])) == ["10", "9", "b"]
    assert in_order([]) == []
    assert sort_key("𐍈") == b"\xd8\x00\xdf\x48"


def test_half_a_character_has_a_place_too() -> None:
    assert in_order(["\ufffd", "\ud800", "a"]) == ["a", "\ud800", "\ufffd"]
    assert key_of("\ud7ff") < key_of("\ud800") < key_of("\ufffd")


@pytest.mark.parametrize(
    ("bound", "name"), [(0, "0"), (0x6C << 40, "6c"), (1, "000000000001"), (0x0A << 40, "0a")]
)
def test_a_file_is_named_by_its_bound_without_last_zeros(bound: int, name: str) -> None:
    assert name_of(bound) == name
    assert bound_of(name) == bound


@given(st.sets(words, min_size=1), st.integers(1, 50))
@quick
def test_ranges_hold_every_entry_once(entries: set[str], limit: int) -> None:
    keys = sorted(map(key_of, entries))
    cut = list(halve(keys, [1] * len(keys), limit))
    assert [i for _, _, first, last in cut for i in range(first, last)] == list(range(len(keys)))
    for bound, left, first, last in cut:
        assert all(bound <= key < bound + 2**left for key in keys[first:last])
        assert bound_of(name_of(bound)) == bound


@given(st.sets(words, min_size=30), words)
@quick
def test_another_entry_moves_no_other_boundary(entries: set[str], new: str) -> None:
    def cut(them: set[str]) -> dict[int, list[int]]:
        keys = sorted(map(key_of, them))
        found = halve(keys, [1] * len(keys), 4)
        return {bound: keys[first:last] for bound, _, first, last in found}

    before, after = cut(entries), cut(entries | {new})
    changed = [bound for bound in before if before[bound] != after.get(bound)]
    assert len(changed) <= 1


HALF = 1 << (KEY_BITS - 1)


def test_what_is_small_enough_is_one_range() -> None:
    assert list(halve([0, HALF], [3, 4], 7)) == [(0, KEY_BITS, 0, 2)]
    assert list(halve([0, HALF], [3, 4], 6)) == [
        (0, KEY_BITS - 1, 0, 1),
        (HALF, KEY_BITS - 1, 1, 2),
    ]


def test_halves_without_entries_are_no_files() -> None:
    quarter = HALF >> 1
    assert [name_of(bound) for bound, *_ in halve([HALF, HALF + quarter], [9, 9], 1)] == ["8", "c"]


def test_one_entry_is_never_halved_however_large() -> None:
    assert list(halve([5], [1_000_000], 10)) == [(0, KEY_BITS, 0, 1)]
    assert list(halve([], [], 10)) == [(0, KEY_BITS, 0, 0)]


def test_a_range_is_halved_within_another_and_not_too_deep() -> None:
    keys = [HALF, HALF + 1, HALF + (HALF >> 1)]
    within = (HALF, KEY_BITS - 1)
    assert [bound for bound, *_ in halve(keys, [9] * 3, 1, within)] == [
        HALF, HALF + 1, HALF + (HALF >> 1),
    ]  # fmt: skip
    deep = list(halve(keys, [9] * 3, 1, within, deepest=2))
    assert deep == [
        (HALF, KEY_BITS - 2, 0, 2),
        (HALF + (HALF >> 1), KEY_BITS - 2, 2, 3),
    ]
