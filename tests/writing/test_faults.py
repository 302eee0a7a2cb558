"""A disk, a file or a signal comes in between: pages stay whole, a line says why, all is mended."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.load import load, read_again
from tests import forked
from tests.trials import amount, are_few, some
from tests.writing.knowledge_base import (
    build,
    build_told,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
)
from tests.writing.small_disk import namespace, run_in

STOPS = amount(4, few=2)
# Each has a built site, a record that has changed since, and a copy of the site in $OUT.
FULL = """
mount -t tmpfs -o size=6m tmpfs site
cp -a "$OUT/before/." site
dd if=/dev/zero of=site/filling bs=4k 2>/dev/null || true
$KBGEN build >"$OUT/printed" 2>"$OUT/said" && exit 9
cp -R site "$OUT/after"
rm site/filling
$KBGEN build -q
cp -R site "$OUT/mended"
"""
LIMITED = """
(ulimit -f 1; $KBGEN build >"$OUT/printed" 2>"$OUT/said") && exit 9
cp -R site "$OUT/after"
"""
READ_ONLY = """
mount --bind site site
mount -o remount,ro,bind site
$KBGEN build >"$OUT/printed" 2>"$OUT/said" && exit 9
cp -R site "$OUT/after"
umount site
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("built") / "base")
    assert build(root) == 0
    return root


@pytest.mark.parametrize("kind", some(("full", "limited"), few=1))
def test_a_full_disk(built: Path, tmp_path: Path, kind: str) -> None:
    script = FULL if kind == "full" and namespace() else LIMITED
    assert "cannot be written: No space left on device" in said_of(built, tmp_path, script)


def test_a_site_that_cannot_be_written(built: Path, tmp_path: Path) -> None:
    if namespace():
        assert "Read-only file system" in said_of(built, tmp_path, READ_ONLY)
    elif os.geteuid():
        closed = "chmod -R a-w site\n", "chmod -R u+w site\n"
        mounted = READ_ONLY.replace(
            "mount --bind site site\nmount -o remount,ro,bind site\n", closed[0]
        )
        script = mounted.replace("umount site\n", closed[1])
        assert "Permission denied" in said_of(built, tmp_path, script)
    else:
        told = forked.run(make(tmp_path / "base"), "build", "-d", "/proc/site")
        assert told.returncode == 1
        assert told.stderr.count("\n") == 1


def said_of(built: Path, place: Path, script: str) -> str:
    """What a build says when ``script`` comes in between; its site stays, and is mended."""
    base = copied(built, place / "base")
    shutil.copytree(base / "site", place / "before")
    (base / "content/practices/r1.md").write_text(record(1, title="Renamed"))
    run_in(base, script, OUT=str(place))
    before, after = site_bytes(place / "before"), site_bytes(place / "after")
    after.pop("filling", None)
    assert after == before
    mended = place / "mended"
    if not mended.exists():
        assert build(base) == 0
        mended = base / "site"
    assert site_bytes(mended) == clean_build(base, place / "clean")
    assert (place / "printed").read_text() == ""
    said = (place / "said").read_text()
    assert said.count("\n") == 1, said
    assert said.startswith("kbgen: ")
    return said


def test_the_memory_of_the_last_build_cannot_be_written(built: Path, tmp_path: Path) -> None:
    """It costs time and nothing else."""
    base = copied(built, tmp_path / "base")
    for file in (base / ".kbgen").iterdir():
        file.unlink()
        file.mkdir()
    (base / "content/practices/r1.md").write_text(record(1, title="Renamed"))
    told = build_told(base)
    assert (told.returncode, told.stderr) == (0, "")
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def test_a_file_that_changes_between_two_looks_is_told(tmp_path: Path) -> None:
    base = make(tmp_path / "base")
    file = base / "content/practices/r1.md"
    issues = Issues()
    known = {d.path: d.digest for d in load(base, issues).documents}
    content = load(base, issues, known.get)
    document = next(d for d in content.documents if d.path == "practices/r1.md")
    assert document.raw == b""
    found = read_again(base, document, issues)
    assert found and found.raw == file.read_bytes()
    file.write_text(record(1, title="Another"))
    assert read_again(base, document, issues) is None
    file.unlink()
    assert read_again(base, document, issues) is None
    assert [str(issue).split("\n")[0] for issue in issues] == [
        "content/practices/r1.md:1:1: error[cannot-read] No such file or directory",
        "content/practices/r1.md:1:1: error[cannot-read] the file changed while it was read",
    ]


