"""Queries as lunr's clauses, drawn from the terms of a serialised lunr index."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any


def draw(data: Path, count: int, seed: int = 5) -> list[list[dict[str, Any]]]:
    """Queries of one to four clauses: prefixes, edits, boosts, fields, presences, digits."""
    index = json.loads((data / "lunr-index.json").read_text("utf-8"))
    weight = {
        term: sum(len(records) for key, records in entry.items() if key != "_index")
        for term, entry in index["invertedIndex"]
    }
    terms = list(weight)
    common = sorted(terms, key=lambda term: -weight[term])[:300]
    numbers = [term for term in terms if any(c.isdigit() for c in term)]
    source = random.Random(seed)
    return [
        [
            clause(source, source.choice([terms, common, common, numbers]), index["fields"])
            for _ in range(source.randint(1, 4))
        ]
        for _ in range(count)
    ]


def clause(source: random.Random, terms: list[str], fields: list[str]) -> dict[str, Any]:
    """One clause on one of the terms."""
    term = source.choice(terms)
    found: dict[str, Any] = {"term": term}
    kind = source.random()
    if kind < 0.2:
        found = {"term": term[: max(2, len(term) * 2 // 3)] + "*", "usePipeline": False}
    elif kind < 0.25 and len(term) > 3:
        found = {"term": "*" + term[-3:], "usePipeline": False}
    elif kind < 0.45:
        if len(term) > 3 and source.random() < 0.5:
            place = source.randrange(1, len(term))
            found["term"] = term[:place] + source.choice("aeiou1") + term[place + 1 :]
        found["editDistance"] = source.choice([1, 1, 2])
    if source.random() < 0.25:
        found["boost"] = source.choice([2, 5, 0.5, 10])
    if source.random() < 0.3:
        found["fields"] = source.sample(fields, source.randint(1, min(3, len(fields))))
    if source.random() < 0.3:
        found["presence"] = source.choice(["required", "required", "prohibited"])
    return found
