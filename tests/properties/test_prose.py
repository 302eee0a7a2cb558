"""Whatever Markdown says, its HTML runs nothing, or an issue keeps the page from being made."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_core import inline

from kbgen.model.issues import Issues
from kbgen.model.reading import RecordReader
from kbgen.text import commonmark
from kbgen.text.abbreviations import Abbreviations
from kbgen.text.markdown import render
from kbgen.text.prose import Rendering
from tests.properties.inputs import quick, soup

ADDRESSES = st.sampled_from(
    [
        "javascript:alert(1)",
        "JAVASCRIPT&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "java\tscript:alert(1)",
        "<javascript:alert(1)>",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org",
        "\\\\example.org",
        "https://example.org/?a=1&b=2",
        "other.md",
        '" onclick="alert(1)',
        "x' onclick='alert(1)",
    ]
)
markdown = st.one_of(
    soup, ADDRESSES.map("[x]({})".format), ADDRESSES.map("![x]({} 'a')".format),
    ADDRESSES.map("<{}>".format), ADDRESSES.map("[x]\n\n[x]: {}".format),
    ADDRESSES.map("~~~{}\nx\n~~~".format),
)  # fmt: skip

_ELEMENTS = """
p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s a img br hr table thead tbody tr th td
dl dt dd div section sup
"""
_ATTRIBUTES = "href src alt title id class rel loading start role aria-label tabindex style"
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())


class Reader(HTMLParser):
    """Gathers the elements and attributes of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_decl(self, decl: str) -> None:
        self.elements.add(f"!{decl}")

    def handle_comment(self, data: str) -> None:
        self.elements.add("!--")

    def handle_pi(self, data: str) -> None:
        self.elements.add("?")


@given(markdown, st.sampled_from(["", "context-"]))
@quick
@example("<script>alert(1)</script>", "")
@example("<img src=x onerror=alert(1)>", "")
@example('```js" onload=alert(1)\nx\n```', "")
def test_html_of_sound_markdown_runs_nothing(source: str, prefix: str) -> None:
    issues = Issues()
    reader = RecordReader(
        "a.md", issues, content_path="practices/a.md", permalink="practices/a.html"
    )
    reader.render(source, "body" if not prefix else "context", 1)
    if issues.errors:
        return
    found = Reader()
    found.feed(reader.prose["body" if not prefix else "context"].html)
    found.close()
    assert found.elements <= ELEMENTS
    for name, value in found.attributes:
        assert name in ATTRIBUTES
        if name in ("href", "src"):
            scheme = value.strip().partition(":")[0].lower()
            assert ":" not in value.partition("/")[0] or scheme in ("http", "https", "mailto")
        if name == "style":
            assert value in ("text-align:left", "text-align:right", "text-align:center")


@given(st.lists(st.sampled_from(["a", "A!", "a 2", "a-2", "main", "fn1", "", "国", "field a"])))
@quick
def test_no_two_headings_share_an_id(headings: list[str]) -> None:
    taken: dict[str, int] = {}
    half = len(headings) // 2
    texts = ["\n".join(f"## {h}" for h in part) for part in (headings[:half], headings[half:])]
    first = render(texts[0], str, "a-", taken=taken)
    second = render(texts[1], str, "", taken=taken)
    ids = [h.id for prose in (first, second) for h in prose.headings]
    assert len(ids) == len(headings) == len(set(ids))
    assert not {"main", "fn1", "field-a"} & set(ids)


@given(soup)
@quick
def test_marking_abbreviations_changes_no_text(source: str) -> None:
    html = render(source, str).html
    words = {"A": 'a "meaning" <with> signs', "amp": "x", "lt": "y", "local": "z", "39": "w"}
    before, after = Text(), Text()
    before.feed(html)
    after.feed(Abbreviations(words).mark(html))
    assert before.text == after.text


class Text(HTMLParser):
    """Gathers the text that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


BLOCKS = st.lists(
    st.sampled_from(
        [
            "- a\n- b\n", "- a\n\n  b\n", "- a\n  > b\n", "- \n- x\n", "1. a\n   - b\n", "> a\n",
            "> a\n> - b\n", "# a *b*\n", "a  \nb\nc\n", "**a** [b](c.md \"d\") ![e](f.png)\n", "<https://example.org/>\n",
            "a[^1]\n\n[^1]: b\n", "a\n: b\n", "a\n\n: b\n\n  c\n", "| a | b |\n|--|:-:|\n| c |\n",
            "```x y\na\n```\n", "    a\n", "***\n", "~~a~~ `b` & <i>\n",
            "[a][b]\n\n[b]: c.md 'd'\n",
        ]
    ),
    max_size=5,
)  # fmt: skip


@given(st.one_of(st.builds("\n".join, BLOCKS), st.builds("".join, BLOCKS), markdown))
@quick
def test_tokens_are_printed_as_markdown_it_prints_them(source: str) -> None:
    parser, footnotes = commonmark._PARSER, {"docId": "x"}
    tokens = parser.parse(source, footnotes)
    to = Rendering(str, "x-", 1, {}, growth=1_000_000)
    html = commonmark._html(tokens, to, footnotes)
    assert html == parser.renderer.render(tokens, parser.options, footnotes)


LINES = st.lists(
    st.sampled_from(
        [
            "", "", " ", "a", "b c", "  d", "    e", "é", "国", "ª", "1. f", "- g", "  - h", "> i",
            "> ", "# j", ": k", "~ l", "  : m", "===", "---", "|--|", "n | o", "[p]: q", "[^r]: s",
            "[^r]", "t  ", "*u*", "\tv", "~~~", "***", ":", "- ", "-\tw", "a\tb", "\u00a0x",
            "## k #", "#l", "   # m", "\u3000",
        ]
    ),
    max_size=9,
).map("\n".join)  # fmt: skip


@given(st.one_of(LINES, st.builds("\n".join, BLOCKS), markdown, st.text()))
@quick
@example("a\n\n: b")
@example("- a\n\n  : b")
@example("# \n\na  \n")
def test_the_quick_ways_parse_as_markdown_it_does(source: str) -> None:
    usual = commonmark._parser()
    usual.disable("one_line")
    usual.core.ruler.at("inline", inline)
    source = commonmark._normal(source)
    assert commonmark._PARSER.parse(source) == usual.parse(source)


@given(st.from_regex(commonmark._PLAIN_ADDRESS.pattern))
@quick
@example("https://example.org/a-b/~c.html")
@example("../practices/a.md")
def test_a_plain_address_is_normal(address: str) -> None:
    assert commonmark._normal_address(address) == normalizeLink(address)
