from __future__ import annotations

import pytest

from kbgen.text.urls import has_scheme, is_safe, is_web_address, relative, resolve


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("index.html", "a/b.html", "a/b.html"),
        ("a/b.html", "a/c.html", "../a/c.html"),
        ("a/b/c.html", "index.html", "../../index.html"),
        ("a/b.html", "a/b.html", "../a/b.html"),
        ("a.html", "b c?.html", "b%20c%3F.html"),
        ("a.html", "x:y.html", "x%3Ay.html"),
    ],
)
def test_relative(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link
    assert resolve(source, f"{link}#fragment") == target


def test_a_link_out_of_the_site_is_seen() -> None:
    assert resolve("a/b.html", "../../c.html").startswith("../")


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.org", "//example.org", "https://", "https:example.org", "ftp://a.org"),
        *("https://a b.org", "https://example.org:0", "https://example.org:x", "https://[::1"),
        *("javascript://a.org/%0aalert(1)", "https://a.org/\u2028", 'https://a.org/"x'),
    ],
)
def test_no_web_address(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    "text", ["https://example.org", "HTTP://example.org:8080/a?b=c#d", "https://例え.jp/ü"]
)
def test_web_address(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("a.html", True),
        ("../a.html#b", True),
        ("https://example.org/", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("\\\\example.org", False),
    ],
)
def test_is_safe(link: str, safe: bool) -> None:
    assert is_safe(link) is safe
    assert has_scheme(link) or safe or link.startswith("\\")
