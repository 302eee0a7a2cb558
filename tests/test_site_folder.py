"""Where the site may go: nowhere that a build reads or keeps something."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen import places
from kbgen.cli import main
from tests import forked
from tests.make import SMALL

IS, WITHIN, HOLDS = "that is the folder", "that lies within", "lies in there"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    base = tmp_path / "above" / "base"
    for path, text in SMALL.items():
        (base / path).parent.mkdir(parents=True, exist_ok=True)
        (base / path).write_text(text, "utf-8")
    (tmp_path / "link").symlink_to(base / "content")
    monkeypatch.chdir(base)
    return base


@pytest.mark.parametrize(
    ("site", "why"),
    [
        ("content", f"{IS} content/"),
        ("Content", f"{IS} content/"),
        ("site/../content/", f"{IS} content/"),
        ("../../link", f"{IS} content/"),
        ("content/x", f"{WITHIN} content/"),
        ("content/practices", f"{WITHIN} content/"),
        ("../../link/x/y", f"{WITHIN} content/"),
        ("layouts", f"{IS} layouts/"),
        ("layouts/assets", f"{WITHIN} layouts/"),
        (".kbgen", f"{IS} .kbgen/"),
        (".kbgen/site", f"{WITHIN} .kbgen/"),
        (".", HOLDS),
        ("", HOLDS),
        ("..", HOLDS),
        ("/", HOLDS),
    ],
)
def test_no_site_among_what_it_is_made_of(
    root: Path, site: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(root.rglob("*"))
    for command in (["build"], ["check"], ["serve", "-a", "192.0.2.1"]):
        assert main([*command, "-d", site]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"kbgen: the site cannot go to {Path(site)}: ")
        assert why in said
        assert said.count("\n") == 1
    assert sorted(root.rglob("*")) == before


def test_content_elsewhere_is_no_place_for_a_site(root: Path, tmp_path: Path) -> None:
    """A link in its place does not hide what it leads to, nor the folder that it lies in."""
    (root / "content").rename(tmp_path / "elsewhere")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    assert WITHIN in places.overlap(str(root), str(tmp_path / "elsewhere/site"))
    assert HOLDS in places.overlap(str(root), str(root))
    assert HOLDS in places.overlap(str(root), str(tmp_path / "above"))


@pytest.mark.parametrize("site", ["site", "contents", "content.new", "../site", "../base-site"])
def test_any_other_folder_will_do(root: Path, site: str) -> None:
    assert places.overlap(".", site) == ""
    assert places.overlap(str(root), site) == ""


def test_a_file_in_the_way_is_told_and_left(root: Path) -> None:
    (root / "site").write_text("mine", "utf-8")
    built = forked.run(root, "build")
    assert (built.returncode, built.stdout) == (1, "")
    assert built.stderr == (
        "kbgen: a file lies in the way of the site's folder site: "
        "move it away, or build into another folder\n"
    )
    assert (root / "site").read_text("utf-8") == "mine"
