"""The words of a range as text: terms, front-coded, and the forms in which the records have them.

A term is a capital letter for how many letters it shares with the term before (A: none), the other
letters and, unless its only form is the term itself, the forms. A form is a sign for a common
ending; or `~`, a digit (how many letters of the term it drops) and its ending; or `|` and the whole
form. Terms and forms have no capitals and no signs but the dot, so that nothing has to be closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MOST_SHARED = 25
SIGNS = " !#$%&'()*+,-/:;<=>?@[]^_`"
ENDINGS = (
    "0", "0s", "0e", "0ed", "0ing", "0es", "1y", "0al", "0ation", "0ion", "0ers", "0ated", "0ate",
    "0ic", "0ions", "0er", "0ive", "0ity", "0ations", "0ly", "0ally", "0ating", "0ment", "0ent",
    "1ing", "0ities",
)  # fmt: skip
"""The endings that the signs stand for: letters dropped, letters added."""

_sign_of = dict(zip(ENDINGS, SIGNS, strict=True))
_ending_of = dict(zip(SIGNS, ENDINGS, strict=True))
_term = re.compile("([A-Z])([^A-Z]*)")
_form = re.compile(r"[ -\-/:-@[-`{-~][^ -\-/:-@[-`{-~]*")


def encode(terms: Sequence[str], forms: Sequence[Sequence[str]]) -> str:
    """The text of sorted terms and their sorted forms."""
    pieces = []
    previous = ""
    for term, its_forms in zip(terms, forms, strict=True):
        shared = min(MOST_SHARED, _shared(previous, term))
        pieces.append(chr(65 + shared) + term[shared:])
        if list(its_forms) != [term]:
            pieces += (_encode_form(term, form) for form in its_forms)
        previous = term
    return "".join(pieces)


def decode(text: str) -> Iterator[tuple[str, list[str]]]:
    """The terms and forms of an encoded text, in order."""
    term = ""
    for shared, rest in _term.findall(text):
        first = _form.search(rest)
        end = first.start() if first else len(rest)
        term = term[: ord(shared) - 65] + rest[:end]
        forms = _form.findall(rest, end)
        yield term, [_decode_form(term, form) for form in forms] or [term]


def _decode_form(term: str, code: str) -> str:
    if code[0] == "|":
        return code[1:]
    ending = code[1:] if code[0] == "~" else _ending_of[code]
    return term[: len(term) - int(ending[0])] + ending[1:]


def _encode_form(term: str, form: str) -> str:
    dropped = len(term) - _shared(term, form)
    if dropped > 9:
        return f"|{form}"
    ending = f"{dropped}{form[len(term) - dropped :]}"
    return _sign_of.get(ending) or f"~{ending}"


def _shared(first: str, second: str) -> int:
    longest = min(len(first), len(second))
    for place in range(longest):
        if first[place] != second[place]:
            return place
    return longest
