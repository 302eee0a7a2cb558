"""Slugs, links and escapes, for any text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from hypothesis import assume, example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from kbgen.model.issues import Issue, printable
from kbgen.text.dates import date_text
from kbgen.text.safe import escaped
from kbgen.text.slugs import is_slug, slugify
from kbgen.text.source import HIDDEN, Malformed, decode
from kbgen.text.urls import is_safe, is_web_address, relative, resolve
from tests.properties.inputs import quick

names = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\"), min_size=1, max_size=8
).filter(lambda name: name not in (".", ".."))
permalinks = st.lists(names, min_size=1, max_size=4).map("/".join)


@given(st.text())
@quick
@example("İ")
@example("ǅ ﬁ ß ŉ")
@example("\u017f\u017f")
def test_slugify_twice_is_once(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert slug == "" or is_slug(slug)


@given(permalinks, permalinks)
@quick
@example("a.html", "a.html")
@example("a/b.html", "c?d#e%20.html")
@example("a/b/c.html", "a:b.html")
def test_a_link_leads_to_its_target(source: str, target: str) -> None:
    link = relative(source, target)
    assert resolve(source, link) == target
    assert not link.startswith("/")
    assert not urlsplit(link).scheme
    assert link.rsplit("/", 1)[-1] not in ("", ".", "..")


@given(st.text())
@quick
@example("https://exa\tmple.org")
@example("https://[::1")
@example("https://example.org:99999")
@example("http://\u2100.org")
def test_a_web_address_is_safe(text: str) -> None:
    if is_web_address(text):
        assert is_safe(text)
        assert not re.search(r"[\s<>\"]", text)


@given(st.binary())
@quick
def test_decoded_text_hides_nothing(raw: bytes) -> None:
    try:
        text = decode(raw)
    except Malformed as said:
        assert said.message
        assert said.line >= 1
    else:
        assert not HIDDEN.search(text)
        assert "\r" not in text


@given(st.text())
@quick
@example("\x1b[31m\ud800\u202e\n")
def test_an_issue_cannot_command_a_terminal(text: str) -> None:
    assert printable(text).isprintable()
    assert len(str(Issue(text, 1, 1, "error", "yaml", text)).splitlines()) == 1


@given(st.dates())
@quick
def test_dates_are_said_in_full(day: object) -> None:
    iso = str(day)
    assume(iso[0] != "0")
    year, month, number = iso.split("-")
    assert date_text(iso).split() == [
        str(int(number)),
        date_text(f"{year}-{month}").split()[0],
        year,
    ]


class OwnText(str):
    """Text of another class, which is no HTML for all that."""


@given(st.text())
@quick
@example("<a href=\"x\">&amp; 'y'</a>")
def test_layouts_escape_what_markupsafe_escapes(text: str) -> None:
    for value in (text, OwnText(text), Markup(text), len(text), None, [text]):
        assert escaped(value) == str(escape(value))
