"""What a build learns of the last one; builds that use it are in tests/writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.kept import Kept
from kbgen.project import Project
from tests.make import write_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_file(tmp_path, "content/a.md", "a")
    write_file(tmp_path, "content/b/c.md", "c")
    write_file(tmp_path, "kbgen.yml", "title: T")
    write_file(tmp_path, "site/a.html", "page")
    return tmp_path


def kept(root: Path, clean: bool = False) -> Kept:
    return Kept(Project(root, root / "site", clean=clean), None)


def build(root: Path) -> None:
    """What a build of one page leaves."""
    with kept(root) as left:
        left.digests = {"a.md": "digest a", "b/c.md": "digest c"}
        left.stands("a.html", "key")
        left.chart = "chart"
        left.keep("chart", "chart", b'{"kept":1}')
        left.note("name", b"[2]")
        left.keep_analysis("one", b"[3]")
        left.finish(["a.html"], warned=False)


def test_a_first_build_knows_nothing(root: Path) -> None:
    with kept(root) as found:
        found.trust(["a.html"])
        assert (found.digest_of("a.md"), found.last_key("a.html")) == (None, "")
        assert (found.last_chart, found.charted(), found.recall("name")) == ("", None, None)
        assert (found.analyses(), found.analysis("one")) == ({}, None)
        assert not found.stands("a.html", "key")


def test_the_next_build_knows_what_was_left(root: Path) -> None:
    build(root)
    with kept(root) as found:
        assert (found.changed, found.edited()) == ([], [])
        assert found.digest_of("b/c.md") == found.last_digest("b/c.md") == "digest c"
        assert found.last_key("a.html") == "key"
        assert (found.last_chart, found.charted(), found.recall("name")) == (
            "chart",
            {"kept": 1},
            [2],
        )
        assert (found.analyses(), found.analysis("one")) == ({"one": [3]}, [3])
        assert found.file("a.html") == b"page"
        assert found.file("none.html") is None


def test_a_clean_build_takes_nothing_over(root: Path) -> None:
    build(root)
    with kept(root, clean=True) as found:
        found.trust(["a.html"])
        assert (found.digest_of("a.md"), found.recall("name"), found.analyses()) == (None, None, {})
        assert not found.stands("a.html", "key")


def test_a_file_stands_that_is_ours_with_the_same_key_and_untouched(root: Path) -> None:
    build(root)
    with kept(root) as found:
        assert not found.stands("a.html", "key"), "the manifest does not name it"
        found.trust(["a.html"])
        assert not found.stands("a.html", "another key")
        assert not found.stands("b.html", "key")
        assert found.stands("a.html", "key")
    write_file(root, "site/a.html", "PAGE", age=1)
    with kept(root) as found:
        found.trust(["a.html"])
        assert not found.stands("a.html", "key")


def test_an_edited_document_is_named_and_has_no_digest(root: Path) -> None:
    build(root)
    write_file(root, "content/b/c.md", "d", age=1)
    with kept(root) as found:
        assert found.edited() == ["b/c.md"]
        assert found.digest_of("b/c.md") is None
        assert found.digest_of("a.md") == "digest a"


def test_an_edit_of_anything_but_documents_asks_for_more(root: Path) -> None:
    build(root)
    write_file(root, "kbgen.yml", "title: U", age=1)
    with kept(root) as found:
        assert found.edited() is None


@pytest.mark.parametrize(
    "path", ["content/new.md", "layouts/pages/home.html", "content/new/.keep.md"]
)
def test_what_came_or_is_no_document_asks_for_more_than_edits(root: Path, path: str) -> None:
    build(root)
    write_file(root, path, "x")
    with kept(root) as found:
        assert found.edited() == ([] if ".keep" in path else None)


def test_a_document_that_went_asks_for_more_than_edits(root: Path) -> None:
    build(root)
    (root / "content" / "a.md").unlink()
    with kept(root) as found:
        assert found.edited() is None


def test_a_document_that_became_a_link_is_no_edit(root: Path) -> None:
    build(root)
    (root / "content" / "a.md").rename(root / "elsewhere")
    (root / "content" / "a.md").symlink_to(root / "elsewhere")
    with kept(root) as found:
        assert found.edited() is None


def test_an_editors_copy_is_of_no_concern(root: Path) -> None:
    build(root)
    write_file(root, "content/a.md~", "x")
    with kept(root) as found:
        assert found.edited() == []


@pytest.mark.parametrize("forget", [False, True])
def test_what_had_no_use_may_be_given_up(root: Path, forget: bool) -> None:
    build(root)
    with kept(root) as found:
        found.forget_unused = forget
        found.recall("name")
        found.keep_analysis("two", b"[4]")
        found.finish([], warned=False)
    with kept(root) as found:
        assert found.recall("name") == [2]
        assert found.analyses() == ({"two": [4]} if forget else {"one": [3], "two": [4]})


def test_a_build_that_fails_gives_nothing_up(root: Path) -> None:
    build(root)
    with pytest.raises(ZeroDivisionError), kept(root) as found:
        found.forget_unused = True
        raise ZeroDivisionError
    with kept(root) as found:
        assert found.analyses() == {"one": [3]}
