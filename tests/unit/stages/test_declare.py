"""Declarations as values; their mistakes are told by the golden case `declaration-mistakes`."""

from __future__ import annotations

import pytest

from kbgen.model.issues import Issues
from kbgen.model.site import Knowledge
from kbgen.stages.declare import declare
from tests.make import SMALL, make_content


def declared(**files: str) -> tuple[Knowledge, list[str]]:
    """What is declared by `SMALL` and these files, whose names are shortened."""
    long = {"config": "kbgen.yml", "practices": "content/practices/_collection.yml"}
    long |= {"glossary": "content/_glossary.yml", "events": "content/_events.yml"}
    paths = {long.get(n, f"content/_taxonomies/{n}.yml"): text for n, text in files.items()}
    issues = Issues()
    knowledge = declare(make_content({**SMALL, **paths}), issues)
    return knowledge, [f"{i.path}:{i.line}:{i.column} {i.code}" for i in issues]


def test_a_field_shows_where_its_type_does_unless_told() -> None:
    text = (
        "title: P\nfields:\n  title: {label: T, required: true}\n  a: {label: A, show: card}\n"
        "  b: {label: B, type: markdown}\n  c: {label: C, show: [hidden]}\n"
    )
    knowledge, said = declared(practices=text)
    fields = knowledge.collections["practices"].fields
    assert said == []
    assert [fields[n].show for n in "abc"] == [("facts", "card"), ("main",), ("hidden",)]


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


def test_pages_are_a_collection_without_a_name() -> None:
    knowledge, _ = declared()
    assert list(knowledge.collections) == ["", "practices"]


def test_terms_keep_their_order_and_their_fields() -> None:
    text = (
        "title: A\nfields:\n  size: {label: Size, type: number}\n"
        "terms:\n  z: {label: Z, size: 1.10}\n  a: {label: A, parent: z}\n"
    )
    knowledge, said = declared(areas=text)
    assert said == []
    terms = knowledge.taxonomies["areas"].terms
    assert list(terms) == ["z", "a"]
    assert terms["z"].values == {"size": "1.10"}
    assert terms["a"].parent == "z"


def test_a_broken_taxonomy_is_told_once() -> None:
    """Fields, parents and matrices that name it are not wrong."""
    _, said = declared(
        regions='title: "Regions\nterms: {}\n',
        countries="title: C\nwithin: regions\nterms:\n  A: {label: A, parent: asia}\n",
        config="title: T\nmap: regions\ndoors: [regions]\n",
        practices=(
            "title: P\nfields:\n  title: {label: T, required: true}\n"
            "  regions: {label: R, type: terms, of: regions}\n"
            "rules:\n  - {when: {regions: asia}, needs: title}\n"
        ),
    )
    assert said == ["content/_taxonomies/regions.yml:1:8 yaml"]


def test_a_broken_term_is_told_once() -> None:
    _, said = declared(areas="title: A\nterms:\n  a: {labl: A}\n  b: {label: B, parent: a}\n")
    assert said == [
        "content/_taxonomies/areas.yml:3:6 missing-key",
        "content/_taxonomies/areas.yml:3:7 unknown-key",
    ]


def test_glossary_and_events_are_sorted() -> None:
    knowledge, said = declared(
        glossary="b: x\nA: {meaning: y, synonyms: [z]}\n",
        events="- {year: 2001, what: b}\n- {year: 1951, what: a, records: [other]}\n",
    )
    assert said == []
    assert list(knowledge.glossary) == ["A", "b"]
    assert knowledge.glossary["A"].synonyms == ("z",)
    assert [(e.year, e.records) for e in knowledge.events] == [("1951", ("other",)), ("2001", ())]


def test_countries_of_events_are_those_of_the_map() -> None:
    events = "- {year: 2001, what: b, countries: [global, nowhere]}\n"
    assert declared(config="title: T\nmap: scopes\n", events=events)[1] == [
        "content/_events.yml:1:45 unknown-term"
    ]


