"""The English stem: what becomes of endings, and that lunr.js says the same."""

# ruff: noqa: RUF001, SIM905 (odd characters are a subject, words are easier to read in one string)

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbgen.search.stemmer import stem
from tests.trials import amount, some

ROOT = Path(__file__).parents[3]
LETTERS = "aeiouybstlnizrdgm"
ENDINGS = (
    "ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness"
    " fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance"
    " ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize sion tion ion e ll ed"
    " ing eed s es ies sses y ise ised isation our oured lled lling re red"
).split()
BEGINNINGS = "rela act h tr bl fly conform hop empl surv cent".split()


def word_list() -> list[str]:
    """Words of this knowledge base, words with every pair of endings, and random ones."""
    found = set()
    for path in sorted((ROOT / "content").rglob("*.md")):
        found |= set(re.findall(r"[^\W_]+", path.read_text("utf-8").lower()))
    for beginning in BEGINNINGS:
        for first in ENDINGS:
            found |= {beginning + first, *(beginning + first + second for second in ENDINGS[::2])}
    source = random.Random(1)
    for _ in range(amount(5_000, few=500)):
        found.add("".join(source.choices(LETTERS + "é𐍈", k=source.randint(1, 9))))
    return sorted(found)


def test_stems_are_those_of_lunr(run_node: Callable[..., Any]) -> None:
    words = some(word_list(), few=3_000)
    judged = run_node("stems.js", words)
    different = [w for w, its in zip(words, judged, strict=True) if stem(w) != its]
    assert len(words) > amount(15_000, few=3_000)
    assert different == []


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("caresses caress cats ties as", "caress caress cat ti as"),
        ("agreed feed", "agre feed"),
        ("plastered motoring sing bled", "plaster motor sing bled"),
        ("conflated hopping falling filing sized", "conflat hop fall file size"),
        ("happy sky survey", "happi ski survey"),
        ("relational conditional vietnamization organizations", "relat condit vietnam organ"),
        ("electricity hopeful goodness", "electr hope good"),
        ("adoption ion tions", "adopt ion tion"),
        ("probate rate cease controlling roll", "probat rate ceas control roll"),
        ("yes youth yearly yields ying", "ye youth yearli yield ying"),
        ("миграция 移民 сёлаing 𐍈s 𐍈ing", "миграция 移民 сёлаing 𐍈 𐍈ing"),
    ],
)
def test_stems(words: str, stems: str) -> None:
    assert " ".join(map(stem, words.split())) == stems


@pytest.mark.parametrize("word", ["", "a", "is", "𐍈"])
def test_words_of_one_or_two_letters_are_their_own_stem(word: str) -> None:
    assert stem(word) == word
