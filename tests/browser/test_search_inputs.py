"""Whatever is typed, pasted or written into the address is words and nothing else."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.search_page import open_search, part, settle, state, titles, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
UGLY = [
    "foo:", "title:", "SDG: 4", "*", "**", "a*", "*a", "~99", "foo~99", "foo^99", "^", "+",
    "-", "--", "+foo", "-foo", "-the", "-", '"', '""', '"a', 'a"', '"the of and"', "“”",
    "«", "the", "of the and", "__proto__", "constructor", "toString", "hasOwnProperty",
    "prototype", "valueOf", "NaN", "null", "undefined", "true", "0", "-1", "1e99", "Infinity",
    "4.a", "4.7).", "COVID-19", "EMM2.0", "SDG4.7", ".", "..", "...", "/", "//", "\\",
    "\\u0000", "%", "%00", "%E0%A4%A", "&", "&amp;", "?q=1", "#x", "<b>", "</script>",
    "<script>alert(1)</script>", "{{ 7*7 }}", "${7*7}", "'; DROP TABLE records; --", "مصر",
    "التعليم والهجرة", "\u202eabc", "abc\u202e", "עברית", "教育", "образование", "ᚠᛇᚻ",
    "日本語 education", "😀", "👩‍👩‍👧‍👦", "🇰🇬", "e\u0301cole", "ÉCOLE", "ﬁnance",
    "ß", "İstanbul", "\u0131", "\u00ad", "\u200b", "\u0000", "\ufeff", "\ufffd",
    "a\u0300" * 50, " ", "\t", "   a   ", "a" * 10_000, "a " * 5_000, "school " * 1_500,
    "-" * 10_000, '"' * 10_001, "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v", "x" * 60,
    "migration migration migration", "migrant OR teacher", "migrant AND teacher",
]  # fmt: skip
LETTERS = "aeiouxyz éßœ0123.:;-+*~^\"'“”«»()[]{}<>/\\&%$#@!?|_=,\t\u0301\u202e\u200dقع教👩😀"
ATTACK = "<img src=x onerror=\"document.body.textContent='broken'\">"


def random_inputs(count: int) -> list[str]:
    """The same strings each time, from the letters that have made other searches stumble."""
    source = random.Random(4)
    return ["".join(source.choices(LETTERS, k=source.randint(1, 24))) for _ in range(count)]


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_every_input_gives_results_or_a_friendly_word(page: Page, base: str) -> None:
    open_search(page, base)
    for words in [*UGLY, *random_inputs(250)]:
        write(page, words)
        assert state(page) in ("results", "empty", "idle"), words
        assert bool(titles(page)) == (state(page) != "empty"), words
    write(page, "keyhole")
    assert titles(page)[0].startswith("Keyhole")


@pytest.mark.parametrize("page", ["chromium"], indirect=True)
@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_every_input_may_stand_in_the_address(page: Page, base: str) -> None:
    for words in UGLY[::2]:
        if len(words) < 1000:
            open_search(
                page, base, urlencode({"q": words, "areas": words, "years": words, words: "x"})
            )
            assert state(page) in ("results", "empty", "idle"), words


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_names_of_every_object_are_no_facets(page: Page, base: str) -> None:
    open_search(page, base, "__proto__=a&constructor=b&toString=c&hasOwnProperty=d&q=school")
    assert state(page) == "results"
    assert part(page, "active").get_by_role("button").count() == 0


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_hostile_words_are_shown_as_text(page: Page, base: str) -> None:
    open_search(page, base, f"q={quote(ATTACK)}+traficking&areas={quote(ATTACK)}")
    assert part(page, "query").input_value() == f"{ATTACK} traficking"
    assert part(page, "active").get_by_role("button").inner_text().endswith(ATTACK)
    part(page, "clear").click()
    settle(page)
    assert "onerror=" in part(page, "suggestion-link").inner_text()
    assert page.locator("main img").count() == 0
    tagged = "<img>school</img>"
    write(page, f"{tagged} traficking")
    settle(page)
    assert part(page, "suggestion-link").inner_text() == f"{tagged} trafficking"
    assert page.locator("main img").count() == 0


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site with a record that is written to break pages."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copy(ROOT / "kbgen.yml", root)
    shutil.copytree(ROOT / "layouts", root / "layouts")
    shutil.copytree(ROOT / "content", root / "content")
    record = (root / "content/practices/timor-leste-keyhole-gardens.md").read_text("utf-8")
    lines = record.split("\n")
    lines[1] = f"title: 'Zebra {ATTACK.replace(chr(39), chr(39) * 2)} title'"
    (root / "content/practices/zebra.md").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "kbgen", "build", "-q"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return (root / "site").as_uri()


def test_a_hostile_record_is_shown_as_text(page: Page, hostile_site: str) -> None:
    open_search(page, hostile_site, "q=zebra")
    assert titles(page) == [f"Zebra {ATTACK} title"]
    mark = part(page, "results").locator(".card-title mark")
    expect(mark).to_have_text("Zebra")
    assert page.locator("main img").count() == 0
