"""Tests that several processes run are told as if one had run them."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.make import write_file

CONFTEST = """
import os
import pytest
from pathlib import Path
from tests import processes

def pytest_runtestloop(session):
    return processes.run(session, 2)

@pytest.fixture(scope="session")
def noted(tmp_path_factory):
    shared = tmp_path_factory.getbasetemp() / "noted"
    shared.mkdir(exist_ok=True)
    def note(word):
        with (shared.parent.parent / "notes").open("a") as file:
            file.write(f"{word}\\n")
    yield note
    note("torn down")
"""
FILES = {
    "test_passing.py": "def test_one(noted): noted('one')\ndef test_two(noted): noted('two')\n",
    "test_failing.py": "def test_it(noted):\n    noted('three')\n    print('four')\n    assert 0\n",
}
LAST = "def test_last(): pass\n"
"""With its last test a process takes the next file."""
DEADLY = "import os, signal\ndef test_it():\n    os.kill(os.getpid(), signal.SIGKILL)\n"


def run(place: Path, files: dict[str, str], *words: str) -> tuple[int, str, list[str]]:
    """Exit status of a run of these tests, what it says, and what they noted."""
    for name, text in {"conftest.py": CONFTEST, "pytest.ini": "[pytest]", **files}.items():
        write_file(place / "suite", name, text)
    options = ["-q", "--assert=plain", "--basetemp", str(place / "temporary")]
    options += ["-p", "no:cacheprovider", "-p", "no:unraisableexception"]  # it looks for garbage
    child = os.fork()  # a Python that starts would take four times as long
    if child == 0:
        with (place / "said").open("w") as sys.stdout:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
            status = pytest.main([*options, *words, str(place / "suite")])
        os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    notes = (place / "notes").read_text().split("\n")[:-1]
    return status, (place / "said").read_text(), sorted(notes)


def test_each_test_is_run_once_and_told_and_a_dead_process_too(tmp_path: Path) -> None:
    after = "".join(f"def test_after_{n}(): pass\n" for n in range(9))
    files = {**FILES, "test_deadly.py": DEADLY + after}
    status, said, notes = run(tmp_path, files)
    assert status == pytest.ExitCode.TESTS_FAILED, said
    assert [note for note in notes if note != "torn down"] == ["one", "three", "two"]
    assert "torn down" in notes
    assert "Captured stdout call" in said
    assert "1 failed, 2 passed" in said
    assert "before they had run 10 tests: test_deadly.py::test_it, test_deadly.py::" in said


def test_a_run_that_shall_stop_ends_all_processes(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    slow = f"import time\ndef test_slow(noted):\n    noted('slow')\n    time.sleep(60)\n{LAST}"
    waits = f"while 'slow' not in Path({str(notes)!r}).read_text(): pass"
    fails = f"from pathlib import Path\ndef test_it():\n    {waits}\n    assert 0\n{LAST}"
    notes.touch()
    status, said, noted = run(tmp_path, {"test_a.py": slow, "test_b.py": fails}, "-x")
    assert status == pytest.ExitCode.TESTS_FAILED, said
    assert "stopping after 1 failures" in said
    assert noted == ["slow", "torn down"]


def test_what_is_told_of_set_up_and_tear_down_is_not_lost(tmp_path: Path) -> None:
    ends = "time.sleep(0.02)\n    yield\n    print('at last')\n"
    fixture = f"@pytest.fixture\ndef slow():\n    {ends}"
    failing = f"import pytest, time, warnings\n{fixture}def test_it(slow):\n    assert 0\n"
    warning = "def test_other(noted):\n    warnings.warn('beware')\n"
    _, said, _ = run(tmp_path, {"test_a.py": failing + warning}, "--durations=9", "-Wdefault")
    assert re.search(r"0\.0\ds setup +test_a\.py::test_it", said), said
    assert "Captured stdout teardown" in said and "at last" in said
    assert "UserWarning: beware" in said and "1 warning " in said


def test_a_plugin_that_stops_the_run_stops_it(tmp_path: Path) -> None:
    stop = "def pytest_runtest_logfinish(nodeid):\n    SESSION.shouldstop = 'enough'\n"
    begin = "def pytest_sessionstart(session):\n    global SESSION\n    SESSION = session\n"
    waits = f"def test_slow(noted):\n    time.sleep(60)\n{LAST}"
    files = {
        "conftest.py": CONFTEST + begin + stop,
        "test_a.py": f"import time\ndef test_it(noted): pass\n{waits}",
    }
    status, said, _ = run(tmp_path, files)
    assert status == pytest.ExitCode.INTERRUPTED, said
    assert "enough" in said
