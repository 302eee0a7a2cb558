"""Work spread over processes: the only place that knows that there is more than one."""

import gc
import os
import pickle  # nosec B403
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

SHARE = 150
"""Items that are worth a process: with fewer than twice as many, one does all."""
MOST = 8


def each(
    work: Callable[[T], R], items: Sequence[T], done: Callable[[int, int], None] | None = None
) -> list[R]:
    """What ``work`` gives for each of ``items``, in their order.

    ``work`` may run in another process: all that it finds out is in what it gives, which can be
    pickled. A process that is lost costs time only, since its share is done again here; and so an
    exception of ``work`` is always raised here. ``done`` is told how many of how many are done.
    """
    count = _processes(len(items))
    shares = [items[number::count] for number in range(count)]
    children: list[_Child] = []
    results: list[R] = []
    try:
        for share in shares[1:]:
            children.append(_Child(work, share))
        for item in shares[0]:
            results.append(work(item))
            if done:
                done(min(len(results) * count, len(items)), len(items))
        parts = [results, *(child.results() for child in children)]
    except BaseException:
        for child in children:
            child.stop()
        raise
    found: list[R | None] = [None] * len(items)
    for number, part in enumerate(parts):
        found[number::count] = [work(item) for item in shares[number]] if part is None else part
    return found  # type: ignore[return-value]


def is_shared(items: int) -> bool:
    """Whether `each` would share so many items between processes."""
    return _processes(items) > 1


def _processes(items: int) -> int:
    """How many processes so many items are worth on this computer, as it is now."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1  # elsewhere, and beside threads, a fork may hang
    return max(1, min(len(os.sched_getaffinity(0)), items // SHARE, MOST))


class _Child:
    """A fork of this process that does one share and hands the results back through a pipe."""

    def __init__(self, work: Callable[[T], R], share: Sequence[T]) -> None:
        gc.freeze()  # the child shares this memory as long as neither of the two writes to it
        self._pipe, end = os.pipe()
        self._parent = os.getpid()
        # An interrupt in what Python runs at a fork would be noted and forgotten: it has to wait.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        try:
            self._id = os.fork()
        except OSError:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            raise
        if self._id == 0:
            status = 1
            try:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
                os.close(self._pipe)
                gc.disable()
                with os.fdopen(end, "wb") as pipe:
                    results = [work(item) for item in self._watched(share)]
                    pickle.dump(results, pipe, pickle.HIGHEST_PROTOCOL)
                status = 0
            finally:
                os._exit(status)
        os.close(end)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watched(self, share: Sequence[T]) -> Iterator[T]:
        """The items, as long as there is somebody to make something of them."""
        for item in share:
            if os.getppid() != self._parent:
                os._exit(1)
            yield item

    def results(self) -> list[R] | None:
        """What the child found; None if it was lost."""
        found: list[R] | None = None
        with os.fdopen(self._pipe, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            # Sound because our own child wrote it, into a pipe that nobody else has.
            found = pickle.load(pipe)  # nosec B301
        _, status = os.waitpid(self._id, 0)
        return None if status else found

    def stop(self) -> None:
        """End the child, unless it has ended already."""
        with suppress(OSError):
            os.kill(self._id, 9)
            os.waitpid(self._id, 0)
