"""Putting things that lie along a line beside one another, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """From left to right."""

    left: float
    right: float


def pack(boxes: Sequence[Box]) -> list[int]:
    """The lane of each box, from 0: the first one in which it touches no box before it."""
    edges = {edge: n for n, edge in enumerate(sorted({edge for box in boxes for edge in box}))}
    # Between one edge and the next a number says which lanes are taken, one bit for each: so a box
    # is set against all lanes at once.
    taken = [0] * len(edges)
    chosen = []
    for box in boxes:
        here = range(edges[box.left], edges[box.right])
        blocked = 0
        for place in here:
            blocked |= taken[place]
        lane = ~blocked & (blocked + 1)
        for place in here:
            taken[place] |= lane
        chosen.append(lane.bit_length() - 1)
    return chosen
