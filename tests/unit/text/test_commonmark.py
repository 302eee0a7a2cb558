"""What stands in a text, and how it is printed: what markdown-it prints is not asked again."""

from __future__ import annotations

import re

import pytest

from kbgen.text.commonmark import whole
from kbgen.text.markdown import render
from kbgen.text.prose import Rendering
from kbgen.text.source import Malformed


def as_written(target: str) -> str:
    return target


def test_raw_html_is_text() -> None:
    assert "&lt;b&gt;" in render("<b>x</b>", as_written).html


def test_links_know_their_lines() -> None:
    source = "a\n[b](c)\n\n- d\n- [e](f)\n\n| g |\n|---|\n| [h](i) |\n\n![j](k)"
    assert [(x.target, x.line, x.is_image) for x in render(source, as_written).links] == [
        ("c", 2, False),
        ("f", 5, False),
        ("i", 9, False),
        ("k", 11, True),
    ]


def test_text_is_what_readers_read() -> None:
    prose = render("## A *b*\n\n`c` [d](e) ![f](g)\n\n    h", as_written)
    assert prose.text == "A b c d f h"


def test_what_was_meant_to_be_a_link_is_noted() -> None:
    prose = render("[a](b c.pdf) and [^1]\nand `[^2]` [a](b.md", as_written)
    found = [(lost.target, lost.line) for lost in prose.lost]
    assert found == [("](b c.pdf)", 1), ("[^1]", 1), ("](b.md", 2)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("[a] (b.md), [a] (../b/c.md#d), [a] (www.example.org)", 3),
        ("[a](b.md and more, [a] (c.md) and [a](b c.md)", 3),
        ("see [1] (2013), [sic] (p. 4) and [2] (e.g. here, in a.md)", 0),
        ("[a]: b\n\n[a] (b.md) [c](d.md) (e.md) `[a] (b.md)`", 0),
        (r"\[a\](b c), [a\] (b.md), \<b>, &lt;b>, `<b>`", 0),
        ('<b>a</b><br/><BR /> <a href="b"> <!-- c -->', 5),
        ("see https://example.org/a_b, www.example.org and HTTP://EXAMPLE.ORG.", 3),
        ("<https://a.org> [www.a.org](https://a.org) `http://a.org` a.b@www.org (www.a.org)", 0),
        ("the www. and http:// of old, 10.http://a", 0),
        ("1 < 2 > 0, a<b and c>d, <name>, <title>, <i am>, <https://example.org/>", 0),
    ],
)
def test_ordinary_prose_is_not_lost(source: str, found: int) -> None:
    assert len(render(source, as_written).lost) == found


def test_footnotes_stand_below_the_text() -> None:
    assert render("^[^[a]]", as_written).html == "<p>^[^[a]]</p>\n"


HOSTILE = "\"><script>x('y')</script>&"


@pytest.mark.parametrize(
    "source",
    [
        HOSTILE,
        f"## {HOSTILE}",
        f"`{HOSTILE}`",
        f"```{HOSTILE}\n{HOSTILE}\n```",
        f"    {HOSTILE}",
        f"[{HOSTILE}](a.md '{HOSTILE}')",
        f"![{HOSTILE}](a.png)",
        f"[a](<{HOSTILE.replace('<', '%3C').replace('>', '%3E')}>)",
        f"[a]: b '{HOSTILE.replace(chr(39), '')}'\n\n[a]",
        f"<https://a.org/{chr(34)}onclick={chr(34)}>",
        f"| {HOSTILE} |\n|---|\n| {HOSTILE} |",
        f"{HOSTILE}\n\n: {HOSTILE}",
        f"[^a]\n\n[^a]: {HOSTILE}",
        "<!-- a --> <b onclick=x> <?php ?> <![CDATA[ x ]]>",
    ],
)
def test_no_text_becomes_an_element_or_an_attribute(source: str) -> None:
    html = render(source, as_written).html
    elements = re.findall(r"<(/?[a-z0-9]+)([^<>]*)>", html)
    assert "script" not in str([name for name, _ in elements])
    for _, attributes in elements:
        assert re.fullmatch(r'(?: [a-z-]+="[^"]*")*', attributes), attributes
        assert "onclick=" not in re.sub(r'"[^"]*"', "", attributes)
    rest = re.sub(r"<(/?[a-z0-9]+)([^<>]*)>", "", html)
    assert not re.search('[<>"]', rest)


def test_only_links_that_leave_the_site_are_external() -> None:
    source = "[a](https://a.org) [b](mailto:a@b.org) [c](//a.org) [d](d.md) [e](#e)"
    html = render(source, as_written).html
    found = re.findall(r'<a href="([^"]*)"( rel="external")?>', html)
    assert [bool(external) for _, external in found] == [True, True, True, False, False]


def test_a_bad_address_is_kept_for_the_checks() -> None:
    """markdown-it would print it as text, and no check would see it."""
    assert [x.target for x in render("[a](javascript:b) ![](data:c)", as_written).links] == [
        "javascript:b",
        "data:c",
    ]


def test_a_picture_is_fetched_when_it_comes_into_view() -> None:
    html = render("![what it shows](a.png 'b')", str.upper).html
    assert html == '<p><img src="A.PNG" alt="what it shows" title="b" loading="lazy"></p>\n'


def test_a_table_can_be_scrolled_with_the_keyboard() -> None:
    html = render("|a|\n|-|\n|b|", as_written).html
    assert html.startswith(
        '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'
    )
    assert html.count("<div") == html.count("</div>") == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(end: str) -> None:
    prose = render(f"a{end}[b](c){end}{end}## d", as_written)
    assert (prose.links[0].line, prose.headings[0].line) == (2, 4)
    assert "\r" not in prose.html


def test_nothing_is_nothing() -> None:
    assert render("", as_written) == ("", "", (), (), ())
    assert render(" \n\n", as_written).html == ""


def test_what_is_gathered_comes_in_its_order() -> None:
    """All of a text, and whatever was in hand before it."""
    to = Rendering(as_written, "x-", 2, {}, growth=1_000)
    html = whole("## One\n\n[a](b) and\nc[^1]\n\n[^1]: [d](e)", to)
    assert '<h4 id="x-one">One</h4>' in html
    assert [(link.target, link.line) for link in to.links] == [("b", 3), ("e", 6)]
    assert "".join(to.words).split() == ["One", "a", "and", "c", "d"]


@pytest.mark.parametrize("title", ["", " 'titled'"])
def test_each_address_counts_at_the_line_of_its_link(title: str) -> None:
    source = f"a\n[b]\n[b]\n\n[b]: address{title}"
    size = len("address" + title.strip(" '"))
    whole(source, Rendering(as_written, "", 0, {}, growth=2 * size))
    with pytest.raises(Malformed) as refused:
        whole(source, Rendering(as_written, "", 0, {}, growth=2 * size - 1))
    assert (refused.value.code, refused.value.line) == ("too-large", 3)
