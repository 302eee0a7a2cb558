"""Only what is ours is written, changed or removed, and nothing is half done."""

import resource
from pathlib import Path

import pytest

from tests.writing.knowledge_base import (
    build,
    build_told,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
    start_build,
    wait_for,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("built") / "base")
    assert build(root) == 0
    return root


@pytest.fixture
def base(built: Path, tmp_path: Path) -> Path:
    return copied(built, tmp_path / "base")


def test_files_of_others_are_left_alone(base: Path) -> None:
    stray = base / "site" / "practices" / "notes.txt"
    stray.write_text("mine")
    (base / "content" / "practices" / "r5.md").unlink()
    (base / "content" / "practices" / "r4.md").write_text(record(4, 5))
    assert build(base) == 0
    assert not (base / "site" / "practices" / "r5.html").exists()
    assert stray.read_text() == "mine"


def test_a_page_does_not_take_the_place_of_a_stranger(base: Path) -> None:
    stray = base / "site" / "practices" / "r9.html"
    stray.write_text("mine")
    before = site_bytes(base / "site")
    (base / "content" / "practices" / "r9.md").write_text(record(9))
    built = build_told(base)
    assert built.returncode == 1
    assert "practices/r9.html" in built.stderr
    assert "was not written by kbgen" in built.stderr
    assert site_bytes(base / "site") == before


def test_only_what_differs_is_touched(base: Path) -> None:
    times = {file: file.stat().st_mtime_ns for file in (base / "site").rglob("*.html")}
    (base / "content" / "practices" / "r1.md").write_text(record(1, body="Another body."))
    assert build(base) == 0
    touched = {file.name for file, changed in times.items() if file.stat().st_mtime_ns != changed}
    assert touched == {"r1.html"}


def test_a_changed_or_lost_page_is_mended(base: Path) -> None:
    before = site_bytes(base / "site")
    (base / "site" / "practices" / "r1.html").write_text("spoilt")
    (base / "site" / "practices" / "r2.html").unlink()
    assert build(base) == 0
    assert site_bytes(base / "site") == before


@pytest.mark.parametrize("damage", ["gone", "cut", "noise", "swapped"])
def test_what_is_kept_may_be_lost_or_damaged(base: Path, tmp_path: Path, damage: str) -> None:
    kept = [file for file in (base / ".kbgen").iterdir() if file.name != "lock"]
    for file in kept:
        raw = file.read_bytes()
        if damage == "gone":
            file.unlink()
        elif damage == "cut":
            file.write_bytes(raw[: len(raw) // 2])
        elif damage == "noise":
            middle = len(raw) // 2
            file.write_bytes(
                raw[:middle]
                + bytes(b ^ 0x55 for b in raw[middle : middle + 400])
                + raw[middle + 400 :]
            )
        else:
            file.write_bytes(raw.replace(b"Lesson", b"Lossen"))
    (base / "content" / "practices" / "r1.md").write_text(record(1, title="Renamed"))
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def test_without_its_manifest_a_site_is_not_ours(base: Path) -> None:
    (base / "site" / ".kbgen-manifest.json").unlink()
    before = site_bytes(base / "site")
    (base / "content" / "practices" / "r1.md").write_text(record(1, title="Renamed"))
    built = build_told(base)
    assert built.returncode == 1
    assert built.stderr.count("\n") == 1
    assert "empty the folder" in built.stderr
    assert site_bytes(base / "site") == before
    for file in sorted((base / "site").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert build(base) == 0
    assert site_bytes(base / "site").keys() == before.keys() | {".kbgen-manifest.json"}


def test_a_damaged_manifest_is_said_in_one_line(base: Path) -> None:
    (base / "site" / ".kbgen-manifest.json").write_text("{")
    (base / "content" / "practices" / "r1.md").write_text(record(1, title="Renamed"))
    built = build_told(base)
    assert built.returncode == 1
    assert built.stderr.count("\n") == 1
    assert "is damaged" in built.stderr


def test_a_link_out_of_the_site_is_not_followed(base: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (base / "site" / "practices").rename(elsewhere)
    (base / "site" / "practices").symlink_to(elsewhere)
    before = site_bytes(elsewhere)
    (base / "content" / "practices" / "r1.md").write_text(record(1, title="Renamed"))
    built = build_told(base)
    assert built.returncode == 1
    assert "leads out of" in built.stderr
    assert site_bytes(elsewhere) == before


def test_two_builds_at_once_wait_for_each_other(base: Path, tmp_path: Path) -> None:
    for number in range(6):
        (base / "content" / "practices" / f"r{number}.md").write_text(
            record(number, title=f"New {number}")
        )
    children = [start_build(base) for _ in range(3)]
    assert [wait_for(child) for child in children] == [0, 0, 0]
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def test_a_full_disk_is_said_in_one_line(tmp_path: Path) -> None:
    base = make(tmp_path / "base")
    limit = (8192, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    built = build_told(base, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert built.returncode == 1
    assert "cannot be written" in built.stderr
    assert "Traceback" not in built.stderr
    assert not (base / "site" / "index.html").exists()
    assert build(base) == 0
