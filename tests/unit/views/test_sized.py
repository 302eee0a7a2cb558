from __future__ import annotations

from kbgen.views.sized import sized

SIZES = {"practices/a b.png": (3, 4)}


def test_pictures_have_the_room_that_they_take() -> None:
    html = '<p><img src="a%20b.png" alt="x"> <img src="other.png" alt="y"></p>'
    assert sized(html, "practices/c.html", SIZES) == (
        '<p><img width="3" height="4" src="a%20b.png" alt="x"> <img src="other.png" alt="y"></p>'
    )


def test_pictures_are_found_from_the_page() -> None:
    html = '<img src="../practices/a%20b.png" alt="">'
    assert 'width="3"' in sized(html, "countries/c.html", SIZES)
    assert sized(html, "a/countries/c.html", SIZES) == html
