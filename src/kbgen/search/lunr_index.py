"""The ordinary serialised lunr index, for other clients: unmodified lunr.js loads it.

lunr.py gives the form of the file and the rarity of terms. Its Builder is not used: it makes an
object of every number, which costs more than all the rest of search. A test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kbgen.search.model import SearchField
from kbgen.search.postings import COUNT, COUNT_BITS, K1, B, Postings


def serialised(postings: Postings, refs: Sequence[str], fields: Sequence[SearchField]) -> bytes:
    """The index as JSON; terms are numbered in order."""
    from lunr.idf import idf  # type: ignore[import-untyped]
    from lunr.index import Index  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]

    vectors = _Vectors(postings, fields)
    places = [f"{_json(ref)}:{{}}" for ref in refs]  # lunr keeps room for positions
    heads = [_json(field.name).replace("%", "%%") for field in fields]
    line = '[%s,{"_index":%d,' + ",".join([head + ":{%s}" for head in heads]) + "}]"
    lines = []
    for number, term in enumerate(postings.terms):
        found = [
            (field, [one >> COUNT_BITS for one in posting], [one & COUNT for one in posting])
            for field, posting in postings.of(number)
        ]
        rarity = idf({"": _Counted(sum(len(its) for _, its, _ in found))}, postings.records)
        records_of = [""] * len(fields)
        for field, records, counts in found:
            records_of[field] = ",".join([places[record] for record in records])
            vectors.add(number, field, records, counts, rarity)
        lines.append(line % (_json(term), number, *records_of))
    Pipeline.registered_functions.setdefault("stemmer", _stemmer)
    pipeline = Pipeline()
    pipeline.add(Pipeline.registered_functions["stemmer"])
    frame = Index({}, {}, None, [field.name for field in fields], pipeline).serialize()
    frame |= {"fieldVectors": [_HERE], "invertedIndex": [_HERE]}
    before, between, after = _json(frame).split(_json(_HERE))
    return b"".join(
        text.encode()
        for text in (before, ",".join(vectors.texts(refs)), between, ",".join(lines), after)
    )


_HERE = "\0"
"""Stands in the frame where the vectors and the terms come."""


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


class _Counted:
    """What lunr asks of the records that have a term: how many there are."""

    def __init__(self, count: int) -> None:
        self._count = count

    def keys(self) -> range:
        return range(self._count)


def _stemmer(token: object) -> object:
    """Never called: names the step of the pipeline that lunr.js runs on queries."""
    return token


class _Vectors:
    """For every field and record: number of a term, its weight, number, weight ..."""

    def __init__(self, postings: Postings, fields: Sequence[SearchField]) -> None:
        self._fields = fields
        self._elements: list[list[list[str]]] = []
        self._bases: list[list[float]] = []
        for column in postings.lengths:
            average = sum(column) / max(1, len(column))
            # A field that no record has is never asked for.
            self._bases.append([K1 * (1 - B + B * (length / (average or 1))) for length in column])
            self._elements.append([[] for _ in column])

    def add(
        self,
        number: int,
        field: int,
        records: Sequence[int],
        counts: Sequence[int],
        rarity: float,
    ) -> None:
        """Add a term to the vectors of the records that have it in a field."""
        boost, bases, elements = (
            self._fields[field].weight, self._bases[field], self._elements[field],
        )  # fmt: skip
        weights = [
            rarity * ((K1 + 1) * count) / (bases[record] + count) * boost
            for record, count in zip(records, counts, strict=True)
        ]
        # One format for all is several times as quick as one for each.
        texts = (f"{number},%.3f " * len(weights) % tuple(weights)).split()
        for record, text in zip(records, texts, strict=True):
            elements[record].append(text)

    def texts(self, refs: Sequence[str]) -> Iterator[str]:
        """The vectors as JSON, record by record."""
        starts = [_json(f"{field.name}/")[:-1] for field in self._fields]
        for ref, *vectors in zip(refs, *self._elements, strict=True):
            end = _json(ref)[1:]
            for start, elements in zip(starts, vectors, strict=True):
                yield f"[{start}{end},[{','.join(elements)}]]"
