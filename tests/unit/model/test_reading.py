"""What a text names and holds, with the place of each in its file."""

from __future__ import annotations

import pytest
from yaml.nodes import MappingNode

from kbgen.model.issues import Issue, Issues
from kbgen.model.reading import RecordReader
from kbgen.model.record import Reference
from kbgen.text.markdown import MAX_BLOCK
from kbgen.text.nodes import compose

PATH = "content/practices/asia/a.md"


def reader_of(text: str, path: str = "practices/asia/a.md") -> RecordReader:
    """A reader of a file whose body starts on its second line."""
    lines = ["---", *text.split("\n")]
    permalink = "practices/a.html" if "/" in path else "a.html"
    return RecordReader(f"content/{path}", Issues(), lines, content_path=path, permalink=permalink)


def read(text: str, path: str = "practices/asia/a.md") -> RecordReader:
    reader = reader_of(text, path)
    reader.render(text, "body", 2)
    return reader


def issues_of(text: str) -> list[Issue]:
    return list(read(text).issues)


def codes(text: str) -> list[str]:
    return [f"{i.line}:{i.column} {i.severity}[{i.code}]" for i in issues_of(text)]


def test_links_lead_to_pages_from_the_page_of_the_record() -> None:
    """Folders within a collection do not show in its pages."""
    source = "[a](b.md#c) [d](../e.md) [f](../../g.md) [h](i.pdf) [j](#k) ![l](m.png)"
    html = read(source).prose["body"].html
    links = ["../practices/b.html#c", "../practices/e.html", "../g.html", "../practices/asia/i.pdf"]
    for link in [*links, "#k"]:
        assert f'href="{link}"' in html
    assert 'src="../practices/asia/m.png"' in html


def test_what_a_text_names_is_noted_with_its_place() -> None:
    source = "[a](b.md#c) [d](e.pdf)\n[f](#g) ![h](i.png)\n[j](https://k.org/l.md) [m](mailto:n@o)"
    assert read(source).references == [
        Reference("page", "practices/asia/b.md", 2, 5, "body", "c"),
        Reference("file", "practices/asia/e.pdf", 2, 17, "body"),
        Reference("page", "", 3, 5, "body", "g"),
        Reference("image", "practices/asia/i.png", 3, 14, "body"),
    ]


def test_a_path_is_noted_decoded() -> None:
    """In the form in which the file's name is written on disk."""
    (named,) = read("[a](<b c.pdf>)").references
    assert (named.target, named.line, named.column) == ("practices/asia/b c.pdf", 2, 6)
    (named,) = read("[a](b%20c.pdf)").references
    assert (named.target, named.line, named.column) == ("practices/asia/b c.pdf", 2, 5)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("b.md", "practices/asia/b.md"),
        ("../b.md", "practices/b.md"),
        ("./c/../b", "practices/asia/b"),
        ("../../../../b", "../../b"),
    ],
)
def test_paths_are_those_below_content(target: str, path: str) -> None:
    assert reader_of("").content_file(target) == path


def test_each_of_equal_links_has_its_own_column() -> None:
    found = read("[a](x.md) [b](x.md)\n[c](x.md) [d](x.md#y)").references
    assert [(r.line, r.column) for r in found] == [(2, 5), (2, 15), (3, 5), (3, 15)]


def test_a_link_that_begins_another_has_a_place_of_its_own() -> None:
    found = read("[a](x.mdx) [b](x.md)").references
    assert [(r.target[-3:], r.column) for r in found] == [("mdx", 5), (".md", 16)]


def test_an_address_is_found_in_the_form_in_which_it_was_encoded() -> None:
    (named,) = read("x [a](b%c3%a9.md)").references
    assert (named.target, named.column) == ("practices/asia/bé.md", 7)


def test_a_link_of_folded_text_is_looked_for_below() -> None:
    reader = reader_of("\n" * 40 + "b [c](d.md)")
    reader.render("b [c](d.md)", "summary", 2)
    assert [(r.line, r.column) for r in reader.references] == [(42, 7)]


def test_what_is_found_nowhere_is_told_of_the_line_that_is_counted() -> None:
    reader = reader_of("a\nb")
    reader.render("a\n[b](c&amp;d.md)", "body", 2)
    assert [(r.line, r.column) for r in reader.references] == [(3, 1)]


