from __future__ import annotations

import pytest

from kbgen.model.collection import Collection, Field
from kbgen.model.record import Record, Reference
from kbgen.model.site import Config, Event, Knowledge, Site
from kbgen.model.taxonomy import Taxonomy, Term
from tests.make import make_knowledge, make_record, make_taxonomy


def site_of(knowledge: Knowledge, *records: Record, texts: tuple[Record, ...] = ()) -> Site:
    its = {record.key: record for record in records}
    return Site(knowledge, its, {page.slug: page for page in texts}, {}, {}, {})


def collection(name: str, *fields: Field) -> Collection:
    return Collection(name, name, name, name, {field.name: field for field in fields})


def test_facets_are_the_taxonomies_of_the_fields_that_filter() -> None:
    knowledge = make_knowledge()._replace(
        collections={
            "": collection("", Field("p", "P", "term", ("pages",), facet=True)),
            "a": collection(
                "a",
                Field("x", "X", "terms", ("themes",), facet=True),
                Field("y", "Y", "term", ("scopes",)),
                Field("z", "Z", "dates", facet=True),
            ),
            "b": collection(
                "b",
                Field("x", "X", "term", ("countries",), facet=True),
                Field("y", "Y", "term", ("themes",), facet=True),
            ),
        }
    )
    assert knowledge.facets == ["themes", "countries"]


def test_doors_are_the_taxonomies_that_were_chosen_or_all() -> None:
    knowledge = make_knowledge([make_taxonomy(name) for name in "abc"])
    chosen = knowledge._replace(config=Config(doors=("c", "missing", "a")))
    assert [taxonomy.name for taxonomy in knowledge.doors] == ["a", "b", "c"]
    assert [taxonomy.name for taxonomy in chosen.doors] == ["c", "a"]


def test_an_event_names_its_records() -> None:
    event = Event("1951", "x", "", (Reference("record", "b", 1, 1), Reference("record", "a", 1, 1)))
    assert event.records == ("b", "a")
    assert Event("1951", "x").records == ()


def test_records_of_a_collection_keep_their_order() -> None:
    records = [make_record("b"), make_record("x", collection="other"), make_record("a")]
    site = site_of(make_knowledge(), *records)
    assert [record.slug for record in site.of_collection("practices")] == ["b", "a"]
    assert site.of_collection("none") == []


def test_attachments_are_the_files_that_any_text_names() -> None:
    def naming(*references: tuple[str, str]) -> tuple[Reference, ...]:
        return tuple(Reference(kind, target, 1, 1) for kind, target in references)

    record = Record("practices", "a", "practices/a.md", "A", {}, references=naming(
        ("file", "a.pdf"), ("image", "b.png"), ("page", "c.md"), ("record", "d"), ("term", "e")
    ))  # fmt: skip
    page = Record("", "p", "p.md", "P", {}, references=naming(("image", "p.png")))
    site = site_of(make_knowledge(), record, texts=(page,))
    assert site.attachments() == {"a.pdf", "b.png", "p.png"}


@pytest.mark.parametrize(
    ("id", "alone", "within"),
    [
        ("used", True, True),
        ("plain", True, False),
        ("described", True, True),
        ("noted", True, True),
        ("opened", True, True),
        ("missing", False, False),
    ],
)
def test_of_a_taxonomy_within_another_empty_terms_have_no_page(
    id: str, alone: bool, within: bool
) -> None:
    terms = [Term("used", "U"), Term("plain", "P"), Term("described", "D", description="x")]
    for found, name in ((alone, ""), (within, "regions")):
        taxonomy = Taxonomy("t", "T", "T", "t.yml", within=name)
        for term in (*terms, Term("noted", "N", note="x")):
            taxonomy.add(term)
        by_term = {"t": {"used": ("practices/a",), "opened": ("practices/a",), "plain": ()}}
        site = site_of(make_knowledge([taxonomy]))._replace(by_term=by_term)
        assert site.has_page("t", id) is found
