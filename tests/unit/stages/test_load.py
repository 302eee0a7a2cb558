from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.load import load, refuse_links
from kbgen.text.source import MAX_BYTES
from tests.trials import amount

TEXT = "---\ntitle: A\n---\n"
COLLECTION = "content/practices/_collection.yml"
DEEP = amount(1500, few=1100)
"""More folders in one another than Python has room for calls."""


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(TEXT)


def codes(root: Path) -> list[tuple[str, str]]:
    issues = Issues()
    load(root, issues)
    return [(issue.path, issue.code) for issue in issues]


def test_what_stands_in_a_knowledge_base(tmp_path: Path) -> None:
    make(
        tmp_path,
        "kbgen.yml",
        "content/about.md",
        "content/_glossary.yml",
        "content/_taxonomies/b.yml",
        "content/_search/synonyms.yml",
        COLLECTION,
        "content/practices/asia/a.md",
        "content/practices/asia/a.pdf",
        "content/practices/.hidden.md",
        "content/.git/x.md",
    )
    issues = Issues()
    content = load(tmp_path, issues)
    assert list(issues) == []
    assert content.config is not None
    assert content.config.place == "kbgen.yml"
    assert [d.path for d in content.documents] == ["about.md", "practices/asia/a.md"]
    assert [d.collection for d in content.collections] == ["practices"]
    assert [d.stem for d in content.taxonomies] == ["b"]
    assert content.files == {"practices/asia/a.pdf"}
    assert content.glossary is not None
    assert content.synonyms is not None
    assert content.events is None


def test_without_a_folder_there_is_nothing(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("content", "no-content")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("practices/A.md", "bad-name"),
        ("practices/a_b.md", "bad-name"),
        ("practices/é.md", "bad-name"),
        ("practices/nul.md", "bad-name"),
        ("practices/a.MD", "bad-name"),
        ("practices/a.markdown", "bad-name"),
        ("practices/a\nb/c.md", "bad-name"),
        ("practices/a:b/c.md", "bad-name"),
        ("practices/a b.pdf", "bad-name"),
        ("practices/aux.pdf", "bad-name"),
        ("practices/_notes.md", "unknown-file"),
        ("practices/_collection.yaml", "unknown-file"),
        ("_collection.yml", "unknown-file"),
        ("elsewhere/a.md", "no-collection"),
    ],
)
def test_names_are_checked(tmp_path: Path, path: str, code: str) -> None:
    make(tmp_path, COLLECTION, f"content/{path}")
    assert [found for _, found in codes(tmp_path)] == [code]


@pytest.mark.parametrize(
    ("paths", "hint"),
    [
        ((), "kbgen init"),
        (("content/.gitkeep",), "kbgen init"),
        (("kbgen.yml",), "_collection.yml"),
        (("content/about.md",), "_collection.yml"),
        (("content/_taxonomies/themes.yml",), "_collection.yml"),
        (("content/practices/a.pdf",), "_collection.yml"),
    ],
)
def test_a_knowledge_base_without_a_collection_is_told_what_one_is(
    tmp_path: Path, paths: tuple[str, ...], hint: str
) -> None:
    (tmp_path / "content").mkdir()
    make(tmp_path, *paths)
    issues = Issues()
    load(tmp_path, issues)
    assert [(i.path, i.code, i.severity) for i in issues] == [
        ("content", "no-collection", "warning")
    ]
    assert [hint in issue.hint for issue in issues] == [True]


