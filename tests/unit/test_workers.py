"""Work that is spread over processes gives what one process gives."""

import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.workers import SHARE, each

MANY = range(SHARE * 3)


def alone(check: Callable[[], None]) -> None:
    """Run ``check`` in a process without the threads of other tests: beside them nothing forks."""
    child = os.fork()
    if child == 0:
        try:
            check()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_results_stand_in_the_order_of_the_items() -> None:
    assert each(lambda item: item * 2, MANY) == [item * 2 for item in MANY]


def test_many_items_are_shared_and_few_are_not() -> None:
    def check() -> None:
        processes = set(each(lambda item: os.getpid(), MANY))
        assert len(processes) == min(3, len(os.sched_getaffinity(0)))
        assert set(each(lambda item: os.getpid(), range(10))) == {os.getpid()}

    alone(check)


def test_the_share_of_a_lost_process_is_done_again() -> None:
    own = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != own and item > SHARE:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    def check() -> None:
        nonlocal own
        own = os.getpid()
        assert each(work, MANY) == list(MANY)

    alone(check)


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

    def check() -> None:
        with pytest.raises(KeyboardInterrupt):
            each(work, MANY)
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)

    alone(check)


def test_an_interrupt_at_a_fork_is_not_lost() -> None:
    """Python notes what is raised in its callbacks at a fork, and goes on as if nothing was."""

    def check() -> None:
        os.sched_getaffinity = lambda _: {0, 1}
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            each(abs, MANY)

    alone(check)
