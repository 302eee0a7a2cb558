"""Rings of points as short SVG path data."""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.pictures.geography import Point

_OVER = 6
"""Shapes are cut so far outside the picture that the cut and its line are not seen."""
_SMALLEST = 2.0
"""Islands below so many square units are left out..."""
_SMALLEST_ALONE = 0.5
"""... or below so many, if a place has nothing larger."""


def path_of(rings: Iterable[list[Point]], width: int, height: int) -> str:
    """The path data of some rings, in whole units and cut to a picture; empty if none is seen."""
    drawn = []
    for ring in rings:
        whole = _whole(_cut(ring, width, height))
        if len(whole) > 2:
            drawn.append((_area(whole), whole))
    kept = [ring for area, ring in drawn if area >= _SMALLEST]
    if not kept:
        kept = [ring for area, ring in drawn if area >= _SMALLEST_ALONE]
    return _data(kept)


def _cut(ring: list[Point], width: int, height: int) -> list[Point]:
    """The part of a ring on or near the picture (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in (
        (0, -_OVER, 1),
        (0, width + _OVER, -1),
        (1, -_OVER, 1),
        (1, height + _OVER, -1),
    ):
        if not ring or all((point[axis] - limit) * sign >= 0 for point in ring):
            continue
        kept = []
        previous = ring[-1]
        for point in ring:
            inside = (point[axis] - limit) * sign >= 0
            if inside != ((previous[axis] - limit) * sign >= 0):
                part = (limit - previous[axis]) / (point[axis] - previous[axis])
                kept.append(
                    (
                        previous[0] + (point[0] - previous[0]) * part,
                        previous[1] + (point[1] - previous[1]) * part,
                    )
                )
            if inside:
                kept.append(point)
            previous = point
        ring = kept
    return ring


def _whole(ring: list[Point]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x), round(y)
        if not points or point != points[-1]:
            points.append(point)
        # Three points in a line: the one between says nothing.
        while len(points) > 2 and _straight(*points[-3:]):
            del points[-2]
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _area(ring: list[tuple[int, int]]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2


def _data(rings: list[list[tuple[int, int]]]) -> str:
    parts: list[str] = []
    x = y = 0
    for ring in rings:
        parts.append(("m" if parts else "M") + _pair(ring[0][0] - x, ring[0][1] - y))
        for n, (end, start) in enumerate(zip(ring[1:], ring, strict=False)):
            step = _pair(end[0] - start[0], end[1] - start[1])
            parts.append(step if n and step[0] == "-" else (" " if n else "l") + step)
        parts.append("z")
        x, y = ring[0]
    return "".join(parts)


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"