def test_a_folder_without_a_declaration_is_told_once(tmp_path: Path) -> None:
    make(tmp_path, "content/practices/a.md", "content/practices/b.md")
    assert codes(tmp_path) == [("content/practices/a.md", "no-collection")]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("_collection.yml", "put it into the folder of a collection"),
        ("practices/_glossary.yml", "put it into the folder content"),
        ("_search/synonym.yml", "did you mean 'synonyms.yml'?"),
        ("_glossary.yaml", "rename it to _glossary.yml"),
    ],
)
def test_a_declaration_that_is_lost_is_told_where_it_belongs(
    tmp_path: Path, path: str, hint: str
) -> None:
    make(tmp_path, COLLECTION, f"content/{path}")
    issues = Issues()
    load(tmp_path, issues)
    assert [(issue.code, issue.hint) for issue in issues] == [("unknown-file", hint)]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Annual report 2023.pdf", "rename it to annual-report-2023.pdf"),
        ("Plan (final).PDF", "rename it to plan-final.PDF"),
        ("報告.pdf", "use letters"),
        ("aux.pdf", "use letters"),
        ("a b/c.pdf", "use letters"),
        ("a b/c d.pdf", "use letters"),
    ],
)
def test_the_name_of_a_file_that_does_not_do_leads_to_one_that_does(
    tmp_path: Path, name: str, hint: str
) -> None:
    make(tmp_path, COLLECTION, f"content/practices/{name}")
    issues = Issues()
    load(tmp_path, issues)
    assert [(issue.code, issue.hint.startswith(hint)) for issue in issues] == [("bad-name", True)]


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    make(tmp_path, COLLECTION)
    folder = os.fsencode(tmp_path / "content" / "practices") + b"/\xff"
    os.mkdir(folder)
    with open(folder + b"/a.md", "w") as file:
        file.write(TEXT)
    assert codes(tmp_path) == [("content/practices/\udcff/a.md", "bad-name")]


def test_links_and_odd_files_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, COLLECTION, "secret/a.md", "secret/kbgen.yml")
    (tmp_path / "content/practices/folder").symlink_to(tmp_path / "secret")
    (tmp_path / "content/practices/file.md").symlink_to(tmp_path / "secret/a.md")
    (tmp_path / "content/practices/gone.md").symlink_to("nowhere")
    (tmp_path / "kbgen.yml").symlink_to("secret/kbgen.yml")
    os.mkfifo(tmp_path / "content/practices/pipe.md")
    assert codes(tmp_path) == [
        ("content/practices/file.md", "symbolic-link"),
        ("content/practices/folder", "symbolic-link"),
        ("content/practices/gone.md", "symbolic-link"),
        ("content/practices/pipe.md", "cannot-read"),
        ("kbgen.yml", "symbolic-link"),
    ]


def test_a_config_that_is_a_pipe_does_not_hang(tmp_path: Path) -> None:
    make(tmp_path, COLLECTION)
    os.mkfifo(tmp_path / "kbgen.yml")
    assert codes(tmp_path) == [("kbgen.yml", "cannot-read")]


def test_a_config_with_the_wrong_ending_is_seen(tmp_path: Path) -> None:
    make(tmp_path, COLLECTION, "kbgen.yaml")
    assert codes(tmp_path) == [("kbgen.yaml", "bad-name")]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, COLLECTION, "content/about.md")
    (tmp_path / "content/about.md").write_bytes(b"x" * (MAX_BYTES + 1))
    assert codes(tmp_path) == [("content/about.md", "too-large")]


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "practices"
    folder.mkdir(parents=True)
    make(tmp_path, COLLECTION)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(DEEP):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    load(tmp_path, Issues())
    for _ in range(DEEP):  # too deep for the clean-up of pytest
        (folder / "d").rename(tmp_path / "e")
        if (tmp_path / "e" / "d").exists():
            (tmp_path / "e" / "d").rename(folder / "d")
        (tmp_path / "e").rmdir()


def test_links_below_layouts_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "shared/pages/home.html", "shared/.#lock", "shared/assets/css/a.css")
    layouts = tmp_path / "layouts"
    layouts.symlink_to(tmp_path / "shared")
    issues = Issues()
    refuse_links(layouts, issues)
    assert list(issues) == []
    (layouts / "pages" / "text.html").symlink_to("home.html")
    (layouts / "macros").symlink_to(tmp_path)
    (layouts / "pages" / ".#home.html").symlink_to("whoever@writes.here")
    refuse_links(layouts, issues)
    assert [(issue.path, issue.code) for issue in issues] == [
        ("layouts/macros", "symbolic-link"),
        ("layouts/pages/text.html", "symbolic-link"),
    ]
