"""The ordinary serialised lunr index, for other clients: unmodified lunr.js loads it.

lunr.py gives the form of the file and the rarity of terms. Its Builder is not used: it makes an
object of every number, which costs more than all the rest of search. A test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from kbgen.search.model import SearchField
from kbgen.search.postings import COUNT, COUNT_BITS, K1, B, Posting, Postings


def serialised(postings: Postings, refs: Sequence[str], fields: Sequence[SearchField]) -> bytes:
    """The index as JSON; terms are numbered in order."""
    from lunr.idf import idf  # type: ignore[import-untyped]
    from lunr.index import Index  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]

    vectors = _Vectors(postings, fields)
    names = [_json(field.name) for field in fields]
    places = [f"{_json(ref)}:{{}}" for ref in refs]  # lunr keeps room for positions
    empty = [f"{name}:{{}}" for name in names]
    columns = [postings.all_of(place) for place in range(len(fields))]
    inverted = []
    for number, term in enumerate(postings.terms):
        found = [(place, its[number]) for place, its in enumerate(columns) if number in its]
        entry = empty.copy()
        for place, posting in found:
            records = ",".join([places[one >> COUNT_BITS] for one in posting])
            entry[place] = f"{names[place]}:{{{records}}}"
        inverted.append(f'[{_json(term)},{{"_index":{number},{",".join(entry)}}}]')
        rarity = idf({"": _Counted(sum(len(posting) for _, posting in found))}, postings.records)
        vectors.add(number, found, rarity)
    Pipeline.registered_functions.setdefault("stemmer", _stemmer)
    pipeline = Pipeline()
    pipeline.add(Pipeline.registered_functions["stemmer"])
    frame = Index({}, {}, None, [field.name for field in fields], pipeline).serialize()
    lines = {"fieldVectors": vectors.texts(refs), "invertedIndex": inverted}
    parts = [
        f"{_json(key)}:[{','.join(lines[key])}]" if key in lines else f"{_json(key)}:{_json(value)}"
        for key, value in frame.items()
    ]
    return f"{{{','.join(parts)}}}".encode()


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
        self._elements: list[list[list[float]]] = []
        self._bases: list[list[float]] = []
        for column in postings.lengths:
            average = sum(column) / max(1, len(column))
            # A field that no record has is never asked for.
            self._bases.append([K1 * (1 - B + B * (length / (average or 1))) for length in column])
            self._elements.append([[] for _ in column])

    def add(self, number: int, found: Sequence[tuple[int, Posting]], rarity: float) -> None:
        """Add a term to the vectors of the records that have it: by field."""
        for place, posting in found:
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
                yield f"[{_json(f'{field.name}/{ref}')},[{numbers}]]"
