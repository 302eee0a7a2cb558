"""Which part of the world a picture shows."""

from __future__ import annotations

import pytest

from kbgen.pictures.frame import (
    CLOSEST,
    LARGE,
    RATIO,
    SMALL,
    WIDEST,
    frame_around,
    region_around,
    window_frame,
    world_frame,
)
from kbgen.pictures.geography import NO_PLACE, drawn_regions, square_kilometres


@pytest.mark.parametrize("name", list(drawn_regions())[:5], ids=lambda name: name[:3])
def test_a_region_drawn_beforehand_looks_as_if_drawn_when_asked_for(name: str) -> None:
    codes = name.split()
    region = region_around(codes, LARGE)
    expected = region if region.across <= WIDEST else world_frame()
    assert frame_around(codes).marks == expected.marks


def test_a_region_is_centred_on_its_places_with_a_margin() -> None:
    region = region_around(["KGZ", "TJK"], LARGE)
    assert (region.width, region.height) == (LARGE, round(LARGE / RATIO))
    assert region.scale == pytest.approx(LARGE / region.across)
    for code in ("KGZ", "TJK"):
        x, y = region.place(code) or (-1, -1)
        assert LARGE * 0.2 < x < LARGE * 0.8 and region.height * 0.2 < y < region.height * 0.8
    assert region.place("COL") is None


def test_a_region_is_never_closer_than_can_be_recognised() -> None:
    assert region_around(["LIE"], SMALL).across == CLOSEST
    assert region_around(["KAZ"], SMALL).across > CLOSEST


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    assert region_around(["FJI", "TON"], SMALL).across < 1


def test_a_frame_has_every_place_that_it_shows_and_no_other() -> None:
    marks = region_around(["KGZ"], SMALL).marks
    assert {"KGZ", "TJK", "UZB", "KAZ"} < marks.keys()
    assert not {"COL", "FRA", "ATA"} & marks.keys()
    assert marks["KGZ"].shape and not marks["KGZ"].dot


def test_a_place_too_small_to_be_seen_has_a_dot() -> None:
    world = world_frame()
    assert world.marks["CYP"].shape and world.marks["CYP"].dot
    assert world.marks["LIE"].dot.endswith("h0")
    assert world.marks["MCO"].dot and not world.marks["MCO"].shape
    assert world.marks["KAZ"].shape and not world.marks["KAZ"].dot
    assert not world.marks[NO_PLACE].dot


def test_how_large_an_area_is_in_a_picture() -> None:
    world = world_frame()
    assert world.square_units(6371.0**2) == pytest.approx(world.scale**2)
    assert world.square_units(square_kilometres("LIE")) < 30


def test_france_is_where_paris_is() -> None:
    assert region_around(["FRA"], SMALL).place("GUF") is None


def test_places_far_apart_and_no_places_are_shown_on_the_whole_world() -> None:
    assert frame_around(["COL", "ITA", "FJI"]) is world_frame()
    assert frame_around([]) is frame_around(["???"]) is world_frame()


def test_the_order_of_places_does_not_matter_and_unknown_ones_do_not_count() -> None:
    codes = max((name for name, picture in drawn_regions().items() if picture), key=len).split()
    assert len(codes) > 3
    assert frame_around([*codes[::-1], "???", codes[0]]) is frame_around(codes)
    assert frame_around(codes) is not world_frame()


def test_the_small_world_has_no_room_for_every_dot() -> None:
    small, region = window_frame(["COL", "ITA", "FJI"]), window_frame(["KGZ"])
    assert (small.width, small.roomy) == (SMALL, False)
    assert (region.width, region.roomy) == (SMALL, True)
    assert world_frame().roomy
