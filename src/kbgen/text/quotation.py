"""Typographic quotation marks, which word processors put where YAML wants straight ones."""

import re

MARKS = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a"
"""Double ones curved and angular, then single ones; some languages open with what others close."""

_AROUND = re.compile(
    '[\u201c\u201d\u201e\u00ab\u00bb]([^\u201c\u201d\u201e\u00ab\u00bb"]+)[\u201c\u201d\u00ab\u00bb"]'
    "|[\u2018\u2019\u201a]([^\u2018\u201a]+)[\u2018\u2019']"
)


def without_marks(value: str) -> str:
    """What stands between typographic marks that surround all of ``value``, empty where none do."""
    found = _AROUND.fullmatch(value) if value[:1] in MARKS else None
    return (found[1] or found[2]).strip() if found else ""
