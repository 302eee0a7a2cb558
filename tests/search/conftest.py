"""An index in a folder, and the engine of the browser run by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kbgen.model.issues import Issues
from kbgen.search import SearchDocument, SearchOptions
from kbgen.stages.assets import assets
from tests.search.samples import LAYOUTS, Asker, Writer, files_of


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
def run_node(assets_dir: Path) -> Callable[..., Any]:
    """`run_node(script, given, *arguments)`: what a script of tests/search/node makes of JSON."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("These tests need Node: install the package nodejs.", pytrace=False)

    folder = Path(__file__).parent / "node"

    def run(script: str, given: Any, *arguments: Path) -> Any:
        done = subprocess.run(
            [node, str(folder / script), str(assets_dir), *map(str, arguments)],
            input=json.dumps(given),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def ask(run_node: Callable[..., Any]) -> Asker:
    """`ask(site, *requests)`: the answers of the browser's engine; a text asks for its words."""

    def answers(site: Path, *requests: str | dict[str, Any]) -> list[dict[str, Any]]:
        given = [r if isinstance(r, dict) else {"words": r, "typing": False} for r in requests]
        found = run_node("ask.js", given, site / "data")
        assert isinstance(found, list)
        return found

    return answers
