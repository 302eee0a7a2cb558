"""What the index needs to know of one record, and what a result shows of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from kbgen.search.analysis import count_forms, forms_of
from kbgen.search.model import SearchDocument, SearchField


class Analysis(TypedDict):
    """Of one record. Plain enough for JSON."""

    permalink: str
    collection: str
    title: str
    """The forms of the title, by which records are sorted."""
    facets: dict[str, list[str]]
    years: list[int]
    """First and last; empty where they are not known."""
    forms: dict[str, list[Any]]
    """Field -> how often, the forms that it has so often (with spaces between), how often, ..."""


def analyse(document: SearchDocument, fields: Sequence[SearchField]) -> Analysis:
    """What the index needs to know of one record, but for what results show of it.

    Pure: the caller may keep it as long as the document, the fields and this package are the same.
    """
    heaviest = heaviest_field(fields)
    forms: dict[str, list[Any]] = {}
    for number, field in enumerate(fields):
        text = document.fields.get(field.name)
        if text:
            counts = count_forms(text, number == heaviest)
            if counts:
                forms[field.name] = _grouped(counts)
    return {
        "permalink": document.permalink,
        "collection": document.collection,
        "title": _sort_title(document),
        "facets": {name: list(ids) for name, ids in document.facets.items()},
        "years": list(document.years or ()),
        "forms": forms,
    }


def heaviest_field(fields: Sequence[SearchField]) -> int:
    """The place of the field that names a record: the first of the greatest weight."""
    return max(range(len(fields)), key=lambda n: (fields[n].weight, -n), default=0)


def counts_of(analysis: Analysis, field: str) -> dict[str, int]:
    """How often a field of a record has each of its forms."""
    groups = analysis["forms"].get(field, ())
    return {
        form: count
        for count, forms in zip(groups[::2], groups[1::2], strict=True)
        for form in forms.split(" ")
    }


def fragment_of(document: SearchDocument) -> bytes:
    """What a result shows of a record, as JSON: its permalink and its fragment."""
    return json.dumps(
        [document.permalink, _plain(document.fragment)], ensure_ascii=False, separators=(",", ":")
    ).encode()


def _plain(fragment: Mapping[str, Any]) -> dict[str, Any]:
    return {key: fragment[key] for key in fragment if fragment[key] not in (None, "", [], ())}


def _sort_title(document: SearchDocument) -> str:
    title = str(document.fragment.get("title", document.permalink))
    return " ".join(form for chunk in title.split() for form in forms_of(chunk, True))


def _grouped(counts: Counter[str]) -> list[Any]:
    by_count: dict[int, list[str]] = {1: [form for form, count in counts.items() if count == 1]}
    for form, count in counts.items():
        if count > 1:
            by_count.setdefault(count, []).append(form)
    return [part for count, forms in by_count.items() if forms for part in (count, " ".join(forms))]
