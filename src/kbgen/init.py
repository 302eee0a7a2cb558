"""Write the beginning of a knowledge base: a few small files that build, with notes in them."""

import os
from pathlib import Path

STARTER = Path(__file__).parent / "starter"
"""The files, as they are written."""
_NAMES = {"gitignore": ".gitignore"}
"""In the package it must not act on the files around it."""


class InitError(Exception):
    """Nothing was written; the message says why."""


def init(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the beginning of a knowledge base into ``folder``, which is made if need be.

    The paths of the files that were written, and of those that were there already and are left as
    they were. Where a knowledge base has begun nothing is written at all.
    """
    for begun in (folder / "kbgen.yml", folder / "content"):
        if os.path.lexists(begun) and not _is_empty_folder(begun):
            raise InitError(f"{begun} is there already; nothing was written")
    written: list[Path] = []
    left: list[Path] = []
    for source in sorted(file for file in STARTER.rglob("*") if file.is_file()):
        place = source.relative_to(STARTER)
        path = folder / place.with_name(_NAMES.get(place.name, place.name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(path):
                left.append(path)
                continue
            with path.open("xb") as file:
                file.write(source.read_bytes())
        except OSError as error:
            raise InitError(f"{path} cannot be written: {error.strerror or error}") from error
        written.append(path)
    return written, left


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and next(path.iterdir(), None) is None
