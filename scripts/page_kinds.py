"""Finds one page of every kind in a built site, for those who look at pages: tests and cameras."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

KIND = re.compile(r'<html[^>]* data-kind="([^"]+)"')


def fullest_pages(site: Path) -> dict[str, Path]:
    """The longest page of every kind: kind -> file, in the order of the kinds' names.

    The longest has the most to go wrong, and the most to see.
    """
    pages: dict[str, list[tuple[int, str]]] = {}
    for file in site.rglob("*.html"):
        source = file.read_text("utf-8")
        if kind := KIND.search(source[:2000]):
            place = file.relative_to(site).as_posix()
            pages.setdefault(kind[1], []).append((len(source), place))
    return {kind: site / max(found)[1] for kind, found in sorted(pages.items())}


def open_in_use(page: Page, kind: str, file: Path, word: str = "climate") -> None:
    """Opens a page from its folder as a reader has it before her: a search with its results.

    Some record of the site has the ``word``.
    """
    if kind == "search":
        page.goto(f"{file.as_uri()}?q={word}")
        page.locator("[data-part='results'] a").first.wait_for()
    else:
        page.goto(file.as_uri())
