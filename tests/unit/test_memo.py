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
