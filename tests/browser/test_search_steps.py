"""A reader searches, filters, goes back, comes again by the same address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search_page import (
    asked,
    counts,
    open_facets,
    open_search,
    part,
    permalinks,
    press,
    settle,
    state,
    tick,
    titles,
    write,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

FARM = "Keyhole gardens"
on_file = pytest.mark.parametrize("base", ["file"], indirect=True)
http = pytest.mark.parametrize("base", ["http"], indirect=True)
chromium = pytest.mark.parametrize("page", ["chromium"], indirect=True)


def test_the_box_of_any_page_leads_to_results(page: Page, base: str) -> None:
    page.goto(f"{base}/practices/index.html")
    page.locator("[data-search-box] input").fill("keyhole gardens")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=keyhole+gardens")
    settle(page)
    assert part(page, "query").input_value() == "keyhole gardens"
    assert titles(page)[0].startswith(FARM)
    first = part(page, "results").locator(".card").first
    assert [text.lower() for text in first.locator(".card-title mark").all_inner_texts()] == [
        "keyhole",
        "gardens",
    ]
    assert first.locator(".card-kind").inner_text() == "Practice"
    first.locator("a").click()
    page.wait_for_url("**/practices/*.html")
    assert page.locator("h1").inner_text().startswith(FARM)


def test_results_come_while_one_types(page: Page, base: str) -> None:
    open_search(page, base)
    assert state(page) == "idle"
    everything = part(page, "count").inner_text()
    part(page, "query").press_sequentially("keyho")
    settle(page)
    assert titles(page)[0].startswith(FARM)
    assert part(page, "count").inner_text() != everything
    expect(page).to_have_url(f"{base}/search.html?q=keyho&typing=1")
    page.reload()
    settle(page)
    assert titles(page)[0].startswith(FARM)
    write(page, "")
    assert part(page, "count").inner_text() == everything


@chromium
@http
def test_a_long_search_says_what_it_does(page: Page, base: str) -> None:
    """The texts of records do not come until what the page says meanwhile has been seen."""
    open_search(page, base)
    held: list[Route] = []
    page.route("**/data/search/records-*", lambda route: held.append(route))
    part(page, "query").fill('"migration policy"')
    expect(part(page, "count")).to_have_text(
        re.compile(r"^Reading [\d,]+ records for these words side by side …$")
    )
    expect(part(page, "announcement")).to_have_text(part(page, "count").inner_text())
    page.route("**/data/search/records-*", lambda route: route.continue_())
    for route in held:
        route.continue_()
    settle(page)
    assert re.match(r"(At least )?\d+ records?$", part(page, "count").inner_text())


def test_filters_chips_and_counts_agree(page: Page, base: str) -> None:
    open_search(page, base, "q=training")
    open_facets(page)
    promised = counts(page)["regions"]["africa"]
    tick(page, "regions", "africa")
    assert part(page, "count").inner_text().startswith(f"{promised} record")
    assert len(permalinks(page)) == promised
    also = counts(page)["areas"]
    area = max(also, key=lambda id: (also[id], id))
    tick(page, "areas", area)
    assert len(permalinks(page)) == also[area] <= promised
    assert asked(page) == [("q", "training"), ("regions", "africa"), ("areas", area)]
    wider = counts(page)["regions"]["asia"]
    tick(page, "regions", "asia")
    assert len(permalinks(page)) >= max(also[area], wider)

    chips = part(page, "active").get_by_role("button")
    assert chips.count() == 3
    assert chips.first.get_attribute("aria-label") == "Remove filter: Regions: Africa"
    chips.first.click()
    settle(page)
    assert asked(page) == [("q", "training"), ("regions", "asia"), ("areas", area)]
    assert len(permalinks(page)) == wider
    part(page, "clear").click()
    settle(page)
    assert asked(page) == [("q", "training")]
    assert chips.count() == 0
    assert not part(page, "clear").is_visible()


def test_back_and_forward_lead_through_the_steps(page: Page, base: str) -> None:
    open_search(page, base)
    part(page, "query").fill("schools")
    press(page, "Enter")
    words = titles(page)
    open_facets(page)
    tick(page, "collection", "programmes")
    filtered = titles(page)
    assert filtered != words
    permalinks(page)
    everything = titles(page)
    part(page, "sort").select_option("title")
    settle(page)
    permalinks(page)
    assert titles(page) == sorted(everything, key=str.casefold)
    page.go_back()
    settle(page)
    assert titles(page) == filtered
    assert part(page, "sort").input_value() == "relevance"
    page.go_back()
    settle(page)
    assert titles(page) == words
    assert part(page, "active").get_by_role("button").count() == 0
    page.go_back()
    settle(page)
    assert (state(page), part(page, "query").input_value()) == ("idle", "")
    page.go_forward()
    page.go_forward()
    settle(page)
    assert titles(page) == filtered


def test_an_address_gives_the_same_again(page: Page, base: str) -> None:
    query = "q=education&sdgs=4.3&sdgs=4.4&years=2000-2012&sort=date"
    open_search(page, base, query)
    first = (part(page, "count").inner_text(), permalinks(page))
    assert len(first[1]) > 1
    chips = part(page, "active").get_by_role("button").all_inner_texts()
    assert [chip.split()[0] for chip in chips] == ["Sustainable", "Sustainable", "Years"]
    page.reload()
    settle(page)
    assert (part(page, "count").inner_text(), permalinks(page)) == first
    page.goto(f"{base}/index.html")
    page.goto(f"{base}/search.html?{query}")
    settle(page)
    assert (part(page, "count").inner_text(), permalinks(page)) == first


def test_who_returns_from_a_record_stands_on_it(page: Page, base: str) -> None:
    open_search(page, base, "collection=practices")
    part(page, "more").click()
    expect(part(page, "results").locator(".card-title")).to_have_count(30)
    link = part(page, "results").locator(".card-title a").nth(25)
    title = link.inner_text()
    link.click()
    page.wait_for_url("**/practices/*.html")
    page.go_back()
    expect(part(page, "results").locator(".card-title")).to_have_count(30)
    expect(part(page, "results").get_by_role("link", name=title, exact=True)).to_be_focused()


def test_a_wrong_word_is_put_right(page: Page, base: str) -> None:
    open_search(page, base, "q=traficking+in+persons")
    suggestion = part(page, "suggestion-link")
    assert suggestion.inner_text() == "trafficking in persons"
    suggestion.click()
    settle(page)
    assert asked(page) == [("q", "trafficking in persons")]
    assert not suggestion.is_visible()


@on_file
@chromium
def test_records_with_every_word_are_counted_and_told_apart(page: Page, base: str) -> None:
    open_search(page, base, "q=nurses+training+philippines")
    sentence = part(page, "count").inner_text()
    every, rest = (int(part.split()[0]) for part in sentence.split(" all words, "))
    permalinks(page)
    reasons = (
        part(page, "results")
        .locator(".card")
        .evaluate_all(
            "cards => cards.map(card => card.querySelector('.card-reason')?.textContent || '')"
        )
    )
    without = ["Without: " in reason for reason in reasons]
    assert (without.count(False), without.count(True)) == (every, rest)
    divider = part(page, "results").locator(".results-divider")
    assert divider.inner_text().startswith(f"{rest} record")
    cards = (
        part(page, "results")
        .locator(":scope > li")
        .evaluate_all("items => items.map(item => item.className)")
    )
    assert cards.index("results-divider") > max(i for i, w in enumerate(without) if not w)


@on_file
@chromium
def test_nothing_found_offers_what_there_is(page: Page, base: str) -> None:
    open_search(page, base, "q=keyhole+gardens&countries=KGZ")
    assert state(page) == "empty"
    assert page.locator("[data-for='empty']").is_visible()
    offer = part(page, "unfiltered")
    expect(offer).to_be_visible()
    found = int(offer.inner_text().split()[0])
    offer.click()
    settle(page)
    assert len(permalinks(page)) == found
    expect(part(page, "query")).to_be_focused()


@on_file
@chromium
def test_a_term_without_a_record_leads_to_the_nearest_with_some(page: Page, base: str) -> None:
    open_search(page, base)
    hint, filters = part(page, "absent"), page.locator(".filters-column")
    part(page, "query").press_sequentially("Sénéga")
    settle(page)
    expect(hint).to_be_hidden()
    page.keyboard.press("l")
    expect(hint).to_contain_text("No record is listed under Senegal yet.")
    expect(filters).to_be_hidden()
    assert "filter" not in page.locator("[data-for='empty']").inner_text()
    label, records, _ = part(page, "absent-link").inner_text().rsplit(" ", 2)
    part(page, "absent-link").click()
    assert page.locator("h1").inner_text() == label.removesuffix(",")
    assert page.locator(".card").count() == int(records)
    page.go_back()
    write(page, "Marshall Islands")  # some records have one of these words
    expect(hint).to_contain_text("No record is listed under Marshall Islands yet.")
    assert state(page) == "results"
    write(page, "Egypt")
    expect(hint).to_be_hidden()
    expect(filters).to_be_visible()


@on_file
@chromium
def test_filters_are_mentioned_where_some_are_on(page: Page, base: str) -> None:
    open_search(page, base, "q=senegal&collection=practices")
    expect(page.locator("[data-for='empty']")).to_contain_text("take a filter off")
    expect(page.locator(".filters-column")).to_be_visible()
    expect(part(page, "absent")).to_be_visible()


@on_file
@chromium
def test_terms_and_listings_lead_to_their_records(page: Page, base: str) -> None:
    for listing in ("countries/kgz.html", "areas/skills-for-work.html", "programmes/index.html"):
        page.goto(f"{base}/{listing}")
        link = page.get_by_role("link", name="Filter these records")
        total = page.locator(".total").inner_text()
        link.click()
        settle(page)
        number = part(page, "count").inner_text().split()[0]
        assert number in total.replace(":", " ").split(), listing


@on_file
@chromium
def test_the_page_prints_every_footnote(page: Page, base: str) -> None:
    open_search(page, base)
    assert "resolution 1244" in page.locator(".site-notes").inner_text()


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_copy_without_its_index_leads_to_the_lists(
    browser_named: Callable[[str], Browser], browser: str, site_dir: Path, tmp_path: Path
) -> None:
    shutil.copy(site_dir / "search.html", tmp_path)
    shutil.copytree(site_dir / "assets", tmp_path / "assets")
    page = browser_named(browser).new_page()  # no guard: what is missing shows in the console
    page.goto((tmp_path / "search.html").as_uri() + "?q=school")
    message = page.locator("[data-for='error']")
    expect(message).to_be_visible()
    expect(message.get_by_role("link", name="Practices")).to_be_visible()
    page.close()
