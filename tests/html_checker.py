"""The Nu Html Checker, over pages and pictures."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from programs import find, how_to_install
from tests.shared import digest

CHECKER = Path(__file__).parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"
# A compiler that takes its time gains nothing in the seconds that this takes; left to itself, Java
# spends most of them compiling. The checker needs more stack than threads have otherwise.
JAVA_OPTIONS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
OPTIONS = ["--format", "json", "--also-check-svg"]

# The checker does not know that a page opened from a folder counts the files beside it as its own.
NO_FAULT = re.compile(r"Resource violates Content Security Policy .* “(?![a-z]+:|//)[^”]*” blocked")


class Message(NamedTuple):
    """One thing that the checker says."""

    file: Path
    line: int
    text: str
    is_error: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def messages_about(*files: Path, seen: Path | None = None) -> list[Message]:
    """What the checker has to say about these pages and pictures.

    One call for many files: Java takes longer to start than to look at a dozen of them. In the
    folder ``seen``, if one is given, is kept what it said of files with these very bytes, at these
    places among themselves, so that it need not be asked again.
    """
    if seen is None:
        said = _ask(files)
    else:
        asked = hashlib.sha256(repr((CHECKER.stat().st_size, JAVA_OPTIONS, OPTIONS)).encode())
        kept = seen / f"{asked.hexdigest()[:16]}-{digest(*files)}"
        if not kept.exists():
            kept.write_text(json.dumps(_ask(files)), "utf-8")
        said = json.loads(kept.read_text("utf-8"))
    return [Message(files[number], line, text, is_error) for number, line, text, is_error in said]


def _ask(files: Sequence[Path]) -> list[tuple[int, int, str, bool]]:
    """For each message the number of its file, the line, the text, and whether it is an error."""
    java = find("java")
    assert java, how_to_install("java")
    assert CHECKER.exists(), "the checker is not installed: run `make test`, or `npm ci`"
    run = subprocess.run(
        [java, *JAVA_OPTIONS, "-jar", str(CHECKER), *OPTIONS, *map(str, files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    return [
        (
            files.index(Path(unquote(message["url"].removeprefix("file:")))),
            message.get("lastLine", 0),
            message["message"],
            message["type"] != "info",
        )
        for message in json.loads(run.stderr)["messages"]
        if not NO_FAULT.match(message["message"])
    ]
