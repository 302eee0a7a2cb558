"""Keys of pages: another one whenever the page may be another, and only then."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.views.keys import Keys, digest, open_labels, record_key
from tests.make import SMALL, make_site

PATH = "content/practices/_collection.yml"
FIELDS = (
    "fields:\n  summary: {label: Summary, show: [lead, card]}\n"
    "  people: {label: People, type: terms, of: people}\n"
)
A, B = "content/practices/a.md", "content/practices/b.md"
FILES = {
    **SMALL,
    PATH: SMALL[PATH].replace("fields:\n", FIELDS, 1),
    "content/_taxonomies/people.yml": "title: People\nopen: true\n",
    "content/about.md": "---\ntitle: About\n---\nText.\n",
    A: "---\ntitle: A\nsummary: S\nscope: global\nrelated: [b]\n---\nText of A.\n",
    B: "---\ntitle: B\nscope: local\nscopes: [local]\npeople: [Ada]\n---\nText of B.\n",
}


def keys(more: Mapping[str, str] | None = None, base: str = "base") -> dict[str, str]:
    issues = Issues()
    site, _ = make_site({**FILES, **(more or {})}, issues)
    assert list(issues) == []
    made = Keys(site, relate(site)[0], base)
    return {page.permalink: made.key(page) for page in plan(site, issues)}


BEFORE = keys()


@pytest.mark.parametrize(
    ("edits", "changed"),
    [
        ({}, set()),
        ({A: FILES[A].replace("Text of A", "Other text")}, {"practices/a.html"}),
        (
            {A: FILES[A].replace("summary: S", "summary: Other")},
            {
                "practices/a.html",
                "practices/b.html",  # which A names: a card of A stands there
                "practices/other.html",  # to which A is related
                "practices/index.html",
                "scopes/global.html",
                "index.html",
            },
        ),
        ({"content/about.md": "---\ntitle: About\n---\nOther.\n"}, {"about.html", "index.html"}),
    ],
)
def test_an_edit_changes_the_keys_of_the_pages_that_show_it(
    edits: dict[str, str], changed: set[str]
) -> None:
    after = keys(edits)
    assert {permalink for permalink in BEFORE if after[permalink] != BEFORE[permalink]} == changed


def test_a_page_shows_the_labels_that_a_record_brings() -> None:
    after = keys({B: FILES[B].replace("[Ada]", "[ADA]")})
    assert after["practices/b.html"] != BEFORE["practices/b.html"]
    assert after["people/index.html"] != BEFORE["people/index.html"]


def test_another_record_of_a_term_changes_what_counts_it() -> None:
    after = keys({"content/practices/c.md": "---\ntitle: C\nscope: global\n---\n"})
    for permalink in ("scopes/global.html", "scopes/index.html", "practices/index.html"):
        assert after[permalink] != BEFORE[permalink]
    assert after["scopes/local.html"] != BEFORE["scopes/local.html"], "neighbours are counted"
    assert after["about.html"] == BEFORE["about.html"]
    assert after["404.html"] == BEFORE["404.html"]


def test_other_layouts_change_every_key() -> None:
    after = keys(base="other")
    assert not set(after.values()) & set(BEFORE.values())


def test_no_two_pages_have_the_same_key() -> None:
    assert len(set(BEFORE.values())) == len(BEFORE)


def test_the_key_of_a_record_is_made_of_the_record_and_what_is_around_it() -> None:
    site, _ = make_site(FILES)
    made = Keys(site, {}, "base")
    record = site.records["practices/a"]
    around = made.around(record)
    assert made.around(record) == around
    (page,) = (page for page in plan(site, Issues()) if page.subject == "practices/a")
    assert made.key(page) == record_key("base", record, around)
    related = Keys(site, {"practices/a": [("practices/other", "Same")]}, "base")
    assert related.around(record) != around


@pytest.mark.parametrize("permalink", ["about.html", "practices/c.html"])
def test_a_picture_of_another_size_makes_another_page(permalink: str) -> None:
    shown = {
        "content/about.md": "---\ntitle: About\n---\n![x](x.png)\n",
        "content/practices/c.md": "---\ntitle: C\n---\n![x](../x.png)\n",
        "content/x.png": "",
    }
    site, _ = make_site({**FILES, **shown})
    (page,) = (page for page in plan(site, Issues()) if page.permalink == permalink)
    found = {
        Keys(site._replace(sizes=sizes), {}, "base").key(page)
        for sizes in ({}, {"x.png": (3, 4)}, {"x.png": (4, 3)})
    }
    assert len(found) == 3
    other = site._replace(sizes={"y.png": (3, 4)})
    assert Keys(other, {}, "base").key(page) in found, "one that it does not show"


def test_labels_that_a_record_has_brought() -> None:
    site, _ = make_site(FILES)
    assert open_labels(site.records["practices/b"], site) == "people\0Ada"
    assert open_labels(site.records["practices/a"], site) == ""


def test_texts_are_told_apart_by_where_they_end() -> None:
    found = [digest(), digest(""), digest("", ""), digest("ab"), digest("a", "b"), digest("a\0b")]
    assert len(set(found)) == len(found)
    assert digest("a", "b") == digest("a", "b") != digest("b", "a")
