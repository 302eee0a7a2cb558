from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.declare import declare
from kbgen.stages.link import link
from kbgen.stages.validate import validate
from tests.make import SMALL, make_content, make_document, make_site, read_site, told

HEAD = "---\ntitle: A\n"
A = "content/practices/a.md"


def test_relations_run_both_ways() -> None:
    site, issues = make_site({**SMALL, A: f"{HEAD}related: [other]\n---\n"})
    assert list(issues) == []
    assert site.relations == {"practices/a": {"related": ("practices/other",)}}
    assert [(b.heading, b.record) for b in site.backlinks["practices/other"]] == [
        ("Related", "practices/a")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("related: [othr]\n---\n", ["3:11 error[unknown-record]"]),
        ("related: [a]\n---\n", ["3:11 error[unknown-record]"]),
        ("related: [practices/other]\n---\n", []),
        ("related: [other, practices/other]\n---\n", ["3:18 warning[repeated]"]),
        ("---\n[b](other.md#a-heading)\n", []),
        ("---\n[b](other.md#b)\n", ["4:5 error[broken-fragment]"]),
        ("---\n[b](#b)\n", ["4:5 error[broken-fragment]"]),
        ("---\n## B\n[b](#b)\n", []),
        ("context: |\n  ## B\n  [b](#b)\n---\n", []),
        ("context: '[b](#b)'\n---\n## B\n", ["3:15 error[broken-fragment]"]),
        ("---\n[b](other.html)\n", ["4:5 error[broken-link]"]),
        ("---\n[b](../../kbgen.yml)\n", ["4:5 error[leaves-content]"]),
        ("---\n[b](../../b.md)\n", ["4:5 error[leaves-content]"]),
        ("---\n[b](%2e%2e/%2e%2e/b.pdf)\n", ["4:5 error[leaves-content]"]),
        ("---\n[b](/etc/passwd)\n", ["4:5 error[broken-link]"]),
        ("---\n[b](b.pdf) ![b](b.png)\n", []),
        ("---\n![b](b.pdf)\n", ["4:6 error[bad-file]"]),
        ("---\n[b](b.html)\n", ["4:5 error[bad-file]"]),
    ],
)
def test_what_leads_nowhere_is_told(text: str, said: list[str]) -> None:
    files = {f"content/practices/b.{ending}": "x" for ending in ("pdf", "png", "html")}
    assert told(HEAD + text, **files) == said


def test_files_that_nobody_names_are_told() -> None:
    _, issues = make_site({**SMALL, "content/practices/b.pdf": "x"})
    assert [(i.path, i.code, i.severity) for i in issues] == [
        ("content/practices/b.pdf", "unused-file", "warning")
    ]


def test_the_same_slug_in_two_folders() -> None:
    _, issues = make_site({**SMALL, "content/practices/x/other.md": f"{HEAD}---\n"})
    assert [(i.path, i.code) for i in issues] == [("content/practices/x/other.md", "same-slug")]


def test_events_name_records() -> None:
    _, issues = make_site(
        {**SMALL, "content/_events.yml": "- {year: 2001, what: x, records: [b]}\n"}
    )
    assert [str(i).split(" ")[0] for i in issues] == ["content/_events.yml:1:35:"]


@pytest.mark.parametrize(
    ("path", "link", "hint"),
    [
        (A, "[a](../practices/othr.md)", "other.md"),
        (A, "[a](practices/other.md)", "other.md"),
        ("content/practices/x/a.md", "[a](othr.md)", "../other.md"),
        ("content/about.md", "[a](other.md)", "practices/other.md"),
        ("content/about.md", "[a](plan.pdf)", "practices/plan-1.pdf"),
        (A, "[a](/about.md)", "../about.md"),
        (A, "![a](class.jpg)", "Class.JPG"),
    ],
)
def test_a_path_that_is_proposed_can_be_written_as_it_stands(
    path: str, link: str, hint: str
) -> None:
    files = {**SMALL, "content/about.md": f"{HEAD}---\n", "content/practices/plan-1.pdf": "x"}
    files["content/practices/Class.JPG"] = "x"
    _, issues = make_site({**files, path: f"{HEAD}---\n{link}\n"})
    assert [i.hint for i in issues if i.code == "broken-link"] == [f"did you mean {hint!r}?"]


