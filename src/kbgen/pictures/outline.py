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

Steps = list[tuple[int, int]]
"""A closed line in whole units: where it begins, and how each point lies from the one before."""


def path_of(rings: Iterable[list[Point]], width: int, height: int) -> str:
    """The path data of some rings, in whole units and cut to a picture; empty if none is seen."""
    drawn = []
    for ring in rings:
        steps = _steps(_cut(ring, width, height))
        if len(steps) > 2:
            drawn.append((_area(steps), steps))
    kept = [steps for area, steps in drawn if area >= _SMALLEST]
    if not kept:
        kept = [steps for area, steps in drawn if area >= _SMALLEST_ALONE]
    return _path(kept)


def _cut(ring: list[Point], width: int, height: int) -> list[Point]:
    """The part of a ring on or near the picture (Sutherland and Hodgman 1974)."""
    for axis, least, most in ((0, -_OVER, width + _OVER), (1, -_OVER, height + _OVER)):
        if not ring:
            break
        along = [point[axis] for point in ring]
        first, last = min(along), max(along)
        if last < least or first > most:
            return []
        if first < least:
            ring = _beyond(ring, axis, least, 1)
        if last > most:
            ring = _beyond(ring, axis, most, -1)
    return ring


def _beyond(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring beyond a line along the other axis, in the direction of a sign."""
    if not ring:
        return ring
    kept = []
    previous = ring[-1]
    was_inside = (previous[axis] - limit) * sign >= 0
    for point in ring:
        inside = (point[axis] - limit) * sign >= 0
        if inside != was_inside:
            part = (limit - previous[axis]) / (point[axis] - previous[axis])
            kept.append(
                (
                    previous[0] + (point[0] - previous[0]) * part,
                    previous[1] + (point[1] - previous[1]) * part,
                )
            )
        if inside:
            kept.append(point)
        previous, was_inside = point, inside
    return kept


def _steps(ring: list[Point]) -> Steps:
    steps: Steps = []
    x = y = dx = dy = 0
    for point in ring:
        right, down = round(point[0]) - x, round(point[1]) - y
        if not (right or down) and steps:
            continue
        x, y = x + right, y + down
        # Three points in a line: the one between says nothing.
        if len(steps) > 1 and dx * down == dy * right:
            steps.pop()
            right, down = right + dx, down + dy
            if not (right or down):
                dx, dy = steps[-1]
                continue
        steps.append((right, down))
        dx, dy = right, down
    if len(steps) > 1 and (x, y) == steps[0]:
        steps.pop()
    return steps


def _area(steps: Steps) -> float:
    twice = x = y = 0
    for dx, dy in steps[1:]:
        twice += x * dy - y * dx
        x, y = x + dx, y + dy
    return abs(twice) / 2


def _path(rings: list[Steps]) -> str:
    parts: list[str] = []
    x = y = 0
    for steps in rings:
        right, down = steps[0]
        points = " ".join([f"{dx} {dy}" for dx, dy in steps[1:]])
        parts.append(f"{'m' if parts else 'M'}{right - x} {down - y}l{points}z")
        x, y = right, down
    # A minus sign parts two numbers as well as a space does.
    return "".join(parts).replace(" -", "-")
