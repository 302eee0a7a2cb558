"""Names of files, folders, terms and pages that would break another computer, or this one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from kbgen.model.issues import ContentError, Issues
from kbgen.stages.plan import plan
from tests.make import SMALL, make_site, read_site

RECORD = "---\ntitle: A\n---\n"


def refused(files: dict[str, str]) -> list[tuple[str, str]]:
    """(path, code) of what is wrong with a knowledge base of these files, written to no disk."""
    issues = Issues()
    with suppress(ContentError):
        site, _ = make_site({**SMALL, **files}, issues)
        plan(site, issues)
    return [(issue.path, issue.code) for issue in issues if issue.severity == "error"]


def written(root: Path, files: Mapping[str, str]) -> list[tuple[str, str]]:
    """The same for files on a disk, whose names may be any bytes."""
    for path, text in {**SMALL, **files}.items():
        place = os.fsencode(root / path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)
    issues = Issues()
    with suppress(ContentError):
        plan(read_site(root, issues), issues)
    assert all(str(issue).partition("\n")[0].isprintable() for issue in issues)
    return [(issue.path, issue.code) for issue in issues if issue.severity == "error"]


@pytest.mark.parametrize("name", ["con", "aux", "com1", "lpt9", "nul"])
def test_names_that_windows_keeps(tmp_path: Path, name: str) -> None:
    terms = f"title: T\nterms:\n  {name.upper()}: {{label: T}}\n"
    for path, text in {
        f"content/{name}.md": RECORD,
        f"content/practices/{name}.md": RECORD,
        f"content/practices/{name}.pdf": "",
        f"content/practices/{name}/a.md": RECORD,
        f"content/{name}/_collection.yml": SMALL["content/practices/_collection.yml"],
        f"content/_taxonomies/{name}.yml": "title: T\nterms: {a: {label: A}}\n",
        "content/_taxonomies/things.yml": terms,
        "kbgen.yml": "title: T\nmatrices: "
        f"[{{slug: {name}, title: T, rows: scopes, columns: scopes}}]\n",
    }.items():
        found = written(tmp_path / path.replace("/", "-"), {path: text})
        assert (path, "bad-name") in found, found


def test_an_open_list_takes_no_word_whose_page_could_not_be() -> None:
    partners = "title: P\nopen: true\n"
    collection = SMALL["content/practices/_collection.yml"].split("rules")[0]
    for word in ("Con", "AUX", "nul."):
        files = {
            "content/_taxonomies/partners.yml": partners,
            "content/practices/_collection.yml": collection
            + "  partners: {label: P, type: terms, of: partners}\n",
            "content/practices/a.md": f"---\ntitle: A\npartners: [{word}]\n---\n",
        }
        assert refused(files) == [("content/practices/a.md", "bad-name")]


@pytest.mark.parametrize(
    "names",
    [
        ("practices/café.md", "practices/cafe\u0301.md"),
        ("practices/A.md", "practices/a.md"),
        ("practices/x\u202egpj.md",),
        ("practices/\u200ba.md",),
        ("practices/\udcff.md",),
        ("practices/\udcff.pdf",),
        ("practices/\udcff/a.md",),
        ("\udcff/_collection.yml",),
        ("_taxonomies/\udcff.yml",),
        ("practices/a\nb.md", "practices/a\x1b[31m.md"),
        ("practices/<img src=x onerror=alert(1)>.md",),
        ("practices/{{ 7 * 7 }}.md",),
    ],
)
def test_names_outside_the_alphabet(tmp_path: Path, names: tuple[str, ...]) -> None:
    declared = "title: T\nfields: {title: {label: T, required: true}}\n"
    texts = {"_collection.yml": declared, "/\udcff.yml": "title: T\n"}
    found = written(
        tmp_path,
        {
            f"content/{name}": next((t for end, t in texts.items() if name.endswith(end)), RECORD)
            for name in names
        },
    )
    assert len(found) == len([name for name in names if name != "practices/a.md"]), found
    assert {code for _, code in found} == {"bad-name"}


def test_files_beside_records_that_differ_in_case_only(tmp_path: Path) -> None:
    names = ("plan.pdf", "Plan.pdf", "PLAN.PDF")
    found = written(tmp_path, {f"content/practices/{name}": "" for name in names})
    assert [code for _, code in found] == ["same-permalink", "same-permalink"]


@pytest.mark.parametrize("kind", ["file", "folder", "loop", "outside"])
def test_links_are_not_followed(tmp_path: Path, kind: str) -> None:
    base, secret = tmp_path / "base", tmp_path / "secret"
    written(base, {})
    secret.mkdir()
    (secret / "a.md").write_text(RECORD)
    place = base / "content/practices/link.md"
    target = {
        "file": secret / "a.md",
        "folder": secret,
        "loop": place,
        "outside": Path("/dev/zero"),
    }
    place.symlink_to(target[kind])
    assert written(base, {}) == [("content/practices/link.md", "symbolic-link")]


@pytest.mark.parametrize(
    "target",
    ["../../secret.pdf", "..%2f..%2fsecret.pdf", "%2e%2e/../secret.pdf", "/etc/passwd", "\\\\a\\b"],
)
@pytest.mark.parametrize("shape", ["[a]({})", "![a]({})", "[a]: {}\n\n[a]", "<x>\n\n[a](<{}>)"])
def test_links_that_leave_the_folder(target: str, shape: str) -> None:
    found = refused({"content/practices/a.md": RECORD + shape.format(target)})
    assert found
    assert {code for _, code in found} <= {"leaves-content", "broken-link", "bad-link"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A&#x61;vascript:alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "&#1;javascript:alert(1)",
        "%6aavascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,AAAA",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "//example.org/x",
        "\\\\example.org",
        "https:example.org",
        "https://",
    ],
)
@pytest.mark.parametrize("shape", ["[a](<{}>)", "![a](<{}>)", "[a]: <{}>\n\n[a]", "<{}>", "url"])
def test_addresses_to_nowhere_good(address: str, shape: str) -> None:
    """In Markdown, and in a field of type url: refused, or printed as text without a link."""
    if shape == "url":
        files = {
            "content/practices/_collection.yml": SMALL["content/practices/_collection.yml"].replace(
                "rules", "  site: {label: S, type: url}\nrules"
            ),
            "content/practices/a.md": f"---\ntitle: A\nsite: '{address}'\n---\n",
        }
        assert [code for _, code in refused(files)] == ["bad-url"]
        return
    text = RECORD + shape.format(address)
    issues = Issues()
    site, _ = make_site({**SMALL, "content/practices/a.md": text}, issues)
    links = site.records["practices/a"].prose["body"].html.count("href=")
    assert issues.errors or not links
