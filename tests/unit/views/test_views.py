"""What layouts are given for whole pages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kbgen.model.issues import Issues
from kbgen.model.site import Page
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.views import VIEWS, view_of
from kbgen.views.page import View
from kbgen.views.parts import Parts
from tests.make import SMALL, make_site

FILES = {
    **SMALL,
    "content/_glossary.yml": "IOM: International Organization for Migration\nUN: Unused\n",
    "content/_events.yml": "- {year: 1951, what: It began., place: Brussels, records: [a]}\n",
    "content/about.md": "---\ntitle: About\n---\n## What\n\nText.\n",
    "content/practices/a.md": (
        "---\ntitle: A\nscope: global\nrelated: [other]\ndates: 1955 - 1961\n"
        "context: Of IOM.\n---\n## B\n\nBody of IOM.\n"
    ),
}


def views(more: Mapping[str, str] | None = None) -> dict[str, View]:
    issues = Issues()
    site, _ = make_site({**FILES, **(more or {})}, issues)
    pages = plan(site, issues)
    assert list(issues) == []
    parts = Parts(site, relate(site)[0])
    return {page.permalink: view_of(page.kind)(page, parts) for page in pages}


def test_every_planned_page_has_a_view_with_a_title() -> None:
    found = views()
    assert {view.title for view in found.values()} >= {"A", "Other", "About", "Scopes", "Global"}
    assert all(view.title for view in found.values())


def test_a_record_shows_its_fields_where_they_are_declared() -> None:
    record = views()["practices/a.html"].data
    assert [field.label for field in record.facts] == ["Scope", "Dates", "Related"]
    assert [field.name for field in record.sections] == ["body", "context"]
    assert [entry.id for entry in record.toc] == [
        "field-body",
        "b",
        "field-context",
        "facts-title",
    ]


def test_an_abbreviation_is_explained_once_on_a_page() -> None:
    record = views()["practices/a.html"].data
    html = "".join(str(field.html) for field in record.sections)
    assert html.count("<abbr") == 1
    assert html.index("<abbr") < html.rindex("IOM")


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


def test_backlinks_join_the_field_with_the_same_heading() -> None:
    other = views()["practices/other.html"].data
    assert [(g.title, [c.title for c in g.cards]) for g in other.backlinks] == [("Related", ["A"])]
    a = views()["practices/a.html"].data
    assert a.backlinks == []


def test_a_term_lists_its_records() -> None:
    term = views()["scopes/global.html"].data
    assert term.total == 1
    assert [card.title for group in term.groups for card in group.cards] == ["A"]
    taxonomy = views()["scopes/index.html"].data
    assert [(link.label, link.count) for link in taxonomy.terms] == [("Global", 1)]
    assert [link.label for link in taxonomy.gaps] == ["Local"]


def test_the_glossary_names_the_records_that_use_it() -> None:
    entries = views()["glossary.html"].data.entries
    assert [(e.abbreviation, [c.title for c in e.cards]) for e in entries] == [
        ("IOM", ["A"]),
        ("UN", []),
    ]


def test_the_timeline_has_events_and_dated_records() -> None:
    decades = views()["timeline.html"].data.decades
    assert [(d.title, len(d.entries)) for d in decades] == [("1950s", 2)]


def test_every_kind_of_page_that_is_planned_has_a_view() -> None:
    assert {"home", "search", "404", "text", "record"} <= VIEWS.keys()
    site, _ = make_site(FILES)
    kinds = {page.kind for page in plan(site, Issues())} | {Page("x", "matrix").kind, "map"}
    assert kinds <= VIEWS.keys()
    assert all(callable(view_of(kind)) for kind in VIEWS)


def cited(front: str, kbgen: str = "", authors: str = "[scope, context_of]") -> str:
    path = "content/practices/_collection.yml"
    declared = f"added: sent\nauthors: {authors}\nfields:\n"
    fields = "  sent: {label: Sent, type: date}\n  context_of: {label: By, type: texts}\n"
    more = {
        "kbgen.yml": f"title: Small\n{kbgen}",
        path: SMALL[path].replace("fields:\n", declared + fields, 1),
        "content/practices/b.md": f"---\ntitle: What works\n{front}---\n",
    }
    return str(views(more)["practices/b.html"].data.cite)


def test_a_citation_says_no_more_than_the_record() -> None:
    assert cited("") == "What works. In: Small. practices/b.html."
    assert cited("dates: 1999 - 2001\n") == cited(""), (
        "when the work was is not when it was written"
    )
    assert cited("sent: 2021-05-04\n") == "What works (2021). In: Small. practices/b.html."


def test_a_citation_begins_with_the_authors_and_ends_with_the_licence() -> None:
    site = (
        "site_url: https://kb.example\n"
        "licence: {label: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}\n"
    )
    assert cited("scope: global\ncontext_of: [A. Writer, B]\nsent: 2021-05-04\n", site) == (
        "Global; A. Writer; B (2021). What works. In: Small. "
        "https://kb.example/practices/b.html. Licence: CC BY 4.0."
    )


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("repo_url: https://github.com/kb/records", "github.com/kb/records/edit/main/FILE"),
        ("repo_url: https://code.example/kb", "code.example/kb/edit/main/FILE"),
        ("repo_url: https://gitlab.com/kb/of/us", "gitlab.com/kb/of/us/-/edit/main/FILE"),
        ("repo_url: https://GitLab.example.org/kb", "GitLab.example.org/kb/-/edit/main/FILE"),
        ("repo_url: https://example.org/gitlab", "example.org/gitlab/edit/main/FILE"),
        ("repo_url: https://codeberg.org/kb/a\nbranch: b c", "codeberg.org/kb/a/_edit/b%20c/FILE"),
        ("repo_url: https://git.forgejo.example/kb", "git.forgejo.example/kb/_edit/main/FILE"),
        (
            "repo_url: https://bitbucket.org/kb/a\nbranch: new",
            "bitbucket.org/kb/a/src/new/FILE?mode=edit&at=new",
        ),
        ("edit_url: 'https://a.example/{branch}/sub/{path}'", "a.example/main/sub/FILE"),
        (
            "repo_url: https://gitlab.com/kb\nedit_url: https://a.example/x?f={path}",
            "a.example/x?f=FILE",
        ),
    ],
)
def test_a_correction_begins_where_the_host_of_the_repository_edits_files(
    written: str, link: str
) -> None:
    record = views({"kbgen.yml": f"title: Small\n{written}\n"})["practices/a.html"].data
    assert record.edit == "https://" + link.replace("FILE", "content/practices/a.md")


def test_without_a_repository_there_is_no_link_for_corrections() -> None:
    assert views()["practices/a.html"].data.edit == ""
