"""How well a built site answers queries whose right records are known."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from yaml.nodes import Node, ScalarNode

from kbgen.model.issues import printable
from kbgen.model.values import Invalid, is_empty, items, line_of_text, mapping
from kbgen.search.site_index import SiteIndex
from kbgen.search.terminal import find
from kbgen.text.nodes import compose
from kbgen.text.source import Malformed, decode

ENOUGH = 5
"""How many results a reader looks at."""


class WrongQueries(Exception):
    """A file of queries that cannot be used; the message says where and why, on one line."""


class Query(NamedTuple):
    """Words, and the slugs of the records that they should find."""

    words: str
    first: list[str]
    """All of these should be among the first results."""
    also: list[str]
    """These are relevant too."""


def queries(file: Path) -> list[Query]:
    """The queries of ``file``, a list of {q: words, top5: [slugs], also: [slugs]}.

    Other keys are notes. Raises `WrongQueries`.
    """
    try:
        node = compose(decode(file.read_bytes()))
        if node is None:
            raise Malformed("yaml", "there is nothing in this file")
        found = [_query(entry) for entry in items(node)]
        if not found:
            raise Invalid(node, "bad-value", "there is no query in this list")
    except OSError as error:
        raise WrongQueries(f"{file} cannot be read: {error.strerror or error}") from error
    except Malformed as wrong:
        raise _wrong(file, wrong.line, wrong.column, wrong.message) from wrong
    except Invalid as wrong:
        mark = wrong.node.start_mark
        raise _wrong(file, mark.line + 1, mark.column + 1, wrong.message) from wrong
    return found


def evaluate(site: Path, asked: list[Query]) -> str:
    """How well ``site`` answers what is ``asked``, as text; raises `UnreadableIndex`.

    success@5 is the share of queries with all of their first records among the first five results;
    MRR the mean of one over the place of the first relevant record.
    """
    index = SiteIndex(site)
    misses: list[str] = []
    successes = 0
    reciprocal = 0.0
    for query in asked:
        results = find(index, query.words).matches
        found = [Path(index.record(match.record)[0]).stem for match in results]
        places = {slug: place for place, slug in reversed(list(enumerate(found, 1)))}
        relevant = [places[slug] for slug in (*query.first, *query.also) if slug in places]
        reciprocal += 1 / min(relevant) if relevant else 0.0
        missing = [slug for slug in query.first if places.get(slug, ENOUGH + 1) > ENOUGH]
        successes += not missing
        for slug in missing:
            place = f"at {places[slug]}" if slug in places else "not found"
            misses.append(f"  {printable(query.words)}: {printable(slug)} {place}")
    count = len(asked)
    said = "1 query" if count == 1 else f"{count} queries"
    measured = f"success@5 {successes / count:.3f}, MRR {reciprocal / count:.3f}"
    return "\n".join([f"{said}: {measured}", *(["misses:", *misses] if misses else [])])


def _query(node: Node) -> Query:
    pairs = mapping(node)
    entry = {key.value: value for key, value in pairs if isinstance(key, ScalarNode)}
    if "q" not in entry or is_empty(entry["q"]):
        raise Invalid(node, "bad-value", "a query is missing: q, top5 and also are the keys")
    first, also = ([line_of_text(s) for s in _list(entry, key)] for key in ("top5", "also"))
    if not first and not also:
        raise Invalid(node, "bad-value", "no record is named, in 'top5' or 'also'")
    return Query(line_of_text(entry["q"]), first, also)


def _list(entry: dict[str, Node], key: str) -> list[Node]:
    return items(entry[key]) if key in entry else []


def _wrong(file: Path, line: int, column: int, message: str) -> WrongQueries:
    return WrongQueries(f"{printable(str(file))}:{line}:{column}: {printable(message)}")
