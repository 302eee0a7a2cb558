from __future__ import annotations

import pytest

from kbgen.model.collection import Field
from kbgen.model.fields import FIELD_TYPES, FieldType, text
from kbgen.model.issues import Issues
from kbgen.stages.declare import declare
from tests.make import SMALL, declared, make_content


def test_a_field_shows_where_its_type_does_unless_told() -> None:
    text = (
        "title: P\nfields:\n  title: {label: T, required: true}\n  a: {label: A, show: card}\n"
        "  b: {label: B, type: markdown}\n  c: {label: C, show: [hidden]}\n"
    )
    knowledge, said = declared(practices=text)
    fields = knowledge.collections["practices"].fields
    assert said == []
    assert [fields[n].show for n in "abc"] == [("facts", "card"), ("main",), ("hidden",)]


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


PATH = "content/practices/_collection.yml"
TITLE = "title: {label: T, required: true}"


def read(*fields: str) -> tuple[dict[str, Field], list[str]]:
    """The fields read from these lines, and what is said of them; the first is on line 4."""
    lines = "".join(f"  {field}\n" for field in (TITLE, *fields))
    knowledge, said = declared(practices=f"title: P\nfields:\n{lines}")
    collection = knowledge.collections.get("practices")
    its = dict(collection.fields) if collection else {}
    return its, [place.removeprefix(f"{PATH}:") for place in said]


def test_everything_of_a_field_is_read() -> None:
    fields, said = read(
        "a: {label: A, type: terms, of: scopes, help: H, note: N, required: true, facet: true, "
        "search: 2.5, show: [lead, card], implied_by: b}",
        "b: {label: B, type: term, of: [scopes]}",
        "c: {label: C, type: records, of: [practices], inverse: I}",
        "d: {label: D, max: 9999999}",
    )
    assert said == []
    assert fields["a"] == Field(
        "a", "A", "terms", ("scopes",), "H", "N", True, True, 2.5, ("lead", "card"), "", ("b",)
    )
    assert (fields["c"].of, fields["c"].inverse) == (("practices",), "I")
    assert (fields["d"].type, fields["d"].max) == ("text", 9_999_999)


WRONG_SIZES = ("0", "-1", "x", "1.5", "10000000", "९")
WRONG_WEIGHTS = ("-1", "100.1", "x", "nan", "inf", "१")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("a: {type: text}", "4:6 missing-key"),
        ("a: text", "4:6 bad-value"),
        ("body: {label: B}", "4:3 bad-name"),
        ("1a: {label: A}", "4:3 bad-name"),
        ("a: {label: A, colour: red}", "4:17 unknown-key"),
        ("a: {label: A, type: term, of: nowhere}", "4:33 unknown-taxonomy"),
        ("a: {label: A, type: record, of: scopes}", "4:35 unknown-collection"),
        ("a: {label: A, type: terms, of: [scopes, scopes]}", "4:34 bad-value"),
        ("a: {label: A, of: scopes}", "4:21 bad-value"),
        ("a: {label: A, inverse: B}", "4:26 bad-value"),
        ("a: {label: A, facet: true}", "4:24 bad-value"),
        ("a: {label: A, type: markdown, max: 9}", "4:38 bad-value"),
        ("a: {label: A, type: markdown, show: card}", "4:39 bad-value"),
        ("a: {label: A, show: top}", "4:23 bad-value"),
        ("a: {label: A, type: sources}", "4:6 unknown-taxonomy"),
        ("a: {label: A, type: term, of: scopes, implied_by: a}", "4:53 unknown-field"),
        ("a: {label: A, type: term, of: scopes, implied_by: x}", "4:53 unknown-field"),
        ("a: {label: A, type: term, of: scopes, implied_by: title}", "4:53 bad-value"),
        *((f"a: {{label: A, max: {size}}}", "4:22 bad-value") for size in WRONG_SIZES),
        *((f"a: {{label: A, search: {number}}}", "4:25 bad-value") for number in WRONG_WEIGHTS),
        ("a: [x]", "4:6 bad-value"),
        ("a: [[x, y]]", "4:6 bad-value"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told_where_it_is_wrong(field: str, said: str) -> None:
    assert read(field)[1] == [said]


@pytest.mark.parametrize(("written", "number"), [("0", 0), ("100", 100), ("0.5", 0.5), ("1e1", 10)])
def test_a_weight_is_a_number_up_to_a_hundred(written: str, number: float) -> None:
    fields, said = read(f"a: {{label: A, search: {written}}}")
    assert (said, fields["a"].search) == ([], number)


def test_sources_are_terms_of_documents_unless_told() -> None:
    text = f"title: P\nfields:\n  {TITLE}\n  a: {{label: A, type: sources}}\n"
    text += "  b: {label: B, type: sources, of: scopes}\n"
    knowledge, said = declared(practices=text, documents="title: D\n")
    fields = knowledge.collections["practices"].fields
    assert (said, fields["a"].of, fields["b"].of) == ([], ("documents",), ("scopes",))


def test_a_type_that_is_added_needs_only_its_line_in_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(FIELD_TYPES, "currency", FieldType(text))
    fields = "  title: {label: T, required: true}\n  a: {label: A, type: currency, show: card}\n"
    knowledge, said = declared(practices=f"title: P\nfields:\n{fields}")
    assert said == []
    assert knowledge.collections["practices"].fields["a"].show == ("facts", "card")
