"""A reader gets from the home page to a record: in a folder, on a server, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbgen.text.urls import resolve
from page_kinds import fullest_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page


def follow(page: Page, link: str) -> None:
    """Clicks the first link that matches, and makes sure that the page it leads to is its own."""
    found = page.locator(link).first
    address = str(found.evaluate("link => link.href"))
    found.click()
    page.wait_for_url(address)


def read_a_record(page: Page) -> None:
    """Goes on to the first record listed on the page, and sees the title that was promised."""
    title = page.locator("main .card-title a").first.inner_text()
    follow(page, "main .card-title a")
    assert page.locator("html").get_attribute("data-kind") == "record"
    assert page.locator("h1").inner_text() == title
    assert page.locator("main").inner_text().strip()


def test_every_kind_of_page_opens_in_silence(page: Page, base: str, site_dir: Path) -> None:
    for kind, file in fullest_pages(site_dir).items():
        page.goto(f"{base}/{file.relative_to(site_dir).as_posix()}")
        assert page.locator("html").get_attribute("data-kind") == kind
        assert page.locator("h1").count() == 1


def test_a_record_is_reached_by_its_listing(page: Page, base: str) -> None:
    page.goto(f"{base}/index.html")
    follow(page, "main a[href='practices/index.html']")
    read_a_record(page)


def test_a_record_is_reached_by_a_term(page: Page, base: str) -> None:
    page.goto(f"{base}/index.html")
    follow(page, "main a[href^='areas/']:not([href='areas/index.html'])")
    assert page.locator("html").get_attribute("data-kind") == "term"
    read_a_record(page)
    page.go_back()
    assert page.locator("html").get_attribute("data-kind") == "term"


@pytest.mark.parametrize("base", ["file"], indirect=True)
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_without_scripts_every_record_can_be_reached(
    open_page: Callable[..., Page], base: str, site_dir: Path, browser: str
) -> None:
    page = open_page(browser, java_script_enabled=False)
    reached = set()
    for collection in ("practices", "programmes"):
        page.goto(f"{base}/index.html")
        page.locator(f"main a[href='{collection}/index.html']").first.click()
        page.wait_for_url(f"{base}/{collection}/index.html")
        assert page.locator(".total").inner_text().endswith(" records"), (
            "no filters without scripts"
        )
        links = page.locator("main .card-title a").all()
        here = f"{collection}/index.html"
        reached |= {resolve(here, link.get_attribute("href") or "") for link in links}
    records = {
        file.relative_to(site_dir).as_posix()
        for file in site_dir.rglob("*.html")
        if ' data-kind="record"' in file.read_text("utf-8")[:2000]
    }
    assert len(records) > 100
    assert reached == records
