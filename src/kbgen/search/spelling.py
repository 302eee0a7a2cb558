"""British and American spelling are one: words are spelled the American way before stemming.

Both the index and the query go through these rules, so a rule that maps a word oddly ("exercize")
does no harm as long as it does not make two words one. The rules stand in analysis.js as well.
"""

from __future__ import annotations

import re
from functools import cache

RULES: tuple[tuple[str, str], ...] = (
    (r"^practis(e|es|ed|ing)$", r"practic\1"),
    (r"^(.{2,}[^aeiouvc]|.+ic)is(e|ed|es|er|ers|ing|ation|ations|ational|able)$", r"\1iz\2"),
    (r"lys(e|ed|es|er|ers|ing)$", r"lyz\1"),
    (
        r"(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|vig|sav|arm|cand|clam|glam"
        r"|parl|ranc|rig|splend|tum|val|vap|ferv|od)our",
        r"\1or",
    ),
    (r"(cent|theat|met|lit|fib|calib|somb|lust|meag|spect)r(?:e(s|d)?|ing)$", r"\1er\2"),
    (r"(def|off|lic|pret)enc(e|es|ed|ing)$", r"\1ens\2"),
    (
        r"(travel|cancel|counsel|label|level|model|signal|fuel|dial|channel|marshal|tunnel|total"
        r"|equal|quarrel|rival|shovel)l(ed|ing|er|ers|or|ors)$",
        r"\1\2",
    ),
    (r"^programme(s?)$", r"program\1"),
    (r"^(skil|wil)ful", r"\1lful"),
    (r"(cata|dia|ana|mono|pro|epi)logue(s?)$", r"\1log\2"),
    (r"(judg|acknowledg)ement", r"\1ment"),
    (r"^grey", "gray"),
    (r"^ageing$", r"aging"),
    (r"^learnt$", r"learned"),
    (r"^(sc)eptic", r"skeptic"),
    (r"^mould", r"mold"),
    (r"^plough", r"plow"),
    (r"^alumini", r"alumin"),
    (r"manoeuvr(?:e(s|d)?|ing)", r"maneuver\1"),
    (r"(p|orthop|encyclop)aed", r"\1ed"),
    (r"(gyn|arch|an|leuk)ae", r"\1e"),
    (r"^haem", r"hem"),
    (r"^aesth", r"esth"),
    (r"^caesar", r"cesar"),
    (r"^(f|diarrh)oe", r"\1e"),
    (r"^o(e(?:str|d|soph))", r"\1"),
)

_any_rule = re.compile("|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern, _ in RULES))


def american(word: str) -> str:
    """`word`, lower case, in the spelling that the index uses."""
    if not _any_rule.search(word):  # no rule can change it, so no other can because of it
        return word
    for pattern, replacement in _rules():
        word = pattern.sub(replacement, word)
    return word


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compiled when first needed: the few words of an edit seldom need them."""
    return tuple((re.compile(pattern), replacement) for pattern, replacement in RULES)
