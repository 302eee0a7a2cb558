"""Codes of small numbers as bits, and their transport as base64.

Text of "0" and "1" is the quickest way to build bit strings in pure Python: codes are looked up or
formatted once, joined once and turned into bytes once.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import sub

_REMEMBERED = 1 << 14


def gamma(number: int) -> str:
    """Elias' gamma code of a number from 1."""
    digits = f"{number:b}"
    return "0" * (len(digits) - 1) + digits


def rice(number: int, width: int) -> str:
    """The Rice code: the high part in ones and a zero, then `width` low bits."""
    low = f"{number & ((1 << width) - 1):0{width}b}" if width else ""
    return "1" * (number >> width) + "0" + low


class _RiceCodes(dict[int, str]):
    """Number -> Rice code, made when first asked for; `base` is the number of the first code."""

    def __init__(self, width: int, base: int) -> None:
        super().__init__()
        self._width, self._base = width, base

    def __missing__(self, number: int) -> str:
        code = rice(number - self._base, self._width)
        if len(self) < _REMEMBERED:
            self[number] = code
        return code


@cache
def _rice_codes(width: int, base: int) -> _RiceCodes:
    return _RiceCodes(width, base)


def rices(numbers: Iterable[int], width: int, base: int = 0) -> list[str]:
    """The Rice codes of numbers that begin at `base`."""
    return list(map(_rice_codes(width, base).__getitem__, numbers))


@cache
def rice_width(universe: int, members: int) -> int:
    """The width that suits the gaps of so many members among `universe` numbers."""
    return max(0, (universe * 11 // (16 * members)).bit_length() - 1)


def gaps(numbers: Sequence[int], universe: int) -> str:
    """An ascending list of numbers below `universe`; its length is stored elsewhere.

    Of more than half of all numbers those that are missing are written.
    """
    if 2 * len(numbers) > universe:
        numbers = sorted(set(range(universe)).difference(numbers))
    if not numbers:
        return ""
    width = rice_width(universe, len(numbers))
    return "".join(rices(map(sub, numbers, chain((-1,), numbers)), width, 1))


def fixed(number: int, width: int) -> str:
    """`number` in exactly `width` bits."""
    return f"{number:0{width}b}" if width else ""


def width_of(count: int) -> int:
    """The bits that tell `count` things apart."""
    return max(0, count - 1).bit_length()


def base64_of(bits: str) -> str:
    """The bits, filled up to whole bytes, as base64."""
    if not bits:
        return ""
    missing = -len(bits) % 8
    number = int(bits, 2) << missing
    return base64.b64encode(number.to_bytes((len(bits) + missing) // 8, "big")).decode("ascii")


def bits_of(text: str) -> str:
    """The bits of base64."""
    raw = base64.b64decode(text)
    return f"{int.from_bytes(raw, 'big'):0{len(raw) * 8}b}" if raw else ""


class BitReader:
    """Reads what the functions above wrote."""

    def __init__(self, bits: str) -> None:
        self._bits = bits
        self._at = 0

    def gamma(self) -> int:
        """The next number, written by `gamma`. Raises ValueError where there is none."""
        first = self._bits.index("1", self._at)
        end = first + (first - self._at) + 1
        self._at = end
        return int(self._bits[first:end], 2)

    def rice(self, width: int) -> int:
        """The next number, written as a Rice code from 0. Raises ValueError where there is none."""
        zero = self._bits.index("0", self._at)
        high = zero - self._at
        self._at = zero + 1
        return high << width | self.fixed(width)

    def fixed(self, width: int) -> int:
        """The number that the next ``width`` bits are."""
        if not width:
            return 0
        end = self._at + width
        number = int(self._bits[self._at : end], 2)
        self._at = end
        return number

    def codes(self, numbers: Mapping[str, int], count: int) -> list[int]:
        """The next numbers, each written as its code. Raises ValueError where there is none."""
        found = []
        at, bits, last = self._at, self._bits, len(self._bits)
        for _ in range(count):
            end = at
            while (number := numbers.get(bits[at:end])) is None:
                if end == last:
                    raise ValueError("no code")
                end += 1
            found.append(number)
            at = end
        self._at = at
        return found

    def take(self, count: int) -> str:
        """The next bits as they are."""
        self._at += count
        return self._bits[self._at - count : self._at]

    def gaps(self, count: int, universe: int) -> list[int]:
        """The next list of ``count`` ascending numbers below ``universe``, written by `gaps`."""
        if 2 * count > universe:
            missing = set(self.gaps(universe - count, universe))
            return [number for number in range(universe) if number not in missing]
        if not count:
            return []
        width = rice_width(universe, count)
        numbers = []
        previous = -1
        for _ in range(count):
            previous += 1 + self.rice(width)
            numbers.append(previous)
        return numbers
