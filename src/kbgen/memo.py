"""Results of pure functions, kept between builds.

What is kept is plain data under a key that names all it was made from. Anything wrong with the file
(gone, cut short, changed, from another version) means only that results are made again.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

_TABLE = (
    "CREATE TABLE IF NOT EXISTS results "
    "(kind TEXT, key TEXT, value BLOB, seal BLOB, PRIMARY KEY (kind, key))"
)
# With row ids: in a table without them SQLite finds long values half as fast.


_TOGETHER = 100
"""Results that are parsed at a time: of more the text would take much memory."""


class Memo:
    """Results by kind and key, in one SQLite file."""

    def __init__(self, file: Path, is_new: bool = False) -> None:
        """Use what ``file`` keeps; with ``is_new``, begin with nothing."""
        self._fresh: dict[tuple[str, str], bytes] = {}
        self._used: set[tuple[str, str]] = set()
        self._saved: set[tuple[str, str]] = set()
        self._connection = (None if is_new else _open(file)) or _open_anew(file)

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every result of ``kind`` that is whole, with its key; none of them counts as used yet."""
        rows = self._rows("SELECT key, value, seal FROM results WHERE kind = ?", kind)
        while batch := [*islice(rows, _TOGETHER)]:
            whole = {key: value for key, value, seal in batch if _is_whole(kind, key, value, seal)}
            for key, found in zip(whole, _parsed_together([*whole.values()]), strict=True):
                if found is not None:
                    yield key, found

    def get(self, kind: str, key: str) -> Any | None:
        """The result kept under ``key``, None where there is none."""
        self._used.add((kind, key))
        if (kind, key) in self._fresh:
            return json.loads(self._fresh[kind, key])
        query = "SELECT value, seal FROM results WHERE kind = ? AND key = ?"
        for value, seal in self._rows(query, kind, key):
            if (kind, key) in self._saved:
                return json.loads(value)
            return _unsealed(kind, key, value, seal)
        return None

    def use(self, kind: str, key: str) -> None:
        """Keep the result under ``key`` beyond this build."""
        self._used.add((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep ``value``, plain data as JSON, under ``key``."""
        self._fresh[kind, key] = value
        self._used.add((kind, key))

    def save(self) -> None:
        """Write what is new already now, which frees its memory. It is right whatever comes."""
        if self._connection is None:
            return
        try:
            with self._connection as connection:
                self._write(connection)
        except (sqlite3.Error, OSError):
            return  # it stays in memory
        self._saved.update(self._fresh)
        self._fresh.clear()

    def _write(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)",
            [(kind, key, v, _seal(kind, key, v)) for (kind, key), v in self._fresh.items()],
        )

    def close(self, forget_unused: bool) -> None:
        """Write what is new; with ``forget_unused``, drop what this build had no use for."""
        if self._connection is None:
            return
        try:
            with self._connection as connection:
                if forget_unused:
                    known = set(connection.execute("SELECT kind, key FROM results"))
                    connection.executemany(
                        "DELETE FROM results WHERE kind = ? AND key = ?", sorted(known - self._used)
                    )
                self._write(connection)
        except (sqlite3.Error, OSError):
            pass  # the next build makes its results again
        self._connection.close()  # what is left of a failed write could keep the file locked
        self._connection = None

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        if self._connection is None:
            return
        try:
            yield from self._connection.execute(query, values)
        except (sqlite3.Error, OSError):
            return


def _open(file: Path) -> sqlite3.Connection | None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=5)
        # One build has it at a time; to lock it anew for each result takes as long as to read that.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute(_TABLE)
        connection.execute("SELECT count(*) FROM results WHERE kind = ''").fetchall()
    except (sqlite3.Error, OSError):
        return None
    return connection


def _open_anew(file: Path) -> sqlite3.Connection | None:
    try:
        file.unlink(missing_ok=True)
        file.with_name(file.name + "-journal").unlink(missing_ok=True)
    except OSError:
        return None
    return _open(file)


def _seal(kind: str, key: str, value: bytes) -> bytes:
    return blake2b(value, digest_size=8, key=f"{kind}\0{key}".encode()[:64]).digest()


def _is_whole(kind: str, key: str, value: Any, seal: Any) -> bool:
    return isinstance(value, bytes) and _seal(kind, key, value) == seal


def _unsealed(kind: str, key: str, value: Any, seal: Any) -> Any | None:
    return _parsed(value) if _is_whole(kind, key, value, seal) else None


def _parsed(value: bytes) -> Any | None:
    try:
        return json.loads(value)
    except ValueError:
        return None


def _parsed_together(values: Sequence[bytes]) -> Sequence[Any]:
    """Several results, parsed as one: the names that they share are then made once."""
    with suppress(ValueError):
        found: list[Any] = json.loads(b"[%b]" % b",".join(values))
        if len(found) == len(values):
            return found
    return [_parsed(value) for value in values]
