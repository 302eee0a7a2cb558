"""The postings of a range of terms as bits.

A shard begins with the combinations of fields that its terms have, commonest first. A term is the
rank of its combination, then for each of its fields: how many records, their gaps, and how often
each has the term: from two records on a bit says whether any has it more than once, from eight on
the width that suits the counts follows (2 bits), and then the counts less one as Rice codes. In the
heaviest field the form of every occurrence comes last, where the term has several forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kbgen.search.bits import (
    BitReader,
    base64_of,
    bits_of,
    fixed,
    gamma,
    gaps,
    rices,
    width_of,
)
from kbgen.search.postings import COUNT, COUNT_BITS, Posting, Postings

VERSION = 3
"""Of the format of all files; it grows when readers of the one before would go wrong."""
MANY = 8
"""From so many records on, a posting says how wide its counts are."""

Names = dict[int, list[int]]
"""Record -> the form of every occurrence in the heaviest field."""


def encode_term(
    by_field: Iterable[tuple[int, Posting]], records: int, heaviest: int, names: Names, forms: int
) -> tuple[int, str]:
    """A term: its combination of fields, one bit for each, and the bits of its postings.

    `by_field` has the fields in which it stands, in order.
    """
    mask = 0
    pieces: list[str] = []
    for field, posting in by_field:
        mask |= 1 << field
        pieces += _encode(posting, records)
        if field == heaviest and names:
            width = width_of(forms)
            for one in posting:
                pieces += [fixed(form, width) for form in names[one >> COUNT_BITS]]
    return mask, "".join(pieces)


def encode_terms(postings: Postings, first: int, last: int) -> list[tuple[int, str]]:
    """The terms from `first` to before `last`, each as `encode_term` gives it."""
    return [
        encode_term(
            postings.of(term),
            postings.records,
            postings.heaviest,
            postings.named(term),
            len(postings.forms[term]),
        )
        for term in range(first, last)
    ]


def pack_shard(terms: Sequence[tuple[int, str]], fields: int) -> str:
    """Encoded terms as base64."""
    masks = Counter(mask for mask, _ in terms)
    ranked = sorted(masks, key=lambda mask: (-masks[mask], mask))
    codes = {mask: gamma(rank + 1) for rank, mask in enumerate(ranked)}
    pieces = [gamma(len(ranked) + 1)]
    pieces += (fixed(mask, fields) for mask in ranked)
    for mask, body in terms:
        pieces.append(codes[mask])
        pieces.append(body)
    return base64_of("".join(pieces))


def unpack_shard(text: str, sizes: Sequence[int], fields: int) -> list[tuple[int, str]]:
    """The encoded terms of a shard, whose bits are known to be so many."""
    bits = BitReader(bits_of(text))
    masks = read_masks(bits, fields)
    return [(masks[bits.gamma() - 1], bits.take(size)) for size in sizes]


def read_masks(bits: BitReader, fields: int) -> list[int]:
    """The combinations of fields with which a shard begins."""
    return [bits.fixed(fields) for _ in range(bits.gamma() - 1)]


def read_term(
    bits: BitReader, mask: int, records: int, heaviest: int, forms: int
) -> tuple[dict[int, Posting], Names]:
    """The postings of a term by field, and the forms of its occurrences in the heaviest one."""
    by_field: dict[int, Posting] = {}
    names: Names = {}
    for field in range(mask.bit_length()):
        if not mask >> field & 1:
            continue
        members = bits.gamma()
        its_records = bits.gaps(members, records)
        counts = [1] * members
        if members == 1 or bits.fixed(1):
            width = bits.fixed(2) if members >= MANY else 0
            counts = [bits.rice(width) + 1 for _ in range(members)]
        by_field[field] = [
            record << COUNT_BITS | count for record, count in zip(its_records, counts, strict=True)
        ]
        name_width = width_of(forms) if field == heaviest else 0
        if name_width:
            for record, count in zip(its_records, counts, strict=True):
                names[record] = [bits.fixed(name_width) for _ in range(count)]
    return by_field, names


def _encode(posting: Posting, records: int) -> Iterator[str]:
    members = [one >> COUNT_BITS for one in posting]
    counts = [one & COUNT for one in posting]
    yield gamma(len(members))
    yield gaps(members, records)
    some_are_repeated = max(counts) > 1
    if len(members) > 1:
        yield "1" if some_are_repeated else "0"
    if some_are_repeated or len(members) == 1:
        width = _count_width(counts) if len(members) >= MANY else 0
        if len(members) >= MANY:
            yield fixed(width, 2)
        yield from rices(counts, width, 1)


def _count_width(counts: Sequence[int]) -> int:
    """Of the widths 0 to 3 the one with the fewest bits."""
    tally = Counter(counts)
    sizes = [
        sum(times * (((count - 1) >> width) + 1 + width) for count, times in tally.items())
        for width in range(4)
    ]
    return sizes.index(min(sizes))
