"""Every type of field: what it accepts, what it makes of it, and what it refuses where."""

from __future__ import annotations

import pytest
import yaml

from kbgen.model.collection import Field
from kbgen.model.fields import FIELD_TYPES, read_values
from kbgen.model.issues import Issues
from kbgen.model.reading import RecordReader
from kbgen.text.nodes import compose
from tests.make import make_taxonomy


def read(type: str, written: str, **declared: object) -> tuple[object, list[str], RecordReader]:
    """The value of ``f: WRITTEN``, what is said of it, and what the reader gathered."""
    issues = Issues()
    taxonomies = {
        "places": make_taxonomy("places", "no", "osh"),
        "bodies": make_taxonomy("bodies", "iom", open=True),
        "documents": make_taxonomy("documents", "report"),
    }
    reader = RecordReader(
        "a.md", issues, taxonomies=taxonomies, content_path="c/a.md", permalink="c/a.html"
    )
    node = compose(f"f: {written}\n")
    assert isinstance(node, yaml.MappingNode)
    field = Field("f", "F", type, **{"of": ("places",), **declared})  # type: ignore[arg-type]
    values = read_values(node, {"f": field}, reader, "a record")
    return values.get("f"), [f"{i.column} {i.severity}[{i.code}]" for i in issues], reader


VALUES: list[tuple[str, str, object]] = [
    ("text", "NO", "NO"),
    ("text", "a\n   b", "a b"),
    ("text", "1.10", "1.10"),
    ("texts", "[a, NO, 1.0]", ["a", "NO", "1.0"]),
    ("number", "1,200", "1,200"),
    ("number", "-1.5%", "-1.5%"),
    ("year", "0x7DF", None),
    ("year", "2016", "2016"),
    ("date", "2015-11", "2015-11"),
    ("date", "2024-02-29", "2024-02-29"),
    ("dates", "2022", ["2022", "2022"]),
    ("dates", "2013 - present", ["2013", "present"]),
    ("dates", "2013\u20132015", ["2013", "2015"]),
    ("dates", "2013-2015", ["2013", "2015"]),
    ("dates", "Unknown - 2015", ["", "2015"]),
    ("dates", "2003 - unknown", ["2003", ""]),
    ("dates", "2022-12-08 - 2022-12-10", ["2022-12-08", "2022-12-10"]),
    ("dates", "2013 - 2013-05", ["2013", "2013-05"]),
    ("url", "https://example.org/a:b", "https://example.org/a:b"),
    ("term", "no", "no"),
    ("terms", "[osh, no]", ["osh", "no"]),
    ("record", "a", "a"),
    ("records", "[a, b/c]", ["a", "b/c"]),
    ("file", "x/../b.pdf", "c/b.pdf"),
    ("files", "[{label: A, file: b.pdf}]", [{"label": "A", "file": "c/b.pdf"}]),
    ("links", "[{label: A, url: https://b.c}]", [{"label": "A", "url": "https://b.c"}]),
    ("figures", "[{value: 1.10, what: a}]", [{"value": "1.10", "what": "a"}]),
    ("phases", "[{label: A, what: b}]", [{"label": "A", "what": "b"}]),
    ("markdown", "'*a*'", "*a*"),
]


@pytest.mark.parametrize(("type", "written", "value"), VALUES)
def test_values(type: str, written: str, value: object) -> None:
    found, said, _ = read(type, written)
    assert found == value
    assert bool(said) is (value is None)


def test_every_type_is_tested() -> None:
    tested = {type for type, _, _ in VALUES}
    assert tested == FIELD_TYPES.keys() - {"sources"}


def test_sources_name_documents() -> None:
    found, said, _ = read("sources", "[{document: report, at: p. 3}]", of=("documents",))
    assert (found, said) == ([{"document": "report", "at": "p. 3"}], [])


@pytest.mark.parametrize("written", ["", "~", "null", '""', "[]", "{}", "'  '", "[null, '']"])
def test_an_empty_value_is_no_value(written: str) -> None:
    assert read("terms", written)[:2] == (None, [])


def test_a_quoted_null_is_a_word() -> None:
    assert read("text", '"null"')[0] == "null"


@pytest.mark.parametrize("written", ["[[a]]", "{a: b}", "[{a: b}]", "[a, [b]]"])
def test_no_shape_is_too_odd(written: str) -> None:
    assert [type for type in FIELD_TYPES if not read(type, written)[1]] == []


