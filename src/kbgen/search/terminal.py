"""Search on the terminal: the index and the rules of the search page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbgen.model.issues import printable
from kbgen.search.analysis import forms_of, term_of, words_of
from kbgen.search.expansion import expand
from kbgen.search.query import Query, parse, telling
from kbgen.search.ranking import Match, having_all, rank
from kbgen.search.site_index import SiteIndex
from kbgen.search.stop_words import STOP_WORDS

MOST_VERIFIED = 100

_quotes = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found: all matches, best first, and another spelling if one is likely."""

    matches: list[Match]
    slots: int
    did_you_mean: str | None

    @property
    def every(self) -> int:
        """How many records match every word."""
        return sum(match.matched == self.slots for match in self.matches)


def find(index: SiteIndex, words: str, typing: bool = False) -> Answer:
    """Searches as the search page does, without filters."""
    query = parse(words, typing)
    spans = expand(query, index)
    matches = rank(query, spans, index)
    for forms in query.without:
        out = having_all([term_of(form) for form in forms], index)
        matches = [match for match in matches if match.record not in out]
    if words.split() and not query.slots and not query.without:
        matches = []
    if query.phrases:
        for forms in query.phrases:
            if not STOP_WORDS.issuperset(forms):  # the index has these for titles alone
                able = having_all([term_of(form) for form in telling(forms)], index)
                matches = [match for match in matches if match.record in able]
        wanted = [f" {' '.join(forms)} " for forms in query.phrases]
        matches = [
            match
            for match in matches[:MOST_VERIFIED]
            if all(phrase in _sequence(index.record(match.record)[1]) for phrase in wanted)
        ]
    return Answer(matches, len(query.slots), _suggestion(words, query, bool(matches)))


def _suggestion(words: str, query: Query, found: bool) -> str | None:
    if any(slot.meant for slot in query.slots):
        better = words
        for slot in query.slots:
            if slot.meant or slot.lost:
                chunk = next((c for c in better.split() if slot.form in forms_of(c, True)), "")
                if chunk and (slot.meant or len(forms_of(chunk, True)) == 1):
                    better = better.replace(chunk, slot.meant, 1)
        return " ".join(better.split()) if better != words else None
    return _quotes.sub(" ", words).strip() if query.phrases and not found else None


def run_query(site: Path, words: str, limit: int = 10) -> str:
    """The answer to a search of a built site, as text; raises `UnreadableIndex`."""
    index = SiteIndex(site)
    answer = find(index, words)
    lines = [_count(answer)]
    if answer.did_you_mean:
        lines.append(f"Did you mean: {answer.did_you_mean}")
    for place, match in enumerate(answer.matches[:limit], 1):
        permalink, fragment = index.record(match.record)
        why = f"  ({'; '.join(match.why)})" if match.why else ""
        title = printable(str(fragment.get("title", permalink)))
        lines.append(f"{place:3}. {title}{why}\n     {printable(permalink)}")
    return "\n".join(lines)


def _count(answer: Answer) -> str:
    total = len(answer.matches)
    if not total:
        return "Nothing found."
    records = f"{total} record{'' if total == 1 else 's'}"
    if answer.slots < 2 or answer.every == total:
        return f"{records}:"
    return f"{records}, {answer.every} of them match every word:"


def _sequence(fragment: Any) -> str:
    """The words of each text of a fragment as phrases are compared: not stemmed."""
    lines = []
    for text in _texts(fragment):
        found = (word for chunk in text.split() for word in words_of(chunk))
        lines.append(f" {' '.join(part for word in found for part in word.parts)} ")
    return "\n".join(lines)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(part)
