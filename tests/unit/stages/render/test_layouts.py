from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from kbgen.stages.render.layouts import layouts_in
from kbgen.text.safe import made

HOSTILE = "\"'><script>&"
ESCAPED = "&#34;&#39;&gt;&lt;script&gt;&amp;"


def folder_of(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "layout",
    [
        "{{ x }}",
        "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        "{{ [x] | join }}",
        "{% for y in [x] %}{{ y }}{% endfor %}",
        "{% include 'inner.html' %}",
        "{% from 'macros.html' import n %}{{ n(x) }}",
        "{{ give(x) }}",
        "{% call(y) o(x) %}{{ y }}{% endcall %}",
    ],
)
@pytest.mark.parametrize("is_kept", [False, True])
def test_whatever_is_printed_is_escaped_once(tmp_path: Path, layout: str, is_kept: bool) -> None:
    """Also where what was compiled is kept, and taken again."""
    files = {
        "a.html": "{% macro o(z) %}{{ caller(z) }}{% endmacro %}" + layout,
        "inner.html": "{{ x }}",
        "macros.html": "{% macro n(y) %}{{ y }}{% endmacro %}",
    }
    kept = tmp_path / "kept"
    kept.mkdir()
    folder = folder_of(tmp_path / "layouts", files)
    for _ in range(2 if is_kept else 1):
        layouts = layouts_in([folder], str(kept) if is_kept else "", give=str)
        assert layouts.get_template("a.html").render(x=HOSTILE) == ESCAPED
    assert bool(list(kept.iterdir())) is is_kept


def test_made_html_is_printed_as_it_is(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"a.html": "{{ x }}\n"})
    layout = layouts_in([folder], "").get_template("a.html")
    assert layout.render(x=made("<b>")) == "<b>\n"


def test_an_earlier_folder_hides_a_later_one(tmp_path: Path) -> None:
    first = folder_of(tmp_path / "first", {"a.html": "first"})
    second = folder_of(
        tmp_path / "second", {"a.html": "second", "b.html": "{% include 'a.html' %}"}
    )
    layouts = layouts_in([first, second], "")
    assert layouts.get_template("b.html").render() == "first"
    with pytest.raises(TemplateNotFound):
        layouts.get_template("c.html")


def test_all_layouts_see_the_globals(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, {"a.html": "{{ g }}{% include 'b.html' %}", "b.html": "{{ g }}{{ f(1, b=2) }}"}
    )
    layouts = layouts_in([folder], "", g="x", f=lambda a, b: a + b)
    assert layouts.get_template("a.html").render() == "xx3"


def test_a_name_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    layouts = layouts_in([folder_of(tmp_path, {"a.html": "{{ nope }}"})], "")
    with pytest.raises(UndefinedError, match="there is no 'nope' here"):
        layouts.get_template("a.html").render()


def test_a_layout_that_is_no_text_has_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\xff")
    with pytest.raises(TemplateSyntaxError, match="not UTF-8") as refused:
        layouts_in([tmp_path], "").get_template("a.html")
    assert (refused.value.name, refused.value.lineno) == ("a.html", 1)


def test_no_layout_is_read_from_outside_of_its_folders(tmp_path: Path) -> None:
    folder_of(tmp_path, {"a.html": "secret", "in/b.html": "{% include '../a.html' %}"})
    with pytest.raises(TemplateNotFound):
        layouts_in([tmp_path / "in"], "").get_template("b.html").render()
