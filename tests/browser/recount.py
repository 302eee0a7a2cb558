"""What the content says of every record, read by itself: no code of the site is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "content"
TAXONOMIES = (
    "areas", "countries", "objectives", "principles", "regions", "scopes", "sdgs", "target-groups",
    "types",
)  # fmt: skip
"""Those whose terms all stand in a file; records bring organizations of their own."""


def _read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # every value stays what was typed


def _parents() -> dict[tuple[str, str], tuple[str, str]]:
    """(taxonomy, id) of a term -> the same of its parent."""
    found = {}
    read = {
        name: _read((CONTENT / f"_taxonomies/{name}.yml").read_text("utf-8")) for name in TAXONOMIES
    }
    for name, taxonomy in read.items():
        for id, term in taxonomy["terms"].items():
            parent = term.get("parent", "") if isinstance(term, dict) else ""
            if parent:
                own = parent in taxonomy["terms"]
                found[name, id] = (name if own else taxonomy["within"], parent)
    return found


def _years(text: str) -> tuple[str, str]:
    start, _, end = text.partition(" - ")
    return start[:4], (end or start)[:4]


@cache
def terms_of_records() -> dict[str, dict[str, set[str]]]:
    """Permalink of a record -> taxonomy -> the ids that the record has, broader ones with them.

    The collection stands among them, and under ``years`` every year in which the record ran.
    """
    parents = _parents()
    fields: dict[str, dict[str, Any]] = {
        file.parent.name: _read(file.read_text("utf-8"))["fields"]
        for file in CONTENT.glob("*/_collection.yml")
    }
    records = {
        f"{name}/{file.stem}.html": (name, _read(file.read_text("utf-8").split("\n---", 1)[0]))
        for name in fields
        for file in (CONTENT / name).rglob("*.md")
    }
    spans = {link: _years(r["dates"]) for link, (_, r) in records.items() if r.get("dates")}
    newest = max(int(year) for span in spans.values() for year in span if year.isdigit())
    found = {}
    for link, (collection, record) in records.items():
        terms: dict[str, set[str]] = {name: set() for name in TAXONOMIES}
        for name, declared in fields[collection].items():
            if declared.get("facet") == "true" and declared.get("of") in TAXONOMIES:
                value = record.get(name) or []
                for id in [value] if isinstance(value, str) else value:
                    for taxonomy, broader in _upwards(declared["of"], id, parents):
                        terms[taxonomy].add(broader)
        terms["collection"] = {collection}
        terms["years"] = set(map(str, _span(spans.get(link, ("", "")), newest)))
        found[link] = terms
    return found


def _upwards(
    taxonomy: str, id: str, parents: dict[tuple[str, str], tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    term: tuple[str, str] | None = (taxonomy, id)
    while term:
        yield term
        term = parents.get(term)


def _span(span: tuple[str, str], newest: int) -> range:
    """The years of a record: the present is the newest year, an unknown end is the start."""
    start, end = span
    first = int(start) if start.isdigit() else 0
    last = int(end) if end.isdigit() else max(first, newest) if end == "pres" else 0
    if not first and not last:
        return range(0)
    return range(first or last, (last or first) + 1)
