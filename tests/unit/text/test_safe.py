from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from kbgen.text.safe import escaped, made

SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}


class Named:
    """Neither a text nor a number, and its text is as hostile as any."""

    def __str__(self) -> str:
        return "<b title='x'>&"


class WithHtml:
    """What says itself how it stands in a page, as other libraries' values may."""

    def __html__(self) -> str:
        return "<i>x</i>"


class Text(str):
    """A text of a kind of its own."""


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_that_means_something_in_html_comes_through(sign: str) -> None:
    """In texts, and in attributes within either quotes."""
    assert escaped(f"a{sign}{sign}b") == f"a{SIGNS[sign] * 2}b"


@pytest.mark.parametrize(
    "value",
    ["", "plain", "é国\0\u2028", "&amp;", Text("<b>"), 7, True, None, Named(), WithHtml()],
    ids=lambda value: type(value).__name__,
)
def test_it_is_what_markupsafe_gives(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_what_was_made_is_printed_as_it_is() -> None:
    assert escaped(made("<em>&amp;</em>")) == "<em>&amp;</em>"


def test_what_is_joined_to_made_html_is_escaped() -> None:
    assert made("<p>") + "<b>" + made("</p>") == "<p>&lt;b&gt;</p>"
    assert isinstance(made("<p>"), Markup)
