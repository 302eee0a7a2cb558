"""The lengths of fields as bits: short, read again, and apart where few words need them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.bits import BitReader, base64_of, bits_of, gamma
from kbgen.search.lengths import Lengths, encode, encode_all, read
from kbgen.search.model import SearchField
from tests.properties.inputs import quick


@given(st.lists(st.one_of(st.integers(0, 5000), st.integers(0, 9), st.just(3))))
@quick
def test_lengths_come_back(column: list[int]) -> None:
    reader = BitReader(bits_of(base64_of(encode(column) + gamma(7))))
    assert read(reader, len(column)) == column
    assert reader.gamma() == 7, "and what comes behind them"


def test_the_lengths_of_an_empty_field_cost_next_to_nothing() -> None:
    assert len(encode([0] * 10_000)) < 8


def test_common_lengths_have_short_codes() -> None:
    column = [3] * 700 + [5] * 200 + [8] * 100
    assert len(encode(column)) - len(encode([3, 5, 8])) == 700 + 600 - 5


def test_codes_are_canonical() -> None:
    # three lengths: 4 of 5 bits; sizes of codes up to 2: 2 bits each; "0" the commonest, then "10"
    assert encode([4, 4, 1, 2]).endswith("10" + "10" + "01" + "0" + "0" + "10" + "11")


def test_damaged_lengths_are_noticed() -> None:
    bits = encode([1, 2, 3, 9])
    with pytest.raises(ValueError, match="no code"):
        read(BitReader(bits), 5)


def test_long_columns_of_listed_fields_stand_apart() -> None:
    fields = [SearchField("title", 2), SearchField("terms", 1, listed=True), SearchField("body", 1)]
    column = list(range(17))
    bits = encode(column)
    size = 18
    assert len(bits) == 8 * size
    assert encode_all(fields, [column] * 3, size - 1) == Lengths(bits * 2, {1: bits})
    assert encode_all(fields, [column] * 3, size) == Lengths(bits * 3, {})
