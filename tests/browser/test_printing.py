"""What a reader has on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.search_page import open_search, part, titles

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.parametrize("base", ["file"], indirect=True),
    pytest.mark.parametrize("page", ["chromium"], indirect=True),  # the other has no paper in tests
]
TO_PRESS = "button, input, select, summary, [role=search]"


def print_out(page: Page) -> None:
    """Lets the page stand as it is printed."""
    page.pdf()  # tells the page that it will be printed
    page.emulate_media(media="print")


def is_free_of_controls(page: Page) -> bool:
    return not any(one.is_visible() for one in page.locator(TO_PRESS).all())


def test_a_search_says_what_it_was(page: Page, base: str) -> None:
    open_search(page, base, "q=training&collection=practices&years=2000-2015")
    total = part(page, "count").inner_text().split()[0]
    assert not part(page, "printed").is_visible()
    print_out(page)
    shown = len(titles(page))
    assert part(page, "printed").inner_text() == (
        "Search: training; filters: Collection: Practices, Years: 2000\N{EN DASH}2015; "
        f"{shown} of {total} results"
    )
    assert shown < int(total)
    assert is_free_of_controls(page)


def test_a_search_for_everything_says_so(page: Page, base: str) -> None:
    open_search(page, base)
    print_out(page)
    total = part(page, "count").inner_text().split()[0]
    assert part(page, "printed").inner_text() == f"Search: all records; 10 of {total} results"
    assert is_free_of_controls(page)
    assert "Arrow keys" not in page.locator("main").inner_text()
    assert "Type a word" not in page.locator("main").inner_text()


@pytest.mark.parametrize("listing", ["practices/index.html", "countries/kgz.html"])
def test_a_listing_prints_its_number_alone(page: Page, base: str, listing: str) -> None:
    page.goto(f"{base}/{listing}")
    print_out(page)
    words = page.locator(".total").inner_text()
    assert [word for word in words.split() if word not in ("records", "Records:")] == [
        str(page.locator(".card").count())
    ]
    assert is_free_of_controls(page)
