"""lunr.js, as it was released and as a site has it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.search.samples import LAYOUTS, Writer, document

FOLDER = LAYOUTS / "assets/vendor/lunr"
RELEASED = "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8"
"""SHA-256 of lunr.min.js in version 2.3.9 of the npm package lunr."""


def test_it_is_the_release_with_its_licence(assets_dir: Path) -> None:
    built = assets_dir / "vendor/lunr"
    assert sorted(file.name for file in built.iterdir()) == ["LICENSE", "VERSION", "lunr.min.js"]
    for file in built.iterdir():
        assert file.read_bytes() == (FOLDER / file.name).read_bytes()
    assert hashlib.sha256((built / "lunr.min.js").read_bytes()).hexdigest() == RELEASED
    assert (built / "VERSION").read_text("ascii").strip() == "2.3.9"
    assert "Oliver Nightingale" in (built / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("missing", ["lunr.min.js", "search-engine.js", "facets.js"])
def test_what_is_missing_is_told_and_asked_for_again(
    missing: str, write_index: Writer, run_node: Callable[..., Any]
) -> None:
    site = write_index([document("a", "Schools in Egypt")])
    asked = {"words": "schools", "missing": [missing]}
    *without, answer = run_node("missing.js", asked, site / "data")
    for told in without:
        assert told["error"].startswith("Cannot load ")
        assert missing in told["error"]
        assert told["total"] == 0
    assert "error" not in answer
    assert answer["total"] == 1
