"""Finds one page of every kind in a built site, for those who look at pages: tests and cameras."""

from __future__ import annotations

import re
from pathlib import Path

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
