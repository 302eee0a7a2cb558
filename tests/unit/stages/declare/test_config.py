from __future__ import annotations

import pytest

from kbgen.model.issues import Issues
from kbgen.model.site import Config, Footnote, Licence, Matrix
from kbgen.stages.declare import declare
from tests.make import SMALL, declared, make_content


@pytest.mark.parametrize("written", ["", "/", ".git", ".git/"])
def test_a_repository_is_named_by_its_page(written: str) -> None:
    """As it is named to be cloned, too: the link for corrections would lead nowhere."""
    knowledge, said = declared(config=f"title: T\nrepo_url: https://a.example/kb{written}\n")
    assert said == []
    assert knowledge.config.repo_url == "https://a.example/kb"


@pytest.mark.parametrize(
    "written",
    [
        "https://a.example/kb/{branch}",
        "https://{path}/kb",
        "https://a.example/kb/{path}{other}",
        "https://a.example/kb/{path}?x=<b>",
        "javascript:alert(1)//{path}",
        "{path}",
    ],
)
def test_the_form_of_a_link_for_corrections_is_an_address_with_a_path(written: str) -> None:
    knowledge, said = declared(config=f"title: T\nedit_url: '{written}'\n")
    assert said == ["kbgen.yml:2:11 bad-url"]
    assert knowledge.config.edit_url == ""


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("repo_url: git@gitlab.com:kb/records.git", "write https://gitlab.com/kb/records"),
        ("repo_url: ssh://git@a.example/kb/records", "write https://a.example/kb/records"),
        ("repo_url: a.example/kb", "write it as https://..."),
        ("licence: CC BY 4.0", "write {label: CC BY 4.0, url: https://...}"),
        ("language: English", "write en"),
        ("language: Klingon", ""),
        ("language: en_GB", ""),
    ],
)
def test_what_is_written_of_a_site_in_a_form_of_its_own_leads_on(written: str, hint: str) -> None:
    issues = Issues()
    declare(make_content({**SMALL, "kbgen.yml": f"title: T\n{written}\n"}), issues)
    assert [issue.hint for issue in issues] == [hint]


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "fil", "es-419"])
def test_a_language_is_a_tag(tag: str) -> None:
    knowledge, said = declared(config=f"title: T\nlanguage: {tag}\n")
    assert (said, knowledge.config.language) == ([], tag)


def test_everything_of_a_site_is_read() -> None:
    knowledge, said = declared(
        config=(
            "title: T\ntagline: A\ndescription: B\nlanguage: fr\nsite_url: https://a.org/kb//\n"
            "repo_url: https://b.org/c\nbranch: trunk\nedit_url: https://b.org/{branch}/{path}\n"
            "licence: {label: CC BY 4.0, url: https://c.org/}\nboundaries: D\ndoors: [scopes]\n"
            "footnotes: [{words: [x, y z], text: E}]\nmap: scopes\nsearch: none\n"
            "lunr_index: 'true'\n"
            "matrices: [{slug: m, title: M, rows: scopes, columns: scopes, short: S}]\n"
        )
    )
    assert said == []
    assert knowledge.config == Config(
        "T", "A", "B", "fr", "https://a.org/kb", "https://b.org/c", "trunk",
        "https://b.org/{branch}/{path}", Licence("CC BY 4.0", "https://c.org"), "D",
        (Footnote(("x", "y z"), "E"),), ("scopes",), "scopes",
        (Matrix("m", "M", "scopes", "scopes", short="S"),), "none", "true",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("site_url: javascript:alert(1)", "2:11 bad-url"),
        ("site_url: https://a.org/b c", "2:11 bad-url"),
        ("search: fast", "2:9 bad-value"),
        ("lunr_index: yes", "2:13 bad-value"),
        ("map: nowhere", "2:6 unknown-taxonomy"),
        ("doors: [scopes, nowhere]", "2:17 unknown-taxonomy"),
        ("licence: {label: L, url: ftp://a}", "2:26 bad-url"),
        ("licence: {label: L}", "2:10 missing-key"),
        ("footnotes: [{words: [x]}]", "2:13 missing-key"),
        ("footnotes: [x]", "2:13 bad-value"),
        ("matrices: [{slug: A, title: M, rows: scopes, columns: scopes}]", "2:19 bad-name"),
        ("matrices: [{slug: con, title: M, rows: scopes, columns: scopes}]", "2:19 bad-name"),
        ("matrices: [{slug: a, title: M, rows: scopes}]", "2:12 missing-key"),
        ("colour: red", "2:1 unknown-key"),
    ],
)
def test_what_is_wrong_is_left_out_and_told(written: str, said: str) -> None:
    knowledge, told = declared(config=f"title: T\n{written}\n")
    assert told == [f"kbgen.yml:{said}"]
    expected = ("scopes",) if written.startswith("doors") else ()
    assert knowledge.config == Config("T", doors=expected)


def test_a_site_has_a_title() -> None:
    assert declared(config="tagline: T\n")[1] == ["kbgen.yml:1:1 missing-key"]
