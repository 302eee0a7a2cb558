"""What authors and readers see, held to files.

A case is a folder with a knowledge base and what is expected of it: `issues.txt`, all that
`kbgen check` prints, and pages, of which `<main>` is compared. `pytest --update-golden` writes what
was found over what was expected; the difference is reviewed as part of the change.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.cli import main
from kbgen.text.source import MAX_BYTES

CASES = Path(__file__).parent / "cases"
RECORD = "---\ntitle: A title\nsummary: A summary.\n---\n"


def test_every_case_expects_something() -> None:
    assert {case.name for case in CASES.iterdir()} == {*MISTAKES, "one-of-each"}
    assert all(any((case / "expected").iterdir()) for case in CASES.iterdir())


def odd_files(root: Path) -> None:
    """Files that not every computer, or no repository, can hold."""
    practices = root / "content" / "practices"
    for name in ("con.md", "Élan.md", "capital.MD", "What?/a.md", "two words/fine.md"):
        (practices / name).parent.mkdir(exist_ok=True)
        (practices / name).write_text(RECORD)
    (practices / "a-book.md").write_text(RECORD + "A word. " * (MAX_BYTES // 8))
    (practices / "elsewhere.md").symlink_to("/etc/hostname")
    (practices / "folder").symlink_to("/etc")
    (root / "content" / "_glossary.yml").symlink_to("/etc/passwd")


MISTAKES: dict[str, Callable[[Path], None]] = {
    "author-mistakes": lambda root: None,
    "clashing-pages": lambda root: None,
    "declaration-mistakes": lambda root: None,
    "file-mistakes": odd_files,
}


@pytest.mark.parametrize("case", MISTAKES)
def test_every_mistake_is_told_with_its_place(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], update_golden: bool
) -> None:
    shutil.copytree(CASES / case, tmp_path, dirs_exist_ok=True)
    MISTAKES[case](tmp_path)
    status = main(["check", "--root", str(tmp_path)])
    told = capsys.readouterr()
    compare(told.err, CASES / case / "expected" / "issues.txt", update_golden)
    assert told.out == ""
    assert status == 1


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
    return file.suffix in (".md", ".yml") and not file.is_symlink()


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
