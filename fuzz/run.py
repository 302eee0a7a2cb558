"""Run the targets for a while each: python fuzz/run.py SECONDS [TARGET ...]."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build/fuzz"
LONGEST_INPUT = 8000
SECONDS_FOR_ONE = 20
MEGABYTES = 1000


def fuzz(target: str, seconds: int) -> int:
    """The exit status of one target, after saying what it did."""
    from fuzz.targets import SEEDS

    folder = KEPT / target
    seeds = folder / "inputs"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[target]):
        (seeds / f"seed-{number}").write_bytes(seed)
    before = set(folder.iterdir())
    words = [sys.executable, __file__, "--target", target, str(seeds)]
    words += [f"-max_total_time={seconds}", f"-max_len={LONGEST_INPUT}", "-print_final_stats=1"]
    words += [f"-timeout={SECONDS_FOR_ONE}", f"-rss_limit_mb={MEGABYTES}"]
    words += [f"-artifact_prefix={folder}/", f"-dict={Path(__file__).with_name('words.txt')}"]
    print(f"{target}: {seconds} seconds", flush=True)
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace")
    for line in run.stderr.splitlines():
        if line.startswith(("stat::number_of_executed_units", "stat::peak_rss_mb")):
            print(f"  {line.removeprefix('stat::')}")
    if run.returncode:
        said = (run.stdout + run.stderr).splitlines()
        print("\n".join([line for line in said if not line.startswith(("INFO", "#"))][-60:]))
        for found in sorted(set(folder.iterdir()) - before):
            print(f"  the input: {found}")
            print(f"  again: {sys.executable} {__file__} --target {target} {found}")
    return run.returncode


def one(target: str, arguments: list[str]) -> None:
    """Feed one target, in this process, until it fails or its time is over."""
    atheris: Any = importlib.import_module("atheris")  # installed by `make fuzz` alone
    with atheris.instrument_imports(include=["kbgen", "markdown_it", "mdit_py_plugins", "yaml"]):
        from fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1] == "--target":
        one(sys.argv[2], sys.argv[3:])
    else:
        wanted = sys.argv[2:] or ["record", "declaration", "query"]
        sys.exit(max(fuzz(target, int(sys.argv[1])) for target in wanted))
