"""The architecture, kept: imports point down, stages stand alone, and the start is light."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

import kbgen
from tests.writing.knowledge_base import make

PACKAGE = Path(kbgen.__file__).parent
FLOORS = (
    {"places"},
    {"text"},
    {"model"},
    {"search", "pictures"},
    {"views"},
    {"stages"},
    {"lock", "memo", "state", "project", "workers"},
    {"kept"},
    {"records"},
    {"chart"},
    {"whole"},
    {"build"},
    {"serve", "init", "new", "completeness", "build_command", "options"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""From the ground up. The parts of one floor do not know each other."""

KNOW_NOTHING = {"places", "lock", "memo", "state", "project", "workers"}
"""Parts that import nothing of kbgen but its version and the names of places."""

FOR_KEPT_ALONE = {"memo"}
"""Parts that only `kept` imports: what is kept between builds is decided there."""

HEAVY = {"yaml", "jinja2", "markdown_it", "mdit_py_plugins", "lunr", "rjsmin", "watchfiles"}


def module_name(file: Path) -> str:
    parts = ("kbgen", *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in PACKAGE.rglob("*.py")}


def imports_of(
    source: str, module: str, is_package: bool, modules: Collection[str] = MODULES
) -> set[str]:
    """The kbgen modules that this source imports, wherever in it, except the package itself."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                above = module.split(".")[: None if is_package else -1]
                above = above[: len(above) - node.level + 1]
                origin = ".".join([*above, *origin.split(".")]).rstrip(".")
            for alias in node.names:
                submodule = f"{origin}.{alias.name}"
                found.add(submodule if submodule in modules else origin)
    return {name for name in found if name.startswith("kbgen.")}


def floor_of(part: str) -> int:
    floors = [number for number, parts in enumerate(FLOORS) if part in parts]
    assert floors, f"kbgen.{part} is on no floor: give it one in this file"
    return floors[0]


def fault(module: str, imported: str) -> str | None:
    """What is wrong with this import, if anything."""
    mine, theirs = module.split(".")[1], imported.split(".")[1]
    if mine == theirs == "stages":
        alone = imported.split(".")[2:3] == module.split(".")[2:3]
        return None if alone else f"{module} imports {imported}: stages stand alone"
    if mine == theirs:
        return None
    if mine in KNOW_NOTHING and theirs != "places":
        return f"{module} imports {imported}: it may know nothing of kbgen but the version"
    if theirs in FOR_KEPT_ALONE and mine != "kept":
        return f"{module} imports {imported}: that is for kept alone"
    if floor_of(theirs) >= floor_of(mine):
        return f"{module} imports {imported}, which is not on a lower floor"
    return None


def test_every_module_has_a_floor() -> None:
    assert all(floor_of(module.split(".")[1]) >= 0 for module in MODULES if module != "kbgen")


def test_imports_point_down() -> None:
    imported = {
        module: imports_of(file.read_text("utf-8"), module, file.name == "__init__.py")
        for module, file in sorted(MODULES.items())
    }
    assert not imported.pop("kbgen"), "importing kbgen must load nothing but the version"
    assert [said for m, its in imported.items() for other in its if (said := fault(m, other))] == []


@pytest.mark.parametrize(
    ("module", "imported", "words"),
    [
        ("kbgen.text.slugs", "kbgen.model.issues", "not on a lower floor"),
        ("kbgen.search.index", "kbgen.pictures.map", "not on a lower floor"),
        ("kbgen.stages.plan", "kbgen.stages.link", "stages stand alone"),
        ("kbgen.stages.plan", "kbgen.memo", "for kept alone"),
        ("kbgen.memo", "kbgen.text.slugs", "nothing of kbgen but the version"),
        ("kbgen.build", "kbgen.cli", "not on a lower floor"),
    ],
)
def test_a_planted_fault_is_found(module: str, imported: str, words: str) -> None:
    assert words in (fault(module, imported) or "")


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("kbgen.model.issues", "kbgen.text.slugs"),
        ("kbgen.stages.check.links", "kbgen.stages.check.html"),
        ("kbgen.kept", "kbgen.memo"),
        ("kbgen.cli", "kbgen.text.slugs"),
    ],
)
def test_a_sound_import_is_let_through(module: str, imported: str) -> None:
    assert fault(module, imported) is None


def test_files_stay_small() -> None:
    """One file has one reason to change; where it grows to 300 lines it has found a second."""
    files = [file for folder in ("src", "tests", "scripts", "bench") for file in lines_of(folder)]
    assert len(files) > 250
    assert [f"{file}: {count} lines" for file, count in files if count >= 300] == []


def lines_of(folder: str) -> Iterator[tuple[Path, int]]:
    """The source files of a folder of the repository, and how many lines each has."""
    for file in sorted(PACKAGE.parents[1].joinpath(folder).rglob("*.py")):
        yield file, file.read_text("utf-8").count("\n")


def test_hidden_imports_are_seen() -> None:
    source = """
import os
from typing import TYPE_CHECKING
from . import issues
from ..text import slugs as words
from kbgen import __version__
if TYPE_CHECKING:
    from kbgen.build import Project
def late():
    import kbgen.serve
"""
    seen = {"kbgen.model.issues", "kbgen.text.slugs", "kbgen.build", "kbgen.serve"}
    assert imports_of(source, "kbgen.model.record", is_package=False, modules=seen) == seen


def test_the_version_is_told_without_heavy_imports() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kbgen", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert kbgen.__version__ in told.stdout
    assert "kbgen.cli" in imported
    assert {name.partition(".")[0] for name in imported} & HEAVY == set()


def test_a_build_with_nothing_to_do_imports_next_to_nothing(tmp_path: Path) -> None:
    root = make(tmp_path / "base")
    for file in root.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))  # long enough ago to be sure of
    words = [sys.executable, "-X", "importtime", "-m", "kbgen", "build"]
    runs = [subprocess.run(words, cwd=root, capture_output=True, text=True) for _ in range(2)]
    first, second = (
        {name for line in run.stderr.splitlines() if (name := line.rpartition("|")[2].strip())}
        for run in runs
    )
    assert "nothing has changed" in runs[1].stdout
    assert "kbgen.build" in first
    assert "argparse" not in first
    own = {"kbgen", "kbgen.cli", "kbgen.build_command", "kbgen.state", "kbgen.places"}
    assert {name for name in second if name.startswith("kbgen")} == own
    assert second & {"argparse", "dataclasses", "hashlib", "json", "sqlite3"} == set()
