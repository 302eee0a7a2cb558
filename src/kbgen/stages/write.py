"""Put a site into its folder, so that it is whole at every moment.

What differs is first written beside the site; only when all of it is there, each file takes its
place by a rename. A manifest in the folder names what is ours: no other file is ever changed or
removed.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from kbgen.model.issues import printable
from kbgen.model.site import OutputFile
from kbgen.places import MANIFEST, STAGING
from kbgen.text.digest import digest_of


class WriteError(Exception):
    """The site could not be written; it stands as it was, or the next build mends it."""


class Report(NamedTuple):
    """What a build did to the site's folder."""

    written: int
    unchanged: int
    removed: int
    kept: int = 0
    """How many of the unchanged were taken over, without being made again."""
    placed: Sequence[str] = ()
    """Permalinks of those that were written."""
    gone: Sequence[str] = ()
    """Permalinks of those that were removed."""
    changed: Sequence[str] = ()
    """Of what a build reads, what came, changed or went since the last one."""

    def __str__(self) -> str:
        """What happened to each file, a line for each."""
        said = (("changed", self.changed), ("written", self.placed), ("removed", self.gone))
        lines = [f"{word}: {printable(name)}" for word, names in said for name in names]
        made = self.unchanged - self.kept
        return "\n".join([*lines, f"taken over: {self.kept} files; made anew and alike: {made}"])

    @property
    def total(self) -> int:
        """How many files the site has."""
        return self.written + self.unchanged


class Staged(NamedTuple):
    """A file that is ready for its place; without a name it stands there already."""

    permalink: str
    digest: str
    name: str


class Publication:
    """A site on its way into ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._old = read_manifest(folder)
        self._new: dict[str, str] = {}
        self._staged: dict[str, str] = {}
        self._begun = False
        self._names = 0
        self._parents: set[str] = set()
        self._taken_over = 0

    @property
    def before(self) -> Iterable[str]:
        """The permalinks that the last build wrote."""
        return self._old

    @property
    def files(self) -> Iterable[str]:
        """The permalinks of the site that is being published."""
        return self._new

    def add(self, file: OutputFile) -> str:
        """Stage ``file`` if it differs from what stands in the folder; the digest of its bytes."""
        self.begin()
        staged = self.stage(file)
        self.take(staged)
        return staged.digest

    def begin(self) -> None:
        """Make a place for staged files; a build that was killed may have left its own there."""
        if self._begun:
            return
        try:
            if self._staging.is_symlink():
                self._staging.unlink()
            shutil.rmtree(self._staging, ignore_errors=True)
            self._staging.mkdir(parents=True)
        except OSError as error:
            raise WriteError(
                f"{self._folder.name} cannot be written: {error.strerror or error}"
            ) from error
        self._begun = True

    def stage(self, file: OutputFile) -> Staged:
        """Write ``file`` beside the site if it differs from what stands there.

        Between `begin` and `take` any process may do this.
        """
        digest = file.digest or digest_of(file.content)
        try:
            if _holds(f"{self._folder}/{file.permalink}", file.content):
                return Staged(file.permalink, digest, "")
            self._names += 1
            name = f"{os.getpid()}-{self._names}"
            with open(f"{self._staging}/{name}", "wb", buffering=0) as staged:
                if staged.write(file.content) != len(file.content):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise WriteError(
                f"{file.permalink} cannot be written: {error.strerror or error}"
            ) from error
        return Staged(file.permalink, digest, name)

    def take(self, staged: Staged) -> None:
        """Make a staged file part of the site."""
        self._new[staged.permalink] = staged.digest
        if staged.name:
            self._staged[staged.permalink] = staged.name

    def keep(self, permalink: str) -> None:
        """Leave the file at ``permalink`` as the last build wrote it."""
        self._new[permalink] = self._old[permalink]
        self._taken_over += 1

    def publish(self) -> Report:
        """Let the staged files take their places and remove what is no longer part of the site."""
        gone = sorted(self._old.keys() - self._new.keys())
        try:
            self._refuse_foreign()
            if self._staged or gone or self._old != self._new:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._write_manifest({**dict.fromkeys([*gone, *self._staged], ""), **self._kept()})
                for permalink, name in self._staged.items():
                    self._place(permalink, name)
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
        return Report(
            len(self._staged),
            len(self._new) - len(self._staged),
            len(gone),
            self._taken_over,
            sorted(self._staged),
            gone,
        )

    def abandon(self) -> None:
        """Forget what was staged; the site stays as it is."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def _kept(self) -> dict[str, str]:
        return {p: digest for p, digest in self._new.items() if p not in self._staged}

    def _refuse_foreign(self) -> None:
        root = self._folder.resolve()
        seen: set[str] = set()
        for permalink in self._staged:
            folder, _, name = permalink.rpartition("/")
            if folder not in seen:
                seen.add(folder)
                parent = self._folder / folder
                if not parent.resolve().is_relative_to(root):
                    raise WriteError(f"{parent.name} is a link that leads out of the site's folder")
            if permalink not in self._old and os.path.lexists(f"{self._folder}/{permalink}"):
                way_out = f"move {permalink} away" if self._old else "empty the folder"
                raise WriteError(
                    f"{name} stands in the site's folder and was not written by kbgen: "
                    f"{way_out}, or build into another folder"
                )

    def _place(self, permalink: str, name: str) -> None:
        folder = permalink.rpartition("/")[0]
        if folder not in self._parents:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._parents.add(folder)
        os.replace(f"{self._staging}/{name}", f"{self._folder}/{permalink}")

    def _remove(self, permalink: str) -> None:
        place = self._folder / permalink
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == self._folder or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()

    def _write_manifest(self, files: dict[str, str]) -> None:
        # As `indent=0` would lay it out, one file on each line, and twenty times as fast.
        lines = json.dumps(
            dict(sorted(files.items())), ensure_ascii=False, separators=(",\n", ": ")
        )
        text = f'{{\n"files": {{\n{lines[1:-1]}\n}}\n}}'
        fresh = self._folder / f"{MANIFEST}.new"
        try:
            fresh.unlink(missing_ok=True)
            fresh.write_text(text + "\n", "utf-8")
            os.replace(fresh, self._folder / MANIFEST)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


def read_manifest(folder: Path) -> dict[str, str]:
    """Permalink -> digest of every file that kbgen wrote into ``folder``.

    Raises `WriteError` when the manifest is damaged: whose the files are cannot be known then.
    """
    try:
        text = (folder / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        return {}
    except NotADirectoryError as error:
        raise WriteError(
            f"a file lies in the way of the site's folder {folder}: "
            "move it away, or build into another folder"
        ) from error
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


def _holds(place: str, content: bytes) -> bool:
    """Whether the ordinary file at ``place`` has this very content."""
    try:
        status = os.lstat(place)
        if not S_ISREG(status.st_mode) or status.st_size != len(content):
            return False
        with open(place, "rb", buffering=0) as file:
            return file.readall() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_inside(permalink: str) -> bool:
    return (
        not permalink.startswith("/") and ".." not in permalink.split("/") and "\\" not in permalink
    )
