"""From text to words: the one analysis of index and query, equal in Python and JavaScript.

Text is cut at white space into chunks, a chunk into words. Every step works on a chunk alone, so
its result is remembered: a collection has far fewer distinct chunks than words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from kbgen.search import characters
from kbgen.search.spelling import american
from kbgen.search.stemmer import stem
from kbgen.search.stop_words import STOP_WORDS

LONGEST = 40
"""Words are cut after so many characters."""
MOST_CHUNKS = 300_000
"""So many chunks are remembered."""

_thousands = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
_separators = re.compile(rf"(?:[{characters.SEPARATORS}]|\.{{2,}})+")
_capitals = re.compile(r"[A-Z][A-Z0-9]+")
_elided = re.compile(r"(^|-)(?:[cdjlmnst]|qu)'(?=[^'-])")
_inner_apostrophe = re.compile(r"([^'-])'(?=[^'.-]{3})")
_code = re.compile(r"([a-z]{2,})([0-9][0-9.]*)")
_digits = re.compile(r"[0-9]")
_unspaced = re.compile(f"([{characters.UNSPACED}]+)")
_edges = "".join(char for char in map(chr, range(128)) if _separators.match(char) or char in "`'-.")


class Word(NamedTuple):
    """What a reader calls one word: "COVID-19" has the parts covid, 19 and the whole covid19.

    A word without parts of its own has one part and no whole.
    """

    parts: tuple[str, ...]
    whole: str
    stop: bool


@lru_cache(maxsize=MOST_CHUNKS)
def words_of(chunk: str) -> tuple[Word, ...]:
    """The words of a chunk: text without white space."""
    letters = _letters_alone(chunk)
    if letters:
        word = letters.lower()[:LONGEST]
        return (Word((word,), "", _is_stop_word(word, letters)),)
    text = _thousands.sub(r"\1", characters.plain(chunk))
    found: list[Word] = []
    for piece in _separators.split(text):
        piece = piece.strip("'-.")
        if piece:
            found += _read(piece)
    return tuple(found)


def _letters_alone(chunk: str) -> str:
    """What a chunk says if that is Latin letters alone, without accents: most chunks are so."""
    core = chunk.strip(_edges)
    return core if core.isascii() and core.isalpha() else ""


def _is_stop_word(word: str, as_written: str) -> bool:
    return word in STOP_WORDS and not (len(as_written) > 1 and as_written.isupper())


def _read(piece: str) -> Iterator[Word]:
    capitals = _capitals.fullmatch(piece) is not None
    text = _inner_apostrophe.sub(r"\1-", _elided.sub(r"\1", characters.lower(piece)))
    halves = [half for half in text.split("-") if half.strip("'.")]
    simple = [_simple(half) for half in halves]
    if len(simple) == 2 and len(simple[0]) == len(simple[1]) == 1:
        first, second = simple[0][0].parts[0], simple[1][0].parts[0]
        if simple[0][0].whole or simple[1][0].whole or _both_numbers(first, second):
            yield from simple[0]
            yield from simple[1]
        else:
            yield Word((first, second), (first + second)[:LONGEST], False)
        return
    for words in simple:
        for word in words:
            stop = word.stop and not capitals
            yield word if stop == word.stop else Word(word.parts, word.whole, stop)


def _both_numbers(first: str, second: str) -> bool:
    return bool(_digits.match(first) and _digits.match(second))


def _simple(half: str) -> list[Word]:
    """The words of a piece without hyphens: usually one."""
    word = half.strip("'.")
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "").strip(".")
    if "." in word and not _digits.search(word):
        letters = word.split(".")
        if max(map(len, letters)) > 1:
            return [_single(letter) for letter in letters if letter]
        return [Word(("".join(letters)[:LONGEST],), "", False)]  # U.S. is US, and no stop word
    if _unspaced.search(word):
        return [_single(part) for part in _without_spaces(word)]
    code = _code.fullmatch(word)
    if code:
        return [Word((code[1], code[2].strip(".")), word[:LONGEST], False)]
    return [_single(word)]


def _single(word: str) -> Word:
    word = word[:LONGEST]
    return Word((word,), "", word in STOP_WORDS)


def _without_spaces(word: str) -> Iterator[str]:
    """Pairs of neighbouring characters where a script writes no spaces."""
    for i, run in enumerate(_unspaced.split(word)):
        if i % 2 == 0:
            if run:
                yield run
        elif len(run) == 1:
            yield run
        else:
            yield from (run[j : j + 2] for j in range(len(run) - 1))


def forms_of(chunk: str, keep_stop_words: bool) -> tuple[str, ...]:
    """The forms that a chunk adds to the index: parts and wholes, unstemmed."""
    found = (_every_form if keep_stop_words else _telling_forms)[chunk]
    return (found,) if isinstance(found, str) else found


def count_forms(text: str, keep_stop_words: bool) -> Counter[str]:
    """How often a text has each form."""
    forms = _every_form if keep_stop_words else _telling_forms
    if len(forms) > MOST_CHUNKS:
        forms.clear()
    counts: Counter[Any] = Counter(map(forms.__getitem__, text.split()))
    for several in [its for its in counts if isinstance(its, tuple)]:
        times = counts.pop(several)
        for form in several:
            counts[form] += times
    return counts


class _Forms(dict[str, str | tuple[str, ...]]):
    """Chunk -> its form, or a tuple of its forms where it has not just one.

    Every word of every text is looked up. A form that is the chunk itself is the very same text:
    what is not in the processor's cache then need not be fetched twice.
    """

    def __init__(self, keep_stop_words: bool) -> None:
        super().__init__()
        self._keeps_stop_words = keep_stop_words

    def __missing__(self, chunk: str) -> str | tuple[str, ...]:
        forms = _forms_of(chunk, self._keeps_stop_words)
        found: str | tuple[str, ...] = forms
        if len(forms) == 1:
            found = chunk if forms[0] == chunk else forms[0]
        self[chunk] = found
        return found


_every_form, _telling_forms = _Forms(True), _Forms(False)


def _forms_of(chunk: str, keep_stop_words: bool) -> tuple[str, ...]:
    letters = _letters_alone(chunk)
    if letters:  # the same as below, without the detour
        form = letters.lower()[:LONGEST]
        return () if not keep_stop_words and _is_stop_word(form, letters) else (form,)
    forms = []
    for word in words_of(chunk):
        for part in word.parts:
            stop = word.stop if len(word.parts) == 1 else part in STOP_WORDS
            if part and (keep_stop_words or not stop):
                forms.append(part)
        if word.whole:
            forms.append(word.whole)
    return tuple(forms)


@lru_cache(maxsize=MOST_CHUNKS)
def term_of(form: str) -> str:
    """The term of the index that stands for a form: its stem in American spelling."""
    return stem(american(form))
