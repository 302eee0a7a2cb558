"""The ordinary serialised lunr index, for other clients: unmodified lunr.js loads it.

lunr.py gives the form of the file and the rarity of terms. Its Builder is not used: it makes an
object of every number, which costs more than all the rest of search. A test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kbgen.search.model import SearchField
from kbgen.search.postings import COUNT, COUNT_BITS, K1, B, Posting, Postings


def serialised(postings: Postings, refs: Sequence[str], fields: Sequence[SearchField]) -> bytes:
    """The index as JSON; terms are numbered in order."""
    from lunr.idf import idf  # type: ignore[import-untyped]
    from lunr.index import Index  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]

    vectors = _Vectors(postings, fields)
    inverted: dict[str, dict[str, Any]] = {}
    nothing: dict[str, Any] = {}  # lunr keeps room for positions
    for number, term in enumerate(postings.terms):
        entry: dict[str, Any] = {"_index": number}
        found = [postings.of(number, place) for place in range(len(fields))]
        for field, posting in zip(fields, found, strict=True):
            entry[field.name] = {refs[one >> COUNT_BITS]: nothing for one in posting}
        inverted[term] = entry
        vectors.add(number, found, idf(entry, postings.records))
    Pipeline.registered_functions.setdefault("stemmer", _stemmer)
    pipeline = Pipeline()
    pipeline.add(Pipeline.registered_functions["stemmer"])
    plain = Index(inverted, {}, None, [field.name for field in fields], pipeline).serialize()
    plain["invertedIndex"] = list(inverted.items())  # lunr.js wants its own order, which is ours
    lines = ",".join(vectors.texts(refs))
    packed = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return packed.replace('"fieldVectors":[]', f'"fieldVectors":[{lines}]', 1).encode()


def _stemmer(token: object) -> object:
    """Never called: names the step of the pipeline that lunr.js runs on queries."""
    return token


class _Vectors:
    """For every field and record: number of a term, its weight, number, weight ..."""

    def __init__(self, postings: Postings, fields: Sequence[SearchField]) -> None:
        self._fields = fields
        self._elements: list[list[list[float]]] = []
        self._bases: list[list[float]] = []
        for column in postings.lengths:
            average = sum(column) / max(1, len(column))
            # A field that no record has is never asked for.
            self._bases.append([K1 * (1 - B + B * (length / (average or 1))) for length in column])
            self._elements.append([[] for _ in column])

    def add(self, number: int, found: Sequence[Posting], rarity: float) -> None:
        """Add a term to the vectors of the records that have it."""
        for place, posting in enumerate(found):
            boost, bases, elements = (
                self._fields[place].weight, self._bases[place], self._elements[place],
            )  # fmt: skip
            for one in posting:
                record, count = one >> COUNT_BITS, one & COUNT
                weight = rarity * ((K1 + 1) * count) / (bases[record] + count) * boost
                vector = elements[record]
                vector.append(number)
                vector.append(weight)

    def texts(self, refs: Sequence[str]) -> Iterator[str]:
        """The vectors as JSON, record by record."""
        for record, ref in enumerate(refs):
            for place, field in enumerate(self._fields):
                elements = self._elements[place][record]
                numbers = ("%d,%.3f," * (len(elements) // 2))[:-1] % tuple(elements)
                name = json.dumps(f"{field.name}/{ref}", ensure_ascii=False)
                yield f"[{name},[{numbers}]]"
