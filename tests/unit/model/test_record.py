from __future__ import annotations

import pytest

from kbgen.model.record import Document, Record
from kbgen.model.values import Value


@pytest.mark.parametrize(
    ("path", "place", "collection", "slug", "stem"),
    [
        ("about.md", "content/about.md", "", "about", "about.md"),
        ("a/b.md", "content/a/b.md", "a", "b", "b.md"),
        ("a/c/b.md", "content/a/c/b.md", "a", "b", "b.md"),
        ("a/b.md.md", "content/a/b.md.md", "a", "b.md", "b.md.md"),
        ("_taxonomies/t.yml", "content/_taxonomies/t.yml", "_taxonomies", "t.yml", "t"),
        ("../kbgen.yml", "kbgen.yml", "..", "kbgen.yml", "kbgen"),
    ],
)
def test_a_document_is_named_by_its_path(
    path: str, place: str, collection: str, slug: str, stem: str
) -> None:
    document = Document(path, b"")
    found = (document.place, document.collection, document.slug, document.stem)
    assert found == (place, collection, slug, stem)


def test_a_record_is_named_within_its_collection() -> None:
    record = Record("practices", "a", "practices/x/a.md", "A", {})
    assert (record.key, record.permalink) == ("practices/a", "practices/a.html")


def test_a_page_is_named_by_its_slug() -> None:
    page = Record("", "about", "about.md", "About", {})
    assert (page.key, page.permalink) == ("about", "about.html")


@pytest.mark.parametrize(
    ("values", "summary"), [({"summary": "S"}, "S"), ({}, ""), ({"summary": ["S"]}, "")]
)
def test_the_summary_is_a_text_or_nothing(values: dict[str, Value], summary: str) -> None:
    assert Record("", "a", "a.md", "A", values).summary == summary
