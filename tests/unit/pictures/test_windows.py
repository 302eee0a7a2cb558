"""The windows of small maps."""

from __future__ import annotations

import pytest

from kbgen.pictures.frame import window_frame
from kbgen.pictures.geography import territories
from kbgen.pictures.windows import window_around, windows
from kbgen.pictures.worldmap import locator_map
from tests.unit.pictures.reading import by_class, parse


@pytest.mark.parametrize("window", windows(), ids=lambda window: "-".join(sorted(window)[:3]))
def test_a_window_shows_all_of_its_places(window: frozenset[str]) -> None:
    frame = window_frame(window)
    for code in window:
        x, y = frame.place(code) or (-1, -1)
        assert 0 <= x <= frame.width and 0 <= y <= frame.height, code
        assert code in frame.marks


def test_no_window_stands_behind_one_that_has_all_of_its_places() -> None:
    for number, window in enumerate(windows()):
        before = windows()[:number]
        assert not [other for other in before if window <= other], window


def test_most_places_have_a_window() -> None:
    alone = {code for code in territories() if window_around(frozenset([code])) is None}
    assert " ".join(sorted(alone)) == "ATF BVT CCK CXR GRL HMD IOT PCN PYF SGS SHN SJM UMI"


def test_countries_of_a_region_share_its_land() -> None:
    land = {
        by_class(parse(locator_map([code], title=code)), "map-land")[0].get("d")
        for code in ("KGZ", "TJK", "UZB")
    }
    assert len(land) == 1


@pytest.mark.parametrize(
    ("codes", "shown", "outside"),
    [(["UKR", "GEO"], "TUR", "KEN"), (["KEN", "ETH"], "UGA", "FRA"), (["FJI"], "TON", "IND")],
)
def test_the_closest_window_is_taken(codes: list[str], shown: str, outside: str) -> None:
    frame = window_frame(codes)
    assert frame.place(shown) and not frame.place(outside)


def test_places_far_apart_share_the_world() -> None:
    assert window_around(frozenset(["COL", "ITA", "FJI"])) is None
    assert window_frame(["COL", "ITA", "FJI"]) is window_frame(["NZL", "PRT"])
