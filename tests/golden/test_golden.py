"""What authors and readers see, held to files.

A case is a folder with a knowledge base and what is expected of it: `issues.txt`, all that
`kbgen check` prints, and pages, of which `<main>` is compared. `pytest --update-golden` writes what
was found over what was expected; the difference is reviewed as part of the change.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.cli import main
from kbgen.model.issues import MOST_PER_FILE, Issues
from kbgen.model.values import MAX_ITEMS
from kbgen.stages.files import MAX_BYTES as MAX_ATTACHED
from kbgen.stages.files import MAX_PICTURE
from kbgen.stages.load import load
from kbgen.text.markdown import MAX_BLOCK
from kbgen.text.source import MAX_BYTES

CASES = Path(__file__).parent / "cases"
HEAD = "---\ntitle: A title\n"
RECORD = "---\ntitle: A title\nsummary: A summary.\n---\n"


def test_every_case_expects_something() -> None:
    assert {case.name for case in CASES.iterdir()} == {*MISTAKES, "no-content", "one-of-each"}
    assert all(any((case / "expected").iterdir()) for case in CASES.iterdir())


def odd_files(root: Path) -> None:
    """Files that not every computer, or no repository, can hold."""
    practices = root / "content" / "practices"
    for name in ("con.md", "AUX.md", "Élan.md", "capital.MD", "What?/a.md", "two words/fine.md"):
        (practices / name).parent.mkdir(exist_ok=True)
        (practices / name).write_text(RECORD)
    (practices / "a-book.md").write_text(RECORD + "A word. " * (MAX_BYTES // 8))
    (practices / "elsewhere.md").symlink_to("/etc/hostname")
    (practices / "folder").symlink_to("/etc")
    (root / "content" / "_glossary.yml").symlink_to("/etc/passwd")
    (root / "layouts").mkdir()
    (root / "layouts" / "base.html").symlink_to("/etc/passwd")
    os.mkfifo(practices / "pipe.md")
    (practices / "国.md").write_text(RECORD)
    (practices / "国.pdf").touch()


def large_files(root: Path) -> None:
    """What is too much: made here, for nobody wants it in a repository."""
    practices = root / "content" / "practices"
    rows = ", ".join(["450"] * (MOST_PER_FILE + 1))
    (practices / "many-faults.md").write_text(f"{HEAD}figures: [{rows}]\n---\n")
    items = ", ".join(["global"] * (MAX_ITEMS + 1))
    (practices / "many-items.md").write_text(f"{HEAD}scopes: [{items}]\n---\n")
    (practices / "a-long-paragraph.md").write_text(f"{RECORD}{'A word. ' * (MAX_BLOCK // 8 + 1)}\n")
    links = "\n\n".join("[a]" for _ in range(1000))
    address = "https://example.org/" + "a" * 900
    (practices / "long-links.md").write_text(f"{RECORD}{links}\n\n[a]: {address}\n")
    (practices / "film.md").write_text(f"{RECORD}[A film](film.mp4)\n")
    with (practices / "film.mp4").open("wb") as film:
        film.truncate(MAX_ATTACHED + 1)


def heavy_picture(root: Path) -> None:
    """A picture of more bytes than a text should show."""
    with (root / "content" / "practices" / "class.png").open("wb") as picture:
        picture.write((CASES / "one-of-each/content/practices/square.png").read_bytes())
        picture.truncate(MAX_PICTURE + 100_000)


def empty_content(root: Path) -> None:
    """A folder without a file, which no repository can hold."""
    (root / "content").mkdir()


def folder_for_config(root: Path) -> None:
    """A folder in the place of a file."""
    (root / "kbgen.yml").mkdir()


MISTAKES: dict[str, Callable[[Path], None]] = {
    "author-mistakes": lambda root: None,
    "clashing-pages": lambda root: None,
    "declaration-mistakes": lambda root: None,
    "file-mistakes": odd_files,
    "large-files": large_files,
    "layout-mistakes": lambda root: None,
    "no-collection": lambda root: None,
    "no-taxonomy": folder_for_config,
    "nothing-yet": empty_content,
    "warnings": heavy_picture,
}
BUILT = {"layout-mistakes"}
"""Cases whose mistakes only a build can find."""


@pytest.mark.parametrize("case", MISTAKES)
def test_every_mistake_is_told_with_its_place(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], update_golden: bool
) -> None:
    shutil.copytree(CASES / case, tmp_path, dirs_exist_ok=True)
    MISTAKES[case](tmp_path)
    status = main(["build" if case in BUILT else "check", "--root", str(tmp_path)])
    told = capsys.readouterr()
    said = told.err.replace(str(tmp_path), "...")
    compare(said, CASES / case / "expected" / "issues.txt", update_golden)
    assert status == (1 if " error[" in told.err else 0)
    assert status == 0 or told.out == ""


def test_content_that_goes_while_it_is_previewed_is_told(
    tmp_path: Path, update_golden: bool
) -> None:
    """Commands look for the folder before they read it."""
    issues = Issues()
    load(tmp_path, issues)
    told = "".join(f"{issue}\n" for issue in issues)
    compare(told, CASES / "no-content" / "expected" / "issues.txt", update_golden)


def test_places_are_within_their_files(tmp_path: Path) -> None:
    """A place beyond the end of a file would send an editor nowhere."""
    for case, prepare in MISTAKES.items():
        root = tmp_path / case
        shutil.copytree(CASES / case, root)
        prepare(root)
        places = re.findall(
            r"^(\S.*?):(\d+):(\d+): ", (root / "expected" / "issues.txt").read_text("utf-8"), re.M
        )
        assert places
        for path, line, column in places:
            text = (
                (root / path).read_bytes().decode("utf-8", "replace")
                if is_text(root / path)
                else ""
            )
            lines = re.split("\r\n|\r|\n", text)
            assert int(line) <= len(lines), f"{path}:{line}"
            assert int(column) <= len(lines[int(line) - 1]) + 1, f"{path}:{line}:{column}"


def is_text(file: Path) -> bool:
    return (
        file.suffix in (".md", ".yml", ".html", ".css", ".js")
        and file.is_file()
        and not file.is_symlink()
    )


def test_one_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], update_golden: bool
) -> None:
    """Every type of field, an overridden layout, and a collection that is a folder and no code."""
    shutil.copytree(CASES / "one-of-each", tmp_path, dirs_exist_ok=True)
    status = main(["build", "--root", str(tmp_path), "--quiet"])
    told = capsys.readouterr().err
    compare(told, CASES / "one-of-each" / "expected" / "issues.txt", update_golden)
    assert status == 0
    for file in (tmp_path / "site").rglob("*.html"):
        ids = re.findall(r"<[^>]* id=\"?([^\s\">]+)", file.read_text("utf-8"))
        assert len(ids) == len(set(ids)), f"{file.name} has an id twice"
    for expected in sorted((CASES / "one-of-each" / "expected").rglob("*.html")):
        page = expected.relative_to(CASES / "one-of-each" / "expected")
        html = (tmp_path / "site" / page).read_text("utf-8")
        main_part = re.search(r"<main.*</main>\n?", html, re.S)
        assert main_part, f"{page} has no <main>"
        compare(main_part[0], expected, update_golden)


def compare(found: str, expected: Path, update: bool) -> None:
    if update:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8", newline="\n")
    assert found == expected.read_text("utf-8"), f"{expected} differs: see --update-golden"
