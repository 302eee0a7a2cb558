"""Published payloads in every place of a knowledge base: all are text, and nothing runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kbgen.model.collection import Field
from kbgen.model.fields import FIELD_TYPES
from kbgen.model.issues import Issues
from kbgen.model.reading import RecordReader
from kbgen.model.values import Invalid
from kbgen.stages.load import load
from kbgen.text.nodes import compose
from kbgen.text.source import HIDDEN, Malformed
from tests.browser.search_page import open_search, titles
from tests.browser.search_page import write as search
from tests.hostile.base import RECORDS, build, lines, some_pages
from tests.hostile.payloads import BREAKERS, payloads
from tests.shared import MakeOnce
from tests.trials import amount, some

if TYPE_CHECKING:
    from playwright.sync_api import Page

CANARY = """
globalThis.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"])
  globalThis[name] = (...given) => { globalThis.ran.push(name + ":" + given); };
navigator.sendBeacon = (...given) => { globalThis.ran.push("beacon:" + given); };
"""
"""Tells of code that ran, before any page's own script."""

LIVE = """() => [
  ...globalThis.ran,
  ...[...document.querySelectorAll(
    "script:not([src]), iframe, object, embed, applet, base, style, frame, math, foreignObject," +
    "meta[http-equiv='refresh'], link[rel='import'], [srcdoc], [formaction], [ping], [is]"
  )].map((element) => element.outerHTML.slice(0, 200)),
  ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter((a) => a.name.startsWith("on") || (/^(href|src|action|data)$|:href$/.test(a.name)
      && !/^(https?:|file:|mailto:|[^:]*$|[^:]*[?#/])/.test(a.value)))
    .map((a) => element.tagName + " " + a.name + "=" + a.value.slice(0, 200))),
]"""
"""Whatever of a page is alive and must not be: code that ran, elements, handlers, addresses."""


@pytest.fixture(scope="module")
def base(make_once: MakeOnce) -> Path:
    """The knowledge base of payloads, built with the default layouts."""
    return make_once("hostile", build)


@pytest.fixture
def watched(open_page: Callable[..., Page]) -> Iterator[Page]:
    """A page without the policy, so that whatever got in would run, and is told of."""
    page = open_page("chromium", bypass_csp=True)
    page.add_init_script(CANARY)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    yield page
    assert not dialogs


def test_there_are_enough_payloads() -> None:
    assert len(payloads()) >= 4500
    assert sum("alert" in payload for payload in payloads()) > 2500


def test_nothing_runs_no_request_leaves_and_readers_see_what_was_written(
    base: Path, watched: Page
) -> None:
    pages = some_pages(base / "site")
    assert len(pages) > RECORDS
    shown: list[str] = []
    for page in pages:
        watched.goto(page.as_uri(), wait_until="load")
        assert watched.evaluate(LIVE) == [], page.name
        if page.parent.name == "practices":
            shown += watched.locator(".texts li").all_text_contents()
    assert sorted(shown) == sorted(lines())


def test_the_policy_has_nothing_to_stop(base: Path, open_page: Callable[..., Page]) -> None:
    """What it stops is written to the console, which fails the test."""
    page = open_page("chromium")
    for path in some_pages(base / "site")[::12]:
        page.goto(path.as_uri(), wait_until="load")


def test_search_shows_payloads_as_text(base: Path, watched: Page) -> None:
    site = (base / "site").as_uri()
    hostile = f"themes={quote(BREAKERS[0])}&%3Cscript%3E=1#<img src=x onerror=alert(1)>"
    for query in (
        hostile,
        f"q={quote(BREAKERS[3])}&collection={quote(BREAKERS[1])}",
        "q=alert&__proto__=1&constructor=x&toString=y&years=__proto__",
    ):
        open_search(watched, site, query)
        assert watched.evaluate(LIVE) == []
    open_search(watched, site, "q=alert")
    assert "<" in " ".join(titles(watched))
    words = (
        "constructor",
        "__proto__",
        "hasOwnProperty",
        "toString",
        "alert",
        "script",
        "svg onload",
        "javascript",
        "iframe",
        "s1",
        "onerorr",
    )
    for typed in (*words, *BREAKERS, *lines()[::120]):
        search(watched, typed)
        assert watched.evaluate(LIVE) == [], typed


def test_what_is_alive_would_be_told(watched: Page, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<svg onload=alert(1)></svg><a href='JavaScript:x'>x</a><p>x", "utf-8")
    watched.goto(page.as_uri(), wait_until="load")
    assert watched.evaluate(LIVE) == ["alert:1", "svg onload=alert(1)", "A href=JavaScript:x"]


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("number", r"[-+]?[0-9][0-9,. ]*%?"),
        ("year", "[0-9]{4}"),
        ("date", "[0-9]{4}(-[0-9]{2}){0,2}"),
        ("dates", r"\['([0-9]{4}(-[0-9]{2}){0,2})?', '([0-9]{4}(-[0-9]{2}){0,2}|present)?'\]"),
        ("url", r"https?://[^\s\"<>`\\]+"),
    ],
)
def test_what_strict_types_take_of_payloads_is_harmless(name: str, harmless: str) -> None:
    taken = list(_taken(name))
    assert len(taken) < amount(60, few=10)
    assert all(re.fullmatch(harmless, str(value)) for value in taken), taken


def test_payloads_lead_to_no_file() -> None:
    """A file is looked up among those that stand in the folder, whatever is named."""
    values = list(_taken("file"))
    assert len(values) > amount(1000, few=100)
    assert not [value for value in values if re.match(r"/|[a-z]+:|.*\\\\", value)]


def test_payloads_as_names_of_files_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content/practices"
    folder.mkdir(parents=True)
    (folder / "_collection.yml").write_text(
        "title: P\nfields: {title: {label: T, required: true}}\n"
    )
    written: set[str] = set()
    for payload in some(payloads(), few=500):
        name = payload.replace("/", "\u2215").replace("\0", "")
        if 0 < len(name.encode("utf-8", "surrogateescape")) < 250 and name not in (".", ".."):
            written.add(f"{name}{'.pdf' if len(written) % 4 == 0 else '.md'}")
    for name in written:
        (folder / name).write_text("---\ntitle: A\n---\n")
    assert len(written) > amount(4000, few=400)
    issues = Issues()
    content = load(tmp_path, issues)
    taken = {d.path for d in content.documents} | content.files
    assert len(taken) < amount(700, few=80)
    for path in taken:
        name = path.removeprefix("practices/")
        assert name in written
        assert name.isascii() and name.replace("-", "").replace(".", "").replace("_", "").isalnum()
    for issue in issues:
        assert str(issue).isprintable() or "\n    hint: " in str(issue)


def _taken(name: str) -> Iterator[str]:
    """The values that a field of type ``name`` takes for payloads."""
    for payload in some(payloads(), few=500):
        reader = RecordReader("a.md", Issues(), content_path="practices/a.md")
        try:
            node = compose(json.dumps(payload, ensure_ascii=False))
            if node is not None and payload.strip():
                yield str(FIELD_TYPES[name].read(node, Field("f", "F", type=name), reader))
        except Malformed:
            assert HIDDEN.search(payload)
        except Invalid:
            continue
