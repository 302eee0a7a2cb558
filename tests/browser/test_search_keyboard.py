"""Searching without a mouse: from the home page to a filtered result and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search_page import asked, open_search, part, press, settle, state, titles

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

on_file = pytest.mark.parametrize("base", ["file"], indirect=True)
in_chromium = pytest.mark.parametrize("page", ["chromium"], indirect=True)


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the element is reached."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("no Tab leads there")


def test_from_home_to_a_filtered_result_and_back(page: Page, base: str) -> None:
    page.goto(f"{base}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("training of teachers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=training+of+teachers")
    settle(page)
    everything = part(page, "count").inner_text()

    page.keyboard.press("/")
    expect(part(page, "query")).to_be_focused()
    facet = part(page, "facets").locator("summary", has_text="Collection")
    tab_to(page, facet)
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="Programmes")
    tab_to(page, box)
    press(page, "Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert part(page, "count").inner_text() != everything
    assert asked(page) == [("q", "training of teachers"), ("collection", "programmes")]

    press(page, "/", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown")
    second = part(page, "results").locator(".card-title a").nth(1)
    expect(second).to_be_focused()
    title = second.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/programmes/*.html")
    assert page.locator("h1").inner_text() == title
    page.go_back()
    settle(page)
    expect(part(page, "results").get_by_role("link", name=title, exact=True)).to_be_focused()
    expect(page.get_by_role("checkbox", name="Programmes")).to_be_checked()


@on_file
def test_arrows_and_escape_lead_back_to_the_box(page: Page, base: str) -> None:
    open_search(page, base, "q=school")
    page.keyboard.press("/")
    press(page, "ArrowDown", "ArrowDown", "ArrowDown")
    expect(part(page, "results").locator("a").nth(2)).to_be_focused()
    press(page, "ArrowUp", "ArrowUp", "ArrowUp")
    expect(part(page, "query")).to_be_focused()
    press(page, "ArrowDown", "Escape")
    expect(part(page, "query")).to_be_focused()
    assert part(page, "query").input_value() == "school"
    press(page, "Escape")
    assert (part(page, "query").input_value(), state(page)) == ("", "idle")


@on_file
def test_a_slash_can_be_typed(page: Page, base: str) -> None:
    open_search(page, base)
    page.keyboard.press("/")
    page.keyboard.type("and/or")
    assert part(page, "query").input_value() == "and/or"


def test_the_slash_can_be_switched_off_on_all_pages(page: Page, base: str) -> None:
    open_search(page, base)
    choice = page.get_by_label("The key / leads to the search box")
    expect(choice).to_be_checked()
    choice.click()
    page.goto(f"{base}/about.html")
    box = page.locator("[data-search-box] input").first
    page.keyboard.press("/")
    expect(box).not_to_be_focused()
    open_search(page, base)
    expect(choice).not_to_be_checked()
    choice.click()
    page.goto(f"{base}/about.html")
    page.keyboard.press("/")
    expect(box).to_be_focused()


@on_file
@in_chromium
def test_the_slash_can_be_switched_off_where_nothing_is_stored(page: Page, base: str) -> None:
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", { get() { throw new Error("off"); } });
        Object.defineProperty(document, "cookie", { get: () => "", set() {} });"""
    )
    open_search(page, base)
    page.get_by_label("The key / leads to the search box").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(part(page, "query")).not_to_be_focused()


@on_file
def test_more_results_take_the_focus(page: Page, base: str) -> None:
    open_search(page, base)
    part(page, "more").focus()
    press(page, "Enter")
    expect(part(page, "results").locator(".card-title a").nth(10)).to_be_focused()
    press(page, "ArrowUp")
    expect(part(page, "results").locator(".card-title a").nth(9)).to_be_focused()


@on_file
def test_filters_taken_off_hand_the_focus_on(page: Page, base: str) -> None:
    open_search(page, base, "regions=africa&regions=asia&collection=practices")
    chips = part(page, "active").get_by_role("button")
    chips.nth(1).focus()
    press(page, "Enter")
    expect(chips.nth(1)).to_be_focused()
    press(page, "Enter")
    expect(chips.nth(0)).to_be_focused()
    press(page, "Enter")
    expect(part(page, "query")).to_be_focused()
    assert asked(page) == []


@on_file
def test_a_long_list_is_narrowed_by_typing(page: Page, base: str) -> None:
    open_search(page, base)
    facet = part(page, "facets").locator("details", has_text="Countries")
    facet.locator("summary").press("Enter")
    listed = facet.locator(".choice")
    expect(listed).to_have_count(8)
    facet.locator("[data-slot='find']").fill("TURKIYE")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("Türkiye")
    facet.locator("[data-slot='find']").press("Escape")
    expect(listed).to_have_count(8)
    everything = facet.locator("[data-slot='all']")
    number = int(everything.inner_text().split()[-1])
    everything.press("Enter")
    expect(listed).to_have_count(number)
    expect(everything).to_be_focused()


@on_file
@in_chromium
def test_a_count_is_announced_when_it_stands_still(page: Page, base: str) -> None:
    open_search(page, base)
    status = page.get_by_role("status")
    part(page, "query").press_sequentially("teachers")
    settle(page)
    expect(status).to_have_text(part(page, "count").inner_text())
    part(page, "query").fill("qqqqzzzz")
    expect(status).to_have_text("Nothing found")


@on_file
def test_on_a_phone_the_filters_open_and_close(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    open_search(page, base, "collection=programmes")
    toggle = part(page, "filters-toggle")
    assert toggle.inner_text().split() == ["Filters", "1"]
    assert toggle.get_attribute("aria-expanded") == "false"
    assert not part(page, "filters").is_visible()
    assert titles(page)
    toggle.press("Enter")
    expect(part(page, "filters")).to_be_visible()
    assert toggle.get_attribute("aria-expanded") == "true"
    done = part(page, "filters-done")
    assert done.inner_text() == f"Show {part(page, 'count').inner_text()}"
    done.press("Enter")
    expect(part(page, "filters")).to_be_hidden()
    expect(toggle).to_be_focused()
