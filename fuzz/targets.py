"""What is fed with random input, and what must hold whatever it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from kbgen.build import build
from kbgen.model.issues import ContentError, Issues
from kbgen.project import Project
from kbgen.search.site_index import SiteIndex
from kbgen.search.terminal import find
from kbgen.stages.look import look
from kbgen.stages.plan import plan
from tests.make import SMALL, make_site

RECORD = "content/practices/a.md"
DECLARATIONS = (
    "kbgen.yml",
    "content/practices/_collection.yml",
    "content/_taxonomies/scopes.yml",
    "content/_glossary.yml",
    "content/_events.yml",
    "content/_search/synonyms.yml",
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
        b"---\ntitle: A\nscope: global\nscopes: [global, local]\ndates: 2013 - present\n"
        b"figures:\n  - {value: 450, what: people}\nrelated: [other]\n"
        b"context: |\n  *a* [b](other.md)\n"
        b"---\n## A\n\n- a\n\n1. b\n\n|a|b|\n|-|-|\n|c|d|\n\n[^1]\n\n[^1]: `x`\n\nx\n: y\n",
    ),
    "declaration": tuple(
        bytes([place]) + SMALL.get(path, example).encode()
        for place, (path, example) in enumerate(
            zip(
                DECLARATIONS,
                ("", "", "", "UN: United\n", "- {year: 2000, what: x}\n", "- [a, b]\n"),
                strict=True,
            )
        )
    ),
    "query": (b'wells "clean water" -roads', b"UN OR IT", b"w\xed\xa0\x80"),
}


def _issues(files: Mapping[str, bytes]) -> None:
    issues = Issues()
    with suppress(ContentError):
        site, _ = make_site({**SMALL, **files}, issues)
        plan(site, issues)
        look(site, issues)
    for issue in issues:
        assert str(issue).partition("\n    hint: ")[0].isprintable()
        raw = files.get(issue.path)
        if raw is not None:
            lines = 1 + raw.count(b"\n") + raw.count(b"\r")
            assert 1 <= issue.line <= lines, issue
            assert issue.column >= 1, issue


@cache
def _index() -> SiteIndex:
    """The index of a small site, built once."""
    root = Path(tempfile.mkdtemp(prefix="kbgen-fuzz-"))
    for path, text in {**SMALL, RECORD: SEEDS["record"][0].decode()}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    build(Project(root, root / "site"), Issues())
    return SiteIndex(root / "site")
