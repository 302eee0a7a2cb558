"""What is made once for all processes of a run, such as the built site. No test changes it."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import forked

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class MakeOnce:
    """Makes folders in ``place``, which all processes of a run know."""

    place: Path

    def __call__(self, name: str, make: Callable[[Path], None]) -> Path:
        """The folder of this name. Who needs it first lets ``make`` make it; others wait."""
        folder, made = self.place / f"shared-{name}", self.place / f"shared-{name}.made"
        with (self.place / f"shared-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                made.touch()
        return folder


def digest(*files: Path) -> str:
    """Of the names and bytes of files, in this order."""
    found = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        found.update(f"{file.name} {len(content)} ".encode() + content)
    return found.hexdigest()


def build_our_site(root: Path) -> None:
    """Make the site of the repository's own content in ``root``, away from the checkout."""
    root.mkdir()
    shutil.copy(ROOT / "kbgen.yml", root)
    for folder in ("content", "layouts"):
        shutil.copytree(ROOT / folder, root / folder)
    _run(root, "build")


def build_starter(root: Path) -> None:
    """Begin a knowledge base in ``root`` and make its site as it stands."""
    root.mkdir()
    _run(root, "init")
    _run(root, "build")


def _run(root: Path, verb: str) -> None:
    done = forked.run(root, verb)
    assert done.returncode == 0, f"kbgen {verb} ended with {done.returncode}:\n{done.stderr}"