@pytest.mark.parametrize(
    ("type", "written", "said"),
    [
        ("year", "0001", "4 error[bad-year]"),
        ("year", "1\u0662\u0663\u0664", "4 error[bad-year]"),
        ("date", "2023-02-30", "4 error[bad-date]"),
        ("date", "2023-13", "4 error[bad-date]"),
        ("dates", "2015 - 2013", "4 error[end-before-start]"),
        ("dates", "2013-05 - 2013-04-30", "4 error[end-before-start]"),
        ("dates", "unknown - unknown", "4 error[bad-date]"),
        ("number", "1" * 5000, "4 error[bad-value]"),
        ("number", "\u0661", "4 error[bad-value]"),
        ("url", "javascript:alert(1)", "4 error[bad-url]"),
        ("term", "on", "4 error[unknown-term]"),
        ("term", "NO", "4 warning[alias]"),
        ("terms", "[osh, no, osh]", "14 warning[repeated]"),
        ("terms", "[osh, oshh]", "10 error[unknown-term]"),
        ("file", "/etc/passwd", "4 error[bad-file]"),
        ("file", "https://example.org/a.pdf", "4 error[bad-file]"),
        ("file", "..\\a.pdf", "4 error[bad-file]"),
        ("figures", "[{value: x, what: y}]", "13 error[bad-value]"),
        ("figures", "[{value: 1}]", "5 error[missing-key]"),
        ("markdown", "'[a](javascript:b)'", "1 error[bad-link]"),
    ],
)
def test_places_of_complaints(type: str, written: str, said: str) -> None:
    assert read(type, written)[1] == [said]


@pytest.mark.parametrize(
    ("type", "written", "hint"),
    [
        ("terms", "[no; osh]", "write each by itself: no, osh"),
        ("terms", '["no, osh"]', "write each by itself: no, osh"),
        ("term", "no and osh", "write each by itself: no, osh"),
        ("terms", "[no; oslo]", "the terms are listed in "),
        ("terms", "no; osh", "write [no, osh]"),
        ("terms", "(no, osh)", "write [no, osh]"),
        ("terms", "[no osh]", "write each by itself: no, osh"),
        ("url", "https://example.org/a b", "write https://example.org/a%20b"),
        ("url", "<https://example.org/>", "write https://example.org/"),
        ("url", "a@example.org", "write it as https://..."),
        ("figures", "450 people", "write it on the next line, such as - {value: 450, what: "),
        ("figures", "[450 people]", "write a row such as - {value: 450, what: people trained}"),
        ("sources", "Annual report, p. 4", "write it on the next line, such as - {document: "),
        ("links", "\n  -a\n  -b", "write a space after each hyphen"),
        ("year", "c. 2020", "write 2020"),
        ("year", "2020/2021", "write 2020 or 2021"),
        ("year", "last year", ""),
        ("file", "{label: Report, file: a.pdf}", "write f: report.pdf, or declare the field "),
        ("file", "[a.pdf]", "write f: report.pdf, or declare the field "),
        ("files", "[{label: A, file: [b.pdf]}]", "write file: report.pdf, or declare the field "),
    ],
)
def test_a_hint_says_what_to_write(type: str, written: str, hint: str) -> None:
    (issue,) = [i for i in read(type, written)[2].issues if i.severity == "error"]
    assert issue.hint.startswith(hint)
    assert bool(issue.hint) == bool(hint)


def test_an_open_taxonomy_takes_new_terms() -> None:
    found, said, reader = read("terms", "[Red Cross, iom, IOM]", of=("bodies",))
    assert found == ["red-cross", "iom"]
    assert reader.opened == {"bodies": {"red-cross": "Red Cross"}}
    assert said == ["21 warning[repeated]"]


def test_a_new_term_cannot_take_the_page_of_another() -> None:
    found, said, reader = read("term", "i-o-m / iom", of=("bodies",))
    assert found == "i-o-m-iom"
    found, said, reader = read("term", '"iom!"', of=("bodies",))
    assert (found, said, reader.opened) == ("iom", ["4 warning[alias]"], {})


def test_max_is_for_characters() -> None:
    assert read("text", "abcd", max=4)[1] == []
    assert read("text", "abcde", max=4)[1] == ["4 error[too-long]"]
