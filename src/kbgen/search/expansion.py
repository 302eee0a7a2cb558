"""Which terms of the index stand for the words of a query: the term itself, words that begin like
it, similar words, the whole of a compound, synonyms. Twin of expansion.js."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kbgen.search.analysis import term_of
from kbgen.search.query import Option, Query, Slot, Whole
from kbgen.search.ranges import sort_key
from kbgen.search.site_index import SiteIndex
from kbgen.search.synonyms import CAPITALS, key_of

BEGINS, UNKNOWN_BEGINS, WHOLE, SYNONYM = 0.25, 0.6, 1.0, 0.5
SIMILAR = (1.0, 0.45, 0.25)
MOST_SIMILAR = 6
LONGEST_PHRASE = 6
MOST_BEGINNING = 300

_digit = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Span:
    """An option that stands for several slots together."""

    start: int
    end: int
    option: Option


def expand(query: Query, index: SiteIndex) -> list[Span]:
    """Gives every slot its options and returns the spans."""
    slots = query.slots
    pairs = [
        Whole(i, i + 2, slots[i].form + slots[i + 1].form, slots[i + 1].open)
        for i in range(len(slots) - 1)
    ]
    ends = {(whole.start, whole.end) for whole in query.wholes}
    joined = [*query.wholes, *(pair for pair in pairs if (pair.start, pair.end) not in ends)]
    spans = [span for start in range(len(slots)) for span in _synonyms(slots, start, index)]
    for place, slot in enumerate(slots):
        _expand_slot(slot, any(span.start <= place < span.end for span in spans), index)
    for whole in joined:
        term = term_of(whole.form)
        terms = [term] if index.forms_of(term) else []
        if whole.open:
            terms += _beginning(whole.form, term, index)
        spans += (Span(whole.start, whole.end, Option([one], WHOLE)) for one in terms)
    for place, slot in enumerate(slots):
        is_named = any(span.start <= place < span.end for span in spans)
        slot.lost = not (slot.open or slot.options or is_named)
    return spans


def _expand_slot(slot: Slot, named: bool, index: SiteIndex) -> None:
    """`named`: some synonym stands for the slot, so that its word is no misspelling."""
    form = slot.form
    known_forms = index.forms_of(slot.term)
    if known_forms:
        slot.options.append(Option([slot.term], 1.0))
    begins: list[str] = []
    if len(form) > 1 if slot.open else not known_forms and not named and len(form) > 3:
        begins = _beginning(form, slot.term, index)
        if len(form) == 2 and len(begins) > MOST_BEGINNING:
            begins = []
        if begins:
            boost = BEGINS if known_forms else UNKNOWN_BEGINS
            slot.options.append(Option(begins, boost, pooled=True))
    if form in known_forms or named or begins or len(form) < 5:
        return
    similar = _nearest(form, slot.term, form[0], index)
    if not similar and not known_forms:
        similar = _nearest(form, slot.term, "", index)
    for edits, other, term in similar:
        boost = SIMILAR[edits] * (0.5 if known_forms else 1)
        slot.options.append(Option([term], boost, f"similar word: {other}"))
    if similar and not known_forms:
        slot.meant = similar[0][1]


def _beginning(form: str, term: str, index: SiteIndex) -> list[str]:
    found: dict[str, None] = {}
    for chunk in index.words_from(form):
        for its_term, forms in zip(chunk.terms, chunk.forms, strict=True):
            if its_term.startswith(form) or any(other.startswith(form) for other in forms):
                found[its_term] = None
        for stranger, its_term in chunk.strangers.items():
            if stranger.startswith(form):
                found[its_term] = None
    found.pop(term, None)
    return list(found)


def _nearest(form: str, term: str, prefix: str, index: SiteIndex) -> list[tuple[int, str, str]]:
    """The nearest forms as (edits, form, term), those that begin most alike first."""
    if _digit.search(form) or len(form) < 5:
        return []
    least = 1 if len(form) < 8 else 2
    found = []
    for chunk in index.words_from(prefix):
        for its_term, forms in zip(chunk.terms, chunk.forms, strict=True):
            if its_term == term:
                continue
            for other in forms:
                edits = distance(form, other, least)
                if 0 < edits <= least and not _digit.search(other):
                    least = edits
                    found.append((edits, other, its_term))
    nearest = sorted(
        (one for one in found if one[0] == least),
        key=lambda one: (-_alike(form, one[1]), sort_key(one[1])),
    )
    by_term: dict[str, tuple[int, str, str]] = {}
    for one in nearest:
        by_term.setdefault(one[2], one)
    return list(by_term.values())[:MOST_SIMILAR]


def _alike(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def distance(first: str, second: str, limit: int) -> int:
    """Edits between two words, or any number above `limit`; swapped neighbours are one edit."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i in range(1, len(first) + 1):
        following = [i]
        for j in range(1, len(second) + 1):
            edits = min(
                row[j] + 1, following[j - 1] + 1, row[j - 1] + (first[i - 1] != second[j - 1])
            )
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                edits = min(edits, before[j - 2] + 1)
            following.append(edits)
        if min(following) > limit:
            return limit + 1
        before, row = row, following
    return row[-1]


def _synonyms(slots: list[Slot], start: int, index: SiteIndex) -> Iterator[Span]:
    """Synonyms of the longest phrase that begins at a slot."""
    phrases = index.words_at(slots[start].term).phrases
    for end in range(min(len(slots), start + LONGEST_PHRASE), start, -1):
        key = " ".join(slot.term for slot in slots[start:end])
        others = phrases.get(CAPITALS + key) if slots[start].capitals else None
        others = others or phrases.get(key)
        if others:
            for other in others:
                option = Option(list(key_of(other)), SYNONYM, f"synonym: {other}")
                yield Span(start, end, option)
            return
