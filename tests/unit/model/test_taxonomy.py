from __future__ import annotations

from itertools import pairwise

import pytest

from kbgen.model.taxonomy import MAX_LEVELS, Term, ancestors
from tests.make import make_taxonomy


@pytest.mark.parametrize("word", ["KGZ", "kgz", "Kyrgyzstan", "  kyrgyz   REPUBLIC ", "KG"])
def test_a_term_is_found_by_all_its_words(word: str) -> None:
    taxonomy = make_taxonomy("countries")
    taxonomy.add(Term("KGZ", "Kyrgyzstan", short="KG", aliases=("Kyrgyz Republic",)))
    found = taxonomy.find(word)
    assert found is not None
    assert found.id == "KGZ"


def test_words_that_are_taken_are_told() -> None:
    taxonomy = make_taxonomy("countries", "no")
    assert taxonomy.add(Term("nor", "NO", aliases=("Norge",))) == {"NO": "no"}
    assert taxonomy.find("NO") is taxonomy.terms["no"]


def test_an_id_wins_over_a_label() -> None:
    taxonomy = make_taxonomy("x")
    taxonomy.add(Term("a", "b"))
    taxonomy.add(Term("b", "c"))
    assert taxonomy.find("b") is taxonomy.terms["b"]


def test_ancestors_cross_taxonomies() -> None:
    countries = make_taxonomy("countries", "kgz", parents={"kgz": "central"})
    countries.within = "regions"
    regions = make_taxonomy("regions", "central", "asia", parents={"central": "asia"})
    both = {"countries": countries, "regions": regions}
    assert ancestors(both, "countries", "kgz") == [("regions", "central"), ("regions", "asia")]


def test_a_circle_ends() -> None:
    taxonomy = make_taxonomy("x", "a", "b", parents={"a": "b", "b": "a"})
    assert ancestors({"x": taxonomy}, "x", "a") == [("x", "b"), ("x", "a")]


def test_a_long_line_ends() -> None:
    ids = [f"t{n}" for n in range(1000)]
    taxonomy = make_taxonomy("x", *ids, parents=dict(pairwise(ids)))
    assert len(ancestors({"x": taxonomy}, "x", "t0")) == MAX_LEVELS
