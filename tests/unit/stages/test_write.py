"""A site on its way into its folder; what whole builds do there is asked in tests/writing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbgen.model.site import OutputFile
from kbgen.places import MANIFEST, STAGING
from kbgen.stages.write import Publication, Report, WriteError, read_manifest
from kbgen.text.digest import digest_of


def publish(folder: Path, **files: str) -> Report:
    publication = Publication(folder)
    for name, text in files.items():
        publication.add(OutputFile(name.replace("__", "/") + ".html", text.encode()))
    return publication.publish()


def bytes_in(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }


def test_a_site_and_what_is_said_of_it(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    first = publish(site, index="a", x__one="b", x__two="c")
    assert (first.written, first.unchanged, first.removed, first.total) == (3, 0, 0, 3)
    second = publish(site, index="a", x__one="B", y__z__new="d")
    assert (second.written, second.unchanged, second.removed) == (2, 1, 1)
    assert (second.placed, second.gone) == (["x/one.html", "y/z/new.html"], ["x/two.html"])
    assert bytes_in(site) == {"index.html": "a", "x/one.html": "B", "y/z/new.html": "d"}
    assert read_manifest(site)["x/one.html"] == digest_of(b"B")


def test_nothing_is_touched_where_nothing_differs(tmp_path: Path) -> None:
    publish(tmp_path, index="a")
    before = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert publish(tmp_path, index="a") == Report(0, 1, 0, 0, [], [])
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before


def test_empty_folders_go_with_their_last_file(tmp_path: Path) -> None:
    publish(tmp_path, a__b__c="1", a__d="2", index="3")
    (tmp_path / "a" / "mine.txt").write_text("mine", "utf-8")
    publish(tmp_path, index="3")
    assert bytes_in(tmp_path) == {"a/mine.txt": "mine", "index.html": "3"}
    assert not (tmp_path / "a" / "b").exists()


def test_until_all_is_there_nothing_changes(tmp_path: Path) -> None:
    publish(tmp_path, index="a")
    publication = Publication(tmp_path)
    assert publication.add(OutputFile("index.html", b"b")) == digest_of(b"b")
    assert (tmp_path / "index.html").read_text() == "a"
    publication.abandon()
    assert bytes_in(tmp_path) == {"index.html": "a"}
    assert not (tmp_path / STAGING).exists()


def test_what_is_kept_counts_as_taken_over(tmp_path: Path) -> None:
    publish(tmp_path, index="a", other="b")
    publication = Publication(tmp_path)
    assert sorted(publication.before) == ["index.html", "other.html"]
    publication.keep("index.html")
    publication.add(OutputFile("other.html", b"c"))
    assert sorted(publication.files) == ["index.html", "other.html"]
    report = publication.publish()
    assert (report.written, report.unchanged, report.kept, report.removed) == (1, 1, 1, 0)
    assert bytes_in(tmp_path) == {"index.html": "a", "other.html": "c"}


def test_a_digest_that_is_known_is_taken(tmp_path: Path) -> None:
    publication = Publication(tmp_path)
    assert publication.add(OutputFile("a.html", b"a", "known")) == "known"
    publication.publish()
    assert read_manifest(tmp_path) == {"a.html": "known"}


def test_a_strange_file_stays_and_the_site_as_well(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", "utf-8")
    with pytest.raises(WriteError, match="was not written by kbgen: empty the folder"):
        publish(tmp_path, index="a", other="b")
    assert bytes_in(tmp_path) == {"index.html": "mine"}
    assert not (tmp_path / STAGING).exists()


def test_a_strange_file_with_the_very_content_is_ours_from_then_on(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a", "utf-8")
    assert publish(tmp_path, index="a").written == 0
    assert list(read_manifest(tmp_path)) == ["index.html"]


def test_a_folder_that_leads_out_of_the_site_is_refused(tmp_path: Path) -> None:
    elsewhere, site = tmp_path / "elsewhere", tmp_path / "site"
    for folder in (elsewhere, site):
        folder.mkdir()
    (site / "a").symlink_to(elsewhere)
    with pytest.raises(WriteError, match="a is a link that leads out"):
        publish(site, a__b="c")
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_the_place_of_a_page_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """Even where it leads to the very content, and is itself as long as that."""
    site, elsewhere = tmp_path / "site", tmp_path / "1"
    publish(site, index="a")
    elsewhere.write_text("four", "utf-8")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("../1")
    publish(site, index="four")
    assert not (site / "index.html").is_symlink()
    assert elsewhere.read_text("utf-8") == "four"


def test_a_staging_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for folder in (site, elsewhere):
        folder.mkdir()
    (elsewhere / "mine").write_text("mine", "utf-8")
    (site / STAGING).symlink_to(elsewhere)
    publish(site, index="a")
    assert bytes_in(elsewhere) == {"mine": "mine"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": 7}', "{"])
def test_a_damaged_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(WriteError, match="damaged: empty the folder"):
        read_manifest(tmp_path)


def test_what_a_manifest_names_outside_of_the_site_is_not_ours(tmp_path: Path) -> None:
    """One could come with a folder from anywhere, and all that it names may be removed."""
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    names = ["../mine.txt", "a/../../mine.txt", str(tmp_path / "mine.txt"), "..\\mine.txt"]
    site = tmp_path / "site"
    site.mkdir()
    text = json.dumps({"files": dict.fromkeys([*names, "..a/b.html"], "x")})
    (site / MANIFEST).write_text(text, "utf-8")
    assert read_manifest(site) == {"..a/b.html": "x"}
    publish(site, index="a")
    assert (tmp_path / "mine.txt").exists()


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(WriteError, match="a file lies in the way"):
        Publication(tmp_path / "site")


def test_a_site_without_a_manifest_has_no_files(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == read_manifest(tmp_path / "nowhere") == {}


def test_a_report_names_each_file_on_a_line_of_its_own() -> None:
    report = Report(1, 5, 1, 3, ["a\n.html"], ["b.html"], ["content/c.md"])
    lines = str(report).split("\n")
    assert [line.partition(":")[0] for line in lines] == [
        "changed",
        "written",
        "removed",
        "taken over",
    ]
    assert lines[-1] == "taken over: 3 files; made anew and alike: 2"
