"""`--clean` and `--verbose`: what is taken over from earlier builds, and what is said of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.project import Project
from tests import forked
from tests.unit.serve.running import running, write_knowledge_base
from tests.writing.knowledge_base import make, record, site_bytes

LONG_AGO = (1_700_000_000, 1_700_000_000)


def age(root: Path) -> None:
    """Let files be old enough to be sure of."""
    for file in (root, *root.rglob("*")):
        os.utime(file, LONG_AGO)


def tamper(page: Path) -> bytes:
    """Change a page so that its size and time do not show it; its bytes before that."""
    before, status = page.read_bytes(), page.stat()
    page.write_bytes(before[::-1])
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    return before


def test_a_clean_build_takes_nothing_over(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    age(root)
    assert forked.run(root, "build").returncode == 0
    before = site_bytes(root / "site")
    page = root / "site/practices/r0.html"
    content = tamper(page)
    assert "nothing has changed" in forked.run(root, "build", "-v").stdout
    assert page.read_bytes() != content
    built = forked.run(root, "build", "--clean", "-v").stdout.splitlines()
    alike = len(before) - 2  # without the page and the manifest
    assert [line for line in built if line.startswith("written")] == ["written: practices/r0.html"]
    assert f"taken over: 0 files; made anew and alike: {alike}" in built
    assert built[-2].startswith(f"{alike + 1} files: 1 written, {alike} unchanged, ")
    assert site_bytes(root / "site") == before
    assert "nothing has changed" in forked.run(root, "build").stdout


def test_nor_are_compiled_layouts_taken_over(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "site")
    assert project.own_folder("layouts") != ""
    assert project._replace(clean=True).own_folder("layouts") == ""


def test_each_file_that_changed_is_named(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    age(root)
    first = forked.run(root, "build", "-v").stdout.splitlines()
    assert "changed: kbgen.yml" in first
    assert "written: index.html" in first
    (root / "content/practices/r1.md").write_text(record(1, body="Quite another body."), "utf-8")
    second = forked.run(root, "build", "-v").stdout.splitlines()
    assert [line for line in second if line.startswith("changed")] == [
        "changed: content/practices/r1.md"
    ]
    assert "written: practices/r1.html" in second
    (root / "content/about.md").unlink()
    third = forked.run(root, "build", "-v").stdout.splitlines()
    assert "changed: content/about.md" in third
    assert "removed: about.html" in third


@pytest.mark.parametrize("verb", ["build", "serve"])
def test_nobody_is_both_quiet_and_verbose(tmp_path: Path, verb: str) -> None:
    ended = forked.run(tmp_path, verb, "-q", "-v")
    assert ended.returncode == 2
    assert "not allowed with" in ended.stderr


def test_a_preview_can_begin_anew(tmp_path: Path) -> None:
    root = write_knowledge_base(tmp_path)
    age(root)
    assert forked.run(root, "build").returncode == 0
    content = tamper(root / "site/reports/first.html")
    with running(root, "--clean", "-v") as preview:
        assert preview.link
        assert (root / "site/reports/first.html").read_bytes() == content
        assert "\nwritten: reports/first.html\ntaken over: 0 files; " in preview.said
