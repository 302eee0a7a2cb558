"""Rules that let a site work from a folder, from a USB stick and under any address.

Browsers open a page from a folder under stricter rules than from a server: a link to a folder
shows a listing, modules and integrity checks are refused. And the pages' own policy forbids
scripts and styles inside the page. A page that breaks a rule may look right on a server.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINK_ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data")
LOADING_TAGS = {"script", "img", "source", "iframe", "embed", "object", "video", "audio", "track"}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "manifest", "modulepreload"}
REFUSED_ATTRIBUTES = {"integrity", "crossorigin", "style", "srcdoc", "nonce"}
OUTSIDE = {"http", "https", "mailto", "tel"}
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""")


class PageReader(HTMLParser):
    """Collects the ids and links of a page, and the faults that need no other file."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[int, str, bool]] = []
        """Line, address, and whether the browser loads it unasked."""
        self.faults: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, attributes = self.getpos()[0], {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.ids.add(attributes["id"])
        for name in attributes:
            if name in REFUSED_ATTRIBUTES or name.startswith("on"):
                self.faults.append((line, f"<{tag}> has the attribute {name}"))
        if tag == "style":
            self.faults.append((line, "a style inside the page"))
        if tag == "base":
            self.faults.append((line, "<base> moves every link"))
        if tag == "script" and attributes.get("type") == "module":
            self.faults.append((line, "a module script"))
        is_data = attributes.get("type", "").endswith("json")
        if tag == "script" and "src" not in attributes and not is_data:
            self.faults.append((line, "a script inside the page"))
        if tag == "use" and not attributes.get("href", "#").startswith("#"):
            self.faults.append((line, "<use> of another file"))
        self.collect_links(line, tag, attributes)

    def collect_links(self, line: int, tag: str, attributes: dict[str, str]) -> None:
        relations = set(attributes.get("rel", "").lower().split())
        loads = tag in LOADING_TAGS or (tag == "link" and bool(relations & LOADING_RELATIONS))
        self.links += [(line, attributes[n], loads) for n in LINK_ATTRIBUTES if n in attributes]
        for candidate in attributes.get("srcset", "").split(","):
            if candidate.strip():
                self.links.append((line, candidate.split()[0], True))
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            address = attributes.get("content", "").partition("=")[2].strip()
            self.links.append((line, address, False))


class Site:
    """The files of a built site, its pages read once, when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}
        self._read: dict[str, PageReader] = {}

    def page(self, name: str) -> PageReader:
        """What the page ``name`` holds."""
        if name not in self._read:
            self._read[name] = page = PageReader()
            page.feed((self.folder / name).read_text("utf-8"))
            page.close()
        return self._read[name]

    def faults(self, pages: Iterable[Path] = ()) -> list[str]:
        """All broken rules, as ``file:line: what``: on ``pages``, or else on all of the site."""
        found = []
        names = [page.relative_to(self.folder).as_posix() for page in pages] or [
            name for name in sorted(self.files) if name.endswith(".html")
        ]
        for name in names:
            page = self.page(name)
            found += [f"{name}:{line}: {text}" for line, text in page.faults]
            for line, address, loads in page.links:
                if text := self.link_fault(name, address, loads):
                    found.append(f"{name}:{line}: {text}: {address}")
        for name in sorted(name for name in self.files if name.endswith(".css")):
            source = (self.folder / name).read_text("utf-8")
            for match in CSS_ADDRESS.finditer(source):
                address = match[1] or match[2] or ""
                line = source.count("\n", 0, match.start()) + 1
                if not address.startswith("#") and (text := self.link_fault(name, address, True)):
                    found.append(f"{name}:{line}: {text}: {address}")
        return found

    def link_fault(self, source: str, address: str, loads: bool) -> str | None:
        """What is wrong with this address on the page or style sheet ``source``, if anything."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return "not an address"
        if parts.scheme in OUTSIDE or parts.netloc:
            return "loaded from elsewhere" if loads or not parts.scheme else None
        if parts.scheme:
            return None if loads and parts.scheme == "data" else "an address of a strange kind"
        if parts.path.startswith("/"):
            return "not a relative link"
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        target = target if path else source
        if target.startswith(".."):
            return "leaves the site"
        if (self.folder / target).is_dir():
            return "ends in a folder, not in a file"
        if target not in self.files:
            return "no such file"
        fragment = unquote(parts.fragment)
        if fragment and target.endswith(".html") and fragment not in self.page(target).ids:
            return "no such place in that page"
        return None
