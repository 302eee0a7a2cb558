"""Views of a small knowledge base, by permalink."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.model.issues import Issues
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.views import view_of
from kbgen.views.page import View
from kbgen.views.parts import Parts
from tests.make import SMALL, make_site

FILES = {
    **SMALL,
    "content/_glossary.yml": "IOM: International Organization for Migration\nUN: Unused\n",
    "content/_events.yml": "- {year: 1951, what: It began., place: Brussels, records: [a]}\n",
    "content/about.md": "---\ntitle: About\n---\n## What\n\nText.\n",
    "content/practices/a.md": (
        "---\ntitle: A\nscope: global\nrelated: [other]\ndates: 1955 - 1961\n"
        "context: Of IOM.\n---\n## B\n\nBody of IOM.\n"
    ),
}


def views(more: Mapping[str, str] | None = None) -> dict[str, View]:
    """The view of every planned page; ``more`` are files beside, or instead of, `FILES`."""
    issues = Issues()
    site, _ = make_site({**FILES, **(more or {})}, issues)
    pages = plan(site, issues)
    assert list(issues) == []
    parts = Parts(site, relate(site)[0])
    return {page.permalink: view_of(page.kind)(page, parts) for page in pages}
