"""What a build remembers of the index that it made, so that the next can change parts of it.

The postings and words themselves are not kept a second time: they stand in the files of the site,
known again by their digests.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kbgen.search import synonyms
from kbgen.search.entries import Columns
from kbgen.search.model import SearchSettings
from kbgen.search.occurrences import Occurrences
from kbgen.text.digest import digest_of


@dataclass(slots=True)
class Ledger:
    """An index as it stands, without its contents."""

    settings: str = ""
    """Digest of what holds for all records, filters aside."""
    facets: str = ""
    """Digest of the filters."""
    phrase_terms: str = ""
    """The terms of all phrases that have synonyms, with spaces between."""
    columns: Columns = field(default_factory=Columns.empty)
    lengths: list[array[int]] = field(default_factory=list)
    """By field, the lengths of all records."""
    sizes: array[int] = field(default_factory=lambda: array("I"))
    """Bytes of the fragments of all records."""
    occurrences: Occurrences | None = None
    """What the ordinary lunr index says, where there is one."""
    digests: dict[str, str] = field(default_factory=dict)
    """Permalink below `data/` of each file -> digest of its bytes."""

    @property
    def records(self) -> int:
        """How many records the index has."""
        return len(self.sizes)

    def plain(self) -> dict[str, Any]:
        """All of it as plain data, for JSON."""
        columns = self.columns
        return {
            "settings": self.settings,
            "facets": self.facets,
            "phrase_terms": self.phrase_terms,
            "columns": [
                _text(column)
                for column in (
                    columns.keys,
                    columns.weights,
                    columns.bits,
                    columns.forms,
                    columns.spread,
                )
            ],
            "lengths": [_text(column) for column in self.lengths],
            "sizes": _text(self.sizes),
            "occurrences": _plain(self.occurrences) if self.occurrences else None,
            "digests": self.digests,
        }


def ledger_of(plain: Mapping[str, Any]) -> Ledger:
    """The ledger that was made plain."""
    keys, *others = plain["columns"]
    return Ledger(
        plain["settings"],
        plain["facets"],
        plain["phrase_terms"],
        Columns(_array("Q", keys), *(_array("I", column) for column in others)),
        [_array("I", column) for column in plain["lengths"]],
        _array("I", plain["sizes"]),
        _occurrences_of(plain["occurrences"]) if plain["occurrences"] else None,
        dict(plain["digests"]),
    )


def settings_digest(settings: SearchSettings, groups: Sequence[Sequence[str]]) -> str:
    """Of all that words and postings of unchanged records depend on."""
    its = (tuple(settings.fields), groups, settings.options)
    return digest_of(repr(its).encode())


def facets_digest(settings: SearchSettings) -> str:
    """Of the filters."""
    return digest_of(repr(settings.facets).encode())


def groups_of(settings: SearchSettings) -> list[Sequence[str]]:
    """All groups of phrases that mean the same."""
    return [*synonyms.groups_of(settings.facets), *settings.synonyms]


def _plain(occurrences: Occurrences) -> list[Any]:
    sizes, ones = map(_text, occurrences.sizes), map(_text, occurrences.ones)
    return [occurrences.terms, list(sizes), list(ones), _text(occurrences.lines)]


def _occurrences_of(plain: Sequence[Any]) -> Occurrences:
    terms, sizes, ones, lines = plain
    return Occurrences(
        terms,
        [_array("I", column) for column in sizes],
        [_array("Q", column) for column in ones],
        _array("I", lines),
    )


def _text(column: array[int]) -> str:
    return b64encode(column.tobytes()).decode()


def _array(kind: str, text: str) -> array[int]:
    found = array(kind)
    found.frombytes(b64decode(text))
    return found
