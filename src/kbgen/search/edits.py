"""What the edit of a record changes in the terms of an index that stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kbgen.search import ranges
from kbgen.search.analysis import term_of
from kbgen.search.bits import BitReader
from kbgen.search.entries import Entry, forms_elsewhere
from kbgen.search.model import SearchField
from kbgen.search.postings import COUNT, COUNT_BITS, Posting
from kbgen.search.record import Analysis, counts_of, heaviest_field
from kbgen.search.shards import encode_term, read_term
from kbgen.search.standing import OutOfDate, Standing


class Edit(NamedTuple):
    """One record: its number, and what the index knew of it and shall know."""

    record: int
    before: Analysis
    after: Analysis


class Change(NamedTuple):
    """A form that a field of a record has more or less often than before."""

    record: int
    field: int
    form: str
    before: int
    after: int


def changes_of(edits: Sequence[Edit], fields: Sequence[SearchField]) -> dict[str, list[Change]]:
    """Term -> what changes in it."""
    found: dict[str, list[Change]] = {}
    for edit in edits:
        for number, field in enumerate(fields):
            before, after = counts_of(edit.before, field.name), counts_of(edit.after, field.name)
            for form in before.keys() | after.keys():
                old, new = before.get(form, 0), after.get(form, 0)
                if old != new:
                    change = Change(edit.record, number, form, old, new)
                    found.setdefault(term_of(form), []).append(change)
    return found


class Terms:
    """Applies changes to the terms of an index that stands. `fixed` are terms that may neither
    come nor go: the synonyms of other words hang on them."""

    def __init__(
        self, standing: Standing, records: int, fields: Sequence[SearchField], fixed: str
    ) -> None:
        self._standing, self._records, self._fields = standing, records, len(fields)
        self._heaviest = heaviest_field(fields)
        self._fixed = set(fixed.split(" "))

    def change(self, term: str, changes: Sequence[Change]) -> None:
        """Make a term what it is after the changes. Raises `OutOfDate`."""
        entry = self._standing.entry(term)
        before = entry.forms
        by_field, occurrences = self._read(entry)
        spread = dict(zip(before, entry.spread, strict=True))
        for change in changes:
            spread[change.form] = (
                spread.get(change.form, 0) + (change.after > 0) - (change.before > 0)
            )
            _add(by_field[change.field], change.record, change.after - change.before)
            if change.field == self._heaviest:
                occurrences.setdefault(change.record, {})[change.form] = change.after
        entry.forms = ranges.in_order(form for form, texts in spread.items() if texts)
        entry.spread = [spread[form] for form in entry.forms]
        if bool(before) != bool(entry.forms) and term in self._fixed:
            raise OutOfDate
        self._write(entry, by_field, occurrences)
        self._standing.touch(entry, words=False)
        if entry.forms != before:
            self._standing.touch(entry, words=True)
            self._move_strangers(term, before, entry.forms)

    def _read(self, entry: Entry) -> tuple[list[Posting], dict[int, dict[str, int]]]:
        """The postings by field; and for each record how often the heaviest has each form."""
        by_field: list[Posting] = [[] for _ in range(self._fields)]
        occurrences: dict[int, dict[str, int]] = {}
        if entry.forms:
            mask, bits = entry.postings
            forms = entry.forms
            found, names = read_term(
                BitReader(bits), mask, self._records, self._heaviest, len(forms)
            )
            for field, posting in found.items():
                by_field[field] = posting
            for one in by_field[self._heaviest]:
                record = one >> COUNT_BITS
                counts = occurrences[record] = {}
                for place in names.get(record, [0] * (one & COUNT)):
                    counts[forms[place]] = counts.get(forms[place], 0) + 1
        return by_field, occurrences

    def _write(
        self, entry: Entry, by_field: list[Posting], occurrences: dict[int, dict[str, int]]
    ) -> None:
        entry.postings, entry.size = (0, ""), 0
        if entry.forms:
            names = {}
            if len(entry.forms) > 1:
                names = {
                    record: [
                        place
                        for place, form in enumerate(entry.forms)
                        for _ in range(counts.get(form, 0))
                    ]
                    for record, counts in occurrences.items()
                }
            its = [(field, posting) for field, posting in enumerate(by_field) if posting]
            entry.postings = encode_term(
                its, self._records, self._heaviest, names, len(entry.forms)
            )
            entry.size = len(entry.postings[1])

    def _move_strangers(self, term: str, before: list[str], after: list[str]) -> None:
        old, new = set(forms_elsewhere(term, before)), set(forms_elsewhere(term, after))
        for form in old ^ new:
            stranger = self._standing.entry(form)
            stranger.term = term if form in new else ""
            self._standing.touch(stranger, words=True)


def _add(posting: Posting, record: int, difference: int) -> None:
    """Let a record have a term more or less often."""
    place = bisect_left(posting, record << COUNT_BITS)
    is_there = place < len(posting) and posting[place] >> COUNT_BITS == record
    count = (posting[place] & COUNT if is_there else 0) + difference
    posting[place : place + is_there] = [record << COUNT_BITS | count] if count else []
