"""Mistakes in layouts are told with their places, and leave the site as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kbgen.cli import main
from tests.make import SMALL


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    for path, text in SMALL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    assert main(["build", "--root", str(root), "--quiet"]) == 0
    return root


@pytest.mark.parametrize(
    ("layout", "text", "told"),
    [
        (
            "pages/home.html",
            b"a\n{{ view.nope }}",
            "2:1: error[layout] the view of home has no 'nope'; "
            "it has collections, doors, picture, recent",
        ),
        (
            "pages/home.html",
            b"{{ view.collections[0].nope }}",
            "1:1: error[layout] a link has no 'nope'; it has ",
        ),
        ("pages/record.html", b"{{ page.nope }}", "1:1: error[layout] page has no 'nope'; it has "),
        ("pages/record.html", b"{{ site.nope }}", "1:1: error[layout] site has no 'nope'; it has "),
        ("pages/record.html", b"{{ nope }}", "1:1: error[layout] there is no 'nope' here"),
        ("pages/record.html", b"{{ page.title.nope }}", "1:1: error[layout] a text has no 'nope'"),
        (
            "pages/404.html",
            b"{{ view.nope }}",
            "1:1: error[layout] 'nope' is asked of what is empty",
        ),
        ("pages/record.html", b"a\nb {% if %}", "2:1: error[layout] "),
        ("pages/record.html", b"a\n\n{{ 1 // 0 }}", "3:1: error[layout] ZeroDivisionError: "),
        ("pages/record.html", b"{{ page.title + 1 }}", "1:1: error[layout] TypeError: "),
        ("pages/record.html", b"{{ url('nowhere.html') }}", "1:1: error[layout] there is no page"),
        ("pages/record.html", b"{% include 'nix.html' %}", "1:1: error[layout] "),
        ("pages/record.html", b"\xff\xfe", "1:1: error[layout] the file is not UTF-8"),
        ("pieces/card.html", b"\n{{ 1 // 0 }}", "2:1: error[layout] ZeroDivisionError: "),
        ("pages/hom.html", b"a", "1:1: error[layout] there are no pages of the kind 'hom'"),
        ("assets/css/own.css", b"a", "1:1: error[layout] no style sheet of the site lists this"),
        ("assets/js/own.js", b"\xff", "1:1: error[not-utf8] "),
    ],
)
def test_a_mistake_in_a_layout_is_told_with_its_line(
    built: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    layout: str,
    text: bytes,
    told: str,
) -> None:
    root = tmp_path / "root"
    shutil.copytree(built, root)
    before = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    (root / "layouts" / layout).parent.mkdir(parents=True)
    (root / "layouts" / layout).write_bytes(text)
    assert main(["build", "--root", str(root), "--quiet"]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if " error[" in line]
    assert len(said) == 1
    assert said[0].startswith(f"layouts/{layout}:{told}"), said
    after = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    assert after == before


def test_a_record_without_facts_has_no_heading_for_them(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(built, root)
    practices = root / "content/practices"
    (practices / "plain.md").write_text("---\ntitle: Plain\n---\nText.\n")
    (practices / "full.md").write_text("---\ntitle: Full\nscope: global\n---\nText.\n")
    assert main(["build", "--root", str(root), "--quiet"]) == 0
    for name, has_facts in (("plain", False), ("full", True)):
        html = (root / f"site/practices/{name}.html").read_text("utf-8")
        assert ('id="facts-title"' in html) == ('<dl class="facts">' in html) == has_facts, name
