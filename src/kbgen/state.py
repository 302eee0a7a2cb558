"""What the last build read and wrote, so that the next one can tell what differs.

A build with nothing to do ends before anything else is needed. That is why files are named by
text here, and why nothing is imported that takes longer than the look at a thousand files.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from itertools import islice

from kbgen import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change with the same time."""

Stamp = str
"""Size and time of change of a file; of what is no ordinary file its kind, too."""

Stamps = dict[str, dict[str, Stamp]]
"""Folder, with a slash at its end -> name of a file in it -> its stamp."""


class State:
    """What one build read and wrote."""

    __slots__ = ("_digests", "chart", "fingerprint", "inputs", "outputs", "warned")

    def __init__(
        self,
        fingerprint: str = "",
        inputs: Stamps | None = None,
        outputs: Stamps | None = None,
        chart: str = "",
        warned: bool = False,
        digests: bytes = b"",
    ) -> None:
        self.fingerprint = fingerprint
        """Of kbgen itself, and of what it was told beside the content: with another one nothing of
        this counts."""
        self.inputs = inputs or {}
        """What was read, with no stamp where a change might not have shown yet."""
        self.outputs = outputs or {}
        """What was written, below the site's folder."""
        self.chart = chart
        """Names what was found out by comparing records."""
        self.warned = warned
        """Whether there was anything to say about the content."""
        self._digests = digests  # taken apart only for builds that have something to do

    @property
    def total(self) -> int:
        """How many files were written."""
        return sum(map(len, self.outputs.values()))

    def digests(self) -> tuple[dict[str, str], dict[str, str]]:
        """Input -> digest of its bytes, empty where nobody asked for it; and permalink -> digest of
        everything that the layout could see."""
        parts = iter(_parts(self._digests))
        read = dict(zip(flat(self.inputs), parts, strict=False))
        return read, dict(zip(flat(self.outputs), parts, strict=False))


class Sight:
    """What is on disk as a build begins, beside what was there at the end of the last."""

    def __init__(self, root: str, site: str, site_url: str = "") -> None:
        self.fingerprint = f"{fingerprint()}\n{site_url}"
        self.read_at = time.time_ns()
        self.inputs = stamps(places.sources(root))
        self.file = places.state_file(root, site)
        self.last = read(self.file)
        self._site = site

    def forget(self) -> None:
        """Let nothing be known of the last build."""
        self.last = State()

    def is_unchanged(self) -> bool:
        """Whether all that the last build read and wrote is as it was then."""
        last = self.last
        if not last.outputs or last.fingerprint != self.fingerprint or last.inputs != self.inputs:
            return False
        if os.path.lexists(f"{self._site}/{places.STAGING}"):
            return False  # a build was killed, and the next one clears away what it left
        if not os.path.lexists(f"{self._site}/{places.MANIFEST}"):
            return False  # and is written anew while all files are still known to be ours
        return all(
            _stamps_in(f"{self._site}/{folder}", files) == list(files.values())
            for folder, files in last.outputs.items()
        )


def fingerprint() -> str:
    """Changes with every change of kbgen's code and of the Python that runs it."""
    package = os.path.dirname(os.path.abspath(__file__))
    code = sorted(flat(stamps([package], (".py", ".json", ".txt"))).items())
    return "\n".join([sys.version, package, *(f"{path} {stamp}" for path, stamp in code)])


def stamps(places: Iterable[str], endings: tuple[str, ...] = ("",)) -> Stamps:
    """The stamps of all files at and below ``places``, links not followed."""
    found: Stamps = {}
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        try:
            entries = os.scandir(place)
        except NotADirectoryError:
            found[place] = {"": stamp(place)}
            continue
        except FileNotFoundError:
            continue
        files = {}
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                elif entry.name.endswith(endings):
                    try:
                        files[entry.name] = _stamp_of(entry.stat(follow_symlinks=False))
                    except FileNotFoundError:
                        continue
        if files:
            found[place + os.sep] = files
    return found


