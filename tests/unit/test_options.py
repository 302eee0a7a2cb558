"""The words that commands take: how to ask for help, and what is said of words that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbgen.cli import main
from kbgen.options import COMMANDS, read

GUIDE = Path(__file__).parents[2] / "docs/command-line.md"


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    """How a command ends that only helps or complains, and what it says."""
    with pytest.raises(SystemExit) as end:
        main(words)
    said = capsys.readouterr()
    return end.value.code, said.out, said.err


def test_help_is_had_as_a_word_too(capsys: pytest.CaptureFixture[str]) -> None:
    status, said, _ = ended(capsys, "help")
    assert status == 0
    assert said == ended(capsys, "--help")[1]
    assert said.startswith("usage: kbgen [-h] [-V] COMMAND")
    status, said, _ = ended(capsys, "help", "build")
    assert status == 0
    assert said == ended(capsys, "build", "--help")[1]
    assert said.startswith("usage: kbgen build ")


@pytest.mark.parametrize(
    ("words", "usage", "complaint"),
    [
        (["bild"], "kbgen ", "there is no command 'bild': did you mean 'build'?"),
        (["help", "serv"], "kbgen ", "there is no command 'serv': did you mean 'serve'?"),
        (["deploy"], "kbgen ", "there is no command 'deploy'"),
        (["-q", "build"], "kbgen ", "options come after the command: kbgen COMMAND -q"),
        (["--root", "x", "build"], "kbgen ", "options come after the command"),
        ([], "kbgen ", "the following arguments are required: COMMAND"),
        (["build", "--strcit"], "kbgen build ", "no option '--strcit': did you mean '--strict'?"),
        (["build", "--stri"], "kbgen build ", "no option '--stri': did you mean '--strict'?"),
        (["serve", "--port=80"], "kbgen serve ", "no option '--port': write --dev-addr PORT"),
        (["serve", "-p", "80"], "kbgen serve ", "no option '-p': write --dev-addr PORT"),
        (["build", "--port", "80"], "kbgen build ", "there is no option '--port'"),
        (["search", "a", "-n", "3", "b", "-x"], "kbgen search ", "there is no option '-x'"),
        (["check", "-x"], "kbgen check ", "there is no option '-x'"),
        (["check", "practices"], "kbgen check ", "'practices' is one word too many"),
        (["check", "--format", "xml"], "kbgen check ", "invalid choice: 'xml'"),
    ],
)
def test_wrong_words_are_told_with_the_usage_of_their_command(
    words: list[str], usage: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said, complained = ended(capsys, *words)
    assert (status, said) == (2, "")
    assert complained.startswith(f"usage: {usage}")
    assert complaint in complained.splitlines()[-1]


@pytest.mark.parametrize(
    "words",
    [["-n", "3", "a", "b", "c"], ["a", "b", "c", "-n", "3"], ["a", "-n", "3", "b", "-q", "c"]],
)
def test_options_stand_anywhere_among_words_to_search_for(words: list[str]) -> None:
    options = read(["search", *words])
    assert (options.words, options.limit) == (["a", "b", "c"], 3)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_option_is_explained(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = ended(capsys, verb, "--help")
    options = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", said.split("options:")[1]))
    guide = GUIDE.read_text("utf-8")
    common = guide.split("## Options of every command")[1].split("\n## ")[0]
    own = guide.split(f"\n## `kbgen {verb}")[1].split("\n## ")[0]
    explained = set(re.findall(r"(?<=`)--?[a-z][a-z-]*", common + own))
    short = {"-d", "-s"} if "as `build` does" in own else set()
    assert sorted(options - explained - short) == []
