"""The preview in real browsers: pages load anew by themselves, mistakes lie over them as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.unit.serve.running import PATIENCE, Running, running, write_knowledge_base, write_record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIMIT = PATIENCE * 1000


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(write_knowledge_base(tmp_path_factory.mktemp("base"))) as started:
        yield started


@pytest.fixture(params=["chromium", "firefox"])
def shown(request: pytest.FixtureRequest, open_page: Callable[..., Page], preview: Running) -> Page:
    """The page of the first record, in either browser."""
    write_record(preview.root, "first", f"As it was in {request.param}.")
    page = open_page(request.param)
    page.goto(f"{preview.link}reports/first.html")
    page.get_by_text(f"As it was in {request.param}.").first.wait_for(timeout=LIMIT)
    return page


def break_record(root: Path, line: str) -> None:
    (root / "content/reports/first.md").write_text(f"---\ntitle: First\n{line}\n---\n", "utf-8")


def test_a_page_loads_anew_when_its_record_changes(shown: Page, preview: Running) -> None:
    for summary in ("Changed once.", "Changed twice."):
        write_record(preview.root, "first", summary)
        shown.get_by_text(summary).first.wait_for(timeout=LIMIT)
    assert shown.locator("kbgen-preview").count() == 0


def test_a_mistake_lies_over_the_last_good_page(shown: Page, preview: Running) -> None:
    break_record(preview.root, "sumary: x")
    overlay = shown.get_by_role("alert")
    overlay.wait_for(timeout=LIMIT)
    said = overlay.inner_text()
    assert "content/reports/first.md:3:1" in said
    assert "error[unknown-field]" in said
    assert "did you mean 'summary'?" in said
    assert shown.get_by_text("As it was in").count(), "the last good page is under it"
    write_record(preview.root, "first", "Mended.")
    shown.get_by_text("Mended.").first.wait_for(timeout=LIMIT)
    assert shown.get_by_role("alert").count() == 0


def test_errors_stand_before_warnings_and_look_otherwise(shown: Page, preview: Running) -> None:
    text = "---\ntitle: First\nsumary: x\n---\n[A] (b.md)\n"
    (preview.root / "content/reports/aaa.md").write_text(
        "---\ntitle: A\n---\n[A] (b.md)\n", "utf-8"
    )
    (preview.root / "content/reports/first.md").write_text(text, "utf-8")
    kinds = shown.get_by_role("alert").locator(".kind")
    shown.get_by_role("alert").get_by_text("aaa.md").wait_for(timeout=LIMIT)
    expect(kinds.last).to_have_text("warning[lost-link]")
    said = [kind.split("[")[0] for kind in kinds.all_inner_texts()]
    assert said == sorted(said)
    assert set(said) == {"error", "warning"}
    expect(kinds.first).not_to_have_css("color", "rgb(29, 29, 27)", timeout=LIMIT)
    colours = {kind.evaluate("kind => getComputedStyle(kind).color") for kind in kinds.all()}
    assert len(colours) == 2


@pytest.mark.parametrize("by", ["button", "key"])
def test_the_overlay_is_styled_and_can_be_closed(shown: Page, preview: Running, by: str) -> None:
    break_record(preview.root, "sumary: x")
    overlay = shown.get_by_role("alert")
    overlay.wait_for(timeout=LIMIT)
    shown.wait_for_function(
        "getComputedStyle(document.querySelector('kbgen-preview')).position === 'fixed'",
        timeout=LIMIT,
    )
    if by == "button":
        shown.get_by_role("button", name="Close").click()
    else:
        shown.keyboard.press("Escape")
    overlay.wait_for(state="detached", timeout=LIMIT)
    break_record(preview.root, "sumary: x")
    overlay.wait_for(timeout=LIMIT)  # saved again, and still wrong


def test_what_an_author_wrote_is_shown_as_text_and_never_runs(
    shown: Page, preview: Running
) -> None:
    hostile = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    shown.on("dialog", lambda dialog: pytest.fail("something ran"))
    break_record(preview.root, f"'{hostile}': x")
    overlay = shown.get_by_role("alert")
    overlay.wait_for(timeout=LIMIT)
    assert hostile in overlay.inner_text()
    assert overlay.locator("img, script").count() == 0


def test_a_page_that_is_not_there_has_its_style_and_waits_too(
    browser_named: Callable[[str], Browser], preview: Running
) -> None:
    write_record(preview.root, "first", "Sound.")
    page = browser_named("chromium").new_page()  # not `open_page`: a 404 is what is wanted here
    page.goto(f"{preview.link}reports/late.html")
    # The first record may still be being built: then the page reloads, and is asked again.
    sheet = page.locator("link[rel=stylesheet]").first
    expect(sheet).to_have_js_property("href", f"{preview.link}assets/site.css", timeout=LIMIT)
    write_record(preview.root, "late", "Written after the page was asked for.")
    page.get_by_text("Written after the page was asked for.").first.wait_for(timeout=LIMIT)
    page.close()
