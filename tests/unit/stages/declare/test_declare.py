"""Declarations as values; their mistakes are told by the golden case `declaration-mistakes`."""

from __future__ import annotations

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.declare import declare
from tests.make import SMALL, declared, make_content


def test_pages_are_a_collection_without_a_name() -> None:
    knowledge, _ = declared()
    assert list(knowledge.collections) == ["", "practices"]


def test_a_broken_taxonomy_is_told_once() -> None:
    """Fields, parents and matrices that name it are not wrong."""
    _, said = declared(
        regions='title: "Regions\nterms: {}\n',
        countries="title: C\nwithin: regions\nterms:\n  A: {label: A, parent: asia}\n",
        config="title: T\nmap: regions\ndoors: [regions]\n",
        practices=(
            "title: P\nfields:\n  title: {label: T, required: true}\n"
            "  regions: {label: R, type: terms, of: regions}\n"
            "rules:\n  - {when: {regions: asia}, needs: title}\n"
        ),
    )
    assert said == ["content/_taxonomies/regions.yml:1:8 yaml"]


def test_a_byte_order_mark_hides_no_other_fault_of_a_declaration() -> None:
    path = "content/practices/_collection.yml"
    text = SMALL[path].replace("type: dates", "type: date-s")
    _, said = declared(practices="\ufeff" + text)
    assert said == [f"{path}:1:1 byte-order-mark", f"{path}:8:31 unknown-type"]


def test_the_digest_follows_every_declaration() -> None:
    first = declared()[0].digest
    assert declared()[0].digest == first
    assert declared(glossary="A: b\n")[0].digest != first
    assert declared(config="title: Other\n")[0].digest != first


@pytest.mark.parametrize(
    ("path", "text", "hints"),
    [
        ("content/_taxonomies/Kinds.yml", "title: K\n", ["rename it to kinds.yml"]),
        ("content/_taxonomies/assets.yml", "title: K\n", ["use lower-case letters, digits"]),
        ("content/My Papers/_collection.yml", "title: P\n", ["rename the folder to my-papers"]),
        (
            "content/_taxonomies/kinds.yml",
            "title: K\nterms: [Annual report, Guide]\n",
            ["write annual-report: {label: Annual report}"],
        ),
        ("content/_taxonomies/kinds.yml", "title: K\nterms: [[]]\n", [""]),
        (
            "content/_taxonomies/kinds.yml",
            "title: K\nterms: {Study note: {label: A}, \U0001f600: {label: B}}\n",
            ["write study-note", ""],
        ),
    ],
)
def test_names_and_terms_in_a_form_of_their_own_lead_to_the_right_one(
    path: str, text: str, hints: list[str]
) -> None:
    issues = Issues()
    declare(make_content({**SMALL, path: text}), issues)
    found = [i.hint for i in issues if i.code != "missing-key"]
    assert len(found) == len(hints)
    assert all(a.startswith(b) and bool(a) == bool(b) for a, b in zip(found, hints, strict=True))


def test_a_taxonomy_that_cannot_have_its_name_is_not_proposed() -> None:
    issues = Issues()
    text = SMALL["content/practices/_collection.yml"].replace(
        "type: term, of: scopes", "type: term, of: kinds"
    )
    files = {
        "content/_taxonomies/Kinds.yml": "title: K\n",
        "content/practices/_collection.yml": text,
    }
    declare(make_content({**SMALL, **files}), issues)
    assert "there is scopes" in [issue.hint for issue in issues]