@pytest.mark.parametrize(
    "source",
    ["[a]()", "[a](#)", "![a](#b)", "[a](javascript:b)", "[a](//b.org/c)", "[a](http://)", "[a](ftp://b)",
     "[a](HTTPS:b)", "[a](data:text/html,b)", "[a](https://b.org:x/)"],
)  # fmt: skip
def test_an_address_that_no_reader_may_be_sent_to_is_refused(source: str) -> None:
    (said,) = issues_of(source)
    assert (said.severity, said.code, said.line) == ("error", "bad-link", 2)


def test_a_long_address_is_shown_in_part() -> None:
    (said,) = issues_of(f"[a](javascript:{'b' * 500})")
    assert len(said.message) < 200


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("![](a.png)", ["2:5 error[missing-alt]"]),
        ("![ ](a.png)", ["2:6 error[missing-alt]"]),
        ("![a](https://b.org/c.png)", ["2:6 error[remote-image]"]),
        ("![a](//b.org/c.png)", ["2:6 error[bad-link]"]),
        ("![a](b.png)", []),
        ("[a](https://b.org) <c@d.org> [e](f.md)", []),
    ],
)
def test_a_picture_has_words_and_lies_beside_the_record(source: str, said: list[str]) -> None:
    assert codes(source) == said


@pytest.mark.parametrize(
    ("source", "code", "hint"),
    [
        ("a <b>c", "raw-html", "write **words**"),
        ("a </em>", "raw-html", ""),
        ("a <IMG src=b>", "raw-html", "write ![what it shows](file.jpg)"),
        ("a <script>", "raw-html", "say it in Markdown"),
        ("a <!-- b", "raw-html", "say it in Markdown"),
        ("a [^b]", "lost-link", "add a line [^b]: ..."),
        ("[a] (b.md)", "lost-link", "delete the space before the parenthesis"),
        ("[a](b.md and", "lost-link", "close the parenthesis"),
        ("[a](b c.md)", "lost-link", "an address has no spaces"),
        (
            "see https://a.org/b.",
            "lost-link",
            "write <https://a.org/b>, or [words](https://a.org/b)",
        ),
        ("see www.a.org/b, and", "lost-link", "write <https://www.a.org/b>"),
    ],
)
def test_what_was_meant_for_more_is_a_warning_that_says_what_to_write(
    source: str, code: str, hint: str
) -> None:
    said = issues_of(source)
    assert [(i.severity, i.code) for i in said] == [("warning", code)] * (1 if hint else 0)
    assert [i.hint[: len(hint)] for i in said] == [hint] * len(said)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("## A\n### B\n#### C\n## D", []),
        ("# A", ["2:1 error[heading-order]"]),
        ("### A", ["2:1 error[heading-order]"]),
        ("## A\n#### B\n##### C", ["3:1 error[heading-order]"]),
        ("A\n===\n\n## B", ["2:1 error[heading-order]"]),
    ],
)
def test_headings_start_at_the_second_level_and_skip_none(source: str, said: list[str]) -> None:
    assert codes(source) == said


def test_headings_stand_below_that_of_their_field() -> None:
    """A record's texts have headings of the page above them; a page's own have not."""
    assert "<h3" in read("## A").prose["body"].html
    assert "<h2" in read("## A", "about.md").prose["body"].html


def test_texts_of_one_record_share_its_ids() -> None:
    reader = read("## A")
    reader.render("## A", "context", 2)
    reader.render("## A", "body", 2)
    assert [p.headings[0].id for p in reader.prose.values()] == ["a-2", "context-a"]


def test_a_text_that_takes_too_long_is_refused_and_not_rendered() -> None:
    reader = read("a\n\n" + "b" * (MAX_BLOCK + 1))
    assert [(i.code, i.line) for i in reader.issues] == [("too-large", 4)]
    assert reader.prose == {}
    assert codes("b" * MAX_BLOCK) == []


def test_what_cannot_be_rendered_is_told_within_the_file() -> None:
    reader = reader_of("a &#x202e;")
    reader.render("a\n\n\n\n&#x202e;", "context", 1)
    assert [(i.code, i.line) for i in reader.issues] == [("hidden-character", 2)]
    assert reader.prose == {}


def test_what_is_named_has_the_place_of_its_node() -> None:
    node = compose("a: b\nc: d")
    assert isinstance(node, MappingNode)
    reader = reader_of("")
    reader.lines = ["a: b", "c: d"]
    reader.refer("record", "d", node.value[1][1], "c")
    assert reader.references == [Reference("record", "d", 2, 4, "c")]