def stamp(file: str, folder: int | None = None) -> Stamp:
    """Size and time of one file, named from an open ``folder``; empty where there is none."""
    try:
        return _stamp_of(os.stat(file, dir_fd=folder, follow_symlinks=False))
    except OSError:
        return ""


def _stamps_in(folder: str, names: Iterable[str]) -> list[Stamp]:
    """The stamps of files in one folder."""
    if os.stat not in os.supports_dir_fd:
        return [stamp(folder + name) for name in names]
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return []
    try:
        return [stamp(name, opened) for name in names]  # paths would take a quarter longer
    finally:
        os.close(opened)


def _stamp_of(status: os.stat_result) -> Stamp:
    if status.st_mode & 0o170000 == 0o100000:
        return f"{status.st_size} {status.st_mtime_ns}"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_mode}"


def is_ordinary(stamp: Stamp) -> bool:
    """Whether that is the stamp of an ordinary file: no link, and no device."""
    return stamp.count(" ") == 1


def flat(stamps: Stamps) -> dict[str, Stamp]:
    """The same stamps by whole paths."""
    return {folder + name: s for folder, its in stamps.items() for name, s in its.items()}


def by_folder(stamps: Mapping[str, Stamp]) -> Stamps:
    """Stamps of files that are named by permalinks."""
    found: Stamps = {}
    for path, its in stamps.items():
        folder, slash, name = path.rpartition("/")
        found.setdefault(folder + slash, {})[name] = its
    return found


def settled(found: Stamps, read_at: int) -> Stamps:
    """``found`` with no stamp for files changed too shortly before ``read_at`` to be sure of."""
    last = read_at - RACY
    return {
        folder: {name: s if int(s.split()[1]) < last else "" for name, s in files.items()}
        for folder, files in found.items()
    }


def read(file: str) -> State:
    """The state kept in ``file``, that of no build at all where it is not there or not whole."""
    try:
        with open(file, "rb", buffering=0) as stream:
            raw = stream.readall()
        seal, _, rest = raw.partition(b"\0")
        if seal != b"%08x" % zlib.crc32(rest):
            return State()
        size, _, rest = rest.partition(b"\0")
        said, chart, warned, *parts = _parts(rest[: int(size)])
        left = iter(parts)
        read, written = _folders(left), _folders(left)
        return State(said, read, written, chart, bool(warned), rest[int(size) :])
    except (OSError, ValueError, StopIteration):
        return State()


def write(file: str, state: State, read: Mapping[str, str], keys: Mapping[str, str]) -> None:
    """Keep ``state`` in ``file`` with the digests of inputs and the keys of outputs.

    Where that fails the next build does more work, no more.
    """
    parts = [state.fingerprint, state.chart, "warned" if state.warned else ""]
    for found in (state.inputs, state.outputs):
        parts.append(str(len(found)))
        for folder, files in found.items():
            parts += (folder, str(len(files)), *files, *files.values())
    stamps = _joined(parts)
    digests = [read.get(path, "") for path in flat(state.inputs)]
    digests += [keys.get(permalink, "") for permalink in flat(state.outputs)]
    rest = b"%d\0%b%b" % (len(stamps), stamps, _joined(digests))
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(f"{file}.new", "wb") as stream:
            stream.write(b"%08x\0" % zlib.crc32(rest) + rest)
        os.replace(f"{file}.new", file)
    except OSError:
        pass


def _joined(parts: Iterable[str]) -> bytes:
    return "\0".join(parts).encode("utf-8", "surrogateescape")


def _parts(joined: bytes) -> list[str]:
    return joined.decode("utf-8", "surrogateescape").split("\0")


def _folders(parts: Iterator[str]) -> Stamps:
    """The next stamps in ``parts``."""
    found: Stamps = {}
    for _ in range(int(next(parts))):
        folder, size = next(parts), int(next(parts))
        found[folder] = dict(zip([*islice(parts, size)], parts, strict=False))
    return found
