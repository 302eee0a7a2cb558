"""The lengths of fields as bits: for each field which lengths there are and their code, then the
code of every record's.

Lengths are the greater part of what a browser needs before it can weigh a word. So the code is
Huffman's, and the longer columns of fields that few words stand in are files of their own, which
are loaded with the first word that does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from kbgen.search.bits import BitReader, fixed, gamma, gaps, width_of
from kbgen.search.model import SearchField


class Lengths(NamedTuple):
    """The lengths of all fields as bits."""

    together: str
    """Of the fields that stand in the boot file, one after the other."""
    apart: dict[int, str]
    """Of the others, by the place of the field."""


def encode_all(
    fields: Sequence[SearchField], columns: Sequence[Sequence[int]], limit: int
) -> Lengths:
    """The lengths of all fields; columns of listed fields that take more bytes stand apart."""
    together = []
    apart = {}
    for place, (field, column) in enumerate(zip(fields, columns, strict=True)):
        bits = encode(column)
        if field.listed and len(bits) > 8 * limit:
            apart[place] = bits
        else:
            together.append(bits)
    return Lengths("".join(together), apart)


def encode(column: Sequence[int]) -> str:
    """The lengths of one field."""
    tally = Counter(column)
    lengths = sorted(tally)
    pieces = [gamma(len(lengths) + 1)]
    if lengths:
        sizes = _sizes([tally[length] for length in lengths])
        width = width_of(max(sizes) + 1)
        pieces += [gamma(lengths[-1] + 1), gaps(lengths, lengths[-1] + 1), gamma(max(sizes) + 1)]
        pieces += [fixed(size, width) for size in sizes]
        codes = dict(zip(lengths, _codes(sizes), strict=True))
        pieces += [codes[length] for length in column]
    return "".join(pieces)


def read(bits: BitReader, records: int) -> list[int]:
    """What `encode` wrote."""
    count = bits.gamma() - 1
    if not count:
        return []
    lengths = bits.gaps(count, bits.gamma())
    width = width_of(bits.gamma())
    codes = _codes([bits.fixed(width) for _ in lengths])
    return bits.codes(dict(zip(codes, lengths, strict=True)), records)


def _sizes(counts: Sequence[int]) -> list[int]:
    """How many bits Huffman gives to each of some things that occur so often."""
    sizes = [0] * len(counts)
    trees = [(count, place, [place]) for place, count in enumerate(counts)]
    heapify(trees)
    for number in range(len(counts), 2 * len(counts) - 1):
        (first, _, its), (second, _, others) = heappop(trees), heappop(trees)
        together = its + others
        for place in together:
            sizes[place] += 1
        heappush(trees, (first + second, number, together))
    return sizes


def _codes(sizes: Sequence[int]) -> list[str]:
    """The canonical code: numbers in the order of their sizes, then of their places."""
    codes = [""] * len(sizes)
    code = last = 0
    for size, place in sorted((size, place) for place, size in enumerate(sizes)):
        code <<= size - last
        codes[place] = fixed(code, size)
        code += 1
        last = size
    return codes
