"""Times kbgen on this repository's own knowledge base, then on a thousand records beside Hugo.

    make bench

`bench/bench.py` alone also takes ten thousand. Works on a copy. Each line is the median of several
runs of a fresh process, as a person waits for it (wall) and as the machine works for it (CPU, all
processes together).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 5


def timed(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of one run of kbgen; a run that fails ends the measurement."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kbgen", *arguments],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(cache_of(folder))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system
    return wall, cpu - before.children_user - before.children_system


def cache_of(folder: Path) -> Path:
    """What stands in for the cache in the user's home, where compiled layouts are kept."""
    return folder.with_name("cache")


def report(name: str, arguments: list[str], folder: Path, before: Callable[[int], None]) -> None:
    """Prints the medians of a command; ``before`` prepares each round and is not timed."""
    runs = []
    for number in range(ROUNDS):
        before(number)
        runs.append(timed(arguments, folder))
    wall, cpu = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{name:<28}{wall:>8.2f}{cpu:>8.2f}", flush=True)


def main() -> int:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "base"
        folder.mkdir()
        shutil.copy(ROOT / "kbgen.yml", folder)
        for name in ("content", "layouts"):
            shutil.copytree(ROOT / name, folder / name)
        records = sorted((folder / "content" / "practices").rglob("*.md"))

        def nothing(_: int) -> None:
            """The round starts where the last one ended."""

        def forget(_: int) -> None:
            for place in (folder / "site", folder / ".kbgen", cache_of(folder)):
                shutil.rmtree(place, ignore_errors=True)

        def edit(number: int) -> None:
            record = records[number % len(records)]
            record.write_text(f"{record.read_text('utf-8')}\nRound {number}.\n", "utf-8")

        print(f"{'seconds, median of ' + str(ROUNDS):<28}{'wall':>8}{'CPU':>8}")
        report("kbgen --version", ["--version"], folder, nothing)
        report("kbgen check", ["check"], folder, forget)
        report("kbgen build, cold", ["build"], folder, forget)
        report("kbgen build, nothing changed", ["build"], folder, nothing)
        report("kbgen build, a record edited", ["build"], folder, edit)
    many = [sys.executable, str(ROOT / "bench" / "bench.py"), "1000", "--rounds", "3"]
    return subprocess.run(many, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
