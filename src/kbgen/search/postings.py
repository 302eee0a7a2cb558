"""What the index knows: for every term and field the records that have it, and how often.

lunr stores weights; they follow from these counts and the lengths of the fields, so the browser
computes them. Records are numbers: their places in the order of permalinks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

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


@dataclass(frozen=True, slots=True)
class Postings:
    """All records, term by term. `terms` are sorted as JavaScript sorts, and so are the forms of
    each; `lengths` has for each field the lengths of all records."""

    records: int
    heaviest: int
    terms: list[str]
    forms: list[list[str]]
    lengths: list[list[int]]
    by_form: Sequence[dict[str, Posting]]
    """By field."""

    def of(self, term: int, field: int) -> Posting:
        """The records with a term in a field."""
        its = self.by_form[field]
        return _merged([its[form] for form in self.forms[term] if form in its])

    def all_of(self, field: int) -> dict[int, Posting]:
        """Every term that stands in a field, with its records there."""
        found: defaultdict[int, list[Posting]] = defaultdict(list)
        terms = {form: term for term, forms in enumerate(self.forms) for form in forms}
        for form, posting in self.by_form[field].items():
            found[terms[form]].append(posting)
        return {term: _merged(postings) for term, postings in found.items()}

    def named(self, term: int) -> dict[int, list[int]]:
        """Record -> the form of every occurrence in the heaviest field, as places among the forms
        of a term that has several."""
        its = self.by_form[self.heaviest]
        named: dict[int, list[int]] = {}
        if len(self.forms[term]) > 1:
            for place, form in enumerate(self.forms[term]):
                for one in its.get(form, ()):
                    places = named.setdefault(one >> COUNT_BITS, [])
                    places += [place] * (one & COUNT)
        return named

    def spread(self, term: int) -> list[int]:
        """For each form of a term how many texts have it; a record has a text for each field."""
        return [
            sum(len(its[form]) for its in self.by_form if form in its) for form in self.forms[term]
        ]


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
    known: list[Analysis] = []
    for record, analysis in enumerate(analysed):
        if known and known[-1]["permalink"] >= analysis["permalink"]:
            raise ValueError(f"{analysis['permalink']} is out of order")
        known.append({**analysis, "forms": {}})
        for field, its, column in zip(fields, by_form, lengths, strict=True):
            groups = analysis["forms"].get(field.name, ())
            length = 0
            for count, forms in zip(groups[::2], groups[1::2], strict=True):
                one = record << COUNT_BITS | count
                found = forms.split(" ")
                length += count * len(found)
                for form in found:
                    its[form].append(one)
            column.append(length)
    forms_of: defaultdict[str, list[str]] = defaultdict(list)
    for form in dict.fromkeys(chain.from_iterable(by_form)):
        forms_of[term_of(form)].append(form)
    terms = ranges.in_order(forms_of)
    postings = Postings(
        records=len(known),
        heaviest=heaviest_field(fields),
        terms=terms,
        forms=[ranges.in_order(forms_of[term]) for term in terms],
        lengths=lengths,
        by_form=by_form,
    )
    return postings, known
