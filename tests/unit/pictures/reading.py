"""Reading a picture back: what it says to a browser that trusts nothing."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from xml.etree.ElementTree import Element


def parse(picture: str) -> Element:
    """The picture as a tree; it must be well formed."""
    return ElementTree.fromstring(f"<picture>{picture}</picture>")


def by_class(root: Element, name: str) -> list[Element]:
    """All elements with a class."""
    return [e for e in root.iter() if name in e.get("class", "").split()]


def links(root: Element) -> dict[str, str]:
    """The address of every link by its accessible name; a name may stand once."""
    found: dict[str, str] = {}
    for link in root.iter("a"):
        name = spoken(link)
        assert name not in found, name
        found[name] = link.get("href", "")
    return found


def spoken(element: Element) -> str:
    """What a screen reader calls an element: its title, or else the text that is not hidden."""
    title = element.find("title")
    return "".join(title.itertext() if title is not None else _heard(element))


def _heard(element: Element) -> Iterator[str]:
    if element.get("aria-hidden") != "true":
        yield element.text or ""
        for child in element:
            yield from _heard(child)
            yield child.tail or ""


def gzipped(picture: str) -> int:
    """How many bytes a picture adds to a page on its way to a reader, at most."""
    return len(gzip.compress(picture.encode(), 9, mtime=0))
