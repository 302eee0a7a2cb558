"""What is kept between builds of one knowledge base: a lock, the state of the last build, a memo.

All of it is a help and none of it is trusted: without it, or with a damaged one, a build does more
work and makes the same site.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from kbgen import state
from kbgen.memo import Memo
from kbgen.project import Project
from kbgen.workers import each


class Kept:
    """What a build takes over from the last and leaves to the next; one build at a time has it."""

    def __init__(self, project: Project, progress: Callable[[str, int, int], None] | None) -> None:
        self._project, self._progress = project, progress
        self._lock: FileLock | None = None
        self._finished = False

    def __enter__(self) -> "Kept":
        self._take_lock()
        self.fingerprint = state.fingerprint()
        """Of kbgen itself; part of every key."""
        self._read_at = state.now()
        self._inputs = state.stamps(self._project.sources)
        self._last = state.read(self._project.state) or state.State("")
        self.memo = Memo(self._project.kept / "memo.sqlite")
        self.digests: dict[str, str] = {}
        """Path of each document below ``content/`` -> digest of its bytes."""
        self.keys: dict[str, str] = {}
        """Permalink -> key, for this build."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.memo.close(forget_unused=self._finished)
        if self._lock:
            self._lock.release()

    def digest_of(self, file: Path) -> str | None:
        """The digest of a document that is as the last build read it; None for any other."""
        path = str(file)
        stamp = self._last.inputs.get(path)
        if stamp is None or stamp != self._inputs.get(path):
            return None
        return self._last.digests.get(file.relative_to(self._project.root / "content").as_posix())

    def stands(self, permalink: str, key: str) -> bool:
        """Note the key of a file of the site; whether it stands there, made with that very key."""
        self.keys[permalink] = key
        if self._last.keys.get(permalink) != key:
            return False
        return self._last.outputs.get(permalink) == state.stamp(self._project.site / permalink)

    def analyses(self, names: Sequence[str], make: Callable[[int], bytes]) -> list[Any]:
        """What each of ``names`` stands for, from an earlier build where that is known.

        ``make`` gives the others, as JSON, by their places among the names.
        """
        keys = [
            blake2b(f"{self.fingerprint}\0{name}".encode(), digest_size=16).hexdigest()
            for name in names
        ]
        found = dict(self.memo.all("analysis"))
        missing = [place for place, key in enumerate(keys) if key not in found]
        for place, raw in zip(missing, each(make, missing), strict=True):
            self.memo.put("analysis", keys[place], raw)
            found[keys[place]] = json.loads(raw)
        for key in keys:
            self.memo.use("analysis", key)
        return [found[key] for key in keys]

    def finish(self, permalinks: Iterable[str], warnings: list[list[Any]]) -> None:
        """Note what the build read and wrote, now that it stands."""
        outputs = {}
        for permalink in permalinks:
            stamp = state.stamp(self._project.site / permalink)
            if stamp:
                outputs[permalink] = stamp
        inputs = state.settled(self._inputs, self._read_at)
        whole = len(inputs) == len(self._inputs)
        state.write(
            self._project.state,
            state.State(
                self.fingerprint if whole else "",
                inputs,
                outputs,
                {p: key for p, key in self.keys.items() if p in outputs},
                self.digests,
                warnings,
            ),
        )
        self._finished = True

    def _take_lock(self) -> None:
        try:
            self._project.kept.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._project.kept / "lock")
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if self._progress:
                    self._progress("Waiting for another build", 0, 1)
                lock.acquire()
        except OSError:
            return  # nothing can be kept here, and so nothing can be spoilt
        self._lock = lock
