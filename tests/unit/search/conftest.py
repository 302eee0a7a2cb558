"""An index in a folder, and the engine of the browser run by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kbgen.model.issues import Issues
from kbgen.search import SearchDocument, SearchOptions
from kbgen.stages.assets import assets
from tests.unit.search.samples import LAYOUTS, Asker, Writer, files_of


@pytest.fixture(scope="session")
def write_index(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """`write_index(documents)` writes an index and returns the folder of the site."""

    def write(documents: Sequence[SearchDocument], options: SearchOptions | None = None) -> Path:
        site = tmp_path_factory.mktemp("site")
        for path, content in files_of(documents, options).items():
            file = site / "data" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return site

    return write


@pytest.fixture(scope="session")
def assets_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assets as a site has them."""
    folder = tmp_path_factory.mktemp("assets")
    for found in assets([LAYOUTS], Issues()):
        file = folder / found.permalink
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(found.content)
    return folder / "assets"


@pytest.fixture(scope="session")
def run_node(assets_dir: Path) -> Iterator[Callable[..., Any]]:
    """`run_node(script, given, data)`: what a script of tests/unit/search/node makes of JSON.

    One Node runs them all: it takes longer to start than to answer.
    """
    node = shutil.which("node")
    if node is None:
        pytest.fail("These tests need Node: install the package nodejs.", pytrace=False)
    words = [node, str(Path(__file__).parent / "node/run.js"), str(assets_dir)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as running:
        questions, answers = running.stdin, running.stdout
        assert questions and answers

        def run(script: str, given: Any, data: Path | None = None) -> Any:
            asked = {"script": script, "given": given, "data": str(data)}
            questions.write(f"{json.dumps(asked)}\n")
            questions.flush()
            answer = json.loads(answers.readline())
            assert "failed" not in answer, answer["failed"]
            return answer["result"]

        yield run


@pytest.fixture(scope="session")
def ask(run_node: Callable[..., Any]) -> Asker:
    """`ask(site, *requests)`: the answers of the browser's engine; a text asks for its words."""

    def answers(site: Path, *requests: str | dict[str, Any]) -> list[dict[str, Any]]:
        given = [r if isinstance(r, dict) else {"words": r, "typing": False} for r in requests]
        found = run_node("ask.js", given, site / "data")
        assert isinstance(found, list)
        return found

    return answers
