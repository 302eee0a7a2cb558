"""One build of a knowledge base at a time."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    from filelock import FileLock, Timeout

    class Lock:
        """A lock on ``file``, which is made for it; raises `OSError` where it cannot be."""

        def __init__(self, file: Path) -> None:
            self._lock = FileLock(file)

        def take(self, wait: bool) -> bool:
            """Take it; whether that worked, which without ``wait`` has to be at once."""
            try:
                self._lock.acquire(timeout=-1 if wait else 0)
            except Timeout:
                return False
            return True

        def release(self) -> None:
            """Let others have it."""
            self._lock.release()

else:
    import fcntl  # four lines; the import of filelock would be a tenth of what an edit costs

    class Lock:
        """A lock on ``file``, which is made for it; raises `OSError` where it cannot be."""

        def __init__(self, file: Path) -> None:
            self._file = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)

        def take(self, wait: bool) -> bool:
            """Take it; whether that worked, which without ``wait`` has to be at once."""
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                return False
            return True

        def release(self) -> None:
            """Let others have it, whatever processes parted from this one meanwhile."""
            fcntl.flock(self._file, fcntl.LOCK_UN)
            os.close(self._file)
