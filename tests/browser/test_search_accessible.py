"""axe finds nothing on the search page, whatever state it is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.search_page import open_facets, open_search, part
from tests.site_checks.test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

STATES = {
    "idle": "",
    "results": "q=teacher+training&regions=africa",
    "some words": "q=nurses+training+philippines",
    "misspelt": "q=traficking",
    "empty": "q=keyhole+gardens&countries=KGZ&years=2001-2002",
}


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("dark", 320)])
def test_every_state_of_the_search_is_accessible(
    site_dir: Path, open_page: Callable[..., Page], theme: str, width: int
) -> None:
    page = open_page(
        "chromium",
        color_scheme=theme,
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
    )
    found = []
    for name, query in STATES.items():
        open_search(page, site_dir.as_uri(), query)
        if part(page, "filters-toggle").is_visible():
            part(page, "filters-toggle").click()
        if name == "results":
            open_facets(page)
        found += [f"{name}: {text}" for text in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert not found, "\n".join(found)
