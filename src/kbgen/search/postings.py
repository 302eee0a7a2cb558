"""What the index knows: for every term and field the records that have it, and how often.

lunr stores weights; they follow from these counts and the lengths of the fields, so the browser
computes them. Records are numbers: their places in the order of permalinks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from kbgen.search import ranges
from kbgen.search.analysis import term_of
from kbgen.search.model import SearchField
from kbgen.search.record import Analysis, heaviest_field

K1, B = 1.2, 0.5
"""lunr's parameters. Its own B is 0.75; here a long title is hardly worse than a short one."""

COUNT_BITS = 32
COUNT = (1 << COUNT_BITS) - 1

Posting = list[int]
"""The records that have a term in a field, in order: each is one number, the record in its high
bits and how often it has the term in its low `COUNT_BITS`."""


class Postings(NamedTuple):
    """All records, term by term. `terms` are sorted as JavaScript sorts, and so are the forms of
    each; `lengths` has for each field the lengths of all records."""

    records: int
    heaviest: int
    terms: list[str]
    forms: list[list[str]]
    lengths: list[list[int]]
    by_term: list[list[tuple[int, str, Posting]]]
    """For each term the fields in which it stands, in order: one of its forms, and the records with
    that form."""

    def of(self, term: int) -> Iterator[tuple[int, Posting]]:
        """The fields in which a term stands, in order, and its records there."""
        its = self.by_term[term]
        if len(self.forms[term]) == 1:
            return ((field, posting) for field, _, posting in its)
        return (
            (field, _merged([posting for _, _, posting in found]))
            for field, found in groupby(its, itemgetter(0))
        )

    def named(self, term: int) -> dict[int, list[int]]:
        """Record -> the form of every occurrence in the heaviest field, as places among the forms
        of a term that has several."""
        forms = self.forms[term]
        named: dict[int, list[int]] = {}
        if len(forms) > 1:
            places = {form: place for place, form in enumerate(forms)}
            its = [
                (places[form], posting)
                for field, form, posting in self.by_term[term]
                if field == self.heaviest
            ]
            for place, posting in sorted(its):
                for one in posting:
                    found = named.setdefault(one >> COUNT_BITS, [])
                    found += [place] * (one & COUNT)
        return named

    def spread(self, term: int) -> list[int]:
        """For each form of a term how many texts have it; a record has a text for each field."""
        texts = dict.fromkeys(self.forms[term], 0)
        for _, form, posting in self.by_term[term]:
            texts[form] += len(posting)
        return list(texts.values())


def _merged(postings: Sequence[Posting]) -> Posting:
    if len(postings) < 2:
        return postings[0] if postings else []
    merged: Posting = []
    last = -1
    for one in sorted(chain.from_iterable(postings)):
        record = one >> COUNT_BITS
        if record == last:
            merged[-1] += one & COUNT
        else:
            merged.append(one)
            last = record
    return merged


def collect(
    analysed: Iterable[Analysis], fields: Sequence[SearchField]
) -> tuple[Postings, list[Analysis]]:
    """Turns records with forms into terms with records; gives back what else is known of them.

    Raises ValueError where records do not come in the order of their permalinks.
    """
    by_form: list[defaultdict[str, Posting]] = [defaultdict(list) for _ in fields]
    lengths: list[list[int]] = [[] for _ in fields]
    columns = {
        field.name: (its, column)
        for field, its, column in zip(fields, by_form, lengths, strict=True)
    }
    known: list[Analysis] = []
    for record, analysis in enumerate(analysed):
        if known and known[-1]["permalink"] >= analysis["permalink"]:
            raise ValueError(f"{analysis['permalink']} is out of order")
        known.append({**analysis, "forms": {}})
        for column in lengths:
            column.append(0)
        for name, groups in analysis["forms"].items():
            its, column = columns[name]
            for count, forms in zip(groups[::2], groups[1::2], strict=True):
                one = record << COUNT_BITS | count
                found = forms.split(" ")
                column[-1] += count * len(found)
                for form in found:
                    its[form].append(one)
    forms_of: defaultdict[str, list[str]] = defaultdict(list)
    for form in dict.fromkeys(chain.from_iterable(by_form)):
        forms_of[term_of(form)].append(form)
    terms = ranges.in_order(forms_of)
    by_term: list[list[tuple[int, str, Posting]]] = [[] for _ in terms]
    of_form = {
        form: its for term, its in zip(terms, by_term, strict=True) for form in forms_of[term]
    }
    for place, its in enumerate(by_form):
        for form, posting in its.items():
            of_form[form].append((place, form, posting))
    postings = Postings(
        records=len(known),
        heaviest=heaviest_field(fields),
        terms=terms,
        forms=[ranges.in_order(forms_of[term]) for term in terms],
        lengths=lengths,
        by_term=by_term,
    )
    return postings, known
