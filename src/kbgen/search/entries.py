"""The order of the index: what stands at each of its places, and where it is cut into files."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from kbgen.search import ranges
from kbgen.search.model import SearchOptions

LEADING = 12
"""Bits of a key: a words file holds whole groups of words with the same two first letters."""
RECORD_BITS = 20


@dataclass(slots=True)
class Entry:
    """One place: a term, the beginning of phrases, a form whose term stands elsewhere, or several
    of these at once."""

    text: str
    forms: list[str] = field(default_factory=list)
    """Of the term, in order; none if there is no such term."""
    spread: list[int] = field(default_factory=list)
    """For each form, how many texts have it."""
    phrases: dict[str, list[str]] = field(default_factory=dict)
    """Key of a phrase that begins here -> its synonyms."""
    term: str = ""
    """The term of which this is a form."""
    postings: tuple[int, str] = (0, "")
    """The encoded term; its combination of fields is 0 where it has not been read."""
    size: int = 0
    """Bits of the encoded term."""

    @property
    def weight(self) -> int:
        """The characters that it takes in a words file, nearly."""
        own = len(self.text) + 2 * len(self.forms) if self.forms else 0
        return own + len(str(self.phrases or ""))

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here any more."""
        return not (self.forms or self.phrases or self.term)


class Columns(NamedTuple):
    """Of every entry in order: its key, weight, bits of postings and number of forms. `spread` has
    one number for each form."""

    keys: array[int]
    weights: array[int]
    bits: array[int]
    forms: array[int]
    spread: array[int]

    @classmethod
    def empty(cls) -> Columns:
        """No entries."""
        return cls(array("Q"), array("I"), array("I"), array("I"), array("I"))

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries at the end."""
        for entry in entries:
            self.keys.append(ranges.key_of(entry.text))
            self.weights.append(entry.weight)
            self.bits.append(entry.size)
            self.forms.append(len(entry.forms))
            self.spread.extend(entry.spread)

    def extend(
        self, other: Columns, first: int, last: int, first_form: int, last_form: int
    ) -> None:
        """Add the entries of another from `first` to before `last`, whose forms are given too."""
        for own, others in zip(self[:4], other[:4], strict=True):
            own.extend(others[first:last])
        self.spread.extend(other.spread[first_form:last_form])

    def first_forms(self) -> list[int]:
        """For every entry and for the end, how many forms come before."""
        return [0, *accumulate(self.forms)]


class Range(NamedTuple):
    """A file: the keys from `bound` on, `left` bits of them, and the entries that it holds."""

    bound: int
    left: int
    first: int
    last: int

    @property
    def name(self) -> str:
        """Part of the name of the file."""
        return ranges.name_of(self.bound)

    @property
    def keys(self) -> tuple[int, int]:
        """Bound and bits, which say which keys the file may hold."""
        return self.bound, self.left


class Cut(NamedTuple):
    """A words file and the postings files whose ranges lie within its own."""

    words: Range
    postings: list[Range]


def cut(columns: Columns, options: SearchOptions) -> list[Cut]:
    """The files of the terms."""
    found = []
    limit = options.vocabulary_bytes
    for words in ranges.halve(columns.keys, columns.weights, limit, deepest=LEADING):
        bound, left, first, last = words
        keys, bits = columns.keys[first:last], columns.bits[first:last]
        sizes = [size + 2 if size else 0 for size in bits]
        shards = [
            Range(lower, rest, first + begin, first + end)
            for lower, rest, begin, end in ranges.halve(
                keys, sizes, 8 * options.shard_bytes, (bound, left)
            )
            if any(bits[begin:end])
        ]
        found.append(Cut(Range(*words), shards))
    return found


def cut_records(sizes: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """The files of fragments: first record and the one after the last. Small records share one."""
    shift = ranges.KEY_BITS - RECORD_BITS
    keys = [record << shift for record in range(len(sizes))]
    return [(first, last) for _, _, first, last in ranges.halve(keys, sizes, limit) if first < last]


def forms_elsewhere(term: str, forms: Sequence[str]) -> list[str]:
    """The forms that do not begin as their term does, so that their own range has to know them."""
    others = [form for form in forms if form[:2] != term[:2]]
    if not others:
        return others
    shift = ranges.KEY_BITS - LEADING
    leading = ranges.key_of(term) >> shift
    return [form for form in others if ranges.key_of(form) >> shift != leading]
