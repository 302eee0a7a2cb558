"""Putting things that lie along a line beside one another, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """From left to right."""

    left: float
    right: float


def pack(boxes: Sequence[Box]) -> list[int]:
    """The lane of each box, from 0: the first one in which it touches no box before it."""
    lanes: list[list[Box]] = []
    chosen = []
    for box in boxes:
        free = (n for n, lane in enumerate(lanes) if not any(_touch(box, other) for other in lane))
        number = next(free, len(lanes))
        if number == len(lanes):
            lanes.append([])
        lanes[number].append(box)
        chosen.append(number)
    return chosen


def _touch(box: Box, other: Box) -> bool:
    return box.left < other.right and other.left < box.right
