"""What is said of a build, in words; whole builds are in tests/test_command.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.build_command import counted, github, is_project, some
from kbgen.model.issues import Issue, Issues


def test_one_is_singular() -> None:
    assert [some(count, "page") for count in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


def test_errors_and_warnings_are_counted() -> None:
    issues = Issues()
    assert counted(issues, strict=True) == "0 errors, 0 warnings"
    issues.error("a", "b", "c")
    issues.warning("a", "b", "c")
    assert counted(issues) == "1 error, 1 warning"
    assert counted(issues, strict=True) == "1 error, 1 warning; warnings count as errors (--strict)"


def issue_of(path: str = "a.md", message: str = "m", hint: str = "") -> Issue:
    issues = Issues()
    issues.warning("code", message, path, 2, 3, hint)
    (issue,) = issues
    return issue


def test_an_annotation_has_place_and_hint() -> None:
    assert github(issue_of(hint="h")) == "::warning file=a.md,line=2,col=3,title=code::m (h)"
    assert github(issue_of(), strict=True) == "::error file=a.md,line=2,col=3,title=code::m"


def test_no_name_and_no_message_starts_another_annotation() -> None:
    said = github(issue_of("a,b:c%\n::error.md", "x%0A\n::error::y"))
    assert said.count("\n") == 0
    assert "file=a%2Cb%3Ac%25" in said
    assert "x%250A" in said


def test_who_stands_within_a_knowledge_base_is_told_where_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    within = tmp_path / "content" / "practices"
    within.mkdir(parents=True)
    (tmp_path / "kbgen.yml").write_text("title: A base\n")
    assert not is_project(str(within))
    base = tmp_path.resolve()
    assert f"hint: go to {base}, or add -C {base}\n" in capsys.readouterr().err


def test_a_folder_is_a_knowledge_base_with_a_place_for_its_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, site = str(tmp_path), str(tmp_path / "site")
    assert not is_project(root, site)
    said = capsys.readouterr().err
    assert "there is no folder 'content'" in said
    assert "hint: kbgen init writes" in said
    (tmp_path / "content").mkdir()
    assert is_project(root, site)
    assert is_project(root)
    assert capsys.readouterr().err == ""
    assert not is_project(root, str(tmp_path / "content" / "site"))
    assert "the site cannot go to " in capsys.readouterr().err
