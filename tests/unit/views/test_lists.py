"""The home page, collections, the glossary, and plain pages."""

from __future__ import annotations

from tests.make import SMALL
from tests.unit.views.made import FILES, views


def test_the_home_page_shows_what_came_last() -> None:
    path = "content/practices/_collection.yml"
    fields = "  sent: {label: A, type: date}\n  up: {label: B, type: date}\n"
    files = {
        path: SMALL[path].replace("fields:\n", f"added: [sent, up]\nfields:\n{fields}", 1),
        "content/practices/old.md": "---\ntitle: Old\nsent: 1999-05\nup: 2030\n---\n",
        "content/practices/new.md": "---\ntitle: New\nup: 2001-02-03\n---\n",
    }
    assert [card.title for card in views(files)["index.html"].data.recent] == ["New", "Old"]
    assert views()["index.html"].data.recent == []


def test_one_of_its_kind_is_counted_in_the_singular() -> None:
    declared = "title: Tools\nsingular: Tool\nfields:\n  title: {label: Title, required: true}\n"
    one = {
        "content/tools/_collection.yml": declared,
        "content/guides/_collection.yml": declared.replace("Tool", "Guide"),
        "content/tools/t.md": "---\ntitle: T\n---\n",
        "content/_glossary.yml": "UN: United Nations\n",
    }
    several, single = views(), views(one)
    assert [(link.count, link.label) for link in single["index.html"].data.collections] == [
        (0, "Guides"),
        (2, "Practices"),
        (1, "Tool"),
    ]
    assert several["glossary.html"].description == "2 abbreviations and what they mean."
    assert single["glossary.html"].description == "1 abbreviation and what it means."


def test_the_glossary_names_the_records_that_use_it() -> None:
    entries = views()["glossary.html"].data.entries
    assert [(e.abbreviation, [c.title for c in e.cards]) for e in entries] == [
        ("IOM", ["A"]),
        ("UN", []),
    ]


def test_the_glossary_names_the_first_of_many_records() -> None:
    files = {
        f"content/practices/r{n:02}.md": f"---\ntitle: R{n:02}\n---\nThe IOM.\n" for n in range(22)
    }
    iom = views(files)["glossary.html"].data.entries[0]
    assert [card.title for card in iom.cards] == ["A", *(f"R{n:02}" for n in range(19))]
    assert (iom.total, iom.search) == (23, "search.html?q=IOM")


def test_a_door_leads_to_the_terms_with_most_records_in_their_own_order() -> None:
    ids = [f"t{n:02}" for n in range(12)]
    terms = "".join(f"  {id}: {{label: {id.upper()}}}\n" for id in [*ids, "unused"])
    files = {
        "content/_taxonomies/scopes.yml": f"title: Scopes\nterms:\n  global: {{label: G}}\n"
        f"  local: {{label: L}}\n{terms}",
        "content/practices/b.md": f"---\ntitle: B\nscopes: [{', '.join(ids)}]\n---\n",
        "content/practices/c.md": "---\ntitle: C\nscopes: [t11, t00]\n---\n",
    }
    (door,) = views(files)["index.html"].data.doors
    assert (door.title, door.permalink) == ("Scopes", "scopes/index.html")
    assert [(link.label, link.count) for link in door.entries] == [
        ("G", 1),
        ("T00", 2),
        *((f"T{n:02}", 1) for n in range(1, 8)),
        ("T11", 2),
    ]


def test_a_collection_lists_its_records() -> None:
    view = views()["practices/index.html"]
    assert (view.title, view.data.total, view.data.pager) == ("Practices", 2, None)
    assert [card.title for card in view.data.cards] == ["A", "Other"]
    assert view.data.search == "../search.html?collection=practices"


def test_a_plain_page_has_a_contents_list_if_it_is_long() -> None:
    assert views()["about.html"].toc == ()
    text = FILES["content/about.md"] + "\n## Who\n\nX.\n\n### Below\n\n## When\n\nX.\n"
    assert [entry.text for entry in views({"content/about.md": text})["about.html"].toc] == [
        "What",
        "Who",
        "When",
    ]


def test_the_search_page_leads_to_the_collections_too() -> None:
    data = views()["search.html"].data
    assert [(link.label, link.permalink) for link in data["collections"]] == [
        ("Practices", "practices/index.html")
    ]
