"""Disks that are full or cannot be written, for one command and what it starts.

On Linux a process may have mounts of its own, that nobody else sees: as root, or in a namespace in
which it takes itself for root. Where neither is allowed, limits that every system has stand in.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path


@functools.cache
def namespace() -> tuple[str, ...]:
    """The words before a command that may mount what it likes; none where that is not allowed."""
    for words in (("unshare", "-m"), ("unshare", "-rm")):
        mounts = [*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        if shutil.which("unshare") and subprocess.run(mounts, capture_output=True).returncode == 0:
            return words
    return ()


def run_in(place: Path, script: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in ``place``, in a namespace where there is one."""
    words = [*namespace(), "sh", "-eu", "-c", script]
    known = os.environ | {"KBGEN": f"{sys.executable} -m kbgen"} | given
    done = subprocess.run(words, cwd=place, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done
