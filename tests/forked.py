"""The real command in processes of its own, started quickly.

A Python that starts and imports kbgen takes longer than what most tests ask of it. So one small
process without threads has imported kbgen, and starts commands by forking itself. These are
processes as any other, with an id, an end, signals and limits. What starting itself, the shell or
the terminal have to do with is tested with a Python that really starts.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import kbgen

LARGEST = 1 << 17
"""Bytes of a request: words, paths and an environment."""


class Command:
    """A command that runs, and leads a process group of its own."""

    def __init__(
        self, root: Path, *words: str, out: Path, err: Path, env: Mapping[str, str] | None = None
    ) -> None:
        """Start `kbgen WORDS` in the folder ``root``; what it says goes into the two files."""
        world = dict(os.environ if env is None else env)
        asked = {"root": str(root), "words": words, "files": [str(out), str(err)], "env": world}
        for file in (out, err):
            file.write_bytes(b"")
        self._told, theirs = os.pipe()
        socket.send_fds(_server(), [json.dumps(asked).encode()], [theirs])
        os.close(theirs)
        self._status: int | None = None
        self.id = _number(self._told)

    def wait(self, seconds: float | None = None) -> int | None:
        """Exit status, negative for a signal; None if it still runs after so many seconds."""
        if self._status is None and select.select([self._told], [], [], seconds)[0]:
            self._status = os.waitstatus_to_exitcode(_number(self._told))
            os.close(self._told)
        return self._status

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.wait(0) is None

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.is_alive():
            os.kill(self.id, number)


def run(
    root: Path, *words: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `kbgen WORDS` in the folder ``root`` to its end."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        status = Command(root, *words, out=out, err=err, env=env).wait()
        assert status is not None
        said = out.read_text("utf-8"), err.read_text("utf-8")
        return subprocess.CompletedProcess(words, status, *said)


def begin() -> None:
    """Start the process that starts commands, so that it imports while others do something else.

    Processes that are forked later share it.
    """
    _server()


def import_everything() -> None:
    """Import all that commands import, sooner or later: most of the time that they take."""
    own = (module.name for module in pkgutil.walk_packages(kbgen.__path__, "kbgen."))
    for name in ("lunr", *own):
        if not name.endswith("__main__"):
            importlib.import_module(name)


@functools.cache
def _server() -> socket.socket:
    """A line to the process that starts commands; it lasts as long as this process."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    words = [sys.executable, "-c", "from tests.forked import serve; serve()"]
    server = subprocess.Popen(words, stdin=theirs.fileno(), cwd=Path(__file__).parent.parent)
    theirs.close()

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


def serve() -> None:
    """Start what is asked for on the standard input, until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for those who ask
    gc.disable()
    import_everything()
    gc.enable()
    gc.freeze()  # what commands share with this process shall not be copied to be looked through
    with socket.socket(fileno=0) as requests:
        while True:
            asked, files, _, _ = socket.recv_fds(requests, LARGEST, 1)
            if not asked:
                return
            if os.fork() == 0:
                _attend(json.loads(asked), *files)
            os.close(*files)
            with suppress(ChildProcessError):  # those that have ended need not be kept in mind
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _attend(asked: dict[str, Any], told: int) -> None:
    """Start one command, tell its id, and how it ended. Nobody waits for this process itself."""
    child = os.fork()
    if child == 0:
        _become(**asked)
    _tell(told, child)
    _tell(told, os.waitpid(child, 0)[1])
    os._exit(0)


def _become(root: str, words: list[str], files: list[str], env: dict[str, str]) -> None:
    """Be the command until the end of this process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.chdir(root)
    os.environ.clear()
    os.environ.update(env)
    for number, path in enumerate((os.devnull, *files)):
        file = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["kbgen", *words]
    from kbgen.__main__ import program

    program()


def _tell(pipe: int, number: int) -> None:
    os.write(pipe, number.to_bytes(4, "little"))


def _number(pipe: int) -> int:
    return int.from_bytes(os.read(pipe, 4), "little")
