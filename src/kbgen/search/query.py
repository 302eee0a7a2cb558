"""What a reader typed, as slots: one for each word that is looked for. Twin of query.js."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kbgen.search.analysis import Word, forms_of, term_of, words_of
from kbgen.search.stop_words import STOP_WORDS

LONGEST_INPUT = 1000
MOST_SLOTS = 16

_quoted = re.compile(r'(^|\s)(-?)["“”„«]([^"“”„«»]*)["“”»]')
_capitals = re.compile(r"[^a-z]*[A-Z][^a-z]*")


@dataclass(slots=True)
class Option:
    """Terms that stand for a word; `pooled`: any of them, else all of them in one field."""

    terms: list[str]
    boost: float
    why: str = ""
    pooled: bool = False


@dataclass(slots=True)
class Slot:
    """A word that is looked for; `open` while it may still grow."""

    form: str
    term: str
    open: bool
    capitals: bool
    options: list[Option] = field(default_factory=list)
    meant: str = ""
    lost: bool = False
    """No record has anything like it: another spelling of the query leaves it out."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Slots that are also written as one word: covid and 19 as covid19."""

    start: int
    end: int
    form: str
    open: bool


@dataclass(slots=True)
class Query:
    """The slots; the phrases that results must have and the words that they must not have."""

    slots: list[Slot] = field(default_factory=list)
    wholes: list[Whole] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    without: list[list[str]] = field(default_factory=list)


def parse(text: str, typing: bool = False) -> Query:
    """Reads any text whatever; `typing` leaves the last word open."""
    query = Query()

    def take_phrase(match: re.Match[str]) -> str:
        forms = [form for chunk in match[3].split() for form in forms_of(chunk, True)]
        if forms and match[2]:
            query.without.append(telling(forms))
        elif forms:
            query.phrases.append(forms)
        return match[1] + " "

    bare = _quoted.sub(take_phrase, text[:LONGEST_INPUT])
    chunks = bare.split()
    stopped: list[tuple[Word, bool]] = []
    for place, chunk in enumerate(chunks):
        found = words_of(chunk)
        if re.match(r"-[^-\s]", chunk) and found:
            query.without.append([part for word in found for part in word.parts])
            continue
        last = typing and place == len(chunks) - 1 and not bare[-1:].isspace()
        for at, word in enumerate(found):
            is_open = last and at == len(found) - 1
            if word.stop:
                stopped.append((word, is_open))
            else:
                _add(query, word, is_open, _capitals.fullmatch(chunk) is not None)
    for phrase in query.phrases:
        for form in telling(phrase):
            _add(query, Word((form,), "", False), False, False)
    if not query.slots:  # stop words never empty a result
        for word, is_open in stopped:
            _add(query, word, is_open, False)
    return query


def telling(forms: list[str]) -> list[str]:
    """Forms without the stop words; all of them if there are no others."""
    return [form for form in forms if form not in STOP_WORDS] or forms


def _add(query: Query, word: Word, is_open: bool, capitals: bool) -> None:
    start = len(query.slots)
    if start + len(word.parts) > MOST_SLOTS:
        return
    for i, form in enumerate(word.parts):
        grows = is_open and i == len(word.parts) - 1
        term = term_of(form)
        known = next((slot for slot in query.slots if slot.term == term), None)
        if known and len(word.parts) == 1:
            known.open = known.open or grows
        else:
            query.slots.append(Slot(form, term, grows, capitals))
    if word.whole:
        query.wholes.append(Whole(start, len(query.slots), word.whole, is_open))
