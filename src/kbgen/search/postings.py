"""What the index knows: for every term and field the records that have it, and how often.

lunr stores weights; they follow from these counts and the lengths of the fields, so the browser
computes them. Records are numbers: their places in the order of permalinks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.search import ranges
from kbgen.search.analysis import forms_of, term_of
from kbgen.search.model import SearchDocument, SearchField

K1, B = 1.2, 0.5
"""lunr's parameters. Its own B is 0.75; here a long title is hardly worse than a short one."""

Analysis = Mapping[str, Mapping[str, int]]
"""Of one record: field -> form -> how often."""


def analyse(document: SearchDocument, fields: Sequence[SearchField]) -> dict[str, Any]:
    """The forms of one record: what the index needs to know of it besides its facets.

    Pure, and plain enough for JSON: the caller may keep it as long as the text, the fields and
    this package are the same.
    """
    heaviest = heaviest_field(fields)
    analysis: dict[str, dict[str, int]] = {}
    for number, field in enumerate(fields):
        text = document.fields.get(field.name)
        if not text:
            continue
        counts: dict[str, int] = {}
        for chunk, times in Counter(text.split()).items():
            for form in forms_of(chunk, number == heaviest):
                counts[form] = counts.get(form, 0) + times
        if counts:
            analysis[field.name] = counts
    return analysis


def heaviest_field(fields: Sequence[SearchField]) -> int:
    """The place of the field that names a record: the first of the greatest weight."""
    return max(range(len(fields)), key=lambda n: (fields[n].weight, -n), default=0)


@dataclass(frozen=True, slots=True)
class Postings:
    """All records, term by term. `terms` are sorted as JavaScript sorts.

    `by_field[f][t]` is a flat list: record, count, record, count ...; `forms[t]` are the sorted
    forms of a term. Where a term has several, `named[t]` tells for each record the forms, as places
    in `forms[t]`, in which the heaviest field has the term.
    """

    records: int
    terms: list[str]
    forms: list[list[str]]
    by_field: list[list[list[int]]]
    named: dict[int, dict[int, list[int]]]
    lengths: list[list[int]]


def collect(analysed: Sequence[Analysis], fields: Sequence[SearchField]) -> Postings:
    """Turns records with forms into terms with records."""
    number_of: dict[str, int] = {}  # form -> term, unsorted
    ids: dict[str, int] = {}
    forms: list[list[str]] = []
    by_field: list[list[list[int]]] = [[] for _ in fields]
    lengths: list[list[int]] = []
    heaviest = heaviest_field(fields)
    seen_names: list[tuple[int, int, str, int]] = []
    for place, field in enumerate(fields):
        column = []
        postings = by_field[place]
        for record, analysis in enumerate(analysed):
            counts = analysis.get(field.name)
            if not counts:
                column.append(0)
                continue
            for form, count in counts.items():
                number = number_of.get(form)
                if number is None:
                    number = _new_form(form, number_of, ids, forms, by_field)
                posting = postings[number]
                if posting and posting[-2] == record:
                    posting[-1] += count
                else:
                    posting += (record, count)
                if place == heaviest:
                    seen_names.append((number, record, form, count))
            column.append(sum(counts.values()))
        lengths.append(column)
    order = sorted(ids, key=ranges.sort_key)
    numbers = [ids[term] for term in order]
    sorted_forms = [sorted(forms[number], key=ranges.sort_key) for number in numbers]
    named: dict[int, dict[int, list[int]]] = {}
    place_of = {number: place for place, number in enumerate(numbers)}
    for number, record, form, count in seen_names:
        place = place_of[number]
        if len(sorted_forms[place]) > 1:
            found = named.setdefault(place, {}).setdefault(record, [])
            found += [sorted_forms[place].index(form)] * count
    return Postings(
        records=len(analysed),
        terms=order,
        forms=sorted_forms,
        by_field=[[postings[number] for number in numbers] for postings in by_field],
        named=named,
        lengths=lengths,
    )


def _new_form(
    form: str,
    number_of: dict[str, int],
    ids: dict[str, int],
    forms: list[list[str]],
    by_field: list[list[list[int]]],
) -> int:
    term = term_of(form)
    number = ids.get(term)
    if number is None:
        number = ids[term] = len(forms)
        forms.append([])
        for postings in by_field:
            postings.append([])
    forms[number].append(form)
    number_of[form] = number
    return number
