"""How often tests try what could be tried any number of times: all the times that kbgen promises,
or few, to be quick.

``pytest --trials few`` makes every test with a part of its edits, kills, payloads or examples: the
same part in every run. Without the option all are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_are_few = False


def choose(trials: str) -> None:
    """Take the value of the option, before the modules of tests are imported."""
    global _are_few
    _are_few = trials == "few"


def are_few() -> bool:
    """Whether this is a quick run."""
    return _are_few


def amount(all: int, *, few: int) -> int:
    """How many there are to be: ``all`` of them, or ``few`` in a quick run."""
    assert 0 < few <= all
    return few if _are_few else all


def some(things: Sequence[T], *, few: int) -> Sequence[T]:
    """All of the things; in a quick run about ``few`` of them, from all over the sequence."""
    return things[:: max(1, len(things) // few)] if _are_few else things


def rounds(things: Sequence[T], *, few: int) -> Sequence[Sequence[T]]:
    """A round for each of the things; in a quick run ``few`` rounds, each with several of them."""
    count = few if _are_few else len(things)
    return [things[number::count] for number in range(count)]
