"""Read a file with fields: what it names and holds is gathered on the way."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from yaml.nodes import Node

from kbgen.model.record import Reference
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import Reader
from kbgen.text.markdown import record_permalink, render, too_long
from kbgen.text.prose import Link, Prose
from kbgen.text.source import Malformed
from kbgen.text.urls import has_scheme, is_safe, is_web_address, relative

_WINDOW = 100
"""How many lines below the one that is counted a link is looked for."""
_ADDRESS = re.compile(r"[^\s()<>\[\]]+")
_MARKDOWN = {
    "**words**": ("b", "strong"),
    "*words*": ("i", "em"),
    "~~words~~": ("s", "del", "strike"),
    "[words](address)": ("a",),
    "![what it shows](file.jpg)": ("img",),
    "a backslash at the end of the line": ("br",),
    "## words": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "- item": ("ul", "ol", "li"),
    "| a | b |": ("table", "tr", "td", "th"),
}
"""What does in Markdown what elements of HTML would do."""


@dataclass(slots=True)
class RecordReader(Reader):
    """A file with fields that is being read."""

    taxonomies: Mapping[str, Taxonomy] = field(default_factory=dict)
    content_path: str = ""
    permalink: str = ""
    declaration: str = ""
    """The file that declares the fields."""
    references: list[Reference] = field(default_factory=list)
    prose: dict[str, Prose] = field(default_factory=dict)
    opened: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    """Ids of headings: several texts share a page, and no two headings an id."""
    seen: dict[tuple[int, str], int] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    """Lines and columns of what was found: two texts, one the beginning of the other, have two."""

    def refer(self, kind: str, target: str, node: Node, name: str = "") -> None:
        """Note that the record names ``target``."""
        self.references.append(Reference(kind, target, *self.place(node), name))

    def render(self, source: str, name: str, first_line: int) -> None:
        """Render Markdown that starts on ``first_line`` of the file and note what it names."""
        if line := too_long(source):
            said = "this paragraph or table is too long"
            hint = "divide it with empty lines"
            self.issues.error("too-large", said, self.path, first_line + line - 1, hint=hint)
            return
        prefix, below = "" if name == "body" else f"{name}-", int("/" in self.content_path)
        try:
            prose = render(source, self._page_link, prefix, below, self.ids)
        except Malformed as bad:
            line = min(first_line + bad.line - 1, max(1, len(self.lines)))
            self.issues.error(bad.code, bad.message, self.path, line, hint=bad.hint)
            return
        self.prose[name] = prose
        for link in prose.links:
            self._note_link(link, name, *self._find(link, first_line))
        for lost in prose.lost:
            self._note_lost(lost, *self._find(lost, first_line))
        self._check_headings(prose, first_line)

    def _find(self, link: Link, first_line: int) -> tuple[int, int]:
        """Line and column of a link; in folded text it stands below the line that it counts."""
        line = first_line + link.line - 1
        meant = unquote(link.target)
        for written in dict.fromkeys((link.target, meant)) if link.target else ():
            for number, text in enumerate(self.lines[line - 1 : line + _WINDOW], start=line):
                column = text.find(written, self.seen.get((number, written), 0))
                while (number, column) in self.taken:
                    column = text.find(written, column + 1)
                if column >= 0:
                    self.seen[number, written] = column + 1
                    self.taken.add((number, column))
                    return number, column + 1
        for word in _ADDRESS.finditer(self.lines[line - 1] if line <= len(self.lines) else ""):
            if meant and unquote(word[0]) == meant:
                return line, word.start() + 1
        return line, 1

    def _page_link(self, target: str) -> str:
        path = self.content_file(target)
        there = record_permalink(path) if path.endswith(".md") else path
        return relative(self.permalink, there)

    def content_file(self, target: str) -> str:
        """The path below ``content/`` that ``target`` means in this file."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.content_path), target))

    def _note_link(self, link: Link, name: str, line: int, column: int) -> None:
        target, _, fragment = unquote(link.target).partition("#")
        self._check_address(link, line, column)
        if not has_scheme(link.target) and (target or (fragment and not link.is_image)):
            path = self.content_file(target) if target else ""
            kind = "page" if not target or path.endswith(".md") else "file"
            kind = "image" if link.is_image else kind
            self.references.append(Reference(kind, path, line, column, name, fragment))
        if link.is_image and not link.alt.strip():
            said = "the image has no text for those who cannot see it"
            hint = "describe it in the brackets: ![what it shows](file.jpg)"
            self.issues.error("missing-alt", said, self.path, line, column, hint)

    def _check_address(self, link: Link, line: int, column: int) -> None:
        """Refuse what is wrong with an address by itself; what it leads to is looked up later."""
        shown, what = repr(link.target[:80]), "image" if link.is_image else "link"
        is_web = link.target[:5].lower() in ("http:", "https")
        if not link.target.strip("#") or (link.is_image and link.target.startswith("#")):
            said, hint = (
                f"the {what} has no address",
                "write it in the parentheses: [words](file.md)",
            )
        elif not is_safe(link.target) or (is_web and not is_web_address(link.target)):
            said = f"{shown} is not an address that a reader can be sent to"
            hint = "use https://... or the path of a file beside this one"
        elif link.is_image and has_scheme(link.target):
            said = f"the image {shown} lies on another site"
            hint = "put the file beside the record: pages must work without a network"
            self.issues.error("remote-image", said, self.path, line, column, hint)
            return
        else:
            return
        self.issues.error("bad-link", said, self.path, line, column, hint)

    def _note_lost(self, lost: Link, line: int, column: int) -> None:
        target = lost.target
        if target.startswith("<"):
            said = f"{target[:80]} is printed as it stands: HTML is not read"
            hint = f"{_instead(target)}, or put the tag in backticks if readers shall see it"
            self.issues.warning("raw-html", said, self.path, line, column, hint)
            return
        if target[0] not in "[]":
            address = target.rstrip(".,;:!?)'\"*_")
            said = f"{address} is printed as it stands: readers cannot follow it"
            whole = address if has_scheme(address) else f"https://{address}"
            hint = f"write <{whole}>, or [words]({whole})"
        elif target.startswith("[^"):
            said, hint = f"the footnote {target} has no text", f"add a line {target}: ..."
        elif target.startswith("] "):
            said = f"{target.lstrip('] ')} looks like the address of a link and is none"
            hint = "delete the space before the parenthesis"
        elif not target.endswith(")") or target.count("(") > 1:
            said = f"{target[1:].split(' ')[0]} starts like the address of a link and is none"
            hint = "close the parenthesis after the address: [words](file.md)"
        else:
            said = f"{target[1:]} looks like the address of a link and is none"
            hint = "an address has no spaces: rename the file, or write %20 for each"
        self.issues.warning("lost-link", said, self.path, line, column, hint)

    def _check_headings(self, prose: Prose, first_line: int) -> None:
        before = 1
        for heading in prose.headings:
            line = first_line + heading.line - 1
            if heading.level == 1:
                said = "a heading of the first level is the title's alone"
                self.issues.error("heading-order", said, self.path, line, 1, "use ## and ###")
            elif heading.level > before + 1:
                said = f"a heading of level {heading.level} follows one of level {before}"
                hint = f"use {'#' * (before + 1)}"
                self.issues.error("heading-order", said, self.path, line, 1, hint)
            before = heading.level


def _instead(tag: str) -> str:
    """What to write in place of an element of HTML."""
    name = tag.strip("<>/ ").split()[0].lower()
    found = next((markdown for markdown, names in _MARKDOWN.items() if name in names), "")
    return f"write {found}" if found else "say it in Markdown"
