"""What a memo leaves behind when it cannot be written."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from pathlib import Path

from kbgen.memo import Memo


def test_a_full_disk_leaves_no_lock(tmp_path: Path) -> None:
    """A limit on the size of files stands in for it. A preview builds again in the same process."""
    file = tmp_path / "memo.sqlite"
    Memo(file).close(forget_unused=False)
    memo = Memo(file)
    memo.put("kind", "key", b"[1]" * 100_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, before[1]))
    try:
        memo.close(forget_unused=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with closing(sqlite3.connect(file, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert other.execute("SELECT count(*) FROM results").fetchone() == (0,)


def test_a_new_memo_knows_nothing_of_an_old_one(tmp_path: Path) -> None:
    file = tmp_path / "memo.sqlite"
    old = Memo(file)
    old.put("kind", "key", b"[1]")
    old.close(forget_unused=False)
    again = Memo(file)
    assert again.get("kind", "key") == [1]
    again.close(forget_unused=False)
    new = Memo(file, is_new=True)
    assert new.get("kind", "key") is None
    new.close(forget_unused=False)


def test_what_is_no_json_is_left_out_and_spoils_nothing_else(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo.sqlite")
    values = {"a": b"[1]", "b": b"[2", "c": b"3,4", "d": b'{"x":null}', "e": b"\xff", "f": b"0"}
    for key, value in values.items():
        memo.put("kind", key, value)
    memo.close(forget_unused=False)
    again = Memo(tmp_path / "memo.sqlite")
    assert dict(again.all("kind")) == {"a": [1], "d": {"x": None}, "f": 0}
    assert again.get("kind", "c") is None
    again.close(forget_unused=False)


def test_many_results_come_with_their_own_keys(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo.sqlite")
    for number in range(250):
        memo.put("kind", f"key {number}", b'{"number":%d}' % number)
    memo.close(forget_unused=False)
    with closing(sqlite3.connect(tmp_path / "memo.sqlite")) as other:
        other.execute("UPDATE results SET value = '{}' WHERE key = 'key 7'")
        other.commit()
    again = Memo(tmp_path / "memo.sqlite")
    expected = {f"key {number}": {"number": number} for number in range(250) if number != 7}
    assert dict(again.all("kind")) == expected
    again.close(forget_unused=False)
