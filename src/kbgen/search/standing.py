"""The words and postings of an index that stands in a site, read and changed entry by entry."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kbgen.search import ranges, vocabulary
from kbgen.search.entries import Columns, Entry, Range, cut
from kbgen.search.files import path_of, payload_of, postings_script, words_script
from kbgen.search.ledger import Ledger
from kbgen.search.model import SearchOptions
from kbgen.search.shards import unpack_shard
from kbgen.search.synonyms import CAPITALS
from kbgen.text.digest import digest_of


class OutOfDate(Exception):
    """The index that stands is not the one that is remembered, or more than terms has to change."""


class Standing:
    """The entries of an index; its files are read when one of their entries is asked for."""

    def __init__(
        self,
        ledger: Ledger,
        fields: int,
        options: SearchOptions,
        read: Callable[[str], bytes | None],
    ) -> None:
        self._ledger, self._fields, self._options, self._read = ledger, fields, options, read
        self._cuts = cut(ledger.columns, options)
        self._bounds = [one.words.bound for one in self._cuts]
        self._first_forms = ledger.columns.first_forms()
        self._files: dict[int, dict[str, Entry]] = {}
        self._shard_of: dict[str, tuple[Range, list[Entry]]] = {}
        self._words_touched: set[int] = set()
        self._postings_touched: set[int] = set()
        if not self._cuts:
            raise OutOfDate

    def entry(self, text: str) -> Entry:
        """What stands at the place of a text, with its postings; an empty entry if nothing does."""
        place = max(0, bisect_right(self._bounds, ranges.key_of(text)) - 1)
        entry = self._words(place).setdefault(text, Entry(text))
        self._read_postings([entry])
        return entry

    def touch(self, entry: Entry, words: bool) -> None:
        """Note that the postings of an entry have changed, or what its words file says of it."""
        touched = self._words_touched if words else self._postings_touched
        touched.add(ranges.key_of(entry.text))

    def files(self) -> Iterator[tuple[str, bytes | None]]:
        """All files of terms, None for those that stay as they are. Changes the ledger's columns,
        and is the last to be called."""
        columns, starts = self._new_columns()
        self.cuts = cut(columns, self._options)
        before = {one.words.keys for one in self._cuts}
        shards_before = {shard.keys for one in self._cuts for shard in one.postings}
        words, postings = sorted(self._words_touched), sorted(self._postings_touched)
        for one in self.cuts:
            if one.words.keys in before and not _lies_in(one.words, words):
                yield path_of("words", one.words.name), None
            else:
                yield words_script(one.words.name, self._between(one.words, starts))
            for shard in one.postings:
                if shard.keys in shards_before and not _lies_in(shard, postings):
                    yield path_of("postings", shard.name), None
                else:
                    entries = self._between(shard, starts)
                    self._read_postings(entries)
                    yield postings_script(shard.name, entries, self._fields)
        self._ledger.columns = columns

    def _new_columns(self) -> tuple[Columns, list[int]]:
        columns = Columns.empty()
        starts = []
        first_forms = self._first_forms
        for place, (words, _) in enumerate(self._cuts):
            starts.append(len(columns.keys))
            if place in self._files:
                its = self._files[place]
                for entry in [entry for entry in its.values() if entry.is_empty]:
                    del its[entry.text]
                columns.append(self._in_order(place))
            else:
                first, last = words.first, words.last
                columns.extend(
                    self._ledger.columns, first, last, first_forms[first], first_forms[last]
                )
        return columns, [*starts, len(columns.keys)]

    def _in_order(self, place: int) -> list[Entry]:
        its = self._words(place)
        return [its[text] for text in ranges.in_order(its)]

    def _between(self, new: Range, starts: list[int]) -> list[Entry]:
        """The entries of a new file, whichever files they stood in before."""
        found: list[Entry] = []
        place = bisect_right(starts, new.first) - 1
        while place < len(self._cuts) and starts[place] < new.last:
            entries = self._in_order(place)
            start = starts[place]
            found += entries[max(0, new.first - start) : new.last - start]
            place += 1
        return found

    def _payload(self, path: str) -> Any:
        content = self._read(path)
        if content is None or digest_of(content) != self._ledger.digests.get(path):
            raise OutOfDate
        return payload_of(content)

    def _words(self, place: int) -> dict[str, Entry]:
        """The entries of a words file as it stood, with what has been changed in them since."""
        if place in self._files:
            return self._files[place]
        columns, (words, shards) = self._ledger.columns, self._cuts[place]
        payload = self._payload(path_of("words", words.name))
        its: dict[str, Entry] = {}
        form = self._first_forms[words.first]
        for term, forms in vocabulary.decode(payload["terms"]):
            its[term] = Entry(term, forms, list(columns.spread[form : form + len(forms)]))
            form += len(forms)
        for key, *others in payload.get("phrases", ()):
            text = key.removeprefix(CAPITALS).split(" ")[0]
            its.setdefault(text, Entry(text)).phrases[key] = others
        for pair in payload.get("strangers", ()):
            text, term = pair.split(" ")
            its.setdefault(text, Entry(text)).term = term
        self._files[place] = its
        entries = self._in_order(place)
        for entry, size in zip(entries, columns.bits[words.first : words.last], strict=True):
            entry.size = size
        for shard in shards:
            inside = entries[shard.first - words.first : shard.last - words.first]
            terms = [entry for entry in inside if entry.forms]
            self._shard_of.update((entry.text, (shard, terms)) for entry in terms)
        return its

    def _read_postings(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.forms and not entry.postings[0]:
                shard, terms = self._shard_of[entry.text]
                payload = self._payload(path_of("postings", shard.name))
                found = unpack_shard(payload, [term.size for term in terms], self._fields)
                for term, postings in zip(terms, found, strict=True):
                    term.postings = postings


def _lies_in(file: Range, keys: list[int]) -> bool:
    """Whether one of some sorted keys belongs into a file."""
    return bisect_left(keys, file.bound) < bisect_left(keys, file.bound + (1 << file.left))
