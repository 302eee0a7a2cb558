"""From the globe to the plane. Both projections keep areas true, as shading by number asks for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from kbgen.pictures.geography import Point, Ring

Projection = Callable[[Ring], list[Point] | None]
"""Takes a ring in degrees; gives it on the plane, x to the right, y downwards, the earth's radius
being 1, or None for a ring that the picture cannot show."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2

_STEP = 4.0
"""Degrees of longitude."""
CUT = -169.7
"""The meridian in the Bering Strait along which the world map is cut: no country lies on it."""


def equal_earth(ring: Ring) -> list[Point]:
    """The whole world on the Equal Earth projection (Savric, Patterson and Jenny 2018)."""
    middle = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    turn = 360 * math.floor((middle - CUT) / 360)
    plane = []
    for longitude, latitude in ring:
        # An island on the cut keeps to one side: it is pressed against the edge.
        east = math.radians(min(max(longitude - turn - CUT - 180, -180), 180))
        t = math.asin(_ROOT * math.sin(math.radians(latitude)))
        t2 = t * t
        t6 = t2 * t2 * t2
        slope = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
        plane.append(
            (east * math.cos(t) / (_ROOT * slope), -t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2)))
        )
    return plane


def azimuthal(centre: Point) -> Projection:
    """The half of the globe around a point, on Lambert's azimuthal equal-area projection.

    A region keeps its shape on it wherever it lies, the date line included.
    """
    longitude0 = math.radians(centre[0])
    sine0, cosine0 = math.sin(math.radians(centre[1])), math.cos(math.radians(centre[1]))

    def project(ring: Ring) -> list[Point] | None:
        plane = []
        visible = False
        for longitude, latitude in _with_steps(ring):
            east = math.radians(longitude) - longitude0
            sine, cosine = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))
            level = cosine * math.cos(east)
            towards = sine0 * sine + cosine0 * level
            visible = visible or towards > 0
            stretch = math.sqrt(2 / max(1 + towards, 1e-9))
            plane.append(
                (
                    stretch * cosine * math.sin(east),
                    -stretch * (cosine0 * sine - sine0 * level),
                )
            )
        return plane if visible else None

    return project


def _with_steps(ring: Ring) -> Iterator[Point]:
    """A border along a parallel is a curve: long stretches of it get points between."""
    for (x, y), (previous_x, previous_y) in zip(ring, ring[-1:] + ring[:-1], strict=True):
        steps = int(abs(x - previous_x) / _STEP)
        for n in range(1, steps + 1):
            part = n / (steps + 1)
            yield previous_x + (x - previous_x) * part, previous_y + (y - previous_y) * part
        yield x, y


def middle_of(points: list[Point]) -> Point:
    """The point of the globe in the middle of others."""
    x = y = z = 0.0
    for longitude, latitude in points:
        a, b = math.radians(longitude), math.radians(latitude)
        x += math.cos(b) * math.cos(a)
        y += math.cos(b) * math.sin(a)
        z += math.sin(b)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
