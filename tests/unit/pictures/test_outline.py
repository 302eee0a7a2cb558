"""Rings of points as path data: short, whole, and cut to the picture."""

from __future__ import annotations

import re

import pytest

from kbgen.pictures.geography import Point
from kbgen.pictures.outline import path_of

SQUARE: list[Point] = [(10, 10), (20, 10), (20, 20), (10, 20)]


def area(path: str) -> float:
    """The area within a path of one ring or several that do not overlap."""
    total = 0.0
    for ring in path.lower().split("m")[1:]:
        _, _, *steps = map(int, re.findall(r"-?\d+", ring))
        x = y = twice = 0
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            twice += x * dy - y * dx
            x, y = x + dx, y + dy
        total += abs(twice) / 2
    return total


def test_a_ring_is_a_path_of_steps() -> None:
    assert path_of([SQUARE], 100, 100) == "M10 10l10 0 0 10-10 0z"
    assert area(path_of([SQUARE], 100, 100)) == 100


def test_a_second_ring_begins_from_the_first() -> None:
    other = [(x + 30, y - 5) for x, y in SQUARE]
    assert path_of([SQUARE, other], 100, 100) == "M10 10l10 0 0 10-10 0zm30-5l10 0 0 10-10 0z"


def test_points_are_whole_units_and_those_that_say_nothing_are_left_out() -> None:
    detailed = [(10.2, 9.8), (12, 10), (15.4, 10.4), (20, 10), (20.1, 10.1), (20, 20), (10, 20)]
    assert path_of([detailed], 100, 100) == path_of([SQUARE], 100, 100)
    assert path_of([[*SQUARE, SQUARE[0]]], 100, 100) == path_of([SQUARE], 100, 100)


def test_a_spike_is_no_part_of_a_shape() -> None:
    along = [*SQUARE[:2], (40.0, 10.0), *SQUARE[1:]]
    aside = [*SQUARE[:3], (30.0, 25.0), *SQUARE[2:]]
    for spiked in (along, aside):
        assert path_of([spiked], 100, 100) == path_of([SQUARE], 100, 100)


@pytest.mark.parametrize(
    "ring",
    [
        [],
        [(5.0, 5.0)],
        [(5.0, 5.0), (9.0, 9.0)],
        [(1.0, 1.0)] * 9,
        [(0, 0), (9, 9), (9, 0), (0, 9)],
    ],
)
def test_what_has_no_area_is_not_drawn(ring: list[Point]) -> None:
    assert path_of([ring], 100, 100) == ""


def test_a_shape_is_cut_a_little_outside_the_picture() -> None:
    large: list[Point] = [(-500, -500), (900, -500), (900, 900), (-500, 900)]
    numbers = list(map(int, re.findall(r"-?\d+", path_of([large], 100, 60))))
    assert area(path_of([large], 100, 60)) == pytest.approx((100 + 12) * (60 + 12))
    assert max(map(abs, numbers)) == 112


@pytest.mark.parametrize(("dx", "dy"), [(100, 0), (-40, 0), (0, 100), (0, -40)])
def test_a_shape_outside_the_picture_is_not_drawn(dx: int, dy: int) -> None:
    assert path_of([[(x + dx, y + dy) for x, y in SQUARE]], 90, 90) == ""


def test_half_a_shape_is_drawn() -> None:
    half = [(x + 86, y) for x, y in SQUARE]
    # from 96 to the line at 100 + 6, and from 106 on cut
    assert area(path_of([half], 100, 100)) == 100
    assert area(path_of([half], 95, 100)) == 50


def small(side: float, x: float = 50) -> list[Point]:
    return [(x, 50.0), (x + side, 50.0), (x + side, 50.0 + side), (x, 50.0 + side)]


def test_small_islands_are_left_out_unless_there_is_nothing_larger() -> None:
    assert path_of([SQUARE, small(1)], 100, 100) == path_of([SQUARE], 100, 100)
    assert path_of([SQUARE, small(2)], 100, 100) != path_of([SQUARE], 100, 100)
    assert path_of([small(1), small(1, 60)], 100, 100) == "M50 50l1 0 0 1-1 0zm10 0l1 0 0 1-1 0z"
    assert path_of([small(0.4)], 100, 100) == ""