def test_files_that_are_no_pictures_lead_to_what_is_one() -> None:
    text = f"{HEAD}---\n![a](logo.svg) [a](logo.svg)\n"
    _, issues = make_site({**SMALL, A: text, "content/practices/logo.svg": "x"})
    shown, linked = (i.hint for i in issues if i.code == "bad-file")
    assert "webp" in shown and "webp" in linked
    assert "pdf" in linked and "pdf" not in shown


def test_a_list_without_its_sign_is_told_of_it(tmp_path: Path) -> None:
    for path, text in {**SMALL, "content/events.yml": "[]", "content/a.pdf": "x"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    issues = Issues()
    read_site(tmp_path, issues)
    assert [(i.path, i.hint) for i in issues] == [
        ("content/a.pdf", "link to it, or delete it"),
        ("content/events.yml", "lists start with _, such as _events.yml"),
    ]


def test_a_record_that_could_not_be_read_is_no_fault_of_others() -> None:
    issues = Issues()
    knowledge = declare(make_content(), issues)
    text = f"{HEAD}related: [broken]\n---\n[b](broken.md)\n"
    record = validate(make_document(A, text), knowledge, issues)
    assert record is not None
    link([record], knowledge, issues, unread=["practices/broken.md"])
    assert list(issues) == []
    link([record], knowledge, issues)
    assert [i.code for i in issues] == ["unknown-record", "broken-link"]


def test_what_could_be_read_of_a_record_is_looked_up_and_makes_no_page() -> None:
    fault = f"{HEAD}scope: a: b\n---\n## C\n\n[a](#c) [b](#context-d) [c](nowhere.md)\n"
    site, issues = make_site(
        {
            **SMALL,
            A: fault,
            "content/practices/b.md": f"{HEAD}related: [a]\n---\n[a](a.md#context-d)\n",
        }
    )
    assert [(i.path, i.line, i.code) for i in issues] == [(A, 3, "yaml"), (A, 7, "broken-link")]
    assert sorted(site.records) == ["practices/b", "practices/other"]


def test_new_terms_of_open_taxonomies_join_them() -> None:
    files = {
        **SMALL,
        "content/_taxonomies/scopes.yml": "title: S\nopen: true\nterms:\n  local: {label: L}\n",
        A: f"{HEAD}scopes: [Far away, local]\n---\n",
        "content/practices/b.md": f"{HEAD}scopes: [far-away]\n---\n",
    }
    site, issues = make_site(files)
    assert {t.id: t.label for t in site.knowledge.taxonomies["scopes"].terms.values()} == {
        "local": "L",
        "far-away": "Far away",
    }
    assert site.by_term["scopes"]["far-away"] == ("practices/a", "practices/b")
    assert [str(i).split(" ")[:2] for i in issues] == [
        ["content/practices/b.md:3:10:", "warning[two-spellings]"]
    ]


@pytest.mark.parametrize(
    ("order", "keys"),
    [("title", ["a", "b", "c", "d"]), ("newest", ["c", "b", "a", "d"])],
)
def test_records_have_the_order_of_their_collection(order: str, keys: list[str]) -> None:
    collection = SMALL["content/practices/_collection.yml"]
    records = {"a": "dates: 2001", "b": "dates: 2002-05", "c": "dates: 2020 - present", "d": ""}
    files = {"content/practices/other.md": "---\ntitle: Z\ndates: 1999\n---\n"}
    files |= {
        f"content/practices/{s}.md": f"---\ntitle: {s.upper()}\n{text}\n---\n"
        for s, text in records.items()
    }
    files["content/practices/_collection.yml"] = f"order: {order}\n{collection}"
    site, issues = make_site({**SMALL, **files})
    assert list(issues) == []
    assert [k.split("/")[1] for k in site.records if not k.endswith("other")] == keys


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: a: b\n---\n", ["yaml"]),
        ("\ufeff---\ntitle: A\n---\n", ["byte-order-mark", "unused-file"]),
    ],
)
def test_what_an_unread_record_may_name_is_not_called_unused(text: str, told: list[str]) -> None:
    _, issues = make_site({**SMALL, A: text, "content/practices/plans/b.pdf": b""})
    assert [issue.code for issue in issues] == told
