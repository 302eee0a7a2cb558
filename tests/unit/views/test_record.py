"""The page of a record: its fields, its neighbours, and what a reader can do with it."""

from __future__ import annotations

import pytest

from tests.make import SMALL
from tests.unit.views.made import views


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


def test_backlinks_join_the_field_with_the_same_heading() -> None:
    other = views()["practices/other.html"].data
    assert [(g.title, [c.title for c in g.cards]) for g in other.backlinks] == [("Related", ["A"])]
    a = views()["practices/a.html"].data
    assert a.backlinks == []


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


def test_a_record_with_little_has_no_contents_list() -> None:
    files = {"content/practices/b.md": "---\ntitle: B\nscope: global\n---\n"}
    record = views(files)["practices/b.html"].data
    assert (record.toc, record.sections, record.notes) == ([], [], [])


def test_the_body_stands_where_the_collection_says() -> None:
    path = "content/practices/_collection.yml"
    declared = "body: {label: Story, after: context}\nfields:\n"
    text = SMALL[path].replace("fields:\n", declared, 1)
    found = views(
        {
            path: text.replace("  dates:", "  last: {label: Last, type: markdown}\n  dates:"),
            "content/practices/b.md": "---\ntitle: B\ncontext: C.\nlast: L.\n---\nText.\n",
        }
    )
    sections = found["practices/b.html"].data.sections
    assert [(field.name, field.label) for field in sections] == [
        ("context", "Context"),
        ("body", "Story"),
        ("last", "Last"),
    ]
    (alone,) = found["practices/other.html"].data.sections
    assert (alone.name, alone.label) == ("body", "Story"), "though there is no context"


def test_the_body_is_shown_where_there_is_no_other_text() -> None:
    files = {
        "content/tools/_collection.yml": (
            "title: Tools\nsingular: Tool\nfields:\n  title: {label: Title, required: true}\n"
        ),
        "content/tools/t.md": "---\ntitle: T\n---\nText.\n",
    }
    (body,) = views(files)["tools/t.html"].data.sections
    assert (body.name, body.label, body.html) == ("body", "Description", "<p>Text.</p>\n")


def test_notes_of_terms_are_said_once() -> None:
    noted = SMALL["content/_taxonomies/scopes.yml"].replace("label: Global", "label: G, note: N.")
    files = {
        "content/_taxonomies/scopes.yml": noted,
        "content/practices/b.md": "---\ntitle: B\nscope: global\nscopes: [global]\n---\n",
    }
    assert views(files)["practices/b.html"].data.notes == ["N."]


def test_related_records_are_not_named_twice() -> None:
    files = {
        "content/practices/b.md": "---\ntitle: B\nscope: global\n---\n",
        "content/practices/c.md": "---\ntitle: C\nscope: global\nrelated: [b]\n---\n",
    }
    found = views(files)
    assert "B" in [card.title for card in found["practices/a.html"].data.related]
    assert "B" not in [card.title for card in found["practices/c.html"].data.related]
    assert "C" not in [card.title for card in found["practices/b.html"].data.related]
