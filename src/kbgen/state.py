"""What the last build read and wrote, so that the next one can tell what differs.

A build with nothing to do ends before anything else is needed. That is why files are named by
text here, and why nothing is imported that takes longer than the look at a thousand files.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

from kbgen import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change with the same time."""

Stamp = str
"""Size and time of change of a file; of what is no ordinary file its kind, too."""


class State:
    """What one build read and wrote."""

    __slots__ = ("chart", "digests", "fingerprint", "inputs", "keys", "outputs", "warned")

    def __init__(
        self,
        fingerprint: str = "",
        inputs: Mapping[str, Stamp] | None = None,
        digests: Mapping[str, str] | None = None,
        outputs: Mapping[str, Stamp] | None = None,
        keys: Mapping[str, str] | None = None,
        chart: str = "",
        warned: bool = False,
    ) -> None:
        self.fingerprint = fingerprint
        """Of kbgen itself: with another one nothing of this counts."""
        self.inputs = inputs or {}
        """What was read, with no stamp where a change might not have shown yet."""
        self.digests = digests or {}
        """The same files -> digest of the bytes, empty where nobody asked for it."""
        self.outputs = outputs or {}
        self.keys = keys or {}
        """The same permalinks -> digest of everything that the layout could see."""
        self.chart = chart
        """Names what was found out by comparing records."""
        self.warned = warned
        """Whether there was anything to say about the content."""


class Sight:
    """What is on disk as a build begins, beside what was there at the end of the last."""

    def __init__(self, root: str, site: str) -> None:
        self.fingerprint = fingerprint()
        self.read_at = time.time_ns()
        self.inputs = stamps(places.sources(root))
        self.file = places.state_file(root, site)
        self.last = read(self.file)
        self._site = site

    def is_unchanged(self) -> bool:
        """Whether all that the last build read and wrote is as it was then."""
        last, site = self.last, self._site
        if not last.outputs or last.fingerprint != self.fingerprint or last.inputs != self.inputs:
            return False
        return all(stamp(f"{site}/{place}") == found for place, found in last.outputs.items())


def fingerprint() -> str:
    """Changes with every change of kbgen's code and of the Python that runs it."""
    package = os.path.dirname(os.path.abspath(__file__))
    code = sorted(stamps([package], (".py", ".json", ".txt")).items())
    return "\n".join([sys.version, package, *(f"{path} {stamp}" for path, stamp in code)])


def stamps(places: Iterable[str], endings: tuple[str, ...] = ("",)) -> dict[str, Stamp]:
    """The stamps of all files at and below ``places``, links not followed."""
    found: dict[str, Stamp] = {}
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        try:
            entries = os.scandir(place)
        except NotADirectoryError:
            found[place] = stamp(place)
            continue
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                elif entry.name.endswith(endings) and (its := _stamp_of(entry)):
                    found[entry.path] = its
    return found


def _stamp_of(entry: os.DirEntry[str]) -> Stamp:
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return ""
    if entry.is_file(follow_symlinks=False):
        return f"{status.st_size} {status.st_mtime_ns}"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_mode}"


def stamp(file: str) -> Stamp:
    """Size and time of one file; empty where there is none."""
    try:
        status = os.lstat(file)
    except OSError:
        return ""
    if status.st_mode & 0o170000 == 0o100000:
        return f"{status.st_size} {status.st_mtime_ns}"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_mode}"


def is_ordinary(stamp: Stamp) -> bool:
    """Whether that is the stamp of an ordinary file: no link, and no device."""
    return stamp.count(" ") == 1


def settled(found: Mapping[str, Stamp], read_at: int) -> dict[str, Stamp]:
    """``found`` with no stamp for files changed too shortly before ``read_at`` to be sure of."""
    last = read_at - RACY
    return {path: s if int(s.split()[1]) < last else "" for path, s in found.items()}


def read(file: str) -> State:
    """The state kept in ``file``, that of no build at all where it is not there or not whole."""
    try:
        with open(file, "rb", buffering=0) as stream:
            raw = stream.readall()
        seal, _, rest = raw.partition(b"\0")
        if seal != b"%08x" % zlib.crc32(rest):
            return State()
        said, chart, warned, count, *rows = rest.decode("utf-8", "surrogateescape").split("\0")
        read, written = rows[: int(count) * 3], rows[int(count) * 3 :]
        return State(
            said,
            dict(zip(read[0::3], read[1::3], strict=True)),
            dict(zip(read[0::3], read[2::3], strict=True)),
            dict(zip(written[0::3], written[1::3], strict=True)),
            dict(zip(written[0::3], written[2::3], strict=True)),
            chart,
            bool(warned),
        )
    except (OSError, ValueError):
        return State()


def write(file: str, state: State) -> None:
    """Keep ``state`` in ``file``; where that fails the next build does more work, no more."""
    said = (state.fingerprint, state.chart, "warned" if state.warned else "")
    parts = [*said, str(len(state.inputs))]
    for found, digests in ((state.inputs, state.digests), (state.outputs, state.keys)):
        for path, stamp in found.items():
            parts += (path, stamp, digests.get(path, ""))
    rest = "\0".join(parts).encode("utf-8", "surrogateescape")
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(f"{file}.new", "wb") as stream:
            stream.write(b"%08x\0" % zlib.crc32(rest) + rest)
        os.replace(f"{file}.new", file)
    except OSError:
        pass
