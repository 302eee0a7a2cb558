"""Cutting sorted entries into files at places that do not move when a neighbour changes.

Every term has a key, a number whose order is the order of the terms. The range of all keys is
halved, and halved again, until what lies in each range is small enough for a file. A small edit
changes the files that it touches, and at worst splits one; it never shifts the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

KEY_BITS = 48
_ESCAPED_LOW, _ESCAPED_MIDDLE, _ESCAPED_HIGH = 0, 11, 38


def key_of(term: str) -> int:
    """A number of 48 bits: 6 bits for a digit or a small Latin letter, 22 for other characters.

    The order is that of UTF-16 units, in which JavaScript compares strings.
    """
    bits = 0
    used = 0
    for unit in _units(term):
        if 97 <= unit <= 122:
            code, width = unit - 85, 6
        elif 48 <= unit <= 57:
            code, width = unit - 47, 6
        else:
            escape = _ESCAPED_LOW if unit < 48 else _ESCAPED_MIDDLE if unit < 97 else _ESCAPED_HIGH
            code, width = escape << 16 | unit, 22
        bits = bits << width | code
        used += width
        if used >= KEY_BITS:
            return bits >> (used - KEY_BITS)
    return bits << (KEY_BITS - used)


def _units(term: str) -> Sequence[int]:
    if term.isascii():
        return term.encode("ascii")
    raw = term.encode("utf-16-be", "surrogatepass")
    return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw), 2)]


def sort_key(term: str) -> bytes:
    """Sorts as JavaScript does: by UTF-16 units."""
    return term.encode("utf-16-be", "surrogatepass")


def in_order(terms: Iterable[str]) -> list[str]:
    """The terms as JavaScript sorts them."""
    found = sorted(terms)  # the same, as long as no term has surrogates or what comes after them
    if any(not term.isascii() and max(term) >= "\ud800" for term in found):
        found.sort(key=sort_key)
    return found


def name_of(lower_bound: int) -> str:
    """The name of the file whose range begins at a key: its digits, without the last zeros."""
    return f"{lower_bound:012x}".rstrip("0") or "0"


def bound_of(name: str) -> int:
    """The key at which the range of a named file begins."""
    return int(name.ljust(12, "0"), 16)


def halve(
    keys: Sequence[int],
    sizes: Sequence[int],
    limit: int,
    within: tuple[int, int] = (0, KEY_BITS),
    deepest: int = KEY_BITS,
) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of at most `limit`, as (lower bound, bits left, first entry, entry after the last).

    `within` is (lower bound, bits left) of the range to begin with. A range whose bound has
    `deepest` bits set is not halved further, however much lies in it.
    """
    sums = [0, *accumulate(sizes)]
    waiting = [(*within, 0, len(keys))]
    while waiting:
        bound, left, first, last = waiting.pop()
        if sums[last] - sums[first] <= limit or left <= KEY_BITS - deepest or last - first <= 1:
            yield bound, left, first, last
            continue
        middle = bound + (1 << (left - 1))
        split = bisect_left(keys, middle, first, last)
        if split < last:
            waiting.append((middle, left - 1, split, last))
        if split > first:
            waiting.append((bound, left - 1, first, split))
