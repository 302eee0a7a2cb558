"""Put a site into its folder, so that it is whole at every moment.

What differs is first written beside the site; only when all of it is there, each file takes its
place by a rename. A manifest in the folder names what is ours: no other file is ever changed or
removed.
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kbgen.model.site import OutputFile

MANIFEST = ".kbgen-manifest.json"
STAGING = ".kbgen-new"


class WriteError(Exception):
    """The site could not be written; it stands as it was, or the next build mends it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did to the site's folder."""

    written: int
    unchanged: int
    removed: int

    @property
    def total(self) -> int:
        """How many files the site has."""
        return self.written + self.unchanged


class Publication:
    """A site on its way into ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._old = read_manifest(folder)
        self._new: dict[str, str] = {}
        self._staged: dict[str, Path] = {}

    @property
    def before(self) -> Iterable[str]:
        """The permalinks that the last build wrote."""
        return self._old

    @property
    def files(self) -> Iterable[str]:
        """The permalinks of the site that is being published."""
        return self._new

    def add(self, file: OutputFile) -> None:
        """Stage ``file`` if it differs from what stands in the folder."""
        digest = digest_of(file.content)
        self._new[file.permalink] = digest
        place = self._folder / file.permalink
        try:
            if place.is_file() and not place.is_symlink() and place.read_bytes() == file.content:
                return
            if not self._staged:
                self._start()
            staged = self._staging / str(len(self._staged))
            staged.write_bytes(file.content)
        except OSError as error:
            self.abandon()
            raise WriteError(
                f"{file.permalink} cannot be written: {error.strerror or error}"
            ) from error
        self._staged[file.permalink] = staged

    def keep(self, permalink: str) -> None:
        """Leave the file at ``permalink`` as the last build wrote it."""
        self._new[permalink] = self._old[permalink]

    def publish(self) -> Report:
        """Let the staged files take their places and remove what is no longer part of the site."""
        gone = sorted(self._old.keys() - self._new.keys())
        try:
            self._refuse_foreign()
            if self._staged or gone or self._old != self._new:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._write_manifest({**dict.fromkeys([*gone, *self._staged], ""), **self._kept()})
                for permalink, staged in self._staged.items():
                    self._place(permalink, staged)
                for permalink in gone:
                    self._remove(permalink)
                self._write_manifest(self._new)
        except OSError as error:
            where = f" ({Path(error.filename).name})" if error.filename else ""
            raise WriteError(
                f"the site cannot be written{where}: {error.strerror or error}"
            ) from error
        finally:
            self.abandon()
        return Report(len(self._staged), len(self._new) - len(self._staged), len(gone))

    def abandon(self) -> None:
        """Forget what was staged; the site stays as it is."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def _start(self) -> None:
        """An empty place for staged files; a build that was killed may have left its own there."""
        if self._staging.is_symlink():
            self._staging.unlink()
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    def _kept(self) -> dict[str, str]:
        return {p: digest for p, digest in self._new.items() if p not in self._staged}

    def _refuse_foreign(self) -> None:
        root = self._folder.resolve()
        seen: set[Path] = set()
        for permalink in self._staged:
            place = self._folder / permalink
            parent = place.parent
            if parent not in seen:
                seen.add(parent)
                if not parent.resolve().is_relative_to(root):
                    raise WriteError(f"{parent.name} is a link that leads out of the site's folder")
            if permalink not in self._old and os.path.lexists(place):
                raise WriteError(
                    f"{place.name} stands in the site's folder and was not written by kbgen: "
                    f"move {permalink} away, or build into another folder"
                )

    def _place(self, permalink: str, staged: Path) -> None:
        place = self._folder / permalink
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, place)

    def _remove(self, permalink: str) -> None:
        place = self._folder / permalink
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == self._folder or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()

    def _write_manifest(self, files: dict[str, str]) -> None:
        text = json.dumps({"files": dict(sorted(files.items()))}, indent=0, ensure_ascii=False)
        fresh = self._folder / f"{MANIFEST}.new"
        fresh.write_text(text + "\n", "utf-8")
        os.replace(fresh, self._folder / MANIFEST)


def read_manifest(folder: Path) -> dict[str, str]:
    """Permalink -> digest of every file that kbgen wrote into ``folder``.

    Raises `WriteError` when the manifest is damaged: whose the files are cannot be known then.
    """
    try:
        text = (folder / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise WriteError(f"{MANIFEST} in the site's folder cannot be read: {error}") from error
    try:
        files = json.loads(text)["files"]
        return {
            str(permalink): str(digest)
            for permalink, digest in files.items()
            if _is_inside(permalink)
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WriteError(
            f"{MANIFEST} in the site's folder is damaged: empty the folder and build again"
        ) from error


def digest_of(content: bytes) -> str:
    """The digest by which the manifest knows a file."""
    return blake2b(content, digest_size=16).hexdigest()


def _is_inside(permalink: str) -> bool:
    return (
        not permalink.startswith("/") and ".." not in permalink.split("/") and "\\" not in permalink
    )
