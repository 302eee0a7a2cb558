"""lunr.js on the search page: unmodified, there when it is wanted, and in nobody's way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.search_page import open_search, part, settle, state, titles, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LUNR = "assets/vendor/lunr/lunr.min.js"
SCRIPTS = "() => [...document.scripts].map((script) => script.src)"
COUNT_STEMS = """() => {
  const { lunr } = kbgen.search.engine, { stemmer } = lunr;
  window.stemmed = [];
  lunr.stemmer = (token) => {
    const word = token.toString();
    const stem = stemmer(token);
    window.stemmed.push([word, stem.toString()]);
    return stem;
  };
}"""


def test_it_comes_with_the_search_and_not_before(page: Page, base: str) -> None:
    for permalink in ("index.html", "about.html", "practices/index.html"):
        page.goto(f"{base}/{permalink}")
        assert page.evaluate(SCRIPTS)
        assert not [source for source in page.evaluate(SCRIPTS) if "lunr" in source]
        assert page.evaluate("window.lunr === undefined")
    page.locator("[data-search-box] input:visible").first.fill("trainings")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=trainings")
    settle(page)
    assert titles(page)
    assert [source for source in page.evaluate(SCRIPTS) if "lunr" in source] == [f"{base}/{LUNR}"]
    assert page.evaluate("[lunr.version, kbgen.search.engine.lunr === lunr]") == ["2.3.9", True]


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_the_stems_are_its_own(page: Page, base: str) -> None:
    open_search(page, base)
    page.evaluate(COUNT_STEMS)
    write(page, "reintegrating ")
    assert ["reintegrating", "reintegr"] in page.evaluate("stemmed")
    assert state(page) == "results"


def test_a_lunr_of_the_site_itself_stays(page: Page, base: str) -> None:
    page.add_init_script("window.lunr = { version: '1.0.0' }")
    open_search(page, base, "q=trainings")
    assert titles(page)
    page.goto(f"{base}/about.html")
    found = page.evaluate(
        "() => new Promise((done) => kbgen.search.run({ words: 'trainings' }, done))"
    )
    assert found["total"] > 0
    assert page.evaluate("[lunr.version, kbgen.search.engine.lunr.version]") == ["1.0.0", "2.3.9"]


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_where_an_amd_loader_takes_it_that_is_told(page: Page, base: str) -> None:
    page.add_init_script("window.define = () => {}; define.amd = {}")
    page.goto(f"{base}/search.html?q=training")
    expect(page.locator("[data-for='error']")).to_be_visible()


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
@pytest.mark.parametrize("missing", [LUNR, "assets/js/search-filters.js", "data/search/boot.js"])
def test_a_file_that_is_missing_is_told_in_words(
    browser: str,
    missing: str,
    browser_named: Callable[[str], Browser],
    site_dir: Path,
    tmp_path: Path,
) -> None:
    for part_of_site in ("assets", "data"):
        shutil.copytree(site_dir / part_of_site, tmp_path / part_of_site)
    shutil.copy(site_dir / "search.html", tmp_path)
    (tmp_path / missing).unlink()
    context = browser_named(browser).new_context()
    try:
        page = context.new_page()
        page.goto(f"{tmp_path.as_uri()}/search.html?q=training")
        told = page.locator("[data-for='error']")
        expect(told).to_be_visible()
        expect(told).to_contain_text("The search index could not be read.")
        expect(part(page, "announcement")).to_have_text("The search index could not be read")
    finally:
        context.close()
