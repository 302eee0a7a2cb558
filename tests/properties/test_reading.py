"""No input gives a traceback: any bytes give a record, or issues with places in the file."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kbgen.model.issues import ContentError, Issues
from kbgen.stages.plan import plan
from tests.make import SMALL, make_content, make_site, site_of
from tests.properties.inputs import dear, front_matter, quick, some_bytes, soup

RECORD = "content/practices/a.md"
DECLARATIONS = (
    "kbgen.yml",
    "content/practices/_collection.yml",
    "content/_taxonomies/scopes.yml",
    "content/_glossary.yml",
    "content/_events.yml",
    "content/_search/synonyms.yml",
)


def issues_of(path: str, content: str | bytes) -> Issues:
    """What is said of a knowledge base with this file."""
    issues = Issues()
    with suppress(ContentError):
        site, _ = make_site({**SMALL, path: content}, issues)
        plan(site, issues)
    raw = content if isinstance(content, bytes) else content.encode()
    lines = re.split("\r\n|\r|\n", raw.decode("utf-8", "replace"))
    for issue in issues:
        if issue.path == path:
            assert 1 <= issue.line <= len(lines)
            assert 1 <= issue.column <= len(lines[issue.line - 1]) + 1
        assert "\n" not in str(issue).partition("\n    hint: ")[0]
        assert issue.message
    return issues


@given(some_bytes)
@quick
@example(b"---\n[a]: b\n---\n")
@example(b"---\ntitle: x\n? [a]\n: b\n---\n")
@example(b"---\ntitle: " + b'["]",' * 5000 + b"\n---\n")
@example(b"---\ntitle: &- [x]\nscope: *-\n---\n")
@example(b"\xff\xfe-\x00-\x00-\x00")
def test_any_bytes_as_a_record(raw: bytes) -> None:
    issues_of(RECORD, raw)


@given(front_matter.map(lambda text: text.encode("utf-8", "surrogatepass")))
@quick
@example(b"---\ntitle: A\nfigures: [{value: " + b"1" * 5000 + b", what: x}]\n---\n")
@example("---\ntitle: A\ndates: ٢٠١٣ - ٢٠١٤\n---\n".encode())
@example(b"---\ntitle: A\nscope: [[[[global]]]]\n---\n")
def test_any_front_matter_and_body(raw: bytes) -> None:
    issues_of(RECORD, raw)


@pytest.mark.parametrize("path", DECLARATIONS)
@given(raw=some_bytes)
@dear
def test_any_bytes_as_a_declaration(path: str, raw: bytes) -> None:
    issues_of(path, raw)


@given(st.lists(st.sampled_from(range(200)), max_size=6), soup)
@dear
def test_any_change_of_a_sound_declaration(places: list[int], inserted: str) -> None:
    for path in ("content/practices/_collection.yml", "content/_taxonomies/scopes.yml"):
        text = SMALL[path]
        for place in places:
            text = text[:place] + inserted + text[place:]
        issues_of(path, text.encode("utf-8", "surrogatepass"))


def test_a_flood_of_faults_is_cut_short() -> None:
    unknown = ", ".join(f"t{n}" for n in range(5000))
    issues = issues_of(RECORD, f"---\ntitle: A\nscopes: [{unknown}]\n---\n")
    assert len(issues) == 101
    assert list(issues)[-1].code == "too-many"


@given(st.permutations(sorted({**SMALL, RECORD: ""})))
@dear
def test_the_order_of_files_changes_nothing(order: list[str]) -> None:
    """Documents may come in any order; the site is that of the order of their paths."""
    files = {**SMALL, RECORD: "---\ntitle: A\nrelated: [other]\nscope: Global\n---\n"}
    expected, told = make_site(files)
    content = make_content(files)
    issues = Issues()
    shuffled = sorted(content.documents, key=lambda d: order.index(f"content/{d.path}"))
    site = site_of(content._replace(documents=tuple(shuffled)), issues)
    assert list(site.records) == list(expected.records)
    assert site.backlinks == expected.backlinks
    assert site.by_term == expected.by_term
    assert list(issues) == list(told)
