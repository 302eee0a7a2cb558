"""The fixtures of this folder see what they promise to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.page_guard import record_problems

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ["chromium", "firefox"]


@pytest.fixture
def empty_page(tmp_path: Path) -> str:
    """The address of a page in a folder; without the policy that holds pages of the site back."""
    for name in ("empty.html", "other.html"):
        (tmp_path / name).write_text("<!doctype html><title>Empty</title>", "utf-8")
    return (tmp_path / "empty.html").as_uri()


@pytest.mark.parametrize("browser", BROWSERS)
@pytest.mark.parametrize(
    ("script", "event", "problem"),
    [
        ("console.info('hello')", "console", "console: hello"),
        ("setTimeout(() => { throw new Error('oh') })", "pageerror", "error: oh"),
        ("new Image().src = 'https://kbgen.invalid/'", "request", "outside request: https://kbgen"),
    ],
)
def test_a_problem_is_recorded(
    browser_named: Callable[[str], Browser],
    empty_page: str,
    browser: str,
    script: str,
    event: str,
    problem: str,
) -> None:
    problems: list[str] = []
    with browser_named(browser).new_context() as opened:
        page = opened.new_page()
        record_problems(page, problems)
        page.goto(empty_page)
        assert problems == []
        with page.expect_event(event):
            page.evaluate(script)
    assert any(text.startswith(problem) for text in problems), problems


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_missing_file_is_recorded(
    browser_named: Callable[[str], Browser], served_site: str, browser: str
) -> None:
    problems: list[str] = []
    with browser_named(browser).new_context() as opened:
        page = opened.new_page()
        record_problems(page, problems)
        page.goto(f"{served_site}/index.html")
        assert problems == []
        with page.expect_event("response", lambda response: "missing" in response.url):
            page.evaluate("new Image().src = 'missing.png'")
    assert f"status 404: {served_site}/missing.png" in problems


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_page_in_a_folder_is_held_as_strictly_as_a_readers(
    browser_named: Callable[[str], Browser], empty_page: str, browser: str
) -> None:
    with browser_named(browser).new_context() as opened:
        page = opened.new_page()
        page.goto(empty_page)
        read = "fetch('other.html').then(() => 'read', () => 'refused')"
        assert page.evaluate(read) == "refused"
