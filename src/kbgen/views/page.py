"""What every view comes with: title, description, breadcrumbs, contents list."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from kbgen.model.site import Page
from kbgen.text.urls import relative
from kbgen.views.parts import Entry, Link


class View(NamedTuple):
    """What one page is about, ready for its layout."""

    title: str
    data: Any
    description: str = ""
    breadcrumbs: Sequence[Link] = ()
    toc: Sequence[Entry] = ()
    has_map: bool = False
    """Whether the page needs the note on boundaries."""


HOME = Link("Home", "index.html")
"""Where every trail of breadcrumbs starts."""


class Pager(NamedTuple):
    """The pages of a long listing."""

    previous: Link | None
    next: Link | None
    pages: Sequence[Link]


PAGE_SIZE = 250
"""Records on one page of a listing: enough to find with the browser, little enough to load."""

T = TypeVar("T")


def part_of(records: Sequence[T], page: Page) -> Sequence[T]:
    """Those of ``records`` that stand on this page of a listing."""
    start = (page.number - 1) * PAGE_SIZE
    return records[start : start + PAGE_SIZE]


def pager(first: str, number: int, parts: int) -> Pager | None:
    """The pager of page ``number`` of the listing that starts at ``first``; None for one page."""
    if parts == 1:
        return None
    folder = first.removesuffix("/index.html").removesuffix(".html")
    pages = [
        Link(str(n), first if n == 1 else f"{folder}/page-{n}.html") for n in range(1, parts + 1)
    ]
    return Pager(
        pages[number - 2] if number > 1 else None,
        pages[number] if number < parts else None,
        pages,
    )


def filtered_search(page: str, filters: Mapping[str, str]) -> str:
    """The link from ``page`` to the search for the records that have these terms, by facet."""
    return f"{relative(page, 'search.html')}?{urlencode(filters)}"
