"""The start of every command; what the commands do is in tests/test_command.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen import __version__
from kbgen.cli import main


def test_a_build_without_a_knowledge_base_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Alike on the short way, which parses no words, and on that of all other commands."""
    monkeypatch.chdir(tmp_path)
    said = []
    for words in (["build"], ["build", "-q"], ["build", "--clean"], ["check"], ["new", "a", "b"]):
        assert main(words) == 2
        said.append(capsys.readouterr())
    assert len(set(said)) == 1
    assert said[0].out == ""
    assert said[0].err.startswith("kbgen: there is no folder 'content' in ")


def test_without_words_it_takes_those_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["kbgen", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"kbgen {__version__}\n"
