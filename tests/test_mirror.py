"""Unit tests mirror the package: whoever changes a module finds its tests under its name."""

from __future__ import annotations

import re
from pathlib import Path

import kbgen

PACKAGE = Path(kbgen.__file__).parent
UNIT = Path(__file__).parent / "unit"

ELSEWHERE = {
    "__main__": "ends its process: tests/test_command.py starts it as one",
    "build": "the flow of a build itself: tests/writing and tests/golden",
    "commands": "what each says and how it ends: tests/test_command.py",
    "search/standing": "test_patch.py beside it reads and changes an index that stands",
    "serve": "a preview as a whole: test_rebuilding.py and test_faults.py in its folder",
    "serve/watching": "what is noticed while files change: test_rebuilding.py beside it",
    "stages/index": "chooses one of the kinds: tests/writing and the tests of the kinds",
    "stages/index/earlier": "a protocol: says what is asked, and does nothing",
    "stages/index/lunr": "whole, as it stands or edited: tests/writing/test_index_edits.py",
    "whole": "the stages in their order: tests/golden and tests/writing",
}
"""Modules whose behaviour no test under their own name could show better than these do."""


def name_of(file: Path) -> str:
    """``stages/declare`` for its ``__init__.py``, ``stages/declare/fields`` for what is in it."""
    return file.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__")


def does_something(file: Path) -> bool:
    """Whether a module has a function: others hold constants and plain tuples."""
    return re.search(r"^ *def ", file.read_text("utf-8"), re.M) is not None


MODULES = {name_of(file) for file in sorted(PACKAGE.rglob("*.py")) if does_something(file)}


def place_of(module: str) -> Path:
    """Where the tests of a module are looked for: those of a package within its folder."""
    folder, _, name = module.rpartition("/")
    return UNIT / (module if (PACKAGE / module).is_dir() else folder) / f"test_{name}.py"


def has_tests(module: str) -> bool:
    place = place_of(module)
    return place.is_file() and "\ndef test_" in place.read_text("utf-8")


def test_every_module_has_tests_under_its_name() -> None:
    assert len(MODULES) > 100
    lacking = sorted(module for module in MODULES - ELSEWHERE.keys() if not has_tests(module))
    assert [f"write {place_of(module)}" for module in lacking] == []


def test_what_is_tested_elsewhere_is_there_and_has_a_reason() -> None:
    assert ELSEWHERE.keys() - MODULES == set()
    assert all(ELSEWHERE.values())
