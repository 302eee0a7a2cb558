"""The set-up finds programs where people have them, and says plainly when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

import programs


@pytest.fixture
def only_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for program in programs.PROGRAMS.values():
        monkeypatch.delenv(program.variable, raising=False)
    return tmp_path


def executable(file: Path) -> Path:
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


def test_a_program_is_found_under_its_second_name(only_these: Path) -> None:
    expected = executable(only_these / "google-chrome")
    assert programs.find("chromium") == str(expected)


def test_the_variable_wins(only_these: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(only_these / "firefox")
    named = executable(only_these / "my-firefox")
    monkeypatch.setenv("KBGEN_FIREFOX", str(named))
    assert programs.find("firefox") == str(named)


def test_a_wrong_variable_is_not_passed_over(
    only_these: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    executable(only_these / "firefox")
    monkeypatch.setenv("KBGEN_FIREFOX", "/no/such/firefox")
    assert programs.main(["firefox"]) == 1
    assert capsys.readouterr().err == (
        "Firefox: KBGEN_FIREFOX is '/no/such/firefox', which is not a program.\n"
    )


@pytest.mark.parametrize("name", programs.PROGRAMS)
def test_where_nothing_can_be_installed_one_line_says_what_to_do(
    name: str, only_these: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert programs.main([name]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert programs.PROGRAMS[name].package in told
    assert programs.PROGRAMS[name].variable in told


def test_nothing_is_said_when_all_is_there(
    only_these: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    executable(only_these / "java")
    assert programs.main(["java"]) == 0
    assert capsys.readouterr() == ("", "")
