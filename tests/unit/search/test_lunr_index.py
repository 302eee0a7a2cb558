"""The ordinary serialised lunr index: that of lunr itself; test_patch edits it."""

from __future__ import annotations

import json
from typing import Any

from lunr.builder import Builder  # type: ignore[import-untyped]

from kbgen.search.analysis import term_of
from kbgen.search.postings import K1, B
from kbgen.search.record import counts_of
from tests.unit.search.samples import FIELDS, document, files_of, known


def test_the_ordinary_lunr_index_is_the_one_that_lunr_makes() -> None:
    documents = [
        document("a", "Camps near borders", "borders and more borders", summary="One camp"),
        document("b", "Schools", "borders"),
        document("c", "Égal", "camps camps camps schools"),
    ]
    analysed, _ = known(documents, FIELDS)
    builder = lunr_builder()
    for field in FIELDS:
        builder.field(field.name, boost=field.weight)
    for analysis in analysed:
        texts = {
            field.name: " ".join(
                term_of(form)
                for form, count in counts_of(analysis, field.name).items()
                for _ in range(count)
            )
            for field in FIELDS
        }
        builder.add({"id": analysis["permalink"], **texts})
    expected = builder.build().serialize()
    found = json.loads(files_of(documents)["lunr-index.json"])
    numbers = {entry["_index"]: term for term, entry in expected["invertedIndex"]}
    ours = {entry["_index"]: term for term, entry in found["invertedIndex"]}
    assert by_term(found, ours) == by_term(expected, numbers)
    assert {t: sorted(e.items())[1:] for t, e in found["invertedIndex"]} == {
        t: sorted(e.items())[1:] for t, e in expected["invertedIndex"]
    }
    assert {k: found[k] for k in ("fields", "version")} == {
        k: expected[k] for k in ("fields", "version")
    }
    assert found["pipeline"] == ["stemmer"]


def lunr_builder() -> Any:
    """lunr.py's own, with our parameters and without its analysis."""
    builder = Builder()
    builder.ref("id")
    builder.k1(K1)
    builder.b(B)
    return builder


def by_term(index: dict[str, Any], terms: dict[int, str]) -> dict[str, dict[str, float]]:
    """The vectors of an index by the words of their terms."""
    return {
        name: {terms[elements[i]]: elements[i + 1] for i in range(0, len(elements), 2)}
        for name, elements in index["fieldVectors"]
    }
