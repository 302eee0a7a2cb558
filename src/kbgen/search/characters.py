"""Which characters make words, and how they are folded.

The same tables stand in layouts/assets/js/search/analysis.js. They are written out, rather than
taken from the Unicode classes of the language, so that Python and every browser agree whatever
version of Unicode each knows.
"""

from __future__ import annotations

import re
import unicodedata

IGNORED = (
    "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f"
    "\ufeff\U000e0000-\U000e0fff"  # invisible: soft hyphen, joiners, directions, selectors
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents, and the vowel signs of Hebrew and Arabic
)
SEPARATORS = (
    "\u0000-&(-,/:-@\\[-_{-\u00bf\u00d7\u00f7\u02b9\u02ba\u02bd-\u02df\u037e\u0387\u055a-\u055f\u0589"
    "\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b\u061d-\u061f\u066a-\u066d\u06d4\u06dd"
    "\u06de\u06e9\u0700-\u070d\u0964\u0965\u0970\u0df4\u0e3f\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u0f3a-\u0f3d"
    "\u104a-\u104f\u10fb\u1360-\u1368\u1400\u166e\u1680\u169b\u169c\u16eb-\u16ed\u17d4-\u17db\u1800-\u180a"
    "\u2000-\u200a\u2012-\u2017\u201a\u201c-\u2029\u202f-\u2031\u2033-\u205f\u2065\u20a0-\u20cf"
    "\u2100-\u214f\u2190-\u2bff\u2e00-\u2e7f\u2ff0-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f"
    "\u30a0\u30fb\ua4fe\ua4ff\ua60d-\ua60f\ua673\ua67e\ua6f2-\ua6f7\ua874-\ua877\ua8ce\ua8cf\ud800-\udfff"
    "\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\ufff0-\uffff"
    "\U00010100-\U0001013f\U0001d800-\U0001dfff\U0001f000-\U0001faff\U000f0000-\U0010ffff"
)
APOSTROPHES = "`\u02bb\u02bc\u2018\u2019\u201b\u2032"
UNSPACED = (  # scripts that write no spaces: Han and kana
    "\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "\u0131": "i", "ŋ": "n", "ĸ": "k", "ŧ": "t", "ς": "\u03c3", "ə": "e", "ة": "\u0647", "ى": "ي",
    "ک": "ك", "ی": "ي", "ٱ": "\u0627", **{chr(0x660 + n): str(n) for n in range(10)},
    **{chr(0x6F0 + n): str(n) for n in range(10)},
}  # fmt: skip

_ignored = re.compile(f"[{IGNORED}]+")
_apostrophes = re.compile(f"[{APOSTROPHES}]")
_hyphens = re.compile("[\u2010\u2011]")
_letters = str.maketrans(LETTERS)


def plain(chunk: str) -> str:
    """`chunk` without accents and invisible characters, in its own case."""
    if chunk.isascii():
        return chunk.replace("`", "'")
    chunk = _apostrophes.sub("'", chunk)  # first: one of them is decomposed below
    chunk = unicodedata.normalize("NFKD", chunk)
    chunk = _ignored.sub("", _hyphens.sub("-", chunk))
    return unicodedata.normalize("NFC", _apostrophes.sub("'", chunk))


def lower(word: str) -> str:
    """A plain word in lower case, with letters such as ø and ß written out."""
    word = word.lower()
    return word if word.isascii() else _ignored.sub("", word).translate(_letters)
