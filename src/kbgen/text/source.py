"""Turn the bytes of a content file into text, or say what is wrong with them."""

import re
from dataclasses import dataclass

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


@dataclass(eq=False)
class Malformed(Exception):
    """A file that cannot be read; ``line`` and ``column`` count from 1."""

    code: str
    message: str
    line: int = 1
    column: int = 1
    hint: str = ""


def decode(raw: bytes) -> str:
    """The text of a content file with line ends as ``\\n``.

    Raises `Malformed` for a file that is too large, not UTF-8, starts with a byte order mark, or
    holds characters that no reader can see (`HIDDEN`).
    """
    if len(raw) > MAX_BYTES:
        raise Malformed("too-large", f"the file is too large: at most {MAX_BYTES:,} bytes are read")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise Malformed(
            "byte-order-mark",
            "the file starts with an invisible byte order mark",
            hint="save it as 'UTF-8', not as 'UTF-8 with BOM'",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        raise Malformed(
            "not-utf8",
            f"the byte {raw[error.start]:#04x} is not UTF-8 text",
            *place(before, len(before)),
            hint="save the file as UTF-8",
        ) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Asking whether all is printable takes a hundredth of the time, and nearly always is enough.
    hidden = None if is_printable(text, besides="\n\t") else HIDDEN.search(text)
    if hidden:
        raise Malformed(
            "hidden-character",
            f"{hidden_name(hidden[0])} stands here",
            *place(text, hidden.start()),
            hint="delete it: it came along when the text was copied",
        )
    return text


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
