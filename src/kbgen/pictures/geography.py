"""The outlines of the world's places, from `world.json` (made by tools/build_world.py)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude in degrees; or x to the right and y downwards in a picture."""
Ring = tuple[Point, ...]

SMALL_WORLD, WHOLE_WORLD, CONTINENT, REGION = 0, 1, 2, 3
"""Levels of detail, each with all points of the ones before it."""

_STEP = 4.0
"""Degrees of longitude."""
NO_PLACE = "-"
"""Stands for land that is nobody's: it is drawn, and that is all."""


@dataclass(frozen=True)
class Territory:
    """A place of ISO 3166 (and Kosovo, XKX) with its outline; some are only a point."""

    code: str
    at: Point
    """Where a dot for it goes."""
    square_kilometres: int
    """Of its largest part."""


@cache
def territories() -> dict[str, Territory]:
    """Every place that can be drawn, by its three-letter code."""
    return {
        code: Territory(code, (entry["at"][0], entry["at"][1]), entry["area"])
        for code, entry in _world()["places"].items()
        if code != NO_PLACE
    }


@cache
def outlines(level: int) -> dict[str, tuple[Ring, ...]]:
    """The rings of every place and of NO_PLACE, with the points of a level and of those before it.

    Longitudes of a ring run on beyond 180 where it crosses that meridian.
    """
    world = _world()
    arcs = [_points(arc, level, world["per_degree"]) for arc in world["arcs"]]
    return {
        code: tuple(_walk(ring, arcs) for ring in entry["rings"])
        for code, entry in world["places"].items()
    }


@cache
def _world() -> Any:
    return json.loads(files(__package__).joinpath("world.json").read_text(encoding="utf-8"))


def _points(arc: list[Any], level: int, per_degree: int) -> list[Point]:
    levels, *steps = arc
    points: list[Point] = []
    x = y = 0
    for n, digit in enumerate(levels):
        x += steps[2 * n]
        y += steps[2 * n + 1]
        if int(digit) <= level:
            points.append((x / per_degree, y / per_degree))
    return points


def _walk(ring: list[int], arcs: list[list[Point]]) -> Ring:
    points: list[Point] = []
    for number in ring:
        arc = arcs[~number][::-1] if number < 0 else arcs[number]
        turn = 360 * round((points[-1][0] - arc[0][0]) / 360) if points else 0
        points += [(x + turn, y) for x, y in (arc[1:] if points else arc)]
    return tuple(_with_steps(points))


def _with_steps(points: list[Point]) -> Iterator[Point]:
    """A closed line without its last point, which is the first one again.

    A border along a parallel is a curve on most maps: long stretches of it get points between.
    """
    for (x, y), (next_x, next_y) in pairwise(points):
        yield x, y
        steps = int(abs(next_x - x) / _STEP)
        for n in range(1, steps + 1):
            part = n / (steps + 1)
            yield x + (next_x - x) * part, y + (next_y - y) * part
