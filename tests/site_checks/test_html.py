"""Every page and picture of the site is valid in the eyes of the Nu Html Checker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from page_kinds import fullest_pages
from tests.hostile.base import build, some_pages
from tests.html_checker import messages_about
from tests.shared import MakeOnce, build_starter
from tests.trials import are_few


def each_kind(site: Path) -> list[Path]:
    """The longest page of every kind that the site has."""
    return list(fullest_pages(site).values())


def test_pages_are_valid_and_a_fault_would_be_found(
    site_dir: Path, make_once: MakeOnce, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Those of our site and of one that just began; and where every text is one of an attacker.

    In a quick run every kind of page is looked at in one of the two large sites, and the checker
    is asked about the same pages only once.
    """
    starter_dir = make_once("starter", build_starter) / "site"
    hostile_dir = make_once("hostile", build) / "site"
    if are_few():
        hostile, pages = each_kind(hostile_dir)[::2], each_kind(site_dir)[1::2]
        starter = each_kind(starter_dir)[::3]
    else:
        hostile, pages = some_pages(hostile_dir), sorted(site_dir.rglob("*.html"))
        starter = each_kind(starter_dir)
    pictures = list(site_dir.rglob("*.svg"))
    assert len(hostile) + len(pages) >= 10 and len(starter) >= 3 and pictures
    bad = tmp_path / "bad.html"
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bad</title>'
    bad.write_text(f"{head}<ul><p>Not a list</ul>", "utf-8")

    seen = request.config.cache.mkdir("html-checker") if are_few() else None
    messages = messages_about(*pages, *pictures, *starter, *hostile, bad, seen=seen)

    assert [message.line for message in messages if message.file == bad] == [1]
    for folder, fatal in ((site_dir, True), (starter_dir, True), (hostile_dir, False)):
        told = [m for m in messages if m.file.is_relative_to(folder) and (fatal or m.is_error)]
        assert not told, "\n".join(map(str, told[:20]))
    assert {m.file for m in messages} <= {*pages, *hostile, bad}, messages


@pytest.mark.parametrize("kind", ["home", "record", "collection", "term", "search", "404"])
def test_the_kinds_of_pages_can_be_told(kinds: Mapping[str, Path], kind: str) -> None:
    assert kind in kinds
