"""What is added to a page on its way out, and what is allowed to it."""

from __future__ import annotations

import pytest

from kbgen.serve.pages import widened, with_base, with_script

META = '<meta http-equiv="Content-Security-Policy" content="{}">'
SCRIPT = '<script defer src="/_kbgen/preview.js" data-version="v-1"></script>\n'


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", "default-src 'none'; connect-src 'self'"),
        ("default-src 'none'; connect-src 'none'", "default-src 'none'; connect-src 'self'"),
        ("default-src 'none';connect-src 'self';", "default-src 'none'; connect-src 'self'"),
        ("Connect-Src https://a.example", "connect-src 'self' https://a.example"),
        ("default-src a.example", "default-src a.example; connect-src 'self' a.example"),
        ("img-src 'self'", "img-src 'self'"),
        ("connect-src 'none'; connect-src *", "connect-src 'self'"),
        ("", ""),
    ],
)
def test_a_policy_is_widened_by_this_server_alone(policy: str, expected: str) -> None:
    assert widened(policy, ("connect-src",)) == expected
    assert widened(expected, ("connect-src",)) == expected


def test_the_base_may_be_set_only_where_a_policy_forbids_it() -> None:
    assert widened("default-src 'none'", ("base-uri",)) == "default-src 'none'"
    assert widened("base-uri 'none'", ("base-uri",)) == "base-uri 'self'"


def test_a_page_gets_the_script_once_and_loses_nothing() -> None:
    page = "<html><head>" + META.format("default-src 'none'; script-src 'self'") + "</head>é</html>"
    sent = with_script(page.encode(), "v-1").decode()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    expected = page.replace("default-src 'none'; script-src 'self'", policy)
    assert sent == expected.replace("</head>", SCRIPT + "</head>")


@pytest.mark.parametrize(
    "meta",
    [
        "<META content='connect-src &#39;none&#39;' HTTP-EQUIV=Content-Security-Policy>",
        '<meta\n  http-equiv = "content-security-policy"\n  content = "connect-src \'none\'" />',
    ],
)
def test_a_policy_is_found_however_it_is_written(meta: str) -> None:
    assert "connect-src 'self'" in with_script(meta.encode(), "v").decode()
    assert "'none'" not in with_script(meta.encode(), "v").decode()


def test_links_that_start_at_the_published_site_start_here() -> None:
    page = '<html lang="en" data-root="/kb/"><head></head><a href="/kb/a.html">/kb/ x="/kb</a>'
    sent = with_base(page.encode()).decode()
    assert 'data-root="/"' in sent
    assert sent.endswith('<a href="/a.html">/kb/ x="/kb</a>')
    for root in ("/", "", "../"):
        page = f'<html data-root="{root}"><a href="/kb/a.html"></a>'
        assert with_base(page.encode()) == page.encode()


def test_a_page_without_a_head_or_not_in_utf8_is_served_too() -> None:
    assert with_script(b"<p>\xff", "v-1") == b"<p>\xff" + SCRIPT.encode()
    assert with_base(b"<p>\xff") == b"<p>\xff"


def test_other_metas_stay_as_they_are() -> None:
    meta = b'<meta name="description" content="connect-src x"><meta charset="utf-8"></head>'
    assert with_script(meta, "v-1") == meta.replace(b"</head>", SCRIPT.encode() + b"</head>")


def test_the_base_stands_before_every_link() -> None:
    page = b'<html><head lang="en"><link href="a.css"></head>'
    assert with_base(page) == b'<html><head lang="en"><base href="/"><link href="a.css"></head>'


def test_a_version_cannot_leave_its_attribute() -> None:
    assert b'data-version="&quot;&gt;"' in with_script(b"", '">')
