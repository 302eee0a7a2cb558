"""The chart that a build leaves, and what the next takes over of it after edits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kbgen import chart
from kbgen.chart import Chart, edited
from kbgen.kept import Kept
from kbgen.model.issues import Issues
from kbgen.model.plain import packed
from kbgen.project import Project
from kbgen.whole import drawn
from tests.make import SMALL, write_file

A, OTHER = "content/practices/a.md", "content/practices/other.md"
TEXT = "---\ntitle: A\nscope: global\nrelated: [other]\n---\nA body.\n"


@contextmanager
def kept_of(root: Path) -> Iterator[tuple[Project, Kept]]:
    project = Project(root, root / "site")
    with Kept(project, None) as kept:
        yield project, kept


@pytest.fixture
def first(tmp_path: Path) -> tuple[Chart, dict[str, str]]:
    """The chart of a build, and the keys of its pages."""
    for path, text in {**SMALL, A: TEXT}.items():
        write_file(tmp_path, path, text)
    with kept_of(tmp_path) as (project, kept):
        found = drawn(project, kept, Issues(), None)
        keys = {page.permalink: found.key(page) for page in found.pages}
        kept.chart = found.name
        for permalink, key in keys.items():
            write_file(tmp_path, f"site/{permalink}", "")
            kept.stands(permalink, key)
        kept.finish(keys, warned=False)
    return found, keys


def test_an_edited_body_changes_the_key_of_its_page_alone(
    tmp_path: Path, first: tuple[Chart, dict[str, str]]
) -> None:
    whole, before = first
    write_file(tmp_path, A, TEXT.replace("A body", "Another body"), age=1)
    issues = Issues()
    with kept_of(tmp_path) as (project, kept):
        found = edited(project, kept, issues)
        assert found
        keys = {page.permalink: found.key(page) for page in found.pages}
        assert {name for name in before if keys[name] != before[name]} == {"practices/a.html"}
        assert found.site.records["practices/a"].prose["body"].text == "Another body."
        assert found.site.records["practices/other"].title == "Other"
    assert (found.name, found.is_edited, whole.is_edited) == (whole.name, True, False)
    assert list(found.pages) == list(whole.pages)
    for part in ("relations", "backlinks", "by_term"):
        # Some of it comes back as lists where it was tuples, which is all the same to its readers.
        assert packed(getattr(found.site, part)) == packed(getattr(whole.site, part)), part
    assert found.site.knowledge.collections == whole.site.knowledge.collections
    assert not issues


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (A, TEXT.replace("title: A", "title: B")),
        (A, TEXT.replace("global", "local\nscopes: [global]")),
        (A, TEXT.replace("A body", "[x](other.md)")),
        (A, TEXT.replace("A body", "## A heading")),
        (A, TEXT.replace("A body", "<b>")),
        (A, TEXT.replace("global", "none")),
        (A, "no front matter"),
        ("content/practices/new.md", TEXT),
        ("kbgen.yml", "title: Other\n"),
    ],
)
@pytest.mark.usefixtures("first")
def test_where_more_may_have_changed_nothing_is_taken_over(
    tmp_path: Path, path: str, text: str
) -> None:
    write_file(tmp_path, path, text, age=1)
    issues = Issues()
    with kept_of(tmp_path) as (project, kept):
        assert edited(project, kept, issues) is None
    assert not issues, "the whole way says what is wrong"


@pytest.mark.usefixtures("first")
def test_many_edits_are_compared_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One stands for the fifty that are not too many."""
    monkeypatch.setattr(chart, "MOST_EDITS", 1)
    write_file(tmp_path, A, TEXT + "More.\n", age=1)
    with kept_of(tmp_path) as (project, kept):
        assert edited(project, kept, Issues())
    write_file(tmp_path, OTHER, SMALL[OTHER] + "More.\n", age=1)
    with kept_of(tmp_path) as (project, kept):
        assert edited(project, kept, Issues()) is None


def test_without_an_earlier_build_there_is_nothing_to_take_over(tmp_path: Path) -> None:
    write_file(tmp_path, A, TEXT)
    with kept_of(tmp_path) as (project, kept):
        assert edited(project, kept, Issues()) is None
