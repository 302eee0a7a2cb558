"""The analysis: its rules in Python, and that JavaScript keeps to each of them."""

# ruff: noqa: RUF001, SIM905 (words are easier to read in one string, and odd characters are the subject)

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbgen.search.analysis import forms_of, term_of, words_of
from tests.trials import amount, some
from tests.unit.search.test_stemmer import word_list

ROOT = Path(__file__).parents[3]
PIECES = [
    *"aeiouSTRbcdn'’.,-‑/01239", "ise", "our", "’s", "ing", "é", "ed", "d'", "l’", "COVID", "移",
    "民", "が", "U.S.", "\u00ad", "\u200d", "\u0301", "ﬁ", "İ", "ß", "Σ", "ـ", "ا", "1,000",
    "4.", "ﷺ", "½", "𐍈", "😀",
]  # fmt: skip


def forms(text: str) -> list[str]:
    return [form for chunk in text.split() for form in forms_of(chunk, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("migration, (migration) “migration” migration.", ["migration"] * 4),
        ("Côte d’Ivoire, Côte d'Ivoire; été", "cote ivoire cote ivoire ete".split()),
        ("İstanbul straße Århus ﬁnance", "istanbul strasse arhus finance".split()),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("labour\u202fmigration em\u2003space", "labour migration em space".split()),
        ("women's women’s migrants’ don't", "women women migrants dont".split()),
        ("Sant'Anna Qur'an l'eau", "sant anna santanna quran eau".split()),
        ("SDG 4.7). 4.a, 85% 3,000 1,000,000", "sdg 4.7 4.a 85 3000 1000000".split()),
        ("COVID-19 COVID19", "covid 19 covid19 covid 19 covid19".split()),
        ("EMM2.0", ["emm", "2.0", "emm2.0"]),
        ("e-learning ex\u2011men", "e learning elearning ex men exmen".split()),
        ("and/or 2020–2021 word—dash", "2020 2021 word dash".split()),
        ("whole-of-government", ["whole", "government"]),
        ("WHO who U.S. us IT it", ["who", "us", "it"]),
        ("الهجرة والتنمية الهِجْرَة", ["الهجره", "والتنميه", "الهجره"]),
        ("移民与发展 プログラム", "移民 民与 与发 发展 プロ ログ グラ ラム".split()),
        ("миграция ΣΊΣΥΦΟΣ", ["миграция", "σισυφοσ"]),
        ("constructor __proto__", ["constructor", "proto"]),
        ("😀 * ~ : - '' …", []),
    ],
)  # fmt: skip
def test_a_text_gives_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "words",
    [
        "organisation organization organise organising organizations",
        "programme program programmes programs",
        "labour labor",
        "behaviour behaviors",
        "centre centers",
        "defence defense",
        "analyse analyzed",
        "travelling traveling travelled",
        "radicalisation radicalization",
        "practise practice",
        "ageing aging",
        "paediatric pediatric",
        "survey surveys",
        "Norway norway",
    ],
)
def test_words_that_are_one(words: str) -> None:
    assert len({term_of(form) for form in forms(words)}) == 1


@pytest.mark.parametrize("words", ["four for", "hour horde", "advise advice"])
def test_words_that_are_two(words: str) -> None:
    first, second = words.split()
    assert term_of(first) != term_of(second)


def test_stop_words_stay_where_they_name_a_record() -> None:
    assert forms_of("with", False) == ()
    assert forms_of("with", True) == ("with",)


def chunk_list() -> list[str]:
    """Chunks of this knowledge base, characters of every script, and random torture."""
    found = set(word_list()[::10])
    for path in sorted((ROOT / "content").rglob("*")):
        if path.suffix in (".md", ".yml"):
            found |= set(path.read_text("utf-8").split())
    assigned = [
        chr(code)
        for code in some(range(sys.maxunicode + 1), few=50_000)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    found |= {f"a{c}b" for c in assigned if ord(c) < 0x3100 or ord(c) % 20 == 0}
    source = random.Random(2)
    for _ in range(amount(5_000, few=500)):
        found.add("".join(source.choices(PIECES, k=source.randint(1, 9))))
        found.add("".join(source.choices(assigned, k=source.randint(1, 4))) + source.choice(PIECES))
    return sorted(chunk for text in found for chunk in text.split())


def test_python_and_javascript_analyse_alike(run_node: Callable[..., Any]) -> None:
    chunks = some(chunk_list(), few=3_000)
    different: list[tuple[str, object, object]] = []
    for chunk, its in zip(chunks, run_node("analyse.js", chunks), strict=True):
        words = [[list(word.parts), word.whole, word.stop] for word in words_of(chunk)]
        terms = [term_of(form) for form in forms_of(chunk, True)]
        if its["words"] != words or its["forms"] != list(forms_of(chunk, False)):
            different.append((chunk, words, its["words"]))
        elif its["terms"] != terms:
            different.append((chunk, terms, its["terms"]))
    assert len(chunks) > amount(25_000, few=3_000)
    assert different == []
