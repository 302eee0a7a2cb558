from __future__ import annotations

import pytest

from kbgen.model.taxonomy import MAX_LEVELS, Term
from tests.make import declared


def test_terms_keep_their_order_and_their_fields() -> None:
    text = (
        "title: A\nfields:\n  size: {label: Size, type: number}\n"
        "terms:\n  z: {label: Z, size: 1.10}\n  a: {label: A, parent: z}\n"
    )
    knowledge, said = declared(areas=text)
    assert said == []
    terms = knowledge.taxonomies["areas"].terms
    assert list(terms) == ["z", "a"]
    assert terms["z"].values == {"size": "1.10"}
    assert terms["a"].parent == "z"


def test_a_broken_term_is_told_once() -> None:
    _, said = declared(areas="title: A\nterms:\n  a: {labl: A}\n  b: {label: B, parent: a}\n")
    assert said == [
        "content/_taxonomies/areas.yml:3:6 missing-key",
        "content/_taxonomies/areas.yml:3:7 unknown-key",
    ]


PATH = "content/_taxonomies/areas.yml"


def said_of(**files: str) -> list[str]:
    return [place.removeprefix(f"{PATH}:") for place in declared(**files)[1]]


def test_everything_of_a_taxonomy_is_read() -> None:
    text = (
        "title: Areas\nsingular: Area\nshort: A\ndescription: D\nwithin: scopes\nopen: true\n"
        "related: 0.5\nterms:\n  x: {label: X, short: S, aliases: [y, z], parent: global, "
        "description: E, note: N}\n"
    )
    knowledge, said = declared(areas=text)
    found = knowledge.taxonomies["areas"]
    assert said == []
    assert (found.title, found.singular, found.short, found.description) == (
        "Areas",
        "Area",
        "A",
        "D",
    )
    assert (found.within, found.open, found.related) == ("scopes", True, 0.5)
    assert found.terms == {"x": Term("x", "X", "S", ("y", "z"), "global", "E", "N")}


def test_a_taxonomy_may_have_no_terms_and_is_called_by_its_title() -> None:
    knowledge, said = declared(areas="title: Areas\n")
    found = knowledge.taxonomies["areas"]
    assert (said, found.singular, found.terms) == ([], "Areas", {})


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("a b: {label: A}", "3:3 bad-name"),
        ("'a/b': {label: A}", "3:3 bad-name"),
        ("é: {label: A}", "3:3 bad-name"),
        ("con: {label: A}", "3:3 bad-name"),
        ("index: {label: A}", "3:3 same-page"),
        ("a: {label: A}\n  A: {label: B}", "4:3 same-page"),
        ("a: {label: X}\n  b: {label: x}", "4:3 same-word"),
        ("a: {label: A}\n  b: {label: B, aliases: [A]}", "4:3 same-word"),
        ("a: A", "3:6 bad-value"),
        ("a: {label: A, parent: b}", "3:25 unknown-term"),
        ("a: {label: A, parent: a}", "3:25 circle"),
    ],
)
def test_a_wrong_term_is_told(terms: str, said: str) -> None:
    assert said_of(areas=f"title: A\nterms:\n  {terms}\n") == [said]


def test_terms_stand_above_one_another_up_to_a_limit() -> None:
    def tower(levels: int) -> str:
        lines = [f"  t{n}: {{label: T{n}, parent: t{n + 1}}}\n" for n in range(levels)]
        return "title: A\nterms:\n" + "".join(lines) + f"  t{levels}: {{label: Top}}\n"

    assert said_of(areas=tower(MAX_LEVELS - 1)) == []
    assert {place.split()[1] for place in said_of(areas=tower(MAX_LEVELS))} == {"circle"}


@pytest.mark.parametrize("key", ["label: {label: L}", "x: {label: X, type: file}"])
def test_a_term_has_no_field_of_a_name_that_it_has_already_and_no_file(key: str) -> None:
    found = declared(areas=f"title: A\nfields:\n  {key}\n")[1]
    assert [place.split()[1] for place in found] in (["bad-name"], ["bad-value"])


@pytest.mark.parametrize(
    ("body", "said"),
    [("[a](b.md)", ["bad-link"]), ("[a](https://b.org/)", []), ("![a](b.png)", ["bad-link"])],
)
def test_a_term_links_to_the_web_alone(body: str, said: list[str]) -> None:
    text = "title: A\nfields:\n  x: {label: X, type: markdown}\nterms:\n"
    text += f"  a: {{label: A, x: '{body}'}}\n"
    knowledge, found = declared(areas=text)
    assert [place.split()[1] for place in found] == said
    assert "x" in knowledge.taxonomies["areas"].terms["a"].prose
