"""`kbgen search --evaluate`: what it measures, and what it says of a file that it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.cli import main


def evaluated(site: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit status, what the command says, and what it complains of."""
    status = main(["search", "-d", str(site), "--evaluate", str(file)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_what_is_found_and_what_is_missed(
    site_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "queries.yaml"
    found = "- {q: keyhole garden, who: a trainer, top5: [timor-leste-keyhole-gardens]}\n"
    file.write_text(f"{found}- {{q: zzzzqqq, top5: [meclep], also: [diaspora]}}\n", "utf-8")
    assert evaluated(site_dir, file, capsys) == (
        0,
        "2 queries: success@5 0.500, MRR 0.500\nmisses:\n  zzzzqqq: meclep not found\n",
        "",
    )
    file.write_text(found, "utf-8")
    assert evaluated(site_dir, file, capsys)[1] == "1 query: success@5 1.000, MRR 1.000\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "1:1: there is nothing in this file"),
        ("[]", "1:1: there is no query in this list"),
        ("q: x", "1:1: a list is expected here"),
        ("- 7", "1:3: 'key: value' lines are expected here"),
        ("- {q: a, top5: [b]}\n- {top5: [a]}", "2:3: a query is missing"),
        ("- {q: '', top5: [a]}", "1:3: a query is missing"),
        ("- {q: a}", "1:3: no record is named"),
        ("- {q: a, top5: b}", "1:16: a list is expected here"),
        ("- {q: [a], top5: [b]}", "1:7: one value is expected here, not a list"),
        ("- {q: a, top5: [[b]]}", "1:17: one value is expected here, not a list"),
        ("- q: a\n  top5: [", "2:"),
        ("- q: \0", "1:6: a NUL character stands here"),
    ],
)
def test_a_file_that_holds_no_queries(
    tmp_path: Path, text: str, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "queries.yaml"
    file.write_text(text, "utf-8")
    status, said, complained = evaluated(tmp_path, file, capsys)
    assert (status, said) == (2, "")
    assert complained.startswith(f"kbgen: {file}:{wrong}")
    assert complained.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "why"), [("none.yml", "No such file or directory"), (".", "Is a directory")]
)
def test_a_file_that_is_none(
    tmp_path: Path, name: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    assert evaluated(tmp_path, file, capsys) == (2, "", f"kbgen: {file} cannot be read: {why}\n")


def test_a_site_without_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "queries.yaml"
    file.write_text("- {q: a, top5: [b]}", "utf-8")
    said = f"kbgen: {tmp_path} has no search index; run kbgen build first\n"
    assert evaluated(tmp_path, file, capsys) == (2, "", said)
    assert main(["search", "-d", str(tmp_path), "words"]) == 2
    assert capsys.readouterr() == ("", said)
