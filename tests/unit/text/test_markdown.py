from __future__ import annotations

import re

import pytest

from kbgen.text.markdown import MAX_BLOCK, MAX_BRACKETS, record_permalink, render, too_long
from kbgen.text.source import Malformed


def as_written(target: str) -> str:
    return target


def test_relative_links_are_resolved_and_others_kept() -> None:
    prose = render("[a](b.md#c) [d](https://e.org/) [f](#g)", str.upper)
    assert 'href="B.MD#c"' in prose.html
    assert 'href="https://e.org/" rel="external"' in prose.html
    assert 'href="#g"' in prose.html


def test_ids_and_own_fragments_start_with_the_prefix() -> None:
    prose = render("## A\n[x](#a)[^1]\n\n[^1]: n", as_written, "context-")
    assert 'id="context-a"' in prose.html
    assert 'href="#context-a"' in prose.html
    assert 'id="fn-context-1"' in prose.html


def test_headings_are_lowered_in_the_html_only() -> None:
    prose = render("## A\n###### B", as_written, below=1)
    assert "<h3" in prose.html
    assert [h.level for h in prose.headings] == [2, 6]


@pytest.mark.parametrize("source", ["a" * (MAX_BLOCK + 1), "x\n\n" + "[\n" * (MAX_BRACKETS + 1)])
def test_what_would_take_too_long_has_a_line(source: str) -> None:
    assert 1 <= too_long(source) <= source.count("\n") + 1


def test_long_texts_of_short_paragraphs_are_fine() -> None:
    assert too_long(("[" * 100 + "a" * 1000 + "\n\n") * 200) == 0


@pytest.mark.parametrize(
    ("path", "permalink"),
    [
        ("about.md", "about.html"),
        ("practices/a.md", "practices/a.html"),
        ("practices/asia/a.md", "practices/a.html"),
    ],
)
def test_folders_within_a_collection_do_not_show(path: str, permalink: str) -> None:
    assert record_permalink(path) == permalink


WIDE = "|" + "a|" * 6000 + "\n|" + "-|" * 6000 + "\n" + "|\n" * 8000


@pytest.mark.parametrize("source", [WIDE, ("^[" * 990 + "a" + "]" * 990 + "\n\n") * 30])
def test_tables_and_brackets_that_ask_for_more_than_is_there_are_refused(source: str) -> None:
    assert 1 <= too_long(source) <= source.count("\n") + 1


def test_a_table_may_have_rows_that_are_not_full() -> None:
    assert too_long("|a|b|c|\n|-|-|-|\n" + "|x\n" * 5000) == 0
    assert too_long("a | b" + "\n\nc" * 100_000) == 0


def test_links_that_share_an_address_cannot_fill_the_memory() -> None:
    bomb = "[a]: " + "x" * 40_000 + "\n\n" + "[a] [a] [a] [a]\n\n" * 100
    with pytest.raises(Malformed, match="more than a page can hold") as refused:
        render(bomb, as_written)
    assert 3 <= refused.value.line <= bomb.count("\n")
    assert render("[a]: x\n\n" + "[a] " * 900, as_written).html.count("<a ") == 900


@pytest.mark.parametrize(
    ("source", "line", "name"),
    [
        ("a\n\nb &#x202e; c", 3, "U+202E"),
        ("a &#8294;", 1, "U+2066"),
        ("[a]: b 'c &#xfeff;'\n\n[a]", 1, "a byte order mark"),
        ("a\n<https://example.org/%E2%80%AE>", 2, "U+202E"),
        ("`&#x202e;`\n\n&#x202d;", 3, "U+202D"),
    ],
)
def test_an_escape_cannot_bring_in_what_nobody_sees(source: str, line: int, name: str) -> None:
    with pytest.raises(Malformed, match=f"stands for .*{re.escape(name)}") as refused:
        render(source, as_written)
    assert refused.value.line == line


def test_escapes_that_show_something_are_fine() -> None:
    assert render("&amp; `&#x202e;` &#0; &rlm;", as_written).text == "& &#x202e; \ufffd \u200f"
