"""Every page and picture of the site is valid in the eyes of the Nu Html Checker."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from programs import find, how_to_install

CHECKER = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"
OPTIONS = ["--format", "json", "--skip-non-html", "--also-check-svg"]

# The checker does not know that a page opened from a folder counts the files beside it as its own.
NO_FAULT = re.compile(r"Resource violates Content Security Policy .* “(?![a-z]+:|//)[^”]*” blocked")


def messages_about(folder: Path) -> list[str]:
    """What the checker has to say about the pages and pictures in a folder."""
    java = find("java")
    assert java, how_to_install("java")
    assert CHECKER.exists(), "the checker is not installed: run `make test`, or `npm ci`"
    run = subprocess.run(
        [java, "-jar", str(CHECKER), *OPTIONS, str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    place = f"file:{folder}/"
    return [
        f"{message.get('url', '').removeprefix(place)}:{message.get('lastLine', '')}: "
        f"{message['message']}"
        for message in json.loads(run.stderr)["messages"]
        if not NO_FAULT.match(message["message"])
    ]


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
