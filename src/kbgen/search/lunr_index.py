"""The ordinary serialised lunr index, for other clients: unmodified lunr.js loads it.

lunr.py gives the form of the file and the rarity of terms. Its Builder is not used: it makes an
object of every number, which costs more than all the rest of search. A test compares the two.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from kbgen.search.model import SearchField
from kbgen.search.occurrences import Occurrences
from kbgen.search.postings import COUNT, COUNT_BITS, K1, B, Postings
from kbgen.search.record import Analysis


def serialised(
    postings: Postings, refs: Sequence[str], fields: Sequence[SearchField]
) -> tuple[bytes, Occurrences]:
    """The index as JSON, terms numbered in order; and what `edited` wants to know of it."""
    inverted = _Inverted(refs, fields)
    vectors: list[list[list[int]]] = [[[] for _ in refs] for _ in fields]
    lines = []
    for number, term in enumerate(postings.terms):
        first = number << COUNT_BITS
        records_of = {}
        for field, posting in postings.of(number):
            records_of[field] = [one >> COUNT_BITS for one in posting]
            its = vectors[field]
            for one in posting:
                its[one >> COUNT_BITS].append(first | one & COUNT)
        lines.append(inverted.line(term, number, records_of))
    occurrences = Occurrences(
        postings.terms,
        [array("I", map(len, its)) for its in vectors],
        [array("Q", chain.from_iterable(its)) for its in vectors],
        array("I", map(len, lines)),
    )
    return _whole(occurrences, lines, postings.lengths, refs, fields), occurrences


def edited(
    content: bytes,
    occurrences: Occurrences,
    edits: Sequence[tuple[int, Analysis]],
    changed: set[str],
    lengths: Sequence[Sequence[int]],
    refs: Sequence[str],
    fields: Sequence[SearchField],
) -> bytes:
    """The index after the edit of some records, whose analyses are given, from the one before.

    Weights are computed anew, for they depend on the lengths of all records. Lines of terms are
    taken over but for `changed`: all terms that any of the records has more or less often.
    `occurrences` become those of the new index.
    """
    rests = dict(zip(occurrences.terms, _rests(content, occurrences, fields), strict=True))
    occurrences.change(edits, fields)
    found = occurrences.records_of(changed)
    inverted = _Inverted(refs, fields)
    lines = [
        inverted.line(term, number, found[term])
        if term in changed
        else _head(term, number) + rests[term]
        for number, term in enumerate(occurrences.terms)
    ]
    occurrences.lines = array("I", map(len, lines))
    return _whole(occurrences, lines, lengths, refs, fields)


def _rests(
    content: bytes, occurrences: Occurrences, fields: Sequence[SearchField]
) -> Iterator[bytes]:
    """For every term what its line says behind its number."""
    _, _, after = _frame(fields)
    lines = occurrences.lines
    start = len(content) - len(after) - sum(lines) - max(0, len(lines) - 1)
    for number, (term, size) in enumerate(zip(occurrences.terms, lines, strict=True)):
        yield content[start + len(_head(term, number)) : start + size]
        start += size + 1


def _head(term: str, number: int) -> bytes:
    return f'[{_json(term)},{{"_index":{number}'.encode()


class _Inverted:
    """Writes the lines of terms; lunr keeps room for the positions of words."""

    def __init__(self, refs: Sequence[str], fields: Sequence[SearchField]) -> None:
        self._refs = [f"{_json(ref)}:{{}}" for ref in refs]
        names = [_json(field.name) for field in fields]
        self._rest = "".join([f",{name.replace('%', '%%')}:{{%s}}" for name in names]) + "}]"
        self._fields = len(fields)

    def line(self, term: str, number: int, records_of: dict[int, list[int]]) -> bytes:
        """A term and, by field, the records that have it."""
        refs = self._refs
        its = [""] * self._fields
        for field, records in records_of.items():
            its[field] = ",".join([refs[record] for record in records])
        return _head(term, number) + (self._rest % tuple(its)).encode()


def _whole(
    occurrences: Occurrences,
    lines: Sequence[bytes],
    lengths: Sequence[Sequence[int]],
    refs: Sequence[str],
    fields: Sequence[SearchField],
) -> bytes:
    before, between, after = _frame(fields)
    vectors = ",".join(_vectors(occurrences, lengths, refs, fields))
    return b"".join((before, vectors.encode(), between, b",".join(lines), after))


_HERE = "\0"
"""Stands in the frame where the vectors and the terms come."""


def _frame(fields: Sequence[SearchField]) -> tuple[bytes, bytes, bytes]:
    """What comes before the vectors, between them and the terms, and at the end."""
    from lunr.index import Index  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]

    Pipeline.registered_functions.setdefault("stemmer", _stemmer)
    pipeline = Pipeline()
    pipeline.add(Pipeline.registered_functions["stemmer"])
    frame = Index({}, {}, None, [field.name for field in fields], pipeline).serialize()
    frame |= {"fieldVectors": [_HERE], "invertedIndex": [_HERE]}
    before, between, after = (part.encode() for part in _json(frame).split(_json(_HERE)))
    return before, between, after


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _stemmer(token: object) -> object:
    """Never called: names the step of the pipeline that lunr.js runs on queries."""
    return token


def _vectors(
    occurrences: Occurrences,
    lengths: Sequence[Sequence[int]],
    refs: Sequence[str],
    fields: Sequence[SearchField],
) -> Iterator[str]:
    """For every record and field, in this order: numbers of terms, each with its weight."""
    frequencies: Counter[int] = Counter()
    for ones in occurrences.ones:
        frequencies.update([one >> COUNT_BITS for one in ones])
    rarities = [_rarity(frequencies[n], len(refs)) for n in range(len(occurrences.terms))]
    starts = [_json(f"{field.name}/")[:-1] for field in fields]
    texts = [
        _texts(occurrences, place, field.weight, lengths[place], rarities)
        for place, field in enumerate(fields)
    ]
    for ref, *its in zip(refs, *texts, strict=True):
        end = _json(ref)[1:]
        for start, text in zip(starts, its, strict=True):
            yield f"[{start}{end},[{text}]]"


def _texts(
    occurrences: Occurrences,
    field: int,
    boost: float,
    lengths: Sequence[int],
    rarities: Sequence[float],
) -> Iterator[str]:
    """The vectors of a field, record by record."""
    average = sum(lengths) / max(1, len(lengths))
    ones, at = occurrences.ones[field], 0
    for length, size in zip(lengths, occurrences.sizes[field], strict=True):
        its = ones[at : at + size]
        at += size
        if not size:
            yield ""
            continue
        base = K1 * (1 - B + B * (length / average))
        elements: list[float] = [0] * (2 * size)
        elements[::2] = numbers = [one >> COUNT_BITS for one in its]
        counts = [one & COUNT for one in its]
        elements[1::2] = [
            rarities[number] * ((K1 + 1) * count) / (base + count) * boost
            for number, count in zip(numbers, counts, strict=True)
        ]
        # One format for all is several times as quick as one for each.
        yield ("%d,%.3f," * size)[:-1] % tuple(elements)


@cache
def _rarity(frequency: int, records: int) -> float:
    from lunr.idf import idf  # type: ignore[import-untyped]

    return float(idf({"": dict.fromkeys(range(frequency))}, records))
