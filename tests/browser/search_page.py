"""What tests see of the search page: its parts, as a reader would find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SHOWN = """() => [...document.querySelectorAll("[data-part='facets'] input[type='checkbox']")]
  .map(box => [box.name, box.value,
    box.closest("li").querySelector("[data-slot='count']").textContent])"""


def part(page: Page, name: str) -> Locator:
    """The part of the page that goes by that name."""
    return page.locator(f"[data-part='{name}']")


def settle(page: Page) -> None:
    """Waits until the answer to all that was done is on the page."""
    page.locator("[data-part='results'][aria-busy='false']").wait_for(state="attached")


def open_search(page: Page, base: str, query: str = "") -> None:
    """Opens the search page with what stands behind ``?`` in its address."""
    page.goto(f"{base}/search.html" + (f"?{query}" if query else ""))
    settle(page)


def write(page: Page, words: str) -> None:
    """Puts words into the box, as a paste does."""
    part(page, "query").fill(words)
    settle(page)


def press(page: Page, *keys: str) -> None:
    """Presses keys and waits for what comes of them."""
    for key in keys:
        page.keyboard.press(key)
    settle(page)


def state(page: Page) -> str:
    """The state of the page: ``idle``, ``results``, ``empty`` or ``error``."""
    return str(part(page, "page").get_attribute("data-state"))


def titles(page: Page) -> list[str]:
    """The titles of the results that are shown."""
    return part(page, "results").locator(".card-title").all_inner_texts()


def permalinks(page: Page) -> list[str]:
    """The addresses of all results, after having asked for the last of them."""
    while part(page, "more").is_visible():
        part(page, "more").click()
        settle(page)
    links = part(page, "results").locator(".card-title a").all()
    return [str(link.get_attribute("href")) for link in links]


def open_facets(page: Page) -> None:
    """Opens every facet and shows all of its terms."""
    for facet in part(page, "facets").locator("details:not([hidden])").all():
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
        facet.locator("li, .years").first.wait_for()
    everything = part(page, "facets").locator("[data-slot='all'][aria-expanded='false']:visible")
    while everything.count():
        everything.first.click()


def counts(page: Page) -> dict[str, dict[str, int]]:
    """The numbers beside the terms of the facets that are open: facet, id, number."""
    found: dict[str, dict[str, int]] = {}
    for facet, id, number in cast("list[list[str]]", page.evaluate(SHOWN)):
        found.setdefault(facet, {})[id] = int(number)
    return found


def tick(page: Page, facet: str, id: str) -> None:
    """Ticks a term, or takes the tick away."""
    page.locator(f"[data-part='facets'] input[name='{facet}'][value='{id}']").click()
    settle(page)


def asked(page: Page) -> list[tuple[str, str]]:
    """What the address of the page asks for."""
    return parse_qsl(urlsplit(page.url).query)
