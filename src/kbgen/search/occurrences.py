"""Which terms each record has, field by field: what the ordinary lunr index says but for weights.

An edit changes nearly all weights of that index, since they depend on the average lengths of
fields, and little else. So this is kept between builds, and the weights are computed from it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kbgen.search import ranges
from kbgen.search.analysis import term_of
from kbgen.search.model import SearchField
from kbgen.search.postings import COUNT, COUNT_BITS
from kbgen.search.record import Analysis, counts_of


@dataclass(slots=True)
class Occurrences:
    """Terms are numbers, their places in the order of terms."""

    terms: list[str]
    sizes: list[array[int]]
    """By field, how many terms each record has there."""
    ones: list[array[int]]
    """By field, the terms of all records one after the other, in order: the number of the term in
    the high bits and how often it stands there in the low `COUNT_BITS`."""
    lines: array[int]
    """Bytes of the lines of all terms."""

    def change(self, edits: Sequence[tuple[int, Analysis]], fields: Sequence[SearchField]) -> None:
        """Let some records have what their analyses say, and number the terms anew."""
        found = [
            (place, record, _terms_of(analysis, field.name))
            for place, field in enumerate(fields)
            for record, analysis in edits
        ]
        new = {term for _, _, counts in found for term in counts}
        before = {
            one >> COUNT_BITS for place, record, _ in found for one in self._put(place, record, ())
        }
        gone = {number for number in before if self.terms[number] not in new}
        for ones in self.ones if gone else ():
            gone.difference_update([one >> COUNT_BITS for one in ones])
        self._number(ranges.in_order({*self.terms, *new} - {self.terms[one] for one in gone}))
        numbers = {term: number for number, term in enumerate(self.terms)}
        for place, record, counts in found:
            its = sorted(numbers[term] << COUNT_BITS | count for term, count in counts.items())
            self._put(place, record, its)

    def records_of(self, terms: Collection[str]) -> dict[str, dict[int, list[int]]]:
        """For each of some terms, by field, the records that have it."""
        wanted = {n: term for n, term in enumerate(self.terms) if term in terms}
        found: dict[str, dict[int, list[int]]] = {term: {} for term in wanted.values()}
        for field, (sizes, ones) in enumerate(zip(self.sizes, self.ones, strict=True)):
            start = 0
            for record, size in enumerate(sizes):
                for one in ones[start : start + size]:
                    if one >> COUNT_BITS in wanted:
                        term = wanted[one >> COUNT_BITS]
                        found[term].setdefault(field, []).append(record)
                start += size
        return found

    def _put(self, field: int, record: int, its: Sequence[int]) -> Sequence[int]:
        """Let a record have other terms in a field; gives those that it had."""
        sizes, ones = self.sizes[field], self.ones[field]
        start = sum(sizes[:record])
        end = start + sizes[record]
        before = ones[start:end]
        ones[start:end] = array("Q", its)
        sizes[record] = len(its)
        return before

    def _number(self, terms: list[str]) -> None:
        if terms == self.terms:
            return
        places = {term: place for place, term in enumerate(terms)}
        now = [places.get(term, 0) << COUNT_BITS for term in self.terms]
        self.ones = [
            array("Q", [now[one >> COUNT_BITS] | one & COUNT for one in its]) for its in self.ones
        ]
        self.terms = terms


def _terms_of(analysis: Analysis, field: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for form, count in counts_of(analysis, field).items():
        counts[term_of(form)] += count
    return counts
