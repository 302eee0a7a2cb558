"""Plain Markdown is read by our own few rules: they and markdown-it must agree on all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.text.commonmark import whole
from kbgen.text.plain_markdown import plain
from kbgen.text.prose import Prose, Rendering
from tests.properties.inputs import quick, soup

ROOT = Path(__file__).parents[2]

_PLAIN = """word Word a I 2013 3.5 é 国 ß don't & *em* **strong** (*em*) **x**, "quoted" . x,
[text](a.md) [x](https://example.org) [x](../b/c.md#d) [x](http://a.bc/d?e=f#g)"""
_ODD = r"""1. 12) x_y &amp; * ** _ - -- + # ## > <b> : | ! ` *x*y ***x*** ![alt](a.png) ![x] [x]:
[^1] [x](https://Example.org/a) [x](http://a.b/c%20d) [x](//a.b) [x](mailto:a@b.c) [*x*](a.md) [x]()
**[x](a.md)** \* ~~x~~ ~ ^ === --- ``` https://example.org [ ] ' *x **y"""
_STARTS = ["", "", "", "", "# ", "## ", "### ", "- ", "- ", "1. ", "2. "]
_ODD_STARTS = ["* ", "10. ", "  ", "    ", "> ", ": ", "-", "#", "####### "]


def mostly(plain: list[str], odd: list[str]) -> st.SearchStrategy[str]:
    """One of ``plain``, and now and then one of ``odd``."""
    return st.integers(0, 31).flatmap(lambda n: st.sampled_from(odd if n == 20 else plain))


lines = st.builds(
    lambda start, found, end: start + " ".join(found) + end,
    mostly(_STARTS, _ODD_STARTS),
    st.lists(mostly([*_PLAIN.split(), "**two words**"], _ODD.split()), min_size=1, max_size=4),
    mostly([""], [" ", "  ", "\\", "\t", " #", "\u00a0"]),
)
ends = mostly(["\n", *["\n\n"] * 5], ["\n\n\n", "\n \n"])
texts = st.lists(st.tuples(lines, ends).map("".join), max_size=5).map("".join)
"""Markdown of parts that are plain, nearly plain and not plain at all."""


def both(source: str) -> tuple[Prose | None, Prose]:
    """``source`` as our rules read it, if they do, and as markdown-it does."""
    own, other = (Rendering(lambda t: f"../{t}", "pre-", 1, {}, 10_000) for _ in range(2))
    html = plain(source, own)
    return None if html is None else own.prose(html), other.prose(whole(source, other))


@given(st.one_of(texts, texts, texts, soup))
@settings(quick, max_examples=600)
@example("a\n- b")
@example("a:\x1f")
@example("- a\n\n- b")
@example("- a\n\nb\n\n- c")
@example("1. a\n2. b\n\n3. c")
@example("[x](a.md): b\n\n## x #\n")
@example("a *b*\n**c d** (*e*)\n\n## [f](g.md) & h")
def test_both_read_plain_markdown_alike(source: str) -> None:
    own, other = both(source)
    assert own is None or own == other


@pytest.mark.parametrize(
    "source",
    [
        "One paragraph\nof two lines.\n\n## A heading\n\nAnother, *with* **marks** & [a](b.md).\n",
        "## Title\nText right below.\n\n- one\n- two, [away](https://example.org/x?y=1)\n\nEnd",
        "1. one\n2. two\n\n(Brackets) \"and\" 'quotes': 30% of 1,000: yes!\n",
    ],
)
def test_what_is_plain_needs_no_other_parser(source: str) -> None:
    own, other = both(source)
    assert own == other


def test_most_of_our_own_records_are_plain() -> None:
    bodies = [
        path.read_text("utf-8").split("\n---\n", 1)[1]
        for path in sorted((ROOT / "content").glob("pr*/*.md"))
    ]
    found = [both(body) for body in bodies if body.strip()]
    assert all(own is None or own == other for own, other in found)
    assert sum(own is not None for own, _ in found) > len(found) * 0.7
