"""Slugs: the last part of a permalink."""

import re
import unicodedata
from functools import lru_cache

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_OTHER = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "\u0131": "i"}
)

DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)}
)
"""Names that Windows keeps for devices: a site with such a file cannot be copied there."""


def is_slug(text: str) -> bool:
    """Whether ``text`` is made of lower-case ASCII letters, digits and single hyphens."""
    return _SLUG.match(text) is not None


@lru_cache(maxsize=50_000)
def slugify(text: str) -> str:
    """The slug nearest to ``text``; empty when no letter or digit of it has an ASCII form.

    ``slugify(slugify(text)) == slugify(text)`` for any text.
    """
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _OTHER.sub("-", plain.lower().replace("'", "").replace("\u2019", "")).strip("-")
