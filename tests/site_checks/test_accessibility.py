"""axe finds nothing on any kind of page, in either theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from page_kinds import fullest_pages, open_in_use
from tests.shared import MakeOnce, build_starter

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
# Preloading style sheets is refused on file://. The size of targets is a rule of WCAG 2.2 that
# axe does not check unasked.
OPTIONS = "{preload: false, rules: {'target-size': {enabled: true}}}"


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, element, what to do."""
    assert AXE.exists(), "axe is not installed: run `make test`, or `npm ci`"
    page.evaluate(AXE.read_text("utf-8") + ";0")
    found = page.evaluate(f"axe.run(document, {OPTIONS})")
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
def test_every_kind_of_page_is_accessible(
    site_dir: Path, open_page: Callable[..., Page], theme: str, width: int
) -> None:
    page = open_page(
        "chromium",
        color_scheme=theme,
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
    )
    pages = fullest_pages(site_dir)
    assert len(pages) >= 10
    found = []
    for kind, file in pages.items():
        open_in_use(page, kind, file)
        found += [f"{kind} ({file.relative_to(site_dir)}): {text}" for text in violations(page)]
    assert not found, "\n".join(found)


def test_a_knowledge_base_that_just_began_is_accessible(
    make_once: MakeOnce, open_page: Callable[..., Page]
) -> None:
    site = make_once("starter", build_starter) / "site"
    page = open_page("chromium", reduced_motion="reduce")
    pages = fullest_pages(site)
    assert pages.keys() >= {"home", "collection", "record", "taxonomy", "term", "search", "text"}
    found = []
    for kind, file in pages.items():
        open_in_use(page, kind, file, word="record")
        found += [f"{kind}: {text}" for text in violations(page)]
    assert not found, "\n".join(found)


def test_a_fault_is_found(tmp_path: Path, open_page: Callable[..., Page]) -> None:
    (tmp_path / "bad.html").write_text(
        '<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1><img src="data:,">'
        '<p><font color="#999">Pale</font></p></main>',
        "utf-8",
    )
    page = open_page("chromium")
    page.goto((tmp_path / "bad.html").as_uri())
    rules = {text.partition(":")[0] for text in violations(page)}
    assert rules >= {"image-alt", "color-contrast"}
