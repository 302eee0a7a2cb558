"""Every page and picture of the site is valid in the eyes of the Nu Html Checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.html_checker import messages_about


def test_the_site_is_valid(site_dir: Path) -> None:
    assert any(site_dir.rglob("*.html"))
    messages = messages_about(site_dir)
    assert not messages, "\n".join(messages)


def test_a_fault_is_found(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bad</title>'
    (tmp_path / "bad.html").write_text(f"{head}<ul><p>Not a list</ul>", "utf-8")
    (tmp_path / "good.html").write_text(f"{head}<p>Fine", "utf-8")
    messages = messages_about(tmp_path)
    assert messages
    assert all(message.startswith("bad.html:1: ") for message in messages)


@pytest.mark.parametrize("kind", ["home", "record", "collection", "term", "search", "404"])
def test_the_kinds_of_pages_can_be_told(site_dir: Path, kind: str) -> None:
    from page_kinds import fullest_pages

    assert kind in fullest_pages(site_dir)
