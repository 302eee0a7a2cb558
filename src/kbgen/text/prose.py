"""Rendered Markdown, and what is gathered while it is rendered."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from kbgen.text.slugs import slugify
from kbgen.text.source import Malformed, is_printable
from kbgen.text.urls import has_scheme, quoted

MAX_GROWTH = 100_000
"""Links that share an address repeat it: by so many characters and twelve times its own length,
which is what percent-encoding can come to, a text may grow."""

_LAYOUT_ID = re.compile(
    r"(?:main|menu|theme|masthead-q|page-q|records|(?:toc|glance|facts|related)-title)\Z"
    r"|(?:field|backlinks|map|timeline|decade|fn|fnref)(?:[-:0-9]|\Z)"
)
"""Ids that layouts and footnotes give to parts of a page."""


class Heading(NamedTuple):
    """A heading of a text; ``level`` counts from 1."""

    id: str
    text: str
    level: int
    line: int


class Link(NamedTuple):
    """A link or image as written; ``line`` counts from the first line of the text, from 1."""

    target: str
    line: int
    is_image: bool = False
    alt: str = ""


class Prose(NamedTuple):
    """Markdown, rendered: safe HTML, the same as plain text, and what stands in it."""

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    lost: tuple[Link, ...] = ()
    """What looks like a link, a footnote or an element of HTML, and is printed as text."""


@dataclass(slots=True)
class Rendering:
    """What one rendering gathers on its way."""

    resolve: Callable[[str], str]
    prefix: str
    below: int
    """By how many levels headings are lowered."""
    taken: dict[str, int]
    growth: int
    """How many characters its addresses may still add to the text."""
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lost: list[Link] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def link(self, target: str, line: int) -> str:
        """Note a link as written on ``line``; its address on the page."""
        self.links.append(Link(target, line))
        return self.on_page(target)

    def on_page(self, target: str) -> str:
        """The address on the page of what is written as ``target``."""
        if has_scheme(target):
            return target
        if target.startswith("#"):
            return "#" + self.prefix + target[1:] if target[1:] else target
        path, mark, fragment = target.partition("#")
        return quoted(self.resolve(unquote(path))) + mark + fragment

    def measure(self, address: str, line: int) -> None:
        """Count what an address adds to the text; raises `Malformed` when it is too much."""
        self.growth -= len(address)
        if self.growth < 0:
            said = "the addresses of so many links come to more than a page can hold"
            raise Malformed("too-large", said, line)

    def heading(self, text: str, level: int, line: int) -> str:
        """Note a heading as written; its id, which nothing else on the page has."""
        stem = self.prefix + (slugify(text) or "section")
        if _LAYOUT_ID.match(stem):
            stem = f"section-{stem}"
        name, number = stem, self.taken.get(stem, 0)
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken[name] = 1
        self.taken[stem] = max(number, 1)
        self.headings.append(Heading(name, text, level, line))
        return name

    def tag(self, level: int) -> str:
        """The element of a heading that is written at ``level``."""
        return f"h{min(level + self.below, 6)}"

    def prose(self, html: str) -> Prose:
        """All that was gathered, with the finished HTML."""
        text = "".join(self.words).strip()
        if "  " in text or not is_printable(text):  # otherwise all its blanks are single spaces
            text = " ".join(text.split())
        return Prose(html, text, tuple(self.headings), tuple(self.links), tuple(self.lost))
