"""A preview that really runs: `kbgen serve` as a process, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import forked

PATIENCE = 60.0
"""Seconds after which something that should have happened counts as not happening."""

COLLECTION = """\
title: Reports
singular: Report
body: {label: Story}
fields:
  title: {label: Title, required: true}
  summary: {label: Summary, show: [lead, card]}
"""


def write_knowledge_base(root: Path) -> Path:
    """A small knowledge base in ``root``, with the default layouts."""
    (root / "content/reports").mkdir(parents=True)
    (root / "kbgen.yml").write_text("title: Small base\n", "utf-8")
    (root / "content/reports/_collection.yml").write_text(COLLECTION, "utf-8")
    write_record(root, "first", "The first summary.")
    return root


def write_record(root: Path, slug: str, summary: str) -> None:
    """Write, or write over, one record."""
    text = f"---\ntitle: Report {slug}\nsummary: {summary}\n---\nText of {slug}.\n"
    (root / f"content/reports/{slug}.md").write_text(text, "utf-8")


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for ``holds``, patiently; fail when it never does."""
    limit = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > limit:
            raise AssertionError(f"this never came to be: {what}")
        time.sleep(0.03)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Running:
    """A preview, where its knowledge base lies, and what it has said."""

    command: forked.Command
    root: Path
    log: Path
    errors: Path

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def complained(self) -> str:
        return self.errors.read_text("utf-8")

    @property
    def link(self) -> str:
        until(lambda: "serving http" in self.said or not self.command.is_alive(), "an address")
        assert "serving http" in self.said, self.complained
        return self.said.split("serving ")[1].split(" ")[0]

    @property
    def port(self) -> int:
        return int(self.link.rstrip("/").rpartition(":")[2])

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> Answer:
        """One request; ``path`` goes out exactly as given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", f"127.0.0.1:{self.port}" if host is None else host)
            connection.endheaders()
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, headers, answer.read())
        finally:
            connection.close()

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, Any]]]:
        """The states that a browser is told, one after the other."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/_kbgen/events")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"

        def states() -> Iterator[dict[str, Any]]:
            limit = time.monotonic() + PATIENCE
            for line in iter(answer.readline, b""):
                assert time.monotonic() < limit, "this state was never told"
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

        try:
            yield states()
        finally:
            connection.close()

    def state(self) -> dict[str, Any]:
        """How the last build ended."""
        with self.events() as states:
            return next(states)

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        """Ask the command to end; its exit status."""
        self.command.send(by)
        return self.wait()

    def wait(self) -> int:
        """Wait until the command ends; its exit status."""
        status = self.command.wait(PATIENCE)
        self.command.send(signal.SIGKILL)
        assert status is not None, "it did not end"
        return status


@contextmanager
def running(root: Path, *options: str, address: str = "127.0.0.1:0") -> Iterator[Running]:
    """`kbgen serve` on ``root`` until the end of the block."""
    log, errors = root / "said.txt", root / "complained.txt"
    words = ["serve", "-C", str(root), "-a", address, *options]
    preview = Running(forked.Command(root, *words, out=log, err=errors), root, log, errors)
    try:
        yield preview
    finally:
        preview.end()
