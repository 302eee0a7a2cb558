"""Notice that something has changed that a build reads."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from kbgen.project import Project

STEP = 100
"""Milliseconds without a change after which a series of changes is over."""
LONGEST = 1600
"""Milliseconds after which a series that does not end is acted on all the same."""
IDLE = 1000
"""Milliseconds after which a watch says that nothing has changed."""

_FOLDERS = ("content", "layouts")
_FILE = "kbgen.yml"


class Changes:
    """Watches a project until it is stopped.

    The folders are watched with all that is in them, and the root by itself: that shows a folder
    that goes and comes again, whose watch is lost with it, and a file that an editor replaces.
    """

    def __init__(self, project: Project) -> None:
        self._root = project.root.resolve()
        self._site = project.site.resolve()
        self._others = [folder.resolve() for folder in project.layouts]
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._outdated = threading.Event()

    def start(self) -> None:
        """Begin to watch."""
        self._watch_folders_anew()
        threading.Thread(target=self._watch_root, daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()
        self._outdated.set()

    def wait(self) -> None:
        """Return once something may have changed since the last return."""
        # With a limit, since on Windows nothing interrupts a wait without one.
        while not self._changed.wait(0.5):
            pass
        self._changed.clear()

    def _watch_root(self) -> None:
        def matters(change: Change, path: str) -> bool:
            return Path(path).name in (*_FOLDERS, _FILE)

        for found in _watch([self._root], matters, self._stopped, recursive=False):
            if any(Path(path).name in _FOLDERS for path in found):
                self._watch_folders_anew()
            if found:
                self._changed.set()

    def _watch_folders_anew(self) -> None:
        self._outdated.set()
        self._outdated = threading.Event()
        if not self._stopped.is_set():
            threading.Thread(target=self._watch_folders, args=[self._outdated], daemon=True).start()

    def _watch_folders(self, outdated: threading.Event) -> None:
        folders = [self._root / name for name in _FOLDERS]
        folders += [folder for folder in self._others if folder not in folders]

        def matters(change: Change, path: str) -> bool:
            file = Path(path)
            if file.is_relative_to(self._site) or file.name.endswith("~"):
                return False
            below = next((file.relative_to(f) for f in folders if file.is_relative_to(f)), file)
            return not any(part.startswith((".", "#")) for part in below.parts)

        is_new = True
        there = [folder for folder in folders if folder.is_dir()]
        for found in _watch(there, matters, outdated, recursive=True):
            # What changed before this watch stood has passed unseen.
            if found or is_new:
                self._changed.set()
            is_new = False


def _watch(
    paths: list[Path],
    matters: Callable[[Change, str], bool],
    stop: threading.Event,
    recursive: bool,
    force_polling: bool | None = None,
) -> Iterator[set[str]]:
    """The paths that changed, series by series; an empty set now and then when none did."""
    try:
        for found in watch(
            *paths,
            watch_filter=matters,
            stop_event=stop,
            recursive=recursive,
            step=STEP,
            debounce=LONGEST,
            rust_timeout=IDLE,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=force_polling,
        ):
            yield {path for _, path in found}
    except FileNotFoundError:
        return  # a folder went just now: the watch on the root will tell
    except (OSError, RuntimeError):
        if force_polling:
            raise
        # The system allows no more watches: looking again and again is slower, and works.
        yield from _watch(paths, matters, stop, recursive, force_polling=True)
