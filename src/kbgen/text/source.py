"""Turn the bytes of a content file into text, or say what is wrong with them."""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

MAX_BYTES = 1_000_000
"""The largest content file that is read; a record of this size would be a book."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""Characters that no reader can see and that have no place in a text: controls, line separators
that editors do not count, text-direction overrides, tags, and what Unicode reserves."""

_CONTROLS = [*map(chr, range(0x20)), "\x7f"]
"""All of ASCII that is not printable."""

_NAMES = {
    "\ufeff": "a byte order mark",
    "\x00": "a NUL character",
    "\x7f": "a delete character",
    "\u2028": "a line separator (U+2028)",
}

_MOST_TOLD = 200
"""Hidden characters that are told of a file: to count the lines up to each takes time."""

_LOST = "\N{REPLACEMENT CHARACTER}"


@dataclass(eq=False)
class Malformed(Exception):
    """A file that cannot be read; ``line`` and ``column`` count from 1."""

    code: str
    message: str
    line: int = 1
    column: int = 1
    hint: str = ""


class Legible(NamedTuple):
    """What can be read of a file that `decode` refuses, and everything that it refuses there."""

    text: str | None
    """None where nothing can be; replacement characters stand for what is lost."""
    faults: tuple[Malformed, ...]
    damaged: frozenset[int] = frozenset()
    """The lines, from 1, on which something is lost."""


def decode(raw: bytes) -> str:
    """The text of a content file with line ends as ``\\n``.

    Raises `Malformed` for a file that is too large, not UTF-8, starts with a byte order mark, or
    holds characters that no reader can see (`HIDDEN`).
    """
    if len(raw) > MAX_BYTES:
        raise Malformed("too-large", f"the file is too large: at most {MAX_BYTES:,} bytes are read")
    if raw.startswith(BOM_UTF8):
        raise _marked()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from None
    text = _with_short_line_ends(text)
    # Asking whether all is printable takes a hundredth of the time, and nearly always is enough.
    hidden = None if is_printable(text, besides="\n\t") else HIDDEN.search(text)
    if hidden:
        raise _hidden(text, hidden)
    return text


def legible(raw: bytes) -> Legible:
    """What can be read of a file that is to be checked and never built."""
    faults: list[Malformed] = []
    if len(raw) > MAX_BYTES or b"\0" in raw:  # a NUL stands in UTF-16 and in what is no text
        try:
            decode(raw)
        except Malformed as first:
            faults.append(first)
        return Legible(None, tuple(faults))
    if raw.startswith(BOM_UTF8):
        faults.append(_marked())
        raw = raw[len(BOM_UTF8) :]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(_not_utf8(error))
        text = raw.decode("utf-8", "replace")
    text = _with_short_line_ends(text)
    faults += [_hidden(text, found) for found in islice(HIDDEN.finditer(text), _MOST_TOLD)]
    text = HIDDEN.sub(_LOST, text)
    lines = enumerate(text.split("\n"), start=1)
    damaged = frozenset(number for number, line in lines if _LOST in line)
    return Legible(text, tuple(faults), damaged)


def _marked() -> Malformed:
    said = "the file starts with an invisible byte order mark"
    return Malformed("byte-order-mark", said, hint="save it as 'UTF-8', not as 'UTF-8 with BOM'")


def _not_utf8(error: UnicodeDecodeError) -> Malformed:
    before = _with_short_line_ends(error.object[: error.start].decode("utf-8"))
    said = f"the byte {error.object[error.start]:#04x} is not UTF-8 text"
    where = place(before, len(before))
    return Malformed("not-utf8", said, *where, hint="save the file as UTF-8")


def _hidden(text: str, found: re.Match[str]) -> Malformed:
    said, hint = (
        f"{hidden_name(found[0])} stands here",
        "delete it: it came along when the text was copied",
    )
    return Malformed("hidden-character", said, *place(text, found.start()), hint=hint)


def _with_short_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_printable(text: str, besides: str = "") -> bool:
    """Whether all of ``text`` is printable, or one of the controls ``besides``.

    What `str.isprintable` says; in ASCII to look for each control takes a fifth of its time.
    """
    if text.isascii():
        return not any(control in text for control in _CONTROLS if control not in besides)
    for control in besides:
        text = text.replace(control, "")
    return text.isprintable()


def hidden_name(character: str) -> str:
    """A name for a character that `HIDDEN` finds."""
    return _NAMES.get(character, f"the invisible character U+{ord(character):04X}")


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of ``offset`` in ``text``."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
