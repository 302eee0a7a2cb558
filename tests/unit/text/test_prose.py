from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.places import default_layouts
from kbgen.text.markdown import render
from kbgen.text.prose import Heading, Link, Prose, Rendering
from kbgen.text.source import Malformed


def as_written(target: str) -> str:
    return target


def rendering(
    resolve: Callable[[str], str] = as_written, prefix: str = "", below: int = 0, growth: int = 0
) -> Rendering:
    return Rendering(resolve, prefix, below, {}, growth)


@pytest.mark.parametrize(
    ("headings", "ids"),
    [
        (["A", "A", "A 2"], ["a", "a-2", "a-2-2"]),
        (["A 2", "A", "A", "A"], ["a-2", "a", "a-3", "a-4"]),
        (["Main", "Fn 1", "国"], ["section-main", "section-fn-1", "section"]),
    ],
)
def test_every_heading_has_an_id_of_its_own(headings: list[str], ids: list[str]) -> None:
    prose = render("\n".join(f"## {h}" for h in headings), as_written)
    assert [h.id for h in prose.headings] == ids


def test_no_heading_has_an_id_of_the_layouts_that_it_stands_in() -> None:
    folder = Path(default_layouts())
    around = [file for file in folder.rglob("*.html") if file.parent.name != "pages"]
    with_texts = [folder / "pages" / f"{kind}.html" for kind in ("record", "text")]
    source = "\n".join(file.read_text("utf-8") for file in (*around, *with_texts))
    written = re.findall(r'\bid="([^"]+)"|search_box\("([^"]+)"', source)
    ids = {id or given for id, given in written} - {"{{ id }}"}  # each call gives that of its box
    assert {"main", "menu", "masthead-q", "{{ field.id }}", "backlinks-{{ loop.index }}"} <= ids
    for id in ids:
        taken = id.replace("{{ loop.index }}", "1").replace("{{ field.id }}", "field-context")
        assert "{" not in taken
        for text in (taken, taken.replace("-", " ").title()):
            assert render(f"## {text}", as_written).headings[0].id == f"section-{taken}"


def test_texts_of_a_page_share_its_ids() -> None:
    taken: dict[str, int] = {}
    first, second = (Rendering(as_written, "", 0, taken, 0) for _ in range(2))
    assert [first.heading("A", 2, 1), first.heading("A", 2, 2)] == ["a", "a-2"]
    assert [second.heading("A", 2, 1), second.heading("A 2", 2, 2)] == ["a-3", "a-2-2"]
    assert len(taken) == 4


def test_an_id_with_a_prefix_is_none_of_the_layouts() -> None:
    ids = [rendering(prefix="context-").heading(text, 2, 1) for text in ("Main", "", "Field 1")]
    assert ids == ["context-main", "context-section", "context-field-1"]


def test_a_heading_is_noted_as_written() -> None:
    to = rendering(below=1)
    to.heading("The *end*", 2, 7)
    assert to.headings == [Heading("the-end", "The *end*", 2, 7)]


@pytest.mark.parametrize(("below", "tags"), [(0, "h1 h2 h6"), (1, "h2 h3 h6"), (5, "h6 h6 h6")])
def test_headings_go_down_to_the_sixth_level_and_no_further(below: int, tags: str) -> None:
    assert " ".join(rendering(below=below).tag(level) for level in (1, 2, 6)) == tags


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("a.md", "[a.md]"),
        ("a.md#b c", "[a.md]#b c"),
        ("a%20b.md", "[a%20b.md]"),
        ("a b%22.md", "[a%20b%22.md]"),
        ("", "[]"),
        ("#", "#"),
        ("#a", "#x-a"),
        ("https://e.org/a b#c", "https://e.org/a b#c"),
        ("//e.org/a", "//e.org/a"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:a", "javascript:a"),
    ],
)
def test_the_address_on_the_page(target: str, address: str) -> None:
    """Paths are resolved decoded, and encoded again; what leaves the site stays as it is."""
    to = rendering(lambda path: f"({path})" if "%" not in path else "encoded", "x-")
    assert to.on_page(target) == address.replace("[", "(").replace("]", ")")
    assert to.links == []


def test_a_link_is_noted_as_written() -> None:
    to = rendering(str.upper)
    assert to.link("a%20b.md", 3) == "A%20B.MD"
    assert to.links == [Link("a%20b.md", 3)]


def test_addresses_may_add_so_much_and_no_more() -> None:
    to = rendering(growth=10)
    to.measure("a" * 4, 1)
    to.measure("a" * 6, 2)
    to.measure("", 3)
    with pytest.raises(Malformed) as refused:
        to.measure("a", 4)
    assert (refused.value.code, refused.value.line) == ("too-large", 4)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["a", " ", "b", " "], "a b"),
        (["a ", " b"], "a b"),
        (["a\n", "b"], "a b"),
        (["a\u00a0b\tc"], "a b c"),
        ([" a\u200bb "], "a\u200bb"),
    ],
)
def test_the_text_has_single_blanks(words: list[str], text: str) -> None:
    to = rendering()
    to.words += words
    assert to.prose("<p>") == Prose("<p>", text)
