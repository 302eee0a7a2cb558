from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kbgen.lock import Lock


def test_one_at_a_time_has_it(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take(wait=False)
    assert not second.take(wait=False)
    first.release()
    assert second.take(wait=True)
    second.release()


def test_a_process_that_parted_does_not_hold_it(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take(wait=False)
    # A program that ends with its input has the open file too, as a process that parted has.
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=[first._file]) as other:
        first.release()
        assert second.take(wait=False)
        assert other.poll() is None
    second.release()


def test_a_link_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError):
        Lock(tmp_path / "lock")
    assert not (tmp_path / "elsewhere").exists()
