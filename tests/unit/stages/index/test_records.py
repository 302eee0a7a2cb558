"""The records as plain JSON, made anew and taken over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kbgen.kept import Kept
from kbgen.model.record import Record
from kbgen.model.site import OutputFile, Site
from kbgen.project import Project
from kbgen.stages.index.records import RECORDS, records_file
from kbgen.text.digest import digest_of
from kbgen.text.prose import Prose
from tests.make import make_knowledge, make_record


def site_of(*records: Record) -> Site:
    its = {record.key: record for record in records}
    return Site(make_knowledge(), its, {}, {}, {}, {})


def named(slug: str, digest: str) -> Record:
    return replace(make_record(slug), digest=digest)


@contextmanager
def earlier(root: Path) -> Iterator[Kept]:
    """What builds of ``root`` leave to one another; the site has what the last one wrote."""
    (root / "content").mkdir(exist_ok=True)
    with Kept(Project(root, root / "site"), None) as kept:
        kept.trust([RECORDS])
        yield kept
        kept.finish([RECORDS], warned=False)


def build(root: Path, site: Site) -> OutputFile | None:
    with earlier(root) as kept:
        file = records_file(site, kept)
        if file:
            (root / "site" / "data").mkdir(parents=True, exist_ok=True)
            (root / "site" / RECORDS).write_bytes(file.content)
            kept.stands(RECORDS, file.digest)
        return file


def test_each_record_has_a_line(tmp_path: Path) -> None:
    record = replace(
        named("a", "1"),
        values={"title": "A", "summary": "S"},
        terms={"themes": ("x", "y")},
        prose={"context": Prose("<p>", "é"), "body": Prose("<p>", "</script>\u2028")},
    )
    file = build(tmp_path, site_of(record, named("b", "2")))
    assert file
    assert file.digest == digest_of(file.content)
    lines = file.content.decode().split("\n")
    assert [lines[0], *lines[3:]] == ["[", "]", ""]
    assert json.loads(file.content) == [
        {
            "permalink": "practices/a.html",
            "title": "A",
            "summary": "S",
            "terms": {"themes": ["x", "y"]},
            "text": "é </script>\u2028",
        },
        {"permalink": "practices/b.html", "title": "B", "summary": "", "terms": {}, "text": ""},
    ]


def test_without_records_there_is_an_empty_list(tmp_path: Path) -> None:
    file = build(tmp_path, site_of())
    assert file
    assert json.loads(file.content) == []


def test_what_stands_is_left_as_it_is(tmp_path: Path) -> None:
    site = site_of(named("a", "1"), named("b", "2"))
    assert build(tmp_path, site)
    assert build(tmp_path, site) is None


def test_lines_are_taken_over_by_the_digests_of_their_records(tmp_path: Path) -> None:
    """A line with the digest of an unchanged record is not made again, whatever that says."""
    build(tmp_path, site_of(named("a", "1"), named("b", "2"), named("c", "3")))
    changed = [replace(named("c", "3"), title="not read"), named("d", "4"), named("a", "1")]
    file = build(tmp_path, site_of(*changed))
    assert file
    assert [record["title"] for record in json.loads(file.content)] == ["C", "D", "A"]


def test_a_file_that_was_changed_is_made_anew(tmp_path: Path) -> None:
    site = site_of(named("a", "1"), named("b", "2"))
    first = build(tmp_path, site)
    (tmp_path / "site" / RECORDS).write_bytes(b"spoilt")
    assert first
    assert build(tmp_path, site) == first