def test_a_byte_order_mark_hides_no_other_fault_of_a_declaration() -> None:
    path = "content/practices/_collection.yml"
    text = SMALL[path].replace("type: dates", "type: date-s")
    _, said = declared(practices="\ufeff" + text)
    assert said == [f"{path}:1:1 byte-order-mark", f"{path}:8:31 unknown-type"]


def test_the_digest_follows_every_declaration() -> None:
    first = declared()[0].digest
    assert declared()[0].digest == first
    assert declared(glossary="A: b\n")[0].digest != first
    assert declared(config="title: Other\n")[0].digest != first


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("Year: {label: Y}", ("bad-name", "write year: use lower-case")),
        ("size in m: {label: S}", ("bad-name", "write size_in_m: use lower-case")),
        ("Scope: {label: Another}", ("bad-name", "use lower-case")),
        ("x: {label: X, type: list}", ("unknown-type", "write texts, or terms")),
        ("x: {label: X, type: Image}", ("unknown-type", "write markdown, in which a picture is ")),
        ("x: {label: X, type: txt}", ("unknown-type", "did you mean 'text'?")),
        ("x: {label: X, type: pentagram}", ("unknown-type", "the types are text, texts, ")),
        ("x: {label: X, type: terms}", ("missing-key", "write of: scopes")),
        ("x: {label: X, type: record}", ("missing-key", "write of: practices")),
        ("x: {label: X, required: Yes}", ("bad-value", "write true")),
        ("x: {label: X, required: off}", ("bad-value", "write false")),
    ],
)
def test_what_a_newcomer_writes_leads_on(field: str, said: tuple[str, str]) -> None:
    path = "content/practices/_collection.yml"
    text = SMALL[path].replace("fields:\n", f"fields:\n  scope: {{label: S}}\n  {field}\n", 1)
    text = text.replace("  scope: {label: Scope, type: term, of: scopes}\n", "")
    issues = Issues()
    declare(make_content({**SMALL, path: text.replace("  - {when", "#")}), issues)
    found = [(i.code, i.hint[: len(said[1])]) for i in issues if "rules" not in i.message]
    assert found == [said]


def test_of_a_title_that_is_declared_wrongly_no_more_is_said() -> None:
    text = "title: P\nfields:\n  title: {label: Title, required: yes}\n"
    assert declared(practices=text)[1] == ["content/practices/_collection.yml:3:35 bad-value"]


@pytest.mark.parametrize(
    ("path", "text", "hints"),
    [
        ("content/_taxonomies/Kinds.yml", "title: K\n", ["rename it to kinds.yml"]),
        ("content/_taxonomies/assets.yml", "title: K\n", ["use lower-case letters, digits"]),
        ("content/My Papers/_collection.yml", "title: P\n", ["rename the folder to my-papers"]),
        (
            "content/_taxonomies/kinds.yml",
            "title: K\nterms: [Annual report, Guide]\n",
            ["write annual-report: {label: Annual report}"],
        ),
        ("content/_taxonomies/kinds.yml", "title: K\nterms: [[]]\n", [""]),
        (
            "content/_taxonomies/kinds.yml",
            "title: K\nterms: {Study note: {label: A}, \U0001f600: {label: B}}\n",
            ["write study-note", ""],
        ),
    ],
)
def test_names_and_terms_in_a_form_of_their_own_lead_to_the_right_one(
    path: str, text: str, hints: list[str]
) -> None:
    issues = Issues()
    declare(make_content({**SMALL, path: text}), issues)
    found = [i.hint for i in issues if i.code != "missing-key"]
    assert len(found) == len(hints)
    assert all(a.startswith(b) and bool(a) == bool(b) for a, b in zip(found, hints, strict=True))


def test_a_taxonomy_that_cannot_have_its_name_is_not_proposed() -> None:
    issues = Issues()
    text = SMALL["content/practices/_collection.yml"].replace(
        "type: term, of: scopes", "type: term, of: kinds"
    )
    files = {
        "content/_taxonomies/Kinds.yml": "title: K\n",
        "content/practices/_collection.yml": text,
    }
    declare(make_content({**SMALL, **files}), issues)
    assert "there is scopes" in [issue.hint for issue in issues]
