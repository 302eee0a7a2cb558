"""Give the first use of each abbreviation in a page its meaning."""

import re
from collections.abc import Mapping, Set
from functools import lru_cache

from markupsafe import escape

_TAG = re.compile(r"(<[^>]*>)")
_PART = re.compile(r"\w+")
_CLOSED = frozenset({"a", "abbr", "code", "pre", "h2", "h3", "h4", "h5", "h6"})
"""Elements in whose text nothing is marked."""


def used(text: str, abbreviations: Set[str]) -> Set[str]:
    """Those of ``abbreviations`` that are words of ``text``, or parts of its compounds.

    NGOs count for NGO.
    """
    words = set(_candidates("".join(sorted({word[0] for word in abbreviations}))).findall(text))
    words |= {part for word in words for part in _PART.findall(word)}
    words |= {word[:-1] for word in words if word.endswith("s")}
    return words & abbreviations


@lru_cache(maxsize=16)
def _candidates(initials: str) -> re.Pattern[str]:
    """Words that start with one of ``initials``: asking that first passes over most of a text."""
    initial = f"[{re.escape(initials)}]"
    return re.compile(rf"{initial}(?<!\w{initial})\w*(?:[.-]\w+)*")


class Abbreviations:
    """Marks abbreviations in one page, each at its first use."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = meanings
        self._left = set(meanings)

    def mark(self, html: str) -> str:
        """``html`` with ``<abbr title>`` around the first use of each one not yet marked."""
        if not any(word in html for word in self._left):
            return html
        pattern = _pattern(tuple(sorted(self._meanings)))
        parts = _TAG.split(html)
        closed = 0
        for position, part in enumerate(parts):
            if position % 2:
                name = part.strip("</>").split(None, 1)[0].lower() if part.strip("</> ") else ""
                if name in _CLOSED:
                    closed += -1 if part.startswith("</") else 1
            elif not closed and part:
                parts[position] = pattern.sub(self._first, part)
        return "".join(parts)

    def _first(self, found: re.Match[str]) -> str:
        word = found[0]
        if word not in self._left:
            return word
        self._left.discard(word)
        return f'<abbr title="{escape(self._meanings[word])}">{word}</abbr>'


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    inside_entity = "(?<!&)(?<!&#)"  # the amp of &amp; is no word
    return re.compile(rf"{inside_entity}\b(?:{'|'.join(map(re.escape, longest_first))})(?=s?\b)")
