"""Groups of phrases that mean the same, filed under the first word of each phrase.

A phrase that is short or written like a code ("NO", "IT", "KGZ") counts only where a reader types
capitals: as a small word it means something else. Codes of terms lead to their names, and not back:
records that have "be" or "per" are not about Belgium or Peru. Where records do use one ("US"), an
editor's list of synonyms says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kbgen.search.analysis import term_of, words_of
from kbgen.search.model import SearchFacet
from kbgen.search.stop_words import STOP_WORDS

CAPITALS = "!"
"""Begins the key of a phrase that has to be typed in capitals."""

MOST = 50
"""Phrases of one group, and phrases for one key, that count: each is said with all the others."""

Groups = Iterable[Sequence[str]]


class Code(str):
    """A phrase that leads to the others of its group, and stands for none of them."""

    __slots__ = ()


def groups_of(facets: Iterable[SearchFacet]) -> list[tuple[str, ...]]:
    """A group for every term of a facet that has other names."""
    groups = []
    for facet in facets:
        for term in facet.terms:
            code = (term.id,) if term.id.isalpha() and term.id.isupper() else ()
            names = dict.fromkeys((term.label, *term.aliases, *code))
            if len(names) > 1:
                groups.append(tuple(Code(n) if n in code or _is_short(n) else n for n in names))
    return groups


def key_of(phrase: str) -> tuple[str, ...]:
    """The terms of a phrase, stop words left out."""
    return tuple(
        term_of(part)
        for chunk in phrase.split()
        for word in words_of(chunk)
        for part in word.parts
        if part and not word.stop
    )


def terms_of(groups: Groups) -> set[str]:
    """Every term of every phrase: which of them records have decides what `entries` gives."""
    return {term for group in groups for phrase in group for term in key_of(phrase)}


def entries(groups: Groups, vocabulary: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """First term -> key -> the other phrases of the group, those that occur in some record.

    A key is the terms of a phrase with spaces between, `!` before it if capitals are needed.
    """
    found: dict[str, dict[str, dict[str, None]]] = {}
    for group in groups:
        keys = {phrase: key_of(phrase) for phrase in group[:MOST]}
        present = {
            phrase: terms
            for phrase, terms in keys.items()
            if terms and type(phrase) is not Code and all(term in vocabulary for term in terms)
        }
        if not present:
            continue
        for phrase, terms in keys.items():
            if not terms:
                continue
            others = [other for other, its_terms in present.items() if its_terms != terms]
            key = (CAPITALS if _needs_capitals(phrase, terms) else "") + " ".join(terms)
            known = found.setdefault(terms[0], {}).setdefault(key, {})
            if len(known) < MOST:
                known |= dict.fromkeys(_distinct(others, keys))
    return {
        first: kept
        for first, its_keys in found.items()
        if (kept := {key: list(others) for key, others in its_keys.items() if others})
    }


def _needs_capitals(phrase: str, terms: Sequence[str]) -> bool:
    if len(terms) > 1 or not phrase.isascii():
        return False
    return _is_short(phrase) or phrase.lower() in STOP_WORDS


def _is_short(phrase: str) -> bool:
    return phrase.isascii() and len(phrase) <= 2


def _distinct(phrases: Iterable[str], keys: dict[str, tuple[str, ...]]) -> list[str]:
    """One phrase of each key: "Cote d'Ivoire" says nothing beside "Côte d'Ivoire"."""
    by_key: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        by_key.setdefault(keys[phrase], phrase)
    return list(by_key.values())
