"""Numbers as bits: the codes that docs/search-format.md describes, and that they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.bits import (
    BitReader,
    base64_of,
    bits_of,
    fixed,
    gamma,
    gaps,
    rice,
    rice_width,
    rices,
    width_of,
)
from tests.properties.inputs import quick

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


def test_gamma_codes_are_those_of_elias() -> None:
    assert [gamma(n) for n in (1, 2, 3, 4, 8)] == ["1", "010", "011", "00100", "0001000"]


def test_a_rice_code_has_its_high_part_in_ones() -> None:
    assert [rice(n, 0) for n in (0, 1, 3)] == ["0", "10", "1110"]
    assert [rice(n, 2) for n in (0, 3, 4, 9)] == ["000", "011", "1000", "11001"]


def test_rice_codes_begin_at_a_base() -> None:
    assert rices([1, 2, 5], 1, 1) == [rice(0, 1), rice(1, 1), rice(4, 1)]
    assert rices([1], 1) == [rice(1, 1)], "another base has codes of its own"


@pytest.mark.parametrize(
    ("universe", "members", "width"),
    [(1, 1, 0), (32, 12, 0), (32, 11, 1), (64, 11, 2), (1000, 1, 9), (1000, 1000, 0)],
)
def test_the_width_of_gaps(universe: int, members: int, width: int) -> None:
    assert rice_width(universe, members) == width


def test_gaps_are_the_numbers_passed_over() -> None:
    assert gaps([0, 3, 4], 11) == rice(0, 1) + rice(2, 1) + rice(0, 1)


def test_of_more_than_half_of_all_numbers_the_others_are_written() -> None:
    assert gaps([0, 2, 3], 4) == rice(1, rice_width(4, 1))
    assert gaps([0, 2], 4) == rice(0, 0) + rice(1, 0), "half is no more than half"
    assert gaps([0, 1, 2], 3) == gaps([], 3) == gaps([], 0) == ""


def test_a_number_of_no_bits_says_nothing() -> None:
    assert (fixed(0, 0), fixed(5, 4)) == ("", "0101")
    assert BitReader("").fixed(0) == 0


def test_widths() -> None:
    assert [width_of(count) for count in (0, 1, 2, 3, 4, 5, 9)] == [0, 0, 1, 2, 2, 3, 4]


def test_bits_are_filled_up_to_whole_bytes() -> None:
    assert base64_of("0100000101") == "QUA="
    assert bits_of("QUA=") == "0100000101000000"
    assert (base64_of(""), bits_of("")) == ("", "")


def test_leading_zeros_stay() -> None:
    assert bits_of(base64_of("00000000" * 2 + "1")) == "00000000" * 2 + "10000000"


def test_bits_are_taken_as_they_are_and_codes_by_their_table() -> None:
    reader = BitReader("10" + "0" + "110" + "0" + "111")
    assert reader.take(2) == "10"
    assert reader.codes({"0": 7, "110": 8}, 3) == [7, 8, 7]
    assert reader.take(3) == "111"


def test_what_is_not_there_is_noticed() -> None:
    with pytest.raises(ValueError, match="not found"):
        BitReader("000").gamma()
    with pytest.raises(ValueError, match="not found"):
        BitReader("111").rice(0)
    with pytest.raises(ValueError, match="no code"):
        BitReader("11").codes({"0": 1, "10": 2}, 1)
