"""The words of a range as text: terms, front-coded, and the forms in which the records have them.

A line is a term: one character for how many letters it shares with the line before, the other
letters and, unless its only form is the term itself, a space and the forms. A form is a capital
letter for a common ending, or a digit (how many letters of the term it drops) with its ending and
a space, or `-` with the whole form and a space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

SHARED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ENDINGS = (
    "0", "0s", "0e", "0ed", "0ing", "0es", "1y", "0al", "0ation", "0ion", "0ers", "0ated", "0ate",
    "0ic", "0ions", "0er", "0ive", "0ity", "0ations", "0ly", "0ally", "0ating", "0ment", "0ent",
    "1ing", "0ities",
)  # fmt: skip
"""The endings that the capitals A to Z stand for: letters dropped, letters added."""

_capital_of = {ending: chr(65 + place) for place, ending in enumerate(ENDINGS)}


def encode(terms: Sequence[str], forms: Sequence[Sequence[str]]) -> str:
    """The text of sorted terms and their sorted forms."""
    lines = []
    previous = ""
    for term, its_forms in zip(terms, forms, strict=True):
        shared = _shared(previous, term)
        line = SHARED[shared] + term[shared:]
        if list(its_forms) != [term]:
            line += " " + "".join(_encode_form(term, form) for form in its_forms)
        lines.append(line)
        previous = term
    return "\n".join(lines)


def decode(text: str) -> Iterator[tuple[str, list[str]]]:
    """The terms and forms of an encoded text, in order."""
    term = ""
    for line in text.split("\n") if text else ():
        head, _, tail = line.partition(" ")
        term = term[: SHARED.index(head[0])] + head[1:]
        yield term, list(_decode_forms(term, tail)) if tail else [term]


def _decode_forms(term: str, tail: str) -> Iterator[str]:
    at = 0
    while at < len(tail):
        code = tail[at]
        if "A" <= code <= "Z":
            ending = ENDINGS[ord(code) - 65]
            at += 1
        else:
            end = tail.index(" ", at)
            ending = tail[at:end]
            at = end + 1
        if ending[0] == "-":
            yield ending[1:]
        else:
            yield term[: len(term) - int(ending[0])] + ending[1:]


def _encode_form(term: str, form: str) -> str:
    dropped = len(term) - _shared(term, form)
    if dropped > 9:
        return f"-{form} "
    ending = f"{dropped}{form[len(term) - dropped :]}"
    return _capital_of.get(ending) or f"{ending} "


def _shared(first: str, second: str) -> int:
    longest = min(len(first), len(second))
    for place in range(longest):
        if first[place] != second[place]:
            return place
    return longest
