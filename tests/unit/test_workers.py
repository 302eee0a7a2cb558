"""Work that is spread over processes gives what one process gives."""

import os
import signal
from pathlib import Path

import pytest

from kbgen.workers import SHARE, each

MANY = range(SHARE * 3)


def test_results_stand_in_the_order_of_the_items() -> None:
    assert each(lambda item: item * 2, MANY) == [item * 2 for item in MANY]


def test_many_items_are_shared_and_few_are_not() -> None:
    processes = set(each(lambda item: os.getpid(), MANY))
    assert len(processes) == min(3, len(os.sched_getaffinity(0)))
    assert set(each(lambda item: os.getpid(), range(10))) == {os.getpid()}


def test_the_share_of_a_lost_process_is_done_again() -> None:
    own = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != own and item > SHARE:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert each(work, MANY) == list(MANY)


def test_an_exception_of_any_share_is_raised_here() -> None:
    def work(item: int) -> int:
        if item == MANY[-1]:
            raise ValueError(item)
        return item

    with pytest.raises(ValueError, match=str(MANY[-1])):
        each(work, MANY)


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    def work(item: int) -> None:
        (tmp_path / str(os.getpid())).touch()
        if item == 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        each(work, MANY)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
