from __future__ import annotations

import pytest

from kbgen.model.collection import Collection
from kbgen.stages.declare.collections import PAGES
from tests.make import declared


def test_of_a_title_that_is_declared_wrongly_no_more_is_said() -> None:
    text = "title: P\nfields:\n  title: {label: Title, required: yes}\n"
    assert declared(practices=text)[1] == ["content/practices/_collection.yml:3:35 bad-value"]


PATH = "content/practices/_collection.yml"
TITLE = "title: {label: T, required: true}"
FIELDS = (
    f"fields:\n  {TITLE}\n  day: {{label: D, type: date}}\n"
    "  by: {label: B}\n  text: {label: X, type: markdown}\n"
)


def read(text: str) -> tuple[Collection | None, list[str]]:
    knowledge, said = declared(practices=text)
    return knowledge.collections.get("practices"), [s.removeprefix(f"{PATH}:") for s in said]


def test_everything_of_a_collection_is_read() -> None:
    found, said = read(
        "title: Practices\nsingular: Practice\ndescription: D\ndisclaimer: E\norder: newest\n"
        "body: {label: L, help: H, after: text}\nadded: day\nauthors: [by]\n" + FIELDS
    )
    assert said == []
    assert found
    assert (found.name, found.title, found.singular) == ("practices", "Practices", "Practice")
    assert (found.description, found.disclaimer, found.order) == ("D", "E", "newest")
    assert (found.body_label, found.body_help, found.body_after) == ("L", "H", "text")
    assert (found.added, found.authors) == (("day",), ("by",))
    assert list(found.fields) == ["title", "day", "by", "text"]


def test_a_collection_is_called_by_its_title_and_ordered_by_titles() -> None:
    found, said = read(f"title: P\n{FIELDS}")
    assert said == []
    assert found
    assert (found.singular, found.order, found.added, found.rules) == ("P", "title", (), ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("order: oldest", "2:8 bad-value"),
        ("added: by", "2:8 unknown-field"),
        ("authors: text", "2:10 unknown-field"),
        ("body: {label: L, after: nothing}", "2:25 unknown-field"),
        ("body: {help: H}", "2:7 missing-key"),
        ("body: L", "2:7 bad-value"),
    ],
)
def test_what_is_wrong_is_left_out_and_told(line: str, said: str) -> None:
    found, told = read(f"title: P\n{line}\n{FIELDS}")
    assert told == [said]
    assert found
    assert (found.order, found.added, found.authors) == ("title", (), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FIELDS, ["1:1 missing-key"]),
        ("title: P\n", ["1:1 missing-key"]),
        ("title: P\nfields:\n  a: {label: A}\n", ["3:3 missing-field"]),
        ("title: P\nfields:\n  title: {label: T}\n", ["3:3 missing-field"]),
        ("title: P\nfields:\n  title: {label: T, type: markdown, required: true}\n",
         ["3:3 missing-field"]),
    ],
)  # fmt: skip
def test_without_a_title_there_is_no_collection(text: str, said: list[str]) -> None:
    assert read(text) == (None, said)


@pytest.mark.parametrize("name", ["assets", "data", "nul", "Big", "a_b", "é"])
def test_some_folders_are_no_collection(name: str) -> None:
    path = f"content/{name}/_collection.yml"
    assert declared(**{path: f"title: P\n{FIELDS}"})[1] == [f"{path}:1:1 bad-name"]


def test_pages_have_a_title_and_a_summary() -> None:
    assert {field.name: field.required for field in PAGES.fields.values()} == {
        "title": True,
        "summary": False,
    }
