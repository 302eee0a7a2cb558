"""Records read, kept and taken again; whole builds that do so are in tests/writing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.kept import Kept
from kbgen.model.issues import Issues
from kbgen.model.record import Content
from kbgen.project import Project
from kbgen.records import Records
from kbgen.stages.declare import declare
from kbgen.stages.load import load
from tests.make import SMALL, write_file

A = "---\ntitle: A\nscope: global\n---\n## One\n\n[b](other.md)\n"
WARNED = "---\ntitle: W\n---\n<b>x</b>\n"
WRONG = "---\ntitle: X\nscope: none\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {**SMALL, "content/practices/a.md": A}.items():
        write_file(tmp_path, path, text)
    return tmp_path


class Build:
    """One that reads all records, as often as it is asked to."""

    def __init__(self, project: Project, kept: Kept) -> None:
        self.project, self.kept = project, kept
        self.issues = Issues()

    @property
    def content(self) -> Content:
        return load(self.project.root, Issues())

    @property
    def records(self) -> Records:
        return Records(self.project, declare(self.content, Issues()), self.kept)

    def all(self) -> dict[str, str]:
        """The titles of all records by their slugs."""
        self.issues = Issues()
        found = self.records.all(self.content, self.issues)
        return {record.slug: record.title for record in found}


@pytest.fixture
def build(root: Path) -> Iterator[Build]:
    project = Project(root, root / "site")
    with Kept(project, None) as kept:
        yield Build(project, kept)


def test_records_are_the_same_read_and_taken_again(build: Build) -> None:
    first = list(build.records.all(build.content, Issues()))
    again = list(build.records.all(build.content, Issues()))
    assert [record.slug for record in first] == ["a", "other"]
    for one, other in zip(first, again, strict=True):
        assert dict(one.prose) == dict(other.prose)
        assert (one.values, one.terms, one.references) == (
            other.values,
            other.terms,
            other.references,
        )
        assert (one.digest, one.card, one.outline, one.face) == (
            other.digest,
            other.card,
            other.outline,
            other.face,
        )


def test_what_is_kept_is_not_read_again(build: Build, root: Path) -> None:
    content = build.content
    first = [record.title for record in build.records.all(content, Issues())]
    records = build.records
    for document in content.documents:
        write_file(root, document.place, "spoilt")
    unread = content._replace(documents=tuple(d._replace(raw=b"") for d in content.documents))
    assert [record.title for record in records.all(unread, Issues())] == first == ["A", "Other"]


def test_warnings_are_told_at_every_build(build: Build, root: Path) -> None:
    write_file(root, "content/practices/a.md", WARNED)
    for _ in range(2):
        assert build.all() == {"a": "W", "other": "Other"}
        assert [issue.code for issue in build.issues] == ["raw-html"]


def test_what_is_wrong_is_told_at_every_build_and_not_kept(build: Build, root: Path) -> None:
    write_file(root, "content/practices/a.md", WRONG)
    for _ in range(2):
        assert build.all() == {"a": "X", "other": "Other"}
        assert [issue.code for issue in build.issues] == ["unknown-term"]
    (document, _) = build.content.documents
    reading = build.records.read(document)
    build.records.keep("key", reading)
    assert (reading.is_sound, build.kept.memo.get("record", "key")) == (False, None)
    write_file(root, "content/practices/a.md", A)
    assert build.all()["a"] == "A"
    assert not build.issues


def test_a_document_that_is_no_record_is_left_out(build: Build, root: Path) -> None:
    write_file(root, "content/practices/a.md", "no front matter")
    assert build.all() == {"other": "Other"}
    document = build.content.documents[0]
    reading = build.records.read(document)
    assert (reading.record, reading.prose, reading.is_sound) == (b"", b"", False)


def test_a_record_that_is_not_read_is_fetched_when_more_is_asked(build: Build) -> None:
    build.all()
    document = build.content.documents[0]
    unread = build.records.unread(document, "face", {})
    assert (unread.key, unread.face, unread.path) == ("practices/a", "face", "practices/a.md")
    assert (unread.title, unread.prose["body"].headings[0].id) == ("A", "one")


def test_what_is_kept_of_no_record_is_read_from_its_document(build: Build) -> None:
    """Nothing was kept: as after a memo that was lost."""
    document = build.content.documents[0]
    unread = build.records.unread(document._replace(raw=b""), "", {})
    assert unread.title == "A"
    assert "<h3" in unread.prose["body"].html


def test_a_reading_becomes_a_record_that_is_kept(build: Build) -> None:
    document = build.content.documents[0]
    reading = build.records.read(document)
    assert json.loads(reading.record)["title"] == "A"
    assert build.records.record(document, reading).title == "A"
    assert build.records.unread(document, "", {}).values == {"title": "A", "scope": "global"}
