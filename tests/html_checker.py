"""The Nu Html Checker, over the pages of a folder."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from programs import find, how_to_install

CHECKER = Path(__file__).parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"
OPTIONS = ["--format", "json", "--skip-non-html", "--also-check-svg"]

# The checker does not know that a page opened from a folder counts the files beside it as its own.
NO_FAULT = re.compile(r"Resource violates Content Security Policy .* “(?![a-z]+:|//)[^”]*” blocked")


def messages_about(folder: Path, only_errors: bool = False) -> list[str]:
    """What the checker has to say about the pages and pictures in a folder."""
    java = find("java")
    assert java, how_to_install("java")
    assert CHECKER.exists(), "the checker is not installed: run `make test`, or `npm ci`"
    run = subprocess.run(
        [java, "-jar", str(CHECKER), *OPTIONS, str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    place = f"file:{folder}/"
    return [
        f"{message.get('url', '').removeprefix(place)}:{message.get('lastLine', '')}: "
        f"{message['message']}"
        for message in json.loads(run.stderr)["messages"]
        if not NO_FAULT.match(message["message"]) and (message["type"] != "info" or not only_errors)
    ]
