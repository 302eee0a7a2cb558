"""The postings of a range of terms as bits.

A shard begins with the combinations of fields that its terms have, commonest first. A term is the
rank of its combination, then for each of its fields: how many records, from eight records on the
width that suits their counts (2 bits), and for each record its gap and its count less one as Rice
codes. In the heaviest field a count is followed by the form of every occurrence, where the term has
several forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kbgen.search.bits import base64_of, fixed, gamma, rice, rice_codes, rice_width, width_of
from kbgen.search.postings import Postings

VERSION = 1
"""Of the format of all files; it grows when readers of the one before would go wrong."""
MANY = 8
"""From so many records on, a posting says in 2 bits how wide its counts are."""


class ShardWriter:
    """Encodes terms one by one, so that their sizes are known before files are cut."""

    def __init__(self, postings: Postings, heaviest: int) -> None:
        self._fields = len(postings.by_field)
        self._bodies: list[str] = []
        self._masks: list[int] = []
        for term in range(len(postings.terms)):
            mask = 0
            pieces: list[str] = []
            for field in range(self._fields):
                posting = postings.by_field[field][term]
                if posting:
                    mask |= 1 << field
                    names = postings.named.get(term) if field == heaviest else None
                    _encode(posting, postings.records, names, len(postings.forms[term]), pieces)
            self._masks.append(mask)
            self._bodies.append("".join(pieces))

    def sizes(self) -> list[float]:
        """The bytes of each term, nearly."""
        return [len(body) / 8 + 0.3 for body in self._bodies]

    def encode(self, first: int, last: int) -> str:
        """The terms from `first` to before `last` as base64."""
        masks = Counter(self._masks[first:last])
        ranked = sorted(masks, key=lambda mask: (-masks[mask], mask))
        codes = {mask: gamma(rank + 1) for rank, mask in enumerate(ranked)}
        pieces = [gamma(len(ranked) + 1)]
        pieces += (fixed(mask, self._fields) for mask in ranked)
        for term in range(first, last):
            pieces.append(codes[self._masks[term]])
            pieces.append(self._bodies[term])
        return base64_of("".join(pieces))


def _encode(
    posting: Sequence[int],
    records: int,
    names: dict[int, list[int]] | None,
    forms: int,
    pieces: list[str],
) -> None:
    members = len(posting) // 2
    pieces.append(gamma(members))
    width = rice_width(records, members)
    codes = rice_codes(width)
    known = len(codes)
    count_width = 0
    if members >= MANY:
        count_width = _count_width(posting[1::2])
        pieces.append(fixed(count_width, 2))
    count_codes = rice_codes(count_width)
    name_width = width_of(forms) if names else 0
    previous = -1
    for i in range(0, len(posting), 2):
        record = posting[i]
        rest = posting[i + 1] - 1
        gap = record - previous - 1
        pieces.append(codes[gap] if gap < known else rice(gap, width))
        pieces.append(count_codes[rest] if rest < known else rice(rest, count_width))
        previous = record
        if names and name_width:
            pieces += (fixed(form, name_width) for form in names[record])


def _count_width(counts: Sequence[int]) -> int:
    """Of the widths 0 to 3 the one with the fewest bits."""
    tally = Counter(counts)
    sizes = [
        sum(times * (((count - 1) >> width) + 1 + width) for count, times in tally.items())
        for width in range(4)
    ]
    return sizes.index(min(sizes))
