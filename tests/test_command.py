"""The real command, in a process of its own: what it writes, says and returns."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from kbgen.cli import main
from tests import forked
from tests.make import SMALL

CASES = Path(__file__).parent / "golden" / "cases"
BROKEN = "---\ntitle: A\nscope: nowhere\n---\n"
WARNED = "---\ntitle: A\nscope: Global\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in SMALL.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below ``folder`` with its bytes and the time at which it was written."""
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_wrong_content_leaves_the_site_as_it_was(root: Path) -> None:
    assert forked.run(root, "build").returncode == 0
    before = files_of(root / "site")
    assert "practices/other.html" in before
    shutil.copytree(CASES / "author-mistakes" / "content", root / "content", dirs_exist_ok=True)
    built = forked.run(root, "build", env={**os.environ, "TERM": "xterm-256color"})
    assert built.returncode == 1
    assert "\x1b" not in built.stderr, "pipes get no colour"
    assert "\r" not in built.stderr, "pipes get no progress"
    assert built.stderr.splitlines()[-1].endswith("site is as it was")
    told = [line for line in built.stderr.splitlines() if ": error[" in line]
    assert len({line.split(":")[0] for line in told}) >= 25
    assert sum("five-faults.md:" in line for line in told) == 5
    assert built.stdout == ""
    assert files_of(root / "site") == before


def test_check_writes_no_site(root: Path) -> None:
    record = root / "content/practices/other.md"
    record.write_text(
        record.read_text("utf-8").replace("---\n##", "scope: global\n---\n##"), "utf-8"
    )
    checked = forked.run(root, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("1 record, ")
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (BROKEN, ["check"], 1),
        (WARNED, ["check"], 0),
        (WARNED, ["check", "--strict"], 1),
        (WARNED, ["build", "--strict"], 1),
        (WARNED, ["check", "--root", "nowhere"], 2),
        (WARNED, ["chek"], 2),
        (WARNED, [], 2),
        (WARNED, ["new", "nothing", "A title"], 2),
        (WARNED, ["search", "--limit", "0", "a"], 2),
        (WARNED, ["search", "--limit", "-3", "a"], 2),
    ],
)
def test_the_exit_status_says_what_is_wrong(
    root: Path, text: str, arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content" / "practices" / "a.md").write_text(text, "utf-8")
    monkeypatch.chdir(root)
    try:
        found = main(arguments)
    except SystemExit as ended:  # so argparse refuses what it does not know
        found = int(str(ended.code))
    assert found == status
    assert not (root / "site").exists()


@pytest.mark.parametrize("command", [["build"], ["check"]])
def test_words_that_find_no_way_out_are_one_complaint(root: Path, command: list[str]) -> None:
    err = root / "err"
    assert forked.Command(root, *command, out=Path("/dev/full"), err=err).wait() == 1
    said = err.read_text("utf-8")
    assert "Traceback" not in said
    assert said.endswith("\nkbgen: [Errno 28] No space left on device\n")


def test_a_reader_who_has_gone_is_no_mistake(root: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with open(theirs, "wb") as gone:
        ended = subprocess.run(
            [sys.executable, "-m", "kbgen", "check"], cwd=root, stdout=gone, stderr=subprocess.PIPE
        )
    assert ended.returncode == 141
    assert b"Traceback" not in ended.stderr
    assert b"kbgen: " not in ended.stderr


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the hash seed, the time zone, the locale, and the order in which files were made."""
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    )
    found = []
    case = CASES / "one-of-each"
    for number, world in enumerate(worlds):
        root = tmp_path / f"world-{number}"
        paths = sorted(p.relative_to(case) for p in case.rglob("*") if p.is_file())
        for path in paths if number else reversed(paths):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(case / path, root / path)
        built = subprocess.run(
            [sys.executable, "-m", "kbgen", "build"],
            cwd=root,
            env={**os.environ, **world},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )
        assert built.returncode == 0, built.stderr
        found.append({path: content for path, (content, _) in files_of(root / "site").items()})
    assert found[0] == found[1]
    assert len(found[0]) > 30


@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ([], {"TERM": "xterm"}, True),
        ([], {"TERM": "xterm", "NO_COLOR": ""}, True),
        ([], {"TERM": "xterm", "NO_COLOR": "0"}, False),
        ([], {"TERM": "dumb"}, False),
        (["--no-color"], {"TERM": "xterm"}, False),
        (["--color"], {"TERM": "xterm", "NO_COLOR": "1"}, True),
    ],
)
def test_terminals_get_colour_unless_they_want_none(
    root: Path,
    options: list[str],
    env: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (root / "content" / "practices" / "a.md").write_text(BROKEN, "utf-8")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    told = told_to_a_terminal("check", "-C", str(root), *options)
    assert ("\x1b[31merror" in told) is coloured
    assert "nowhere" in told


def told_to_a_terminal(*words: str) -> str:
    """What the command tells of what is wrong if its standard error is a terminal."""
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal, redirect_stderr(terminal):
        main(words)
        terminal.flush()
        told = b""
        while select.select([ours], [], [], 0)[0]:
            told += os.read(ours, 65536)
    os.close(ours)
    return told.decode()


def test_colours_can_be_had_in_a_pipe(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content" / "practices" / "a.md").write_text(BROKEN, "utf-8")
    assert main(["check", "--color", "-C", str(root)]) == 1
    assert "\x1b[31merror" in capsys.readouterr().err


def test_issues_can_be_notes_on_a_pull_request(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content" / "practices" / "a.md").write_text(BROKEN, "utf-8")
    assert main(["check", "--format", "github", "--root", str(root)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "::error file=content/practices/a.md,line=3,col=8,title=unknown-term::"
        "scope: 'nowhere' is not a term of 'scopes'"
        " (the terms are listed in content/_taxonomies/scopes.yml)"
    ]


def test_a_title_without_quotes_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "-C", str(root), "practices", "Farm", "schools"]) == 2
    assert capsys.readouterr().err == 'kbgen: put the title in quotes: "Farm schools"\n'
    assert not (root / "content/practices/farm.md").exists()


def test_strict_says_that_warnings_count(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content" / "practices" / "a.md").write_text(WARNED, "utf-8")
    words = "0 errors, 2 warnings; warnings count as errors (--strict)"
    assert main(["check", "--strict", "--root", str(root)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == words
    assert main(["build", "--strict", "--root", str(root)]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{words}; ")
    assert main(["check", "--strict", "--format", "github", "--root", str(root)]) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [words]
    assert told.out.startswith("::error file=content/practices/a.md,line=3,col=8,title=alias::")
    assert main(["check", "--format", "github", "--root", str(root)]) == 0
    assert capsys.readouterr().out.startswith("::warning file=")


def test_a_note_names_a_file_whatever_its_name(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content" / "practices" / "a,line=9%0A,title=x: y.md").write_text(BROKEN, "utf-8")
    assert main(["check", "--format", "github", "--root", str(root)]) == 1
    place = capsys.readouterr().out.split("::")[1]
    assert place.startswith(
        "error file=content/practices/a%2Cline=9%250A%2Ctitle=x%3A y.md,line=1,"
    )
