"""The index of a built site, read from its `data` folder; files are read when first wanted."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kbgen.search import ranges, vocabulary
from kbgen.search.bits import BitReader, bits_of
from kbgen.search.lengths import read
from kbgen.search.postings import COUNT, COUNT_BITS
from kbgen.search.shards import VERSION, read_masks, read_term


@dataclass(slots=True)
class Chunk:
    """A words file: terms with their forms, phrases with their synonyms."""

    terms: list[str]
    forms: list[list[str]]
    phrases: dict[str, list[str]]
    strangers: dict[str, str]


@dataclass(slots=True)
class Posting:
    """A term: for each field (record, count, forms as a bit mask), and lunr's frequency."""

    by_field: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    frequency: int = 0


class UnreadableIndex(Exception):
    """The site has no index, a damaged one, or one of another version of kbgen."""


class SiteIndex:
    """Answers what is known of terms, forms and records. Raises UnreadableIndex."""

    def __init__(self, site: Path) -> None:
        self._folder = site / "data" / "search"
        if not self._folder.is_dir():
            raise UnreadableIndex(f"{site} has no search index; run kbgen build first")
        boot = self._payload("boot")
        if boot.get("version") != VERSION:
            raise UnreadableIndex(f"{site} was built by another version of kbgen; build it again")
        self.records: int = boot["records"]
        self.fields: list[tuple[str, float]] = [(name, weight) for name, weight in boot["fields"]]
        self.heaviest: int = boot["heaviest"]
        self._words = _Files(boot["words"].split())
        self._shards = _Files(boot["postings"].split())
        self._starts = BitReader(bits_of(boot["starts"])).gaps(boot["files"], self.records)
        bits = BitReader(bits_of(boot["lengths"]))
        self._lengths = {
            place: _with_average(read(bits, self.records))
            for place in range(len(self.fields))
            if place not in boot["apart"]
        }
        self._chunks: dict[int, Chunk] = {}
        self._postings: dict[int, dict[str, Posting]] = {}

    def _payload(self, stem: str) -> Any:
        file = self._folder / f"{stem}.js"
        try:
            _, _, rest = file.read_text("utf-8").split(",", 2)
            return json.loads(rest[: rest.rindex(")")])
        except (OSError, ValueError) as error:
            raise UnreadableIndex(f"{file} cannot be read; run kbgen build again") from error

    def lengths(self, field: int) -> tuple[list[int], float]:
        """The lengths of a field, by the number of the record, and their average."""
        if field not in self._lengths:
            bits = BitReader(bits_of(self._payload(f"lengths-{field}")))
            self._lengths[field] = _with_average(read(bits, self.records))
        return self._lengths[field]

    def _chunk(self, place: int) -> Chunk:
        if place not in self._chunks:
            payload = self._payload(f"words-{self._words.names[place]}")
            pairs = list(vocabulary.decode(payload["terms"]))
            self._chunks[place] = Chunk(
                terms=[term for term, _ in pairs],
                forms=[forms for _, forms in pairs],
                phrases={key: others for key, *others in payload.get("phrases", ())},
                strangers=dict(pair.split(" ") for pair in payload.get("strangers", ())),
            )
        return self._chunks[place]

    def words_at(self, term: str) -> Chunk:
        """The words file in which a term has its place."""
        if not self._words.names:
            return Chunk([], [], {}, {})
        return self._chunk(self._words.place_of(ranges.key_of(term)))

    def words_from(self, prefix: str) -> Iterator[Chunk]:
        """The words files with words that begin with a prefix."""
        if self._words.names:
            first = self._words.place_of(ranges.key_of(prefix))
            last = self._words.place_of(ranges.key_of(prefix + "\uffff" * 8))
            for place in range(first, last + 1):
                yield self._chunk(place)

    def forms_of(self, term: str) -> list[str]:
        """The forms of a term; none if the index does not have it."""
        chunk = self.words_at(term)
        place = bisect_left(chunk.terms, ranges.sort_key(term), key=ranges.sort_key)
        return chunk.forms[place] if chunk.terms[place : place + 1] == [term] else []

    def posting(self, term: str) -> Posting | None:
        """The records of a term, or None."""
        if not self._shards.names:
            return None
        place = self._shards.place_of(ranges.key_of(term))
        if place not in self._postings:
            self._postings[place] = self._read_shard(place)
        return self._postings[place].get(term)

    def _read_shard(self, place: int) -> dict[str, Posting]:
        bound = self._shards.bounds[place]
        chunk = self._chunk(self._words.place_of(bound))
        keys = [ranges.key_of(term) for term in chunk.terms]
        first = bisect_left(keys, bound)
        last = len(keys)
        if place + 1 < len(self._shards.bounds):
            last = bisect_left(keys, self._shards.bounds[place + 1])
        bits = BitReader(bits_of(self._payload(f"postings-{self._shards.names[place]}")))
        masks = read_masks(bits, len(self.fields))
        return {
            chunk.terms[i]: self._read_term(bits, masks, len(chunk.forms[i]))
            for i in range(first, last)
        }

    def _read_term(self, bits: BitReader, masks: list[int], forms: int) -> Posting:
        mask = masks[bits.gamma() - 1]
        by_field, names = read_term(bits, mask, self.records, self.heaviest, forms)
        found = Posting()
        for number, posting in by_field.items():
            its_names = names if number == self.heaviest else {}
            found.by_field[number] = [
                (record, one & COUNT, _bits_for(its_names.get(record, ())))
                for one in posting
                for record in (one >> COUNT_BITS,)
            ]
            found.frequency += len(posting)
        return found

    def record(self, number: int) -> tuple[str, dict[str, Any]]:
        """Permalink and fragment of a record."""
        start = self._starts[bisect_right(self._starts, number) - 1]
        if start not in self._fragments:
            self._fragments[start] = self._payload(f"records-{start}")
        permalink, fragment = self._fragments[start][number - start]
        return permalink, fragment

    @cached_property
    def _fragments(self) -> dict[int, list[tuple[str, dict[str, Any]]]]:
        return {}


class _Files:
    """Files by the key at which their range begins."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.bounds = [ranges.bound_of(name) for name in names]

    def place_of(self, key: int) -> int:
        return max(0, bisect_right(self.bounds, key) - 1)


def _bits_for(names: Sequence[int]) -> int:
    found = 0
    for name in names:
        found |= 1 << min(31, name)
    return found


def _with_average(lengths: list[int]) -> tuple[list[int], float]:
    return lengths, sum(lengths) / max(1, len(lengths))
