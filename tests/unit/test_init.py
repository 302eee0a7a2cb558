"""`kbgen init`: a beginning that builds without a word, and never costs anybody a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbgen.cli import main
from kbgen.init import STARTER

FILES = {
    ".gitignore",
    "kbgen.yml",
    "content/about.md",
    "content/contribute.md",
    "content/_taxonomies/audiences.yml",
    "content/_taxonomies/themes.yml",
    "content/practices/_collection.yml",
    "content/practices/how-a-record-is-written.md",
}


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    base = tmp_path / "a new" / "base"
    assert main(["init", str(base)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    named = said.out.splitlines()
    assert {Path(line).relative_to(base).as_posix() for line in named[:-1]} == FILES
    assert named[-1].endswith(f"kbgen serve -C '{base}' --open")
    return base


def test_it_builds_and_checks_without_any_issue(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert contents(base).keys() == FILES
    assert main(["check", "--strict", "-q", "-C", str(base)]) == 0
    assert main(["build", "--strict", "-q", "-C", str(base)]) == 0
    assert capsys.readouterr() == ("", "")
    home = (base / "site/index.html").read_text("utf-8")
    ways = re.findall(r'<h3 class="door-title".*?>([^<]+)</a>', home)
    assert ways == ["Themes", "Audiences"]


def test_a_new_record_fits_into_it(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "-C", str(base), "practices", "A record of our own"]) == 0
    assert main(["check", "-C", str(base)]) == 1
    missing = re.findall(r"'(\w+)' is required", capsys.readouterr().err)
    assert missing == ["summary", "themes"]


def test_keys_that_stand_behind_a_sign_state_nothing(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address of an example would be published by whoever only deletes the signs."""
    text = (base / "kbgen.yml").read_text("utf-8")
    offered = re.findall(r"^#(\w+):", text, re.M)
    (base / "kbgen.yml").write_text(re.sub(r"^#(?=\w+:)", "", text, flags=re.M), "utf-8")
    assert offered == ["site_url", "repo_url", "licence"]
    assert main(["check", "-C", str(base)]) == 1
    told = capsys.readouterr().err
    assert re.findall(r"^kbgen\.yml:.*'licence' needs '(\w+)'", told, re.M) == ["label", "url"]
    assert told.endswith("2 errors, 0 warnings\n"), "addresses that are left out are no fault"


def test_without_a_choice_every_taxonomy_leads_in(base: Path) -> None:
    config = base / "kbgen.yml"
    config.write_text(config.read_text("utf-8").replace("doors: [themes, audiences]", ""), "utf-8")
    assert main(["build", "-q", "-C", str(base)]) == 0
    home = (base / "site/index.html").read_text("utf-8")
    assert re.findall(r'<h3 class="door-title".*?>([^<]+)</a>', home) == ["Audiences", "Themes"]
    assert home.index("audiences/index.html") < home.index("<main"), "the menu leads there too"


def test_the_example_can_be_deleted_and_without_a_way_in_there_is_no_heading_for_it(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (base / "content/practices/how-a-record-is-written.md").unlink()
    assert main(["build", "-q", "--strict", "-C", str(base)]) == 0
    assert capsys.readouterr() == ("", "")
    assert "doors" not in (base / "site/index.html").read_text("utf-8").partition("<main")[2]


@pytest.mark.parametrize("begun", ["kbgen.yml", "content/notes.txt"])
def test_where_a_knowledge_base_has_begun_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], begun: str
) -> None:
    (tmp_path / begun).parent.mkdir(exist_ok=True)
    (tmp_path / begun).write_text("mine")
    assert main(["init", "-C", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("is there already; nothing was written\n")
    assert contents(tmp_path) == {begun: b"mine"}


def test_an_empty_folder_is_no_beginning_and_leads_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-C", str(tmp_path)]) == 2
    assert "hint: kbgen init" in capsys.readouterr().err
    (tmp_path / "content").mkdir()
    assert main(["init", "-C", str(tmp_path)]) == 0
    assert contents(tmp_path).keys() == FILES


def test_other_files_are_left_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (".gitignore", "README.md"):
        (tmp_path / name).write_text("mine")
    assert main(["init", str(tmp_path), "-q"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"{tmp_path}/.gitignore is as it was: let it name /site/ and /.kbgen/\n"
    assert contents(tmp_path).keys() == FILES | {"README.md"}
    assert {(tmp_path / name).read_text() for name in (".gitignore", "README.md")} == {"mine"}


def test_what_is_no_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    assert main(["init", "-C", str(tmp_path), "file"]) == 2
    assert "cannot be written: " in capsys.readouterr().err
    assert contents(tmp_path) == {"file": b"mine"}


def test_the_wheel_takes_the_files_from_here() -> None:
    renamed = {name.removeprefix(".") if name == ".gitignore" else name for name in FILES}
    assert contents(STARTER).keys() == renamed
