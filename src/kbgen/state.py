"""What the last build read and wrote, so that the next one can tell what differs.

Only the standard library's light parts are imported here, to which dataclasses do not belong: a
build with nothing to do ends before any other is needed.
"""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import Any, NamedTuple

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change with the same time."""

Stamp = tuple[int, int]
"""Size and time of change of a file."""


class State(NamedTuple):
    """What one build read and wrote."""

    fingerprint: str
    """Of kbgen itself: with another one nothing of this counts."""
    inputs: Mapping[str, Stamp] = MappingProxyType({})
    outputs: Mapping[str, Stamp] = MappingProxyType({})
    keys: Mapping[str, str] = MappingProxyType({})
    """Permalink -> digest of everything that its layout could see."""
    digests: Mapping[str, str] = MappingProxyType({})
    """Path of a document -> digest of its bytes."""
    warnings: Sequence[list[Any]] = ()


def fingerprint() -> str:
    """Changes with every change of kbgen's code and of the Python that runs it."""
    package = Path(__file__).parent
    digest = blake2b(f"{sys.version}\0{package}".encode(), digest_size=16)
    for path, (size, changed) in sorted(stamps([package], (".py", ".json", ".txt")).items()):
        digest.update(f"{path}\0{size}\0{changed}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def stamps(places: Iterable[Path], endings: tuple[str, ...] = ()) -> dict[str, Stamp]:
    """Size and time of every file at and below ``places``, links not followed."""
    found: dict[str, Stamp] = {}
    for place in places:
        for path, status in _walk(str(place)):
            if not endings or path.endswith(endings):
                found[path] = (status.st_size, status.st_mtime_ns)
    return found


def stamp(file: Path | str) -> Stamp | None:
    """Size and time of one ordinary file, None where there is none."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if S_ISREG(status.st_mode) else None


def unchanged(file: Path, sources: Iterable[Path], site: Path) -> State | None:
    """The state in ``file``, if all that the build read and wrote is as it was then."""
    last = read(file)
    if last is None or not last.outputs or last.fingerprint != fingerprint():
        return None
    if stamps(sources) != last.inputs:
        return None
    there = str(site)
    for permalink, (size, changed) in last.outputs.items():
        try:
            status = os.lstat(f"{there}/{permalink}")
        except OSError:
            return None
        if status.st_mtime_ns != changed or status.st_size != size:
            return None
    return last


def _walk(place: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        yield from _walk(entry.path)
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)
    except NotADirectoryError:
        yield place, os.lstat(place)
    except FileNotFoundError:
        return


def settled(found: dict[str, Stamp], read_at: int) -> dict[str, Stamp]:
    """``found`` without the files that changed too shortly before ``read_at`` to be sure of."""
    return {path: stamp for path, stamp in found.items() if stamp[1] < read_at - RACY}


def now() -> int:
    """The time, in the nanoseconds that files are stamped with."""
    return time.time_ns()


def read(file: Path) -> State | None:
    """The state kept in ``file``; None where there is none, or it is not whole."""
    try:
        seal, _, text = file.read_bytes().partition(b"\n")
        if blake2b(text, digest_size=16).hexdigest().encode() != seal:
            return None
        plain = json.loads(text)
    except (OSError, ValueError):
        return None
    plain["inputs"] = {path: (size, changed) for path, (size, changed) in plain["inputs"].items()}
    plain["outputs"] = {path: (size, changed) for path, (size, changed) in plain["outputs"].items()}
    return State(**plain)


def write(file: Path, state: State) -> None:
    """Keep ``state`` in ``file``; where that fails the next build does more work, no more."""
    raw = json.dumps(state._asdict(), separators=(",", ":")).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(file.name + ".new")
        fresh.write_bytes(blake2b(raw, digest_size=16).hexdigest().encode() + b"\n" + raw)
        os.replace(fresh, file)
    except OSError:
        pass
