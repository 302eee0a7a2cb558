"""From the globe to the plane, with true areas, as shading by number asks for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from kbgen.pictures.geography import Ball, Direction, Point


class Azimuthal:
    """The globe around a point, on Lambert's azimuthal equal-area projection.

    A region keeps its shape on it wherever it lies, the date line included.
    """

    def __init__(self, points: Iterable[Direction]) -> None:
        """The middle of these points is the centre; they may not lie around a pole."""
        x, y, z = map(sum, zip(*points, strict=True))
        length, level = math.hypot(x, y, z), math.hypot(x, y)
        self._centre = x / length, y / length, z / length
        self._east = -y / level, x / level
        self._north = -z * x / level / length, -z * y / level / length, level / length

    def plane(
        self, points: Iterable[Direction], left: float = 0, top: float = 0, scale: float = 1
    ) -> list[Point]:
        """Where points lie on the plane: to the right of a corner and below it, so many units for
        the earth's radius. The point opposite the centre is nowhere.
        """
        (a, b, c), (d, e), (f, g, h) = self._centre, self._east, self._north
        left, top, stretch, sqrt = left * scale, top * scale, 2 * scale * scale, math.sqrt
        return [
            (
                (s := sqrt(stretch / (1.0 + a * x + b * y + c * z))) * (d * x + e * y) - left,
                -s * (f * x + g * y + h * z) - top,
            )
            for x, y, z in points
        ]

    def window(
        self, left: float, top: float, right: float, bottom: float
    ) -> Callable[[Ball], bool]:
        """Whether something in a ball may lie in a part of the plane that has the centre in it.

        If not, all that is in the ball lies to one side of that part, so that no straight line
        between two points of it comes near. Only what is nearer than a quarter of a turn counts.
        """
        (a, b, c), (d, e), (f, g, h) = self._centre, self._east, self._north

        def may_show(ball: Ball) -> bool:
            (x, y, z), radius = ball
            # The projection draws nothing nearer to its axes than it is in space.
            east, south = d * x + e * y, -(f * x + g * y + h * z)
            return (
                left <= east + radius
                and east - radius <= right
                and top <= south + radius
                and south - radius <= bottom
                and a * x + b * y + c * z >= -radius
            )

        return may_show
