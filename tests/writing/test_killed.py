"""A build that ends at any moment leaves whole files, and the next one mends the rest."""

import itertools
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.stages.write import Publication
from tests.trials import amount, some
from tests.writing.knowledge_base import (
    age,
    build,
    build_apart,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
    start_build,
    wait_for,
)

KILLS = amount(20, few=2)
RECORDS = amount(15, few=8)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("built") / "base", RECORDS)
    assert build(root) == 0
    return root


@pytest.fixture
def base(built: Path, tmp_path: Path) -> Path:
    return copied(built, tmp_path / "base")


def test_a_killed_build_leaves_whole_files_and_the_next_mends(base: Path, tmp_path: Path) -> None:
    after = {}
    for said in ("first", "second"):
        _change_all(base, said)
        after[said] = clean_build(base, tmp_path / said)
    started = time.monotonic()
    assert build(base) == 0
    duration = time.monotonic() - started
    moments = random.Random(1951)
    killed = 0
    for round_ in itertools.count():
        said, other = ("first", "second") if round_ % 2 == 0 else ("second", "first")
        _change_all(base, said)
        child = start_build(base)
        # Moments all over a build; a site of this size changes its files in the last part of it.
        time.sleep(duration * moments.random())
        os.kill(child, signal.SIGKILL)
        if wait_for(child) == -signal.SIGKILL:
            killed += 1
        else:
            # It ended before its kill, which says nothing: builds are quicker than was measured.
            duration *= 0.8
        for permalink, digest in site_bytes(base / "site").items():
            if not permalink.startswith(".kbgen"):
                assert digest in (after[said].get(permalink), after[other].get(permalink)), (
                    permalink
                )
        json.loads((base / "site" / ".kbgen-manifest.json").read_text())
        assert build(base) == 0
        assert site_bytes(base / "site") == after[said]
        if killed == KILLS:
            break


def _stopped_after(renames: int) -> Callable[[], None]:
    """Makes a build end, without a word, before its next rename after that many."""

    def prepare() -> None:
        replace, left = os.replace, renames

        def counted(source: str, target: str) -> None:
            nonlocal left
            if left == 0:
                os._exit(9)
            left -= 1
            replace(source, target)

        os.replace = counted  # type: ignore[assignment]

    return prepare


def test_a_build_stopped_between_two_files_is_mended(base: Path, tmp_path: Path) -> None:
    (base / "content" / "practices" / "r3.md").unlink()
    for moment in some((1, 2, 8, 12), few=2):
        _change_all(base, f"before rename {moment}")
        last = base / "content" / "practices" / "r2.md"
        last.write_text(last.read_text().replace("[r3]", "[r4]"))
        assert wait_for(start_build(base, _stopped_after(moment))) == 9
        manifest = json.loads((base / "site" / ".kbgen-manifest.json").read_text())
        ours = set(manifest["files"])
        there = {p for p in site_bytes(base / "site") if not p.startswith(".kbgen")}
        assert there <= ours, "a file that we wrote must be named, or it could never be removed"
    after = clean_build(base, tmp_path / "clean")
    assert build(base) == 0
    assert site_bytes(base / "site") == after


def test_what_a_killed_build_left_goes_though_nothing_has_changed_since(base: Path) -> None:
    age(*(file for file in base.rglob("*") if file.is_file()))
    assert build_apart(base) == 0  # of old files the next build can be sure, and need not look
    before = site_bytes(base / "site")
    page = base / "site" / "practices" / "r1.html"
    status = page.stat()
    page.write_bytes(page.read_bytes()[::-1])  # which only a clean build notices
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert wait_for(start_build(base, _stopped_before_publishing, "build", "--clean")) == 9
    assert site_bytes(base / "site").keys() - before.keys()
    assert build_apart(base) == 0
    assert site_bytes(base / "site").keys() == before.keys()


def test_a_manifest_that_is_gone_is_written_anew_though_nothing_has_changed(base: Path) -> None:
    age(*(file for file in base.rglob("*") if file.is_file()))
    assert build_apart(base) == 0
    before = site_bytes(base / "site")
    (base / "site" / ".kbgen-manifest.json").unlink()
    assert build_apart(base) == 0
    assert site_bytes(base / "site") == before
    _change_all(base, "edited afterwards")
    assert build_apart(base) == 0


def test_a_site_that_is_gone_is_built_whole_though_nothing_has_changed(base: Path) -> None:
    age(*(file for file in base.rglob("*") if file.is_file()))
    assert build_apart(base) == 0
    before = site_bytes(base / "site")
    assert [permalink for permalink in before if permalink.startswith("assets/")]
    shutil.rmtree(base / "site")
    assert build_apart(base) == 0
    assert site_bytes(base / "site") == before


def _stopped_before_publishing() -> None:
    """Makes a build end, without a word, once all that differs is staged."""
    Publication.publish = lambda self: os._exit(9)  # type: ignore[method-assign]


def _change_all(base: Path, said: str) -> None:
    for number in range(RECORDS):
        place = base / "content" / "practices" / f"r{number}.md"
        if place.exists():
            place.write_text(record(number, RECORDS, f"Record {number} {said}", f"Body {said}."))
