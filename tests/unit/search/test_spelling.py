"""British and American spelling are one, and other words stay as they are."""

# ruff: noqa: SIM905 (words are easier to read in one string)

from __future__ import annotations

import re

import pytest

from kbgen.search.spelling import RULES, american

PAIRS = """practised=practiced organisation=organization analysing=analyzing labour=labor
    colouring=coloring centring=center metre=meter defence=defense licences=licenses
    travelling=traveling counsellors=counselors programmes=programs skilful=skillful fulfil=fulfil
    dialogue=dialog catalogues=catalogs judgement=judgment greyish=grayish ageing=aging
    learnt=learned sceptical=skeptical mouldy=moldy ploughing=plowing aluminium=aluminum
    manoeuvres=maneuvers paediatric=pediatric gynaecology=gynecology haemorrhage=hemorrhage
    aesthetic=esthetic caesarean=cesarean foetus=fetus oestrus=estrus oedema=edema
    oesophagus=esophagus""".split()


@pytest.mark.parametrize("pair", PAIRS)
def test_words_are_spelled_the_american_way(pair: str) -> None:
    british, spelled = pair.split("=")
    assert american(british) == spelled
    assert american(spelled) == spelled, "and once is enough"


def test_every_rule_has_a_word_here() -> None:
    words = [pair.split("=")[0] for pair in PAIRS]
    assert [rule for rule, _ in RULES if not any(re.search(rule, word) for word in words)] == []


@pytest.mark.parametrize("word", "four hour pour wise rise advise exercise chasing tourism".split())
def test_other_words_stay(word: str) -> None:
    assert american(word) == word


def test_several_rules_may_hold_for_a_word() -> None:
    assert american("colourised") == "colorized"
