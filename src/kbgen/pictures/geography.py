"""The world's places and their outlines, from `world.json`, and ready-made pictures of it, from
`drawn.json` and `regions.json`; tools/draw_world.py makes them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

P = TypeVar("P")

Point = tuple[float, float]
"""A point of a picture or of the plane: x to the right and y downwards."""
Direction = Sequence[float]
"""A point of the globe, as x, y and z from the middle of the earth, whose radius is 1."""

WHOLE_WORLD, CONTINENT, REGION = 1, 2, 3
"""Levels of detail, each with all points of the ones before it."""
NO_PLACE = "-"
"""Stands for land that is nobody's: it is drawn, and that is all."""


class Ball(NamedTuple):
    """A ball in space, with a part of the globe's surface in it."""

    middle: Direction
    radius: float


class Piece(NamedTuple):
    """A part of a border or a coast, and a ball that it lies in."""

    ball: Ball
    points: Sequence[Direction]


class Territory(NamedTuple):
    """A place of ISO 3166, Kosovo (XKX) or NO_PLACE. Some have no rings and are only a point."""

    code: str
    at: Direction
    """Where a dot for it goes."""
    square_kilometres: int
    """Of its largest part."""
    ball: Ball
    """All its rings lie in it."""
    rings: Sequence[Sequence[int]]
    """Numbers of pieces, end to end; ~n is piece n walked backwards."""
    main: int
    """So many rings, which come first, are not much smaller than the largest one."""


class Drawn(NamedTuple):
    """A ready-made picture of the world without Antarctica, or of a part of it."""

    width: int
    height: int
    scale: float
    """Units of the picture in the earth's radius."""
    shapes: Mapping[str, str]
    """Path data by code."""
    spots: Mapping[str, Sequence[float]]
    """Where dots go, by code: x to the right and y downwards."""


@cache
def territories() -> dict[str, Territory]:
    """Every place that can be drawn, by its three-letter code."""
    return {code: place for code, place in bodies().items() if code != NO_PLACE}


@cache
def bodies() -> dict[str, Territory]:
    """The territories and NO_PLACE, by code."""
    return {
        code: Territory(
            code, entry["at"], entry["area"], Ball(*entry["ball"]), entry["rings"], entry["main"]
        )
        for code, entry in _read("world.json")["places"].items()
    }


@cache
def pieces(level: int) -> list[Piece]:
    """Every border between two places and every coast, in pieces, with the points of a level."""
    most = str(level)
    return [
        Piece(
            Ball(middle, radius),
            points
            if level == REGION
            else [point for digit, point in zip(levels, points, strict=True) if digit <= most],
        )
        for middle, radius, levels, points in _read("world.json")["pieces"]
    ]


def piece_number(step: int) -> int:
    """The number of the piece that a ring walks along in one of its steps."""
    return ~step if step < 0 else step


def joined(ring: Sequence[int], lines: Mapping[int, Sequence[P]]) -> list[P]:
    """The points of a ring, each once, from the pieces that it walks along, by number."""
    points: list[P] = []
    for step in ring:
        points += lines[~step][:0:-1] if step < 0 else lines[step][:-1]
    return points


@cache
def drawn(name: str) -> Drawn:
    """The ready-made picture ``world``, ``small-world`` or of a window, by its number."""
    return Drawn(**_read("drawn.json")["pictures"][name])


@cache
def drawn_regions() -> Mapping[str, Drawn | None]:
    """The ready-made pictures of regions, by the codes of their places; None for the world's."""
    return {
        codes: Drawn(**picture) if picture else None
        for codes, picture in _read("regions.json").items()
    }


def square_kilometres(code: str) -> int:
    """Of the largest part of a place."""
    area: int = areas()[code]
    return area


@cache
def areas() -> Mapping[str, int]:
    """Every place that can be drawn, by its three-letter code, with its square kilometres."""
    found: Mapping[str, int] = _read("drawn.json")["areas"]
    return found


@cache
def _read(name: str) -> Any:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return json.load(file)
