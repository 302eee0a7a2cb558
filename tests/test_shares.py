"""Shares of the files of tests: together they are all files, and none is much longer."""

from __future__ import annotations

from pathlib import Path

from tests.shares import SECONDS, seconds, share

TESTS = Path(__file__).parent
FILES = [file.relative_to(TESTS).as_posix() for file in TESTS.rglob("test_*.py")]


def test_every_file_is_in_one_share() -> None:
    shares = [share(FILES, number, 3) for number in range(3)]
    assert sorted(file for each in shares for file in each) == sorted(FILES)


def test_shares_do_not_depend_on_the_order_in_which_files_are_found() -> None:
    assert share(FILES, 1, 3) == share(reversed(FILES), 1, 3)


def test_shares_are_about_equally_long() -> None:
    loads = [sum(map(seconds, share(FILES, number, 3))) for number in range(3)]
    assert max(loads) - min(loads) < 1, loads


def test_the_files_that_take_long_are_there() -> None:
    assert not SECONDS.keys() - set(FILES)
