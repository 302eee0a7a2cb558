"""What is fed with random input, and what must hold whatever it is."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kbgen.build import build
from kbgen.model.issues import ContentError, Issues
from kbgen.model.site import Page, Site
from kbgen.project import Project
from kbgen.search.site_index import SiteIndex
from kbgen.search.terminal import find
from kbgen.stages.look import look
from kbgen.stages.plan import plan
from kbgen.stages.relate import relate
from kbgen.stages.render import Renderer
from kbgen.views import view_of
from kbgen.views.parts import Parts
from tests.make import make_site

LAYOUTS = [Path(__file__).parents[1] / "layouts"]
SHARE_SHOWN = 4
"""Of 256 sound inputs, so many are shown through the layouts."""

_CASE = Path(__file__).parents[1] / "tests/golden/cases/one-of-each"
BASE: Mapping[str, bytes] = {
    file.relative_to(_CASE).as_posix(): file.read_bytes()
    for file in sorted(_CASE.rglob("*"))
    if file.is_file() and file.relative_to(_CASE).parts[0] in ("content", "kbgen.yml")
} | {
    "kbgen.yml": (_CASE / "kbgen.yml").read_bytes()
    + b"map: countries\nlicence: {label: L, url: https://example.org/}\nboundaries: B\n"
    + b"matrices: [{slug: m, title: M, rows: countries, columns: scopes}]\n",
    "content/_events.yml": b"- {year: 2000, what: x, place: y, records: [sound]}\n",
    "content/_search/synonyms.yml": b"- [a, b c]\n",
}
"""A knowledge base with one of everything, of which one file is replaced."""

RECORD = "content/practices/new.md"
DECLARATIONS = tuple(
    path for path in sorted(BASE) if path.endswith(".yml") or path == "content/about.md"
)


def record(raw: bytes) -> None:
    """A record, whatever its bytes, or issues with places in it."""
    _issues({RECORD: raw})


def declaration(raw: bytes) -> None:
    """Declarations, whatever their bytes; the first byte chooses the file."""
    _issues({DECLARATIONS[raw[0] % len(DECLARATIONS)]: raw[1:]} if raw else {})


def query(raw: bytes) -> None:
    """An answer to whatever is typed."""
    words = raw.decode("utf-8", "surrogateescape")  # as from a terminal
    index = _index()
    for typing in (False, True):
        answer = find(index, words, typing)
        for match in answer.matches:
            index.record(match.record)
        str(answer.did_you_mean)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "record": record,
    "declaration": declaration,
    "query": query,
}

SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "record": (
        BASE["content/practices/one-of-each.md"],
        b"---\ntitle: A\nsummary: B\n---\n## A\n\n- a\n\n1. b\n\n|a|b|\n|-|-|\n|c|d|\n\n[^1]\n\n"
        b"[^1]: `x`\n\nx\n: y\n\n> [a](sound.md)\n\n    b\n",
    ),
    "declaration": tuple(bytes([place]) + BASE[path] for place, path in enumerate(DECLARATIONS)),
    "query": (b'wells "clean water" -roads', b"UN OR IT", b"w\xed\xa0\x80"),
}


def _issues(files: Mapping[str, bytes]) -> None:
    issues = Issues()
    with suppress(ContentError):
        site, _ = make_site({**BASE, **files}, issues)
        pages = plan(site, issues)
        issues.stop_on_errors()
        look(site, issues)
        _show(site, pages, files)
    for issue in issues:
        assert str(issue).partition("\n    hint: ")[0].isprintable()
        raw = files.get(issue.path)
        if raw is not None:
            lines = 1 + raw.count(b"\n") + raw.count(b"\r")
            assert 1 <= issue.line <= lines, issue
            assert issue.column >= 1, issue


def _show(site: Site, pages: list[Page], files: Mapping[str, bytes]) -> None:
    """The views of every page; now and then, since templates take long to load, the pages too."""
    related = relate(site)[0]
    parts = Parts(site, related)
    for page in pages:
        view_of(page.kind)(page, parts)
    if blake2b(b"".join(files.values())).digest()[0] < SHARE_SHOWN:
        issues = Issues()
        renderer = Renderer(site, pages, LAYOUTS, related, issues)
        for page in pages:
            made = renderer.render(page)
            assert made and made.content.endswith(b"</html>\n"), list(issues)


@cache
def _index() -> SiteIndex:
    """The index of a small site, built once."""
    root = Path(tempfile.mkdtemp(prefix="kbgen-fuzz-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for path, raw in BASE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    build(Project(root, root / "site"), Issues())
    return SiteIndex(root / "site")
