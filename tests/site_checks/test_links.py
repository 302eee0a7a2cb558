"""An independent link checker agrees: no link and no fragment of the site leads nowhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

LYCHEE = Path(sys.executable).with_name("lychee")


def broken_links(folder: Path, pages: Sequence[Path] = ()) -> tuple[int, list[str]]:
    """How many links lychee saw on all pages of a folder, or on these, and which are broken."""
    options = ["--offline", "--include-fragments", "--no-progress", "--format", "json"]
    run = subprocess.run(
        [LYCHEE, *options, *(pages or [folder])],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    report = json.loads(run.stdout)
    broken = [
        f"{Path(page).relative_to(folder)}: {link['url']}: {link['status']['text']}"
        for page, links in sorted(report["error_map"].items())
        for link in links
    ]
    return report["total"], broken


def test_no_link_of_the_site_is_broken(site_dir: Path, pages: Sequence[Path]) -> None:
    total, broken = broken_links(site_dir, pages)
    assert total > 1000
    assert not broken, "\n".join(broken)


def test_a_broken_link_and_a_broken_fragment_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="b.html">1</a><a href="#there">2</a><a href="#here">3</a>', "utf-8"
    )
    assert len(broken_links(tmp_path)[1]) == 2
