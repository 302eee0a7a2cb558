"""Give the first use of each abbreviation in a page its meaning."""

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from markupsafe import escape

_TAG = re.compile(r"<(/?)(\w*)[^>]*>")
_CLOSED = frozenset({"a", "abbr", "code", "pre", "h2", "h3", "h4", "h5", "h6"})
"""Elements in whose text nothing is marked."""
_PART = re.compile(r"\w+")

MOST = 200
"""How many abbreviations are marked in a page: each is looked for at every word."""


def used(text: str, abbreviations: Set[str]) -> Set[str]:
    """Those of ``abbreviations`` that are words of ``text``, or parts of its compounds.

    NGOs count for NGO.
    """
    words = set(_candidates(frozenset(word[:2] for word in abbreviations)).findall(text))
    words |= {part for word in words if not word.isalnum() for part in _PART.findall(word)}
    words |= {word[:-1] for word in words if word.endswith("s")}
    return words & abbreviations


@lru_cache(maxsize=16)
def _candidates(beginnings: Set[str]) -> re.Pattern[str]:
    """Words that start nearly as one of these: asking that first passes over most of a text."""
    initial, second = (_any_of({word[place:][:1] for word in beginnings}) for place in (0, 1))
    return re.compile(rf"{initial}(?<!\w{initial}){second}\w*(?:[.-]\w+)*")


def _any_of(letters: Set[str]) -> str:
    """A pattern for one of some letters, or for none if "" is among them."""
    some = "".join(sorted(letters))
    return some and f"[{re.escape(some)}]" + "?" * ("" in letters)


class Abbreviations:
    """Marks abbreviations in one page, each at its first use; of more than `MOST`, the first."""

    def __init__(self, meanings: Mapping[str, str], known: Sequence[str] = ()) -> None:
        """Those with ``meanings`` are marked; all pages share a pattern of those ``known``."""
        self._meanings = meanings
        words = tuple(sorted(meanings)[:MOST])
        self._left = set(words)
        self._pattern = _pattern(tuple(known) if 0 < len(known) <= MOST else words)

    def mark(self, html: str) -> str:
        """``html`` with ``<abbr title>`` around the first use of each one not yet marked."""
        if not any(word in html for word in self._left):
            return html
        parts: list[str] = []
        end = closed = 0
        tags = _TAG.finditer(html)
        tag = next(tags, None)
        for found in self._pattern.finditer(html):
            word, start = found[0], found.start()
            if word not in self._left:
                continue
            while tag and tag.end() <= start:
                if tag[2].lower() in _CLOSED:
                    closed += -1 if tag[1] else 1
                tag = next(tags, None)
            if not closed and not (tag and tag.start() < start):
                self._left.discard(word)
                meaning = escape(self._meanings[word])
                parts += html[end:start], f'<abbr title="{meaning}">{word}</abbr>'
                end = found.end()
                if not self._left:
                    break
        return "".join(parts) + html[end:]


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``, the longest first; its first letter comes first, as it is quickly found."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return re.compile(rf"(?:{'|'.join(map(_whole, rests, rests.values()))})(?=s?\b)")


def _whole(first: str, rests: Sequence[str]) -> str:
    """A pattern for words where they start no word's middle; the amp of &amp; is no word."""
    return rf"{first}(?<![\w&]{first})(?<!&\#{first})(?:{'|'.join(rests)})"
