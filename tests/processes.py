"""Runs files of tests in several processes, which are forked when all tests have been collected.

The workers of pytest-xdist are new Pythons: each imports everything and collects all tests once
more, and that was a quarter of what a run without browsers cost. Forked ones have it all.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any

import pytest

_BYTES = 2
"""Of the number of a file in the queue."""

_SHORT = 0.005
"""Seconds that `--durations` does not show; nobody asks for so short a set-up or tear-down."""

_Found = tuple[dict[str, Any] | None, dict[str, Any] | None]
"""A report or a warning, in a form for other processes."""


def run(session: pytest.Session, count: int) -> bool:
    """Run all tests of ``session`` in ``count`` processes, those of a file in one of them.

    They are told as if they had been run here. If a process dies, the run has failed, and the
    tests without a result are named. Returns True, as the hook `pytest_runtestloop` does.
    """
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    reporter.showfspath = False  # files take turns
    sys.stdout.flush()
    session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # is for all
    files = [[*items] for _, items in groupby(session.items, key=lambda item: item.path)]
    queue = _queue(len(files))
    processes = dict(_begin(session, files, queue) for _ in range(count))
    os.close(queue)
    left = {item.nodeid: item for item in session.items}
    try:
        for test, reports in _told([*processes]):
            _tell(left.pop(test), reports)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
    except BaseException:
        for process in processes.values():
            os.kill(process.pid or 0, signal.SIGINT)
        raise
    finally:
        for process in processes.values():
            process.join()
    if left:
        ends = [process.exitcode for process in processes.values()]
        session.shouldfail = (
            f"processes ended with {ends} before they had run {len(left)} tests: "
            f"{', '.join([*left][:5])}"
        )
        raise session.Failed(session.shouldfail)
    return True


def _queue(count: int) -> int:
    """A pipe from which each number below ``count`` can be read once, by whoever comes first."""
    queue, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_BYTES, "big") for number in range(count)))
    os.close(end)
    return queue


def _begin(
    session: pytest.Session, files: list[list[pytest.Item]], queue: int
) -> tuple[Connection, ForkProcess]:
    told, end = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_work, args=(session, files, queue, end))
    process.start()
    end.close()  # so that the pipe ends with the process
    return told, process


def _told(processes: list[Connection]) -> Iterator[tuple[str, list[_Found]]]:
    """The tests that have been run, and what of them, until all processes have ended."""
    while processes:
        for process in wait(processes):
            assert isinstance(process, Connection)
            try:
                yield process.recv()
            except EOFError:
                processes.remove(process)


def _tell(item: pytest.Item, found: list[_Found]) -> None:
    """Have the terminal and other plugins hear of a test that was run elsewhere."""
    hook = item.config.hook
    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report, warning in found:
        if warning:
            hook.pytest_warning_recorded.call_historic(kwargs=warning)
        else:
            told = hook.pytest_report_from_serializable(config=item.config, data=report)
            hook.pytest_runtest_logreport(report=told)
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def _work(
    session: pytest.Session, files: list[list[pytest.Item]], queue: int, end: Connection
) -> None:
    """Run files as long as there are any in the queue; the work of one process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # it may have been ignored
    plugins = session.config.pluginmanager
    plugins.unregister(name="terminalreporter")
    capture: Any = plugins.get_plugin("capturemanager")
    capture.stop_global_capturing()  # its files are those of the process that was forked
    capture.start_global_capturing()
    capture.suspend_global_capture()
    reports = _Reports(session.config)
    plugins.register(reports)
    reports.found.clear()  # warnings from before the fork have been told
    try:
        items = _taken(files, queue)
        item = next(items, None)
        while item:
            following = next(items, None)  # what both need is not torn down between them
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            end.send((item.nodeid, reports.found))
            reports.found.clear()
            item = following
    except KeyboardInterrupt:
        session._setupstate.teardown_exact(None)


def _taken(files: list[list[pytest.Item]], queue: int) -> Iterator[pytest.Item]:
    for number in iter(partial(os.read, queue, _BYTES), b""):
        yield from files[int.from_bytes(number, "big")]


class _Reports:
    """Gathers what is told of the test that is running, in a form for other processes."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.found: list[_Found] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        is_short = report.passed and report.duration < _SHORT and not report.sections
        if report.when == "call" or not is_short:
            hook = self._config.hook.pytest_report_to_serializable
            self.found.append((hook(config=self._config, report=report), None))

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str
    ) -> None:
        words = warning_message
        plain = warnings.WarningMessage(words.message, words.category, words.filename, words.lineno)
        warning = {"warning_message": plain, "when": when, "nodeid": nodeid, "location": None}
        self.found.append((None, warning))
