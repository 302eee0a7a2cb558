"""Which part of the world a picture shows, and how large."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kbgen.pictures.geography import (
    CONTINENT,
    REGION,
    SMALL_WORLD,
    WHOLE_WORLD,
    Point,
    Ring,
    outlines,
    territories,
)
from kbgen.pictures.outline import path_of
from kbgen.pictures.projection import (
    CUT,
    Projection,
    Vector,
    angle_between,
    azimuthal,
    equal_earth,
    middle_of,
    vector,
)

WORLD_WIDTH = 1000
LARGE, SMALL = 960, 480
"""Widths of regional pictures."""
RATIO = 1.5
"""Width to height of regional pictures."""
CLOSEST = 0.55
"""The least width of a regional picture in radii of the earth: 3,500 km, so that it can be
recognised."""
WIDEST = 1.9
"""Beyond this width in radii of the earth, the whole world is the better picture."""
MARGIN = 1.25
"""How much more than the places themselves a picture shows."""
_EDGE = 4
"""Units above and below the world, for lines and dots at its edge."""
_SLACK = 0.02
"""Radians by which finer points may lie outside the circle around a coarse ring."""


@dataclass(frozen=True)
class Frame:
    """A part of the plane, drawn `width` by `height` units large."""

    project: Projection
    left: float
    top: float
    scale: float
    width: int
    height: int
    level: int
    centre: Vector = (1.0, 0.0, 0.0)
    reach: float = math.pi
    """No point of the picture is further from the centre than this angle."""

    def place(self, point: Point) -> Point | None:
        """Where a point of the globe lies in the picture, or None if it lies outside."""
        plane = self.project((point,))
        if not plane:
            return None
        x, y = self.on_paper(plane[0])
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None

    def on_paper(self, point: Point) -> Point:
        """Units of the picture for a point of the plane."""
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    def square_units(self, square_kilometres: float) -> float:
        """How large an area of the earth is in the picture."""
        return square_kilometres / 6371.0**2 * self.scale**2

    def paths(self) -> dict[str, str]:
        """The path data of every place that can be seen in the frame, by code."""
        return _paths(self)


@cache
def world_frame(width: int = WORLD_WIDTH) -> Frame:
    """The whole world without Antarctica."""
    rings = [equal_earth(ring) for place in outlines(WHOLE_WORLD).values() for ring in place]
    edge = abs(equal_earth(((CUT, 0.0),))[0][0])
    top = min(y for ring in rings for _, y in ring)
    bottom = max(y for ring in rings for _, y in ring)
    scale = width / (2 * edge)
    height = math.ceil((bottom - top) * scale) + 2 * _EDGE
    level = WHOLE_WORLD if width > SMALL else SMALL_WORLD
    return Frame(equal_earth, -edge, top - _EDGE / scale, scale, width, height, level)


def frame_around(codes: Collection[str], width: int = SMALL) -> Frame:
    """The region around these places with some margin; the whole world if they lie far apart.

    Overseas parts do not count: France is where Paris is.
    """
    return _frame_around(tuple(sorted(set(codes) & territories().keys())), width)


@lru_cache(maxsize=256)
def _frame_around(codes: tuple[str, ...], width: int) -> Frame:
    points = [point for code in codes for point in _main_parts(code)]
    if not points:
        return world_frame(width)
    centre = middle_of(points)
    project = azimuthal(centre)
    plane = project(tuple(points)) or []
    left, right = min(x for x, _ in plane), max(x for x, _ in plane)
    top, bottom = min(y for _, y in plane), max(y for _, y in plane)
    across = max((right - left) * MARGIN, (bottom - top) * MARGIN * RATIO, CLOSEST)
    if across > WIDEST:
        return world_frame(width)
    x, y = (left + right) / 2, (top + bottom) / 2
    corner = math.hypot(abs(x) + across / 2, abs(y) + across / RATIO / 2)
    return Frame(
        project,
        x - across / 2,
        y - across / RATIO / 2,
        width / across,
        width,
        round(width / RATIO),
        _level(width / across),
        vector(centre),
        2 * math.asin(min(corner / 2, 1.0)),
    )


def _level(scale: float) -> int:
    """As much detail as the units of a picture can show."""
    square_kilometres = (6371.0 / scale) ** 2
    if square_kilometres < 70:
        return REGION
    return CONTINENT if square_kilometres < 250 else WHOLE_WORLD


def _main_parts(code: str) -> Iterable[Point]:
    rings = outlines(WHOLE_WORLD)[code]
    if not rings:
        return [territories()[code].at]
    sizes = [_size(ring) for ring in rings]
    return [
        p for ring, size in zip(rings, sizes, strict=True) if size * 4 >= max(sizes) for p in ring
    ]


def _size(ring: Ring) -> float:
    plane = equal_earth(ring)
    pairs = zip(plane, plane[1:] + plane[:1], strict=True)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2


@lru_cache(maxsize=256)
def _paths(frame: Frame) -> dict[str, str]:
    paths = {}
    for code, rings in outlines(frame.level).items():
        shown = []
        for (middle, radius), ring in zip(_caps()[code], rings, strict=True):
            if angle_between(frame.centre, middle) > frame.reach + radius:
                continue
            plane = frame.project(ring)
            if plane:
                shown.append([frame.on_paper(point) for point in plane])
        data = path_of(shown, frame.width, frame.height)
        if data:
            paths[code] = data
    return paths


@cache
def _caps() -> dict[str, list[tuple[Vector, float]]]:
    """A circle around each ring, as its middle and an angle: far rings need no projecting."""
    caps = {}
    for code, rings in outlines(WHOLE_WORLD).items():
        middles = [vector(middle_of(ring)) for ring in rings]
        caps[code] = [
            (middle, _SLACK + max(angle_between(middle, vector(point)) for point in ring))
            for middle, ring in zip(middles, rings, strict=True)
        ]
    return caps
