from __future__ import annotations

import pytest

from kbgen.text.abbreviations import Abbreviations, used

IOM = '<abbr title="the &#34;Organization&#34;">IOM</abbr>'


def marked(html: str, **meanings: str) -> str:
    return Abbreviations(meanings or {"IOM": 'the "Organization"'}).mark(html)


def test_the_first_use_only() -> None:
    assert marked("IOM and IOM") == f"{IOM} and IOM"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x">IOM</a>',
        "<h3>IOM</h3>",
        "<code>IOM</code>",
        '<img alt="IOM" src="x">',
        "IOMs2 xIOM",
    ],
)
def test_nothing_within_links_headings_code_and_tags(html: str) -> None:
    assert marked(html) == html


def test_after_a_link_text_is_text_again() -> None:
    assert marked('<a href="x">IOM</a> IOM') == f'<a href="x">IOM</a> {IOM}'


def test_entities_are_no_words() -> None:
    assert marked("a &amp; b &#39; c", amp="x", **{"39": "y"}) == "a &amp; b &#39; c"


def test_a_page_is_marked_across_its_texts() -> None:
    page = Abbreviations({"IOM": "x"})
    assert "<abbr" in page.mark("IOM")
    assert page.mark("IOM") == "IOM"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IOM, and others", {"IOM"}),
        ("by NGOs (IOM).", {"IOM", "NGO"}),
        ("IOM-led", {"IOM"}),
        ("COVID-19, EMM2.0", {"COVID-19", "EMM2.0"}),
        ("xIOM IOMx IOM_ IOM2 ngo COVID-192 COVID 19", set()),
        ("", set()),
    ],
)
def test_words_of_a_text(text: str, words: set[str]) -> None:
    assert used(text, {"IOM", "NGO", "COVID-19", "EMM2.0", "EMM"}) == words


def test_abbreviations_of_one_letter_alone() -> None:
    assert used("Plan C, not D.", {"C", "E"}) == {"C"}
    assert used("Plan C.", set()) == set()
