"""From the globe to the plane. Both projections keep areas true, as shading by number asks for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from kbgen.pictures.geography import Point, Ring

Projection = Callable[[Ring], list[Point] | None]
"""Takes a ring in degrees; gives it on the plane, x to the right, y downwards, the earth's radius
being 1, or None for a ring that the picture cannot show."""

Vector = tuple[float, float, float]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2

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
        for longitude, latitude in ring:
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


def middle_of(points: Iterable[Point]) -> Point:
    """The point of the globe in the middle of others."""
    vectors = [vector(point) for point in points]
    x, y, z = (sum(part) for part in zip(*vectors, strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def angle_between(one: Vector, other: Vector) -> float:
    """How far two points of the globe are apart, in radians."""
    cosine = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return math.acos(min(max(cosine, -1.0), 1.0))


def vector(point: Point) -> Vector:
    """A point of the globe as a direction from its middle, of length 1."""
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    level = math.cos(latitude)
    return level * math.cos(longitude), level * math.sin(longitude), math.sin(latitude)
