"""Files that take long begin first."""

from pathlib import Path

from tests.turns import LONG, turn


def test_files_that_take_long_are_there_and_begin_first() -> None:
    assert [file for file in LONG if not (Path(__file__).parent / file).is_file()] == []
    turns = [turn(f"tests/{file}::test_this[or that]") for file in LONG]
    assert turns == sorted(set(turns))
    assert max(turns) < turn("tests/test_turns.py::test_that") == turn("tests/a.py::test_this")
