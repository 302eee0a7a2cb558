"""The English stem, letter for letter the one that lunr.js 2.3.9 computes.

lunr.py's own stemmer differs (it turns "survey" into "survei"), so an index that lunr.js is to
search cannot use it. Porter's five steps, with the peculiarities of lunr.js kept: a consonant is
whatever is no Latin vowel, so words of any script pass through the same rules.
"""

from __future__ import annotations

import re

_CONSONANT = "[^aeiou]"
_VOWEL = "[aeiouy]"
_CONSONANTS = _CONSONANT + "[^aeiouy]*"
_VOWELS = _VOWEL + "[aeiou]*"

_measured = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_measured_once = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?")
_measured_twice = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_has_vowel = re.compile(f"(?:{_CONSONANTS})?{_VOWEL}")
_short = re.compile(f"{_CONSONANTS}{_VOWEL}[^aeiouwxy]")
_doubled = re.compile(r".*([^aeiouylsz])\1", re.DOTALL)

_DERIVED = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_FORMED = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_LAST = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


def _longest_first(endings: object) -> tuple[str, ...]:
    return tuple(sorted(endings, key=lambda ending: -len(ending)))  # type: ignore[call-overload]


_DERIVED_ENDINGS = _longest_first(_DERIVED)
_FORMED_ENDINGS = _longest_first(_FORMED)
_LAST_ENDINGS = _longest_first(_LAST)


def stem(word: str) -> str:
    """The stem of a lower-case word; words of one or two letters are their own stem."""
    if word.isascii() or max(word) <= "\uffff":
        return _stem(word)
    # JavaScript counts in UTF-16 units, and so do lunr's rules
    raw = word.encode("utf-16-be", "surrogatepass")
    units = "".join(chr(raw[i] << 8 | raw[i + 1]) for i in range(0, len(raw), 2))
    stemmed = _stem(units)
    return b"".join(ord(unit).to_bytes(2, "big") for unit in stemmed).decode(
        "utf-16-be", "surrogatepass"
    )


def _stem(word: str) -> str:
    if len(word) < 3:
        return word
    starts_with_y = word[0] == "y"
    if starts_with_y:  # a first y is a consonant
        word = "Y" + word[1:]
    word = _without_plural(word)
    word = _without_past(word)
    if len(word) > 2 and word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    word = _replace(word, _DERIVED_ENDINGS, _DERIVED)
    word = _replace(word, _FORMED_ENDINGS, _FORMED)
    word = _without_last(word)
    word = _without_final_e(word)
    return "y" + word[1:] if starts_with_y else word


def _without_plural(word: str) -> str:
    if word[-1] != "s":
        return word
    if word.endswith(("sses", "ies")) and len(word) > (4 if word[-3] == "s" else 3):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word[-2] != "s" else word


def _without_past(word: str) -> str:
    if word.endswith("eed") and len(word) > 3:
        return word[:-1] if _measured.match(word[:-3]) else word
    for ending in ("ed", "ing"):
        base = word[: -len(ending)]
        if word.endswith(ending) and base:
            break
    else:
        return word
    if not _has_vowel.match(base):
        return word
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if _doubled.fullmatch(base):
        return base[:-1]
    return base + "e" if _short.fullmatch(base) else base


def _ending(word: str, endings: tuple[str, ...]) -> str:
    if word.endswith(endings):  # asked of all at once, since most words have none
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending):
                return ending
    return ""


def _replace(word: str, endings: tuple[str, ...], replacements: dict[str, str]) -> str:
    ending = _ending(word, endings)
    if not ending:
        return word
    base = word[: -len(ending)]
    return base + replacements[ending] if _measured.match(base) else word


def _without_last(word: str) -> str:
    ending = _ending(word, _LAST_ENDINGS)
    if ending:
        base = word[: -len(ending)]
        return base if _measured_twice.match(base) else word
    if word.endswith(("sion", "tion")) and len(word) > 4:
        return word[:-3] if _measured_twice.match(word[:-3]) else word
    return word


def _without_final_e(word: str) -> str:
    if word[-1] == "e" and len(word) > 1:
        base = word[:-1]
        if _measured_twice.match(base) or (
            _measured_once.fullmatch(base) and not _short.fullmatch(base)
        ):
            word = base
    if word.endswith("ll") and _measured_twice.match(word):
        word = word[:-1]
    return word
