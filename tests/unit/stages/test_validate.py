from __future__ import annotations

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.declare import declare
from kbgen.stages.validate import record_digest, validate
from tests.make import SMALL, make_content, make_document, make_site, told

HEAD = "---\ntitle: A\n"


def test_a_record_has_its_values_and_its_prose() -> None:
    text = f"{HEAD}scope: global\ncontext: |\n  *One*\n---\n## Two\n"
    site, issues = make_site({**SMALL, "content/practices/x/a.md": text})
    record = site.records["practices/a"]
    assert list(issues) == []
    assert record.values == {"title": "A", "scope": "global", "context": "*One*"}
    assert record.prose["context"].text == "One"
    assert [h.id for h in record.prose["body"].headings] == ["two"]
    assert (record.permalink, record.path) == ("practices/a.html", "practices/x/a.md")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\n---\n", ["1:1 error[missing-field]"]),
        ("---\ntitle:\n---\n", ["2:1 error[missing-field]"]),
        ("---\n- a\n---\n", ["2:1 error[front-matter]"]),
        (f"{HEAD}[a]: b\n---\n", ["3:1 error[bad-value]"]),
        (f"{HEAD}scope: local\n---\n", ["3:8 error[contradiction]"]),
        (f"{HEAD}scope: local\nscopes: [global]\n---\n", []),
        (f"{HEAD}titel: B\ntitle: C\nscope: x\n---\n# D\n",
         ["3:1 error[unknown-field]", "4:1 error[duplicate-key]", "5:8 error[unknown-term]",
          "7:1 error[heading-order]"]),
        (f"{HEAD}---\n\n\n[a](javascript:b)\n", ["6:5 error[bad-link]"]),
        (f"{HEAD}context: |\n\n    a\n    ![](b.png)\n---\n",
         ["6:9 error[broken-link]", "6:9 error[missing-alt]"]),
        (f"{HEAD}context: >-\n  a\n\n  b [c](d.md)\n---\n", ["6:9 error[broken-link]"]),
        (f"{HEAD}context: \"a\n\n  b [c](d.md)\"\n---\n", ["5:9 error[broken-link]"]),
        (f"{HEAD}---\n[a](x.md) [b](x.md)\n",
         ["4:5 error[broken-link]", "4:15 error[broken-link]"]),
        (f"{HEAD}---\n[a](my x.md) [b](my x.md [c](my x.md)\n",
         ["4:3 warning[lost-link]", "4:16 warning[lost-link]", "4:28 warning[lost-link]"]),
        (f"{HEAD}---\n[a](x.md) [b](x) [c](x.md#y)\n",
         ["4:5 error[broken-link]", "4:15 error[broken-link]", "4:22 error[broken-link]"]),
        (f"{HEAD}---\n`a\nb` [c](x.md)\n", ["5:8 error[broken-link]"]),
        (f"{HEAD}---\n[a](b%20ü.md)\n", ["4:5 error[broken-link]"]),
    ],
)  # fmt: skip
def test_every_fault_has_its_place(text: str, said: list[str]) -> None:
    assert told(text) == said


FIELDS = "titel: A\nscope: x\nrelated: [none]\n"
BODY = "\n[a](b.md)\n"
FIVE = ["missing-field", "unknown-field", "unknown-term", "unknown-record", "broken-link"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"\ufeff---\n{FIELDS}---\n{BODY}", "byte-order-mark"),
        (f"\n\n---\n{FIELDS}---\n{BODY}", "front-matter"),
        (f"A draft\n\n---\n{FIELDS}---\n{BODY}", "front-matter"),
        (f"{FIELDS}---\n{BODY}", "front-matter"),
        (f"---\n{FIELDS}\n## B\n{BODY}", "front-matter"),
        (f"---\n{FIELDS}dates: \u202e\n---\n{BODY}", "hidden-character"),
        (f"---\n{FIELDS}---\n\xe9{BODY}".encode("latin-1"), "not-utf8"),
    ],
)
def test_a_wrong_form_hides_no_other_fault(text: str | bytes, code: str) -> None:
    site, issues = make_site({**SMALL, "content/practices/a.md": text})
    assert sorted(issue.code for issue in issues) == sorted([*FIVE, code])
    assert list(site.records) == ["practices/other"], "it is not built"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"---\nt\xeftle: A\n---\n", ["2:2 error[not-utf8]"]),
        (b"---\ntitle: A\nscope: glob\xe4l\n---\n", ["3:12 error[not-utf8]"]),
        (b"---\ntitle: A\nfigures:\n- value: 4\n  w\xe4t: x\n---\n", ["5:4 error[not-utf8]"]),
        (b"---\ntitle: A\nscope: local\nscopes: [\xe4]\n---\n", ["4:10 error[not-utf8]"]),
        (b"---\ntitle: A\ntitel: \xe4\n---\n", ["3:1 error[unknown-field]", "3:8 error[not-utf8]"]),
        (b"---\ntitle: A\n---\n## \xe4\n\n[b](#a) [c](\xe4.md)\n", ["4:4 error[not-utf8]"]),
        ("---\ntitle:\u2028 A\n---\n".encode(), ["2:7 error[hidden-character]"]),
    ],
)  # fmt: skip
def test_what_is_lost_of_a_file_brings_no_fault_of_its_own(raw: bytes, said: list[str]) -> None:
    assert told(raw) == said


