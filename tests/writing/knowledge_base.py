"""A small knowledge base on disk that tests edit and build, with the real command."""

import functools
import gc
import io
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import chdir, redirect_stderr
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from kbgen import places
from kbgen.cli import main
from tests.forked import import_everything
from tests.trials import are_few

COLLECTION = """\
title: Practices
singular: Practice
fields:
  title: {label: Title, required: true, search: 10}
  summary: {label: Summary, search: 4, show: [lead, card]}
  themes: {label: Themes, type: terms, of: themes, facet: true, search: 2, show: [facts, card]}
  partners: {label: Partners, type: terms, of: partners, facet: true}
  dates: {label: Dates, type: dates, facet: true, show: [facts, card]}
  related: {label: Related, type: records, of: practices, inverse: Related, show: main}
  lessons: {label: Lessons, type: markdown, search: 1}
"""
THEMES = """\
title: Themes
singular: Theme
terms:
  water: {label: Water, description: What people drink.}
  wells: {label: Wells, parent: water}
  roads: {label: Roads}
"""
# Quick runs leave Lunr's index to the tests that ask for it.
CONFIG = "title: Small\ndoors: [themes]\n" + ("search: json\n" if are_few() else "")
PARTNERS = "title: Partners\nsingular: Partner\nopen: true\nterms: {}\n"


def make(root: Path, records: int = 6) -> Path:
    """A knowledge base of ``records`` records that name one another, at ``root``."""
    content = root / "content"
    (content / "practices").mkdir(parents=True)
    (content / "_taxonomies").mkdir()
    (root / "kbgen.yml").write_text(CONFIG)
    (content / "practices" / "_collection.yml").write_text(COLLECTION)
    (content / "_taxonomies" / "themes.yml").write_text(THEMES)
    (content / "_taxonomies" / "partners.yml").write_text(PARTNERS)
    (content / "_glossary.yml").write_text("UN: United Nations\n")
    (content / "about.md").write_text("---\ntitle: About\n---\nWhat this is.\n")
    for number in range(records):
        (content / "practices" / f"r{number}.md").write_text(record(number, records))
    return root


def copied(built: Path, root: Path) -> Path:
    """A copy of a built knowledge base at ``root``, for the next build as built as the first."""
    shutil.copytree(built, root)
    state = root / ".kbgen" / Path(places.state_file(str(built), str(built / "site"))).name
    state.rename(places.state_file(str(root), str(root / "site")))
    return root


def record(number: int, records: int = 6, title: str = "", body: str = "") -> str:
    """The text of one record."""
    theme = ("water", "wells", "roads")[number % 3]
    lines = [
        "---",
        f"title: {title or f'Record {number}'}",
        f"summary: What {number} wells of the UN gave.",
        f"themes: [{theme}]",
        f"partners: [Partner {number % 2}]",
        f"dates: {2000 + number} - present",
        f"related: [r{(number + 1) % records}]",
        "lessons: |",
        f"  Lesson {number} was learned.",
        "---",
        body or f"The body of record {number}.",
        "",
    ]
    return "\n".join(lines)


_import_everything = functools.cache(import_everything)


class Told(NamedTuple):
    """How a command ended, and what it said of what is wrong."""

    returncode: int
    stderr: str


def age(*files: Path) -> None:
    """Let these have been written long ago, one after the other: young files are read anew."""
    for file in files:
        now = next(_clock)
        os.utime(file, (now, now))


def write(root: Path, path: str, text: str) -> None:
    """Write a file below ``content/``, long ago as well."""
    file = root / "content" / path
    file.write_text(text)
    age(file)


_clock = count(1_700_000_000)


def build_told(root: Path, verb: str = "build", before: Callable[[], None] | None = None) -> Told:
    """Build or check ``root``; how that ended. In a process of its own, if one is prepared."""
    if before is None:
        with redirect_stderr(io.StringIO()) as said:
            return Told(build(root, verb), said.getvalue())
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:

        def prepare() -> None:
            os.dup2(errors.fileno(), 2)
            sys.stderr = os.fdopen(2, "w", encoding="utf-8", buffering=1, closefd=False)
            before()

        status = wait_for(start_build(root, prepare, verb))
        errors.seek(0)
        return Told(status, errors.read())


def start_build(
    root: Path, before: Callable[[], None] = lambda: None, verb: str = "build", *words: str
) -> int:
    """Start a build in a process of its own, forked to be quick; the id of the process."""
    _import_everything()
    child = os.fork()
    if child == 0:
        status = 9
        gc.freeze()  # what is not ours shall not be copied to be looked through
        try:
            before()
            os.chdir(root)
            status = main([verb, "-q", *words])
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def wait_for(child: int) -> int:
    """Exit status of a process of `start_build`; negative for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def build(root: Path, verb: str = "build") -> int:
    """Build ``root`` in this process, as a preview does time and again; the exit status.

    That takes half of what a process of its own does. Who asks what a build knows from disk alone,
    from nothing that this process remembers, lets `build_apart` or `start_build` do it.
    """
    answer = signal.getsignal(signal.SIGTERM)
    try:
        with chdir(root):
            return main([verb, "-q"])
    finally:  # a command leaves to its end what a process does that goes on
        signal.signal(signal.SIGTERM, answer)
        gc.enable()


def build_apart(root: Path) -> int:
    """Build ``root`` in a process of its own and wait for it; the exit status."""
    return wait_for(start_build(root))


def site_bytes(site: Path) -> dict[str, str]:
    """Permalink -> digest of every file below ``site``."""
    return {
        file.relative_to(site).as_posix(): blake2b(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def clean_build(root: Path, scratch: Path) -> dict[str, str]:
    """What a first build of the same content gives, from a copy without anything kept.

    It takes no layouts that other builds have compiled. The same content is built once.
    """
    kept = ("site/", ".kbgen/")
    sources = frozenset(item for item in site_bytes(root).items() if not item[0].startswith(kept))
    if sources not in _clean:
        _clean[sources] = _build_clean(root, scratch)
    return dict(_clean[sources])


_clean: dict[frozenset[tuple[str, str]], dict[str, str]] = {}


def _build_clean(root: Path, scratch: Path) -> dict[str, str]:
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(root, scratch, ignore=shutil.ignore_patterns("site", ".kbgen"))
    with pytest.MonkeyPatch.context() as patch:
        if (scratch / "layouts").exists():
            patch.setenv("XDG_CACHE_HOME", f"{os.environ['XDG_CACHE_HOME']}/of-clean-builds")
        assert build(scratch) == 0
    return site_bytes(scratch / "site")
