"""The globe on the plane: true areas, and what can be seen of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.pictures.geography import Ball, Direction
from kbgen.pictures.projection import Azimuthal
from tests.properties.inputs import quick


def at(longitude: float, latitude: float) -> Direction:
    """A point of the globe, from degrees."""
    east, north = math.radians(longitude), math.radians(latitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def test_the_middle_of_the_points_is_the_centre() -> None:
    around = Azimuthal([at(10, 40), at(30, 40), at(20, 30), at(20, 50)])
    ((x, y),) = around.plane([at(20, 40)])
    assert x == pytest.approx(0, abs=1e-12)
    assert abs(y) < 0.01


def test_north_is_up_and_east_is_to_the_right() -> None:
    around = Azimuthal([at(179, 10)])
    (east, _), (west, _) = around.plane([at(-178, 10), at(170, 10)])
    assert east > 0 > west, "over the date line too"
    (_, north), (_, south) = around.plane([at(179, 20), at(179, 0)])
    assert north < 0 < south, "y runs downwards"


def test_distances_are_chords_at_the_centre() -> None:
    around = Azimuthal([at(20, 0)])
    for degrees in (1, 45, 90, 179):
        ((x, y),) = around.plane([at(20 + degrees, 0)])
        assert x == pytest.approx(2 * math.sin(math.radians(degrees / 2)))
        assert y == pytest.approx(0, abs=1e-9)


def test_areas_are_true_far_from_the_centre() -> None:
    around = Azimuthal([at(0, 45)])
    for longitude, latitude in ((0, 45), (40, 20), (-60, 70)):
        ring = [
            at(longitude + dx, latitude + dy) for dx, dy in ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1))
        ]
        corners = around.plane(ring)
        twice = sum(
            ax * by - ay * bx
            for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
        )
        band = math.sin(math.radians(latitude + 0.1)) - math.sin(math.radians(latitude))
        assert abs(twice) / 2 == pytest.approx(math.radians(0.1) * band, rel=1e-4)


def test_a_picture_has_its_corner_and_its_scale() -> None:
    around, points = Azimuthal([at(5, 5)]), [at(10, 5), at(0, 12)]
    plain, drawn = around.plane(points), around.plane(points, -0.5, -0.25, 100)
    for (x, y), (right, down) in zip(plain, drawn, strict=True):
        assert (right, down) == pytest.approx(((x + 0.5) * 100, (y + 0.25) * 100))


def test_a_window_shows_what_lies_in_it_and_not_the_other_side_of_the_earth() -> None:
    may_show = Azimuthal([at(20, 40)]).window(-0.3, -0.2, 0.3, 0.2)
    assert may_show(Ball(at(20, 40), 0))
    for far in (at(60, 40), at(-20, 40), at(20, 60), at(20, 20), at(-160, -40)):
        assert not may_show(Ball(far, 0))
        assert may_show(Ball(far, 2)), "a large ball reaches everywhere"


@given(st.floats(-40, 80), st.floats(0, 75), st.floats(0, 0.2), st.floats(0, 7))
@quick
def test_nothing_in_a_window_is_missed(
    longitude: float, latitude: float, radius: float, turn: float
) -> None:
    around = Azimuthal([at(20, 40)])
    middle = at(longitude, latitude)
    point = at(longitude + radius * math.cos(turn), latitude + radius * math.sin(turn))
    ((x, y),) = around.plane([point])
    if abs(x) < 0.3 and abs(y) < 0.2:
        ball = Ball(middle, math.dist(middle, point) + 1e-12)
        assert around.window(-0.3, -0.2, 0.3, 0.2)(ball)
