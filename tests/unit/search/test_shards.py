"""The postings of terms as bits: as docs/search-format.md says, and read again."""

from __future__ import annotations

import pytest

from kbgen.search.bits import BitReader, base64_of, bits_of, fixed, gamma, gaps, rice
from kbgen.search.model import SearchDocument, SearchField
from kbgen.search.postings import COUNT_BITS, Posting, collect
from kbgen.search.shards import (
    Names,
    encode_term,
    encode_terms,
    pack_shard,
    read_masks,
    read_term,
    unpack_shard,
)
from tests.unit.search.samples import known


def posting(*pairs: tuple[int, int]) -> Posting:
    """Of (record, how often)."""
    return [record << COUNT_BITS | count for record, count in pairs]


@pytest.mark.parametrize(
    ("its", "bits"),
    [
        (posting((2, 1)), gamma(1) + gaps([2], 20) + rice(0, 0)),
        (posting((2, 4)), gamma(1) + gaps([2], 20) + rice(3, 0)),
        (posting((2, 1), (9, 1)), gamma(2) + gaps([2, 9], 20) + "0"),
        (posting((2, 1), (9, 3)), gamma(2) + gaps([2, 9], 20) + "1" + rice(0, 0) + rice(2, 0)),
        (
            posting(*((n, 5) for n in range(7))),
            gamma(7) + gaps(range(7), 20) + "1" + rice(4, 0) * 7,
        ),
        (
            posting(*((n, 8) for n in range(8))),
            gamma(8) + gaps(range(8), 20) + "1" + fixed(2, 2) + rice(7, 2) * 8,
        ),
    ],
)
def test_what_is_written_of_a_field(its: Posting, bits: str) -> None:
    assert encode_term([(1, its)], 20, 0, {}, 1) == (0b10, bits)
    assert read_term(BitReader(bits), 0b10, 20, 0, 1) == ({1: its}, {})


def test_the_heaviest_field_says_which_form_stands_where() -> None:
    its, names = posting((0, 2), (3, 1)), {0: [0, 2], 3: [1]}
    plain = encode_term([(0, its)], 5, 1, names, 3)[1]
    assert encode_term([(0, its)], 5, 0, names, 3) == (1, plain + "00" + "10" + "01")
    assert read_term(BitReader(plain + "001001"), 1, 5, 0, 3) == ({0: its}, names)


def test_several_fields_come_one_after_the_other() -> None:
    first, last = posting((1, 1)), posting((0, 2), (1, 1))
    names: Names = {0: [1, 1], 1: [0]}
    mask, bits = encode_term([(0, first), (2, last)], 9, 2, names, 2)
    assert mask == 0b101
    reader = BitReader(bits + gamma(77))
    assert read_term(reader, mask, 9, 2, 2) == ({0: first, 2: last}, names)
    assert reader.gamma() == 77, "and nothing else is read"


def test_terms_are_encoded_as_they_stand_in_the_postings() -> None:
    fields = (SearchField("title", 9), SearchField("body", 1))
    documents = [
        SearchDocument("a.html", "pages", {"title": "Camp", "body": "tents"}),
        SearchDocument("b.html", "pages", {"title": "Camps", "body": "camp"}),
    ]
    postings, _ = collect(known(documents, fields)[0], fields)
    camp = encode_term(
        [(0, posting((0, 1), (1, 1))), (1, posting((1, 1)))], 2, 0, {0: [0], 1: [1]}, 2
    )
    tent = encode_term([(1, posting((0, 1)))], 2, 0, {}, 1)
    assert encode_terms(postings, 0, 2) == [camp, tent]
    assert encode_terms(postings, 1, 2) == [tent]
    assert encode_terms(postings, 1, 1) == []


def test_a_shard_begins_with_its_combinations_commonest_first() -> None:
    terms = [(0b100, "11"), (0b001, "0"), (0b010, ""), (0b100, "10")]
    packed = pack_shard(terms, 3)
    bits = gamma(4) + "100" + "001" + "010" + gamma(1) + "11" + gamma(2) + "0" + gamma(3)
    assert packed == base64_of(bits + gamma(1) + "10")
    assert read_masks(BitReader(bits_of(packed)), 3) == [0b100, 0b001, 0b010]
    assert unpack_shard(packed, [2, 1, 0, 2], 3) == terms


def test_a_shard_of_nothing() -> None:
    assert unpack_shard(pack_shard([], 3), [], 3) == []
