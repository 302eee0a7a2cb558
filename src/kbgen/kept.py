"""What is kept between builds of one knowledge base: a lock, the state of the last build, a memo.

All of it is a help and none of it is trusted: without it, or with a damaged one, a build does more
work and makes the same site.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from types import TracebackType
from typing import Any, TypeVar

from kbgen import state
from kbgen.lock import Lock
from kbgen.memo import Memo
from kbgen.places import is_left_out
from kbgen.project import Project
from kbgen.state import Sight
from kbgen.text.digest import digest_of
from kbgen.workers import each

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done and how many there are."""
T = TypeVar("T")
R = TypeVar("R")


class Kept:
    """What a build takes over from the last and leaves to the next; one build at a time has it."""

    def __init__(
        self,
        project: Project,
        progress: Progress | None,
        sight: Sight | None = None,
    ) -> None:
        self._project, self._progress, self._seen = project, progress, sight
        self._lock: Lock | None = None
        self._charted: Any = None
        self._finished = False
        self.forget_unused = False
        """Whether what this build had no use for is given up at its end."""
        self._site, self._content = str(project.site), f"{project.root}/content{os.sep}"
        self._stood: set[str] = set()
        self._known: frozenset[str] = frozenset()

    def __enter__(self) -> "Kept":
        has_waited = self._take_lock()
        if has_waited or not self._seen:
            self._seen = Sight(str(self._project.root), self._site, self._project.site_url)
        if self._project.clean:
            self._seen.forget()
        self._sight, self._last = self._seen, self._seen.last
        self._inputs = state.flat(self._sight.inputs)
        self._last_inputs = state.flat(self._last.inputs)
        self._last_outputs = state.flat(self._last.outputs)
        self._last_digests, self._last_keys = self._last.digests()
        text = self._sight.fingerprint.encode("utf-8", "surrogateescape")
        self.fingerprint = digest_of(text)
        """Of kbgen itself and of what it was told beside the content; part of every key."""
        self.memo = Memo(self._project.kept / "memo.sqlite", is_new=self._project.clean)
        self.digests: dict[str, str] = {}
        """Path of each document below ``content/`` -> digest of its bytes."""
        self.keys: dict[str, str] = {}
        """Permalink -> key, for this build."""
        self.chart = ""
        """The name of the chart of this build."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.memo.close(forget_unused=self._finished and self.forget_unused)
        if self._lock:
            self._lock.release()

    def digest_of(self, path: str) -> str | None:
        """The digest of a document that is as the last build read it; None for any other.

        ``path`` is the document's below ``content/``.
        """
        file = self._input(path)
        stamp = self._last_inputs.get(file)
        if stamp is None or stamp != self._inputs.get(file):
            return None
        return self._last_digests[file] or None

    def edited(self) -> list[str] | None:
        """Documents that were edited since the last build, by their paths below ``content/``.

        None where a file came or went since then, or any other than these has changed.
        """
        last, now = self._last_inputs, self._inputs
        paths = []
        for file in self.changed:
            if not file.startswith(self._content):
                return None
            path = file[len(self._content) :].replace(os.sep, "/")
            if is_left_out(path):
                continue  # of no concern to a build, such as what an editor leaves beside a file
            if file not in last or file not in now or not state.is_ordinary(now[file]):
                return None
            paths.append(path)
        return sorted(paths)

    @cached_property
    def changed(self) -> list[str]:
        """Paths of what a build reads that came, changed or went since the last one.

        One that changed shortly before it was read counts, since it may have changed again.
        """
        last, now = self._last_inputs, self._inputs
        different = [file for file, stamp in now.items() if last.get(file) != stamp]
        return sorted([*different, *(last.keys() - now.keys())])

    @property
    def last_chart(self) -> str:
        """The name under which the last build kept its chart."""
        return self._last.chart

    def charted(self) -> Any:
        """The chart that the last build kept, None where nothing is known of it."""
        if self._charted is None:
            self._charted = self.result("chart", self.last_chart)
        return self._charted

    def last_digest(self, path: str) -> str:
        """The digest that a document had in the last build."""
        return self._last_digests[self._input(path)]

    def last_key(self, permalink: str) -> str:
        """The key that a file of the site had in the last build, empty where that is not known."""
        return self._last_keys.get(permalink, "")

    def result(self, kind: str, name: str) -> Any:
        """What a build of this very kbgen kept under that name, or None."""
        return self.memo.get(kind, f"{self.fingerprint} {name}")

    def keep(self, kind: str, name: str, plain: bytes) -> None:
        """Keep something for other builds, as JSON."""
        self.memo.put(kind, f"{self.fingerprint} {name}", plain)

    def _input(self, path: str) -> str:
        """A path below ``content/`` as inputs are named."""
        return self._content + path.replace("/", os.sep)

    def trust(self, permalinks: Iterable[str]) -> None:
        """Let no file stand but these: what the site's manifest does not name is not ours."""
        self._known = frozenset(permalinks)

    def stands(self, permalink: str, key: str) -> bool:
        """Note the key of a file of the site; whether it stands there, made with that very key."""
        self.keys[permalink] = key
        if self._last_keys.get(permalink) != key or permalink not in self._known:
            return False
        if state.stamp(f"{self._site}/{permalink}") != self._last_outputs[permalink]:
            return False
        self._stood.add(permalink)
        return True

    def recall(self, name: str) -> Any:
        """What the last build noted under that name, None where nothing is known of it."""
        return self.result("noted", name)

    def note(self, name: str, plain: bytes) -> None:
        """Leave something to the next build, as JSON."""
        self.keep("noted", name, plain)

    def analyses(self) -> dict[str, Any]:
        """What earlier builds kept of records for search, by key."""
        return dict(self.memo.all("analysis"))

    def analysis(self, key: str) -> Any:
        """What is kept of one record for search, or None."""
        return self.memo.get("analysis", key)

    def keep_analysis(self, key: str, plain: bytes | None) -> None:
        """Keep what search knows of a record, as JSON; None for what is kept already."""
        if plain is None:
            self.memo.use("analysis", key)
        else:
            self.memo.put("analysis", key, plain)

    def file(self, permalink: str) -> bytes | None:
        """The bytes of a file of the site, None where there is none."""
        try:
            return (self._project.site / permalink).read_bytes()
        except OSError:
            return None

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """What ``work`` gives for each of ``items``, in their order; processes share it."""
        return each(work, items)

    def finish(self, permalinks: Iterable[str], warned: bool) -> None:
        """Note what the build read and wrote, now that it stands."""
        outputs = {}
        for permalink in permalinks:
            if permalink in self._stood and self.keys[permalink] == self._last_keys[permalink]:
                outputs[permalink] = self._last_outputs[permalink]
                continue
            stamp = state.stamp(f"{self._site}/{permalink}")
            if stamp:
                outputs[permalink] = stamp
        sight, written = self._sight, state.by_folder(outputs)
        inputs = state.settled(sight.inputs, sight.read_at)
        digests = {self._input(path): digest for path, digest in self.digests.items()}
        new = state.State(sight.fingerprint, inputs, written, self.chart, warned)
        state.write(sight.file, new, digests, self.keys)
        self._finished = True

    def _take_lock(self) -> bool:
        """Keep other builds away; whether there was one to wait for."""
        has_waited = False
        try:
            self._project.kept.mkdir(parents=True, exist_ok=True)
            lock = Lock(self._project.kept / "lock")
            if not lock.take(wait=False):
                if self._progress:
                    self._progress("Waiting for another build", 0, 1)
                has_waited = lock.take(wait=True)
        except OSError:
            return has_waited  # nothing can be kept here, and so nothing can be spoilt
        self._lock = lock
        return has_waited
