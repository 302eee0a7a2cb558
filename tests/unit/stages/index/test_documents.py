"""What search is told of a site and of each record."""

from __future__ import annotations

from kbgen.model.site import Site
from kbgen.search import FacetTerm, SearchDocument, SearchFacet, SearchField
from kbgen.stages.index.documents import (
    document,
    newest_year,
    search_facets,
    search_fields,
    synonym_groups,
)
from kbgen.views.parts import Parts
from tests.make import make_site

OTHER = "content/other/_collection.yml"
FILES = {
    "kbgen.yml": "title: T\n",
    "content/_glossary.yml": "IOM: {meaning: Organization, synonyms: [Agency]}\n",
    "content/_search/synonyms.yml": "- [a, b]\n",
    "content/_taxonomies/scopes.yml": (
        "title: Scopes\nterms:\n  all: {label: All, short: A, aliases: [whole]}\n"
        "  1x: {label: One, parent: all}\n"
    ),
    "content/_taxonomies/inner.yml": (
        "title: Inner\nwithin: scopes\nterms:\n  x: {label: X, parent: all}\n  y: {label: Y}\n"
    ),
    "content/practices/_collection.yml": (
        "title: Practices\nfields:\n  title: {label: T, required: true, search: 5}\n"
        "  scope: {label: S, type: terms, of: scopes, facet: true, search: 2, show: card}\n"
        "  dates: {label: D, type: dates, facet: true}\n"
        "  aside: {label: A, type: term, of: inner}\n"
        "  inside: {label: I, type: term, of: inner, facet: true}\n"
        "  links: {label: L, type: links, search: 1}\n"
        "  context: {label: C, type: markdown, search: 3}\n"
    ),
    OTHER: (
        "title: Other\nfields:\n  title: {label: T, required: true, search: 7}\n"
        "  scope: {label: S, search: 1}\n"
    ),
    "content/practices/a.md": (
        "---\ntitle: A\nscope: [1x]\naside: y\ninside: x\ndates: 2001 - 2003\n"
        "context: '*one* two'\n"
        "links: [{label: words, url: 'https://a.org/'}]\n---\nBody *text*.\n"
    ),
    "content/other/b.md": "---\ntitle: B\nscope: free\n---\n",
}


def site() -> Site:
    found, issues = make_site(FILES)
    assert list(issues) == []
    return found


def told(key: str, newest: int = 2009) -> SearchDocument:
    its = site()
    return document(its.records[key], Parts(its, {}), search_fields(its), newest)


def test_each_field_has_the_largest_weight_that_a_collection_gives_it() -> None:
    """A field holds separate terms only where it does so in every collection."""
    found = {field.name: (field.weight, field.listed) for field in search_fields(site())}
    assert found == {
        "title": (7, False),
        "scope": (2, False),
        "links": (1, False),
        "context": (3, False),
        "body": (1, False),
    }
    declaration = "title: O\nfields:\n  title: {label: T, required: true}\n"
    alone, _ = make_site({**FILES, OTHER: declaration})
    assert search_fields(alone)[1] == SearchField("scope", 2, True)


def test_facets_are_collections_taxonomies_and_years() -> None:
    collections, scopes, inner, years = search_facets(site())
    assert {term.id for term in collections.terms} == {"practices", "other"}
    assert scopes.terms == (
        FacetTerm("all", "A", "", ("All", "whole")),
        FacetTerm("1x", "One", "all", ("One",)),
    )
    assert [(term.id, term.parent) for term in inner.terms] == [("x", ""), ("y", "")]
    assert years == SearchFacet("years", "Years", "years")


def test_a_record_is_told_by_its_fields() -> None:
    its = told("practices/a")
    assert (its.permalink, its.collection) == ("practices/a.html", "practices")
    assert its.fields["title"] == "A"
    assert its.fields["context"] == "one two"
    assert its.fields["body"] == "Body text."
    assert "words" in its.fields["links"]
    assert its.fields["scope"].split("\n")[0] == "1x One", "an id with a digit may be searched for"
    assert set(its.facets["scopes"]) == {"1x", "all"}
    assert its.facets["inner"] == ("x",), "one field alone is declared as a facet"
    assert its.facets["collection"] == ("practices",)
    assert list(its.years or ()) == [2001, 2003]


def test_what_a_record_does_not_have_is_not_told() -> None:
    its = told("other/b")
    assert its.fields == {"title": "B", "scope": "free"}
    assert its.facets == {"collection": ("other",)}
    assert its.years is None


def test_a_result_shows_the_card_and_the_texts() -> None:
    shown = told("practices/a").fragment
    assert (shown["title"], shown["collection"]) == ("A", "Practices")
    assert set(shown["text"].split()) == {"one", "two", "Body", "text."}
    assert [label for label, _ in shown["facts"]] == ["S"]


def test_the_newest_year_is_that_of_the_records() -> None:
    assert newest_year(site()) == 2003
    assert newest_year(make_site()[0]) == 0


def test_words_that_mean_the_same_come_from_glossary_and_synonyms() -> None:
    assert synonym_groups(site()) == [("IOM", "Organization", "Agency"), ("a", "b")]
