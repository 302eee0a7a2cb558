"""Every place at which a string could become something else is named in docs/security.md."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

import kbgen

PACKAGE = Path(kbgen.__file__).parent
ROOT = Path(__file__).parents[2]
LAYOUTS = sorted((ROOT / "layouts").rglob("*.html"))
SCRIPTS = sorted(
    file
    for folder in (ROOT / "layouts/assets/js", PACKAGE / "serve")
    for file in folder.rglob("*.js")
)
SECURITY = (ROOT / "docs/security.md").read_text("utf-8")

DOORS = {
    "Markup": {
        "text/safe.py",
        "pictures/bars.py",
        "pictures/matrix.py",
        "pictures/timeline.py",
        "pictures/worldmap.py",
        "views/lists.py",
        "views/pictures.py",
        "views/record.py",
        "views/terms.py",
    },
    "made": {"stages/render/__init__.py", "views/lists.py", "views/record.py", "views/parts.py"},
    "escape": {
        "text/abbreviations.py",
        "views/parts.py",
        "serve/pages.py",
    },
    "quote": {"text/urls.py"},
    "urlencode": {"views/page.py"},
}
"""Function -> the modules that call it."""

NEVER = {"eval", "exec", "compile", "system", "popen", "Popen", "unsafe_load", "full_load"}
DANGEROUS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc"
    r"|createContextualFragment|setHTML|javascript:"
)


def calls(name: str) -> dict[str, list[ast.Call]]:
    """Module -> the calls of a function of that name in it."""
    found: dict[str, list[ast.Call]] = {}
    for module, call in all_calls():
        if _called(call) == name:
            found.setdefault(module, []).append(call)
    return found


@functools.cache
def all_calls() -> list[tuple[str, ast.Call]]:
    """Every call in the package, with its module."""
    return [
        (file.relative_to(PACKAGE).as_posix(), node)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def _called(node: ast.Call) -> str:
    """The name of a function that is called by itself, or of a harmful one of any module."""
    if isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node.func, ast.Attribute) and node.func.attr in NEVER - {"compile"}:
        return node.func.attr  # re.compile is none of them
    return ""


@pytest.mark.parametrize("name", DOORS)
def test_each_door_is_used_where_it_is_said(name: str) -> None:
    assert set(calls(name)) == DOORS[name]
    for module in DOORS[name] - {"text/safe.py"}:
        assert f"`{module}`" in SECURITY, f"docs/security.md does not name {module}"


def test_made_html_in_python_is_a_constant_that_is_filled_in() -> None:
    for module, found in calls("Markup").items():
        if module != "text/safe.py":
            for call in found:
                given = call.args
                assert not given or isinstance(given[0], ast.Constant), f"{module}:{call.lineno}"


@pytest.mark.parametrize("name", sorted(NEVER))
def test_nothing_is_run_that_was_text(name: str) -> None:
    assert calls(name) == {}


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.name)
def test_no_layout_goes_around_the_escape(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"\|\s*safe|autoescape|\bMarkup\b|xmlattr|tojson", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", text)
    for value in re.findall(r"=\{\{", text):
        pytest.fail(f"an attribute without quotes: {value}")


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_script_turns_text_into_html(file: Path) -> None:
    assert not DANGEROUS.search(file.read_text("utf-8"))


def test_the_policy_is_the_one_that_is_described() -> None:
    head = (ROOT / "layouts/partials/head.html").read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', head)
    assert policy
    assert policy[1] in " ".join(SECURITY.split())
