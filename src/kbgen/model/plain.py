"""Records and issues as plain data, and back: the form in which they are kept between builds."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from kbgen.model.record import Record, Reference
from kbgen.text.prose import Heading, Link, Prose

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: `json.dumps` would make it anew for every record."""


def packed(plain: Any) -> bytes:
    """Plain data as JSON."""
    return _ENCODER.encode(plain).encode()


def plain_record(record: Record) -> dict[str, Any]:
    """All of ``record`` but its prose and digest."""
    return {
        "collection": record.collection,
        "slug": record.slug,
        "path": record.path,
        "title": record.title,
        "values": record.values,
        "terms": record.terms,
        "references": record.references,
        "opened": record.opened,
        "abbreviations": record.abbreviations,
        "card": record.card,
        "outline": record.outline,
        "face": record.face,
    }


def plain_prose(record: Record) -> dict[str, Any]:
    """The prose of ``record``."""
    return {
        name: [
            prose.html,
            prose.text,
            prose.headings,
            prose.links,
        ]
        for name, prose in record.prose.items()
    }


def record_of(plain: Mapping[str, Any], prose: Mapping[str, Prose], digest: str) -> Record:
    """The record that ``plain_record`` made plain."""
    return Record(
        plain["collection"],
        plain["slug"],
        plain["path"],
        plain["title"],
        plain["values"],
        {name: tuple(ids) for name, ids in plain["terms"].items()},
        prose,
        tuple(map(Reference._make, plain["references"])),
        plain["opened"],
        tuple(plain["abbreviations"]),
        digest,
        plain["card"],
        plain["outline"],
        plain["face"],
    )


class KeptProse(Mapping[str, Prose]):
    """Prose that is fetched when it is asked for: most builds need that of few records.

    Only that of the record asked for last is held, for all of it together takes much memory.
    """

    __slots__ = ("_fetch", "_found")
    _latest: ClassVar["KeptProse | None"] = None

    def __init__(self, fetch: Callable[[], Mapping[str, Any]]) -> None:
        self._fetch = fetch
        self._found: dict[str, Prose] | None = None

    def _all(self) -> dict[str, Prose]:
        found = self._found
        if found is None:
            if KeptProse._latest:
                KeptProse._latest._found = None
            KeptProse._latest = self
            found = self._found = {
                name: Prose(
                    html, text, tuple(Heading(*h) for h in headings), tuple(Link(*x) for x in links)
                )
                for name, (html, text, headings, links) in self._fetch().items()
            }
        return found

    def __getitem__(self, name: str) -> Prose:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
