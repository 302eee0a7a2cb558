"""What a reader sees on a phone, on a small laptop, and on a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.parametrize("base", ["file"], indirect=True),
    pytest.mark.parametrize("page", ["chromium"], indirect=True),
]
LONG = "practices/mecc-training-policymakers-practitioners.html"
PHONE, ZOOMED, LAPTOP, WIDE = 390, 640, 1024, 1280
"""Half of a wide screen is what is left at a zoom of 200 %."""


def open_at(page: Page, width: int, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)


@pytest.mark.parametrize("permalink", ["index.html", "glossary.html"])
def test_a_wide_masthead_leads_to_every_text_in_one_line(
    page: Page, base: str, permalink: str
) -> None:
    open_at(page, WIDE, f"{base}/{permalink}")
    items = page.locator("#menu li").all()
    assert items[-1].inner_text() == "Glossary"
    assert all(item.is_visible() for item in items)
    assert len({item.evaluate("item => item.offsetTop") for item in items}) == 1
    collections = [item for item in items if "menu-text" not in (item.get_attribute("class") or "")]
    page.set_viewport_size({"width": LAPTOP, "height": 900})
    assert [item.inner_text() for item in items if item.is_visible()] == [
        item.inner_text() for item in collections
    ]


@pytest.mark.parametrize("width", [320, PHONE, ZOOMED, LAPTOP, WIDE])
@pytest.mark.parametrize("permalink", ["index.html", "about.html", LONG, "timeline.html"])
def test_nothing_has_to_be_scrolled_sideways(
    page: Page, base: str, permalink: str, width: int
) -> None:
    open_at(page, width, f"{base}/{permalink}")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_facts_after_the_text_are_in_the_contents(page: Page, base: str) -> None:
    open_at(page, PHONE, f"{base}/{LONG}")
    link = page.locator(".toc").get_by_role("link", name="More facts")
    link.click()
    expect(page.locator("#facts-title")).to_be_in_viewport()
    page.set_viewport_size({"width": WIDE, "height": 900})
    expect(link).to_be_hidden()
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("scrollTo({ top: document.querySelector('#field-body').offsetTop })")
    expect(page.locator(".toc [aria-current]")).to_be_visible()


def test_a_picture_without_words_says_that_its_list_follows(page: Page, base: str) -> None:
    open_at(page, PHONE, f"{base}/timeline.html")
    note = page.locator(".timeline-note")
    expect(page.locator(".timeline-text").first).to_be_hidden()
    note.get_by_role("link").click()
    expect(page.locator(".decade-title").first).to_be_in_viewport()
    page.set_viewport_size({"width": WIDE, "height": 900})
    expect(page.locator(".timeline-text").first).to_be_visible()
    expect(note).to_be_hidden()