def test_links_to_a_record_of_wrong_form_are_no_fault() -> None:
    files = {
        **SMALL,
        "content/practices/a.md": "\ufeff---\ntitle: A\n---\n## B\n",
        "content/practices/b.md": f"{HEAD}related: [a]\n---\n[a](a.md#c)\n",
    }
    assert [issue.code for issue in make_site(files)[1]] == ["byte-order-mark"]


@pytest.mark.parametrize(
    ("scopes", "said"),
    [
        ("[global]", []),
        ("[global, local]", ["3:8 error[contradiction]"]),
        ("[global, x]", ["4:18 error[unknown-term]"]),
    ],
)
def test_a_rule_says_how_many_values_a_field_has(scopes: str, said: list[str]) -> None:
    path = "content/practices/_collection.yml"
    rule = {path: SMALL[path] + "  - {when: {scope: global}, at_most: {scopes: 1}}\n"}
    assert told(f"{HEAD}scope: global\nscopes: {scopes}\n---\n", **rule) == said


def test_a_value_that_cannot_be_read_is_given_all_the_same() -> None:
    assert told(f"{HEAD}scope: local\nscopes: [x]\n---\n") == ["4:10 error[unknown-term]"]


def test_typographic_quotes_are_no_part_of_a_value() -> None:
    files = {
        **SMALL,
        "kbgen.yml": "title: “Small”\n",
        "content/practices/a.md": "---\ntitle: “A”\nscopes: [“global”]\ncontext: |\n  “B”\n---\n",
        "content/practices/b.md": "---\ntitle: '“B”'\n---\n",
        "content/practices/c.md": "---\ntitle: “C” and “D”\n---\n",
    }
    site, issues = make_site(files)
    assert [(issue.path, issue.line, issue.column, issue.code) for issue in issues] == [
        ("content/practices/a.md", 2, 8, "quotation-marks"),
        ("content/practices/a.md", 3, 10, "quotation-marks"),
        ("kbgen.yml", 1, 8, "quotation-marks"),
    ]
    assert site.knowledge.config.title == "Small"
    assert site.records["practices/a"].values == {
        "title": "A",
        "scopes": ["global"],
        "context": "“B”",
    }
    assert [site.records[f"practices/{slug}"].title for slug in "bc"] == ["“B”", "“C” and “D”"]


def test_windows_line_ends_count_the_same() -> None:
    text = f"{HEAD}scope: x\n---\n\n[a](b.md)\n"
    assert told(text.replace("\n", "\r\n")) == told(text) != []


def test_terms_imply_what_is_broader() -> None:
    countries = "title: C\nwithin: regions\nterms:\n  NO: {label: Norway, parent: north}\n"
    regions = "title: R\nterms:\n  north: {label: N, parent: europe}\n  europe: {label: E}\n"
    collection = (
        "title: P\nfields:\n  title: {label: T, required: true}\n"
        "  countries: {label: C, type: terms, of: countries}\n"
        "  regions: {label: R, type: terms, of: regions, implied_by: [countries]}\n"
    )
    site, issues = make_site(
        {
            **SMALL,
            "content/_taxonomies/countries.yml": countries,
            "content/_taxonomies/regions.yml": regions,
            "content/practices/_collection.yml": collection,
            "content/practices/a.md": f"{HEAD}countries: [NO]\n---\n",
        }
    )
    assert list(issues) == []
    record = site.records["practices/a"]
    assert "regions" not in record.values
    assert record.terms == {"countries": ("NO",), "regions": ("north", "europe")}


def test_no_collection_gives_no_record_and_no_second_complaint() -> None:
    issues = Issues()
    knowledge = declare(make_content(), issues)
    assert validate(make_document("content/elsewhere/a.md", HEAD), knowledge, issues) is None
    assert len(issues) == 0


def test_the_digest_follows_the_text_the_path_and_the_declarations() -> None:
    knowledge = declare(make_content(), Issues())
    other = declare(make_content({**SMALL, "kbgen.yml": "title: Other\n"}), Issues())
    document = make_document("content/practices/a.md", HEAD)
    digests = {
        record_digest(document, knowledge),
        record_digest(document, other),
        record_digest(make_document("content/practices/b.md", HEAD), knowledge),
        record_digest(make_document("content/practices/a.md", f"{HEAD}\n"), knowledge),
    }
    assert len(digests) == 4
