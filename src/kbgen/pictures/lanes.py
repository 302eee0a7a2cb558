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
        for number, lane in enumerate(lanes):
            if all(box.right <= other.left or other.right <= box.left for other in lane):
                break
        else:
            number = len(lanes)
            lanes.append([])
        lanes[number].append(box)
        chosen.append(number)
    return chosen