def test_files_that_vanish_and_change_while_they_are_read(tmp_path: Path) -> None:
    base = make(tmp_path / "base", 12)
    assert build(base) == 0
    stop = threading.Event()

    def disturb() -> None:
        luck = random.Random(1951)
        while not stop.is_set():
            number = luck.randrange(12)
            file = base / "content/practices" / f"r{number}.md"
            file.unlink(missing_ok=True)
            fresh = file.with_suffix(".tmp~")
            fresh.write_text(record(number, 12, body=f"Number {luck.random()}."))
            fresh.replace(file)
            stop.wait(0.001)  # leaves time for the builds too

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        built = [forked.run(base, "build", "-q") for _ in range(amount(4, few=2))]
    finally:
        stop.set()
        thread.join()
    for one in built:
        assert one.returncode in (0, 1)
        lines = [line for line in one.stderr.split("\n") if line and line[0] != " "]
        for line in lines[:-1]:
            assert line.startswith("content/practices/"), one.stderr
        assert not lines or "site is as it was" in lines[-1]
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def alive(group: int) -> list[int]:
    """The processes of a group that still run: orphans that have ended may wait to be reaped."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, number = file.read_text().rpartition(")")[2].split()[:3]
            if int(number) == group and state != "Z":
                found.append(int(file.parent.name))
    return found


def test_a_signal_ends_a_build_with_a_word(tmp_path: Path) -> None:
    """At many moments, to the command alone and to all its processes, as a terminal does."""
    base = make(tmp_path / "base", 320)
    if are_few():
        (base / "kbgen.yml").write_text("title: Small\nsearch: none\n")
    assert build(base) == 0
    after, stopped, round_ = site_bytes(base / "site"), 0, 0
    while stopped < STOPS and round_ < 60:  # some builds end before the signal comes
        number = (signal.SIGINT, signal.SIGTERM)[round_ % 2]
        send = (os.kill, os.killpg, os.killpg, os.kill)[round_ % 4]
        for file in (base / "content/practices").glob("r*.md"):
            file.write_text(file.read_text() + f"\nSaid {round_}.\n")
        lock = base / ".kbgen/lock"
        lock.unlink(missing_ok=True)
        out, err = tmp_path / "out", tmp_path / "err"
        command = forked.Command(base, "build", "-q", out=out, err=err)
        while command.is_alive() and not lock.exists():
            time.sleep(0.005)  # before that, Python itself answers signals
        time.sleep(0.06 * (round_ % 8))
        round_ += 1
        with suppress(ProcessLookupError):
            send(command.id, number)
        status = command.wait()
        said = err.read_text("utf-8")
        assert out.read_text("utf-8") == ""
        if said == "stopped\n":
            # Python takes an interrupt within `exec`, which makes dataclasses, for one that nobody
            # answered, and ends by SIGINT after all was said and done.
            assert status in (128 + number, -signal.SIGINT)
            stopped += 1
        else:
            # It had ended before: at the very end signals have their first meaning again.
            # Or Python forgot the interrupt, as it does in callbacks of its own, and says so.
            assert status in (0, -number)
            assert said == "" or said.startswith("Exception ignored in")
        assert not (base / "site/.kbgen-new").exists()
        for permalink in site_bytes(base / "site"):
            if not permalink.startswith(".kbgen"):
                text = (base / "site" / permalink).read_bytes()
                assert permalink in after
                assert permalink.endswith(".html") <= text.endswith(b"</html>\n"), permalink
        assert alive(command.id) == []
    assert stopped == STOPS
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")
