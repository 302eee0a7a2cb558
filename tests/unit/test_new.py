"""`kbgen new`: a skeleton that explains every field, and lacks only what the author must give."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kbgen.cli import main
from kbgen.model.issues import Issue, Issues
from kbgen.model.record import Record
from kbgen.new import NewError, new
from kbgen.stages.declare import declare
from kbgen.stages.load import load
from kbgen.stages.validate import validate
from kbgen.text.slugs import is_slug
from tests.properties.inputs import quick
from tests.trials import amount

ROOT = Path(__file__).parents[2]

TAXONOMY = """\
title: Colours
singular: Colour
terms:
  red: {label: Red}
  no: {label: "A label: with a colon # and a number sign"}
"""
COUNTRIES = "title: Countries\nterms:\n" + "".join(
    f"  C{n}: {{label: Land {n}}}\n" for n in range(40)
)
ORGANISATIONS = "title: Organisations\nopen: true\nterms:\n  iom: {label: IOM}\n"
DOCUMENTS = "title: Documents\nterms:\n  annual: {label: Annual report}\n"
COLLECTION = """\
title: Reports
singular: Report
body: {label: Story, help: Tell it in order.}
fields:
  title: {label: Title, required: true, max: 60}
  summary: {label: Summary, required: true, help: Says what it is.}
  colour: {label: Colour, type: term, of: colours, required: true}
  others: {label: Other colours, type: terms, of: colours}
  countries: {label: Countries, type: terms, of: countries}
  organisations: {label: Organisations, type: terms, of: organisations, required: true}
  contents: {label: Contents, type: texts}
  pages: {label: Pages, type: number}
  year: {label: Year, type: year}
  day: {label: Day, type: date}
  dates: {label: Dates, type: dates}
  site: {label: Site, type: url}
  links: {label: Links, type: links}
  parent: {label: Part of, type: record, of: reports}
  related: {label: Related, type: records, of: [reports]}
  manual: {label: Manual, type: file}
  files: {label: Files, type: files}
  figures: {label: Figures, type: figures}
  phases: {label: Phases, type: phases}
  context: {label: Context, type: markdown}
  sources: {label: Sources, type: sources, of: documents, required: true}
  secret: {label: Secret, show: hidden}
rules:
  - when: {colour: [red, "no"]}
    needs: [countries, others]
    at_most: {countries: 2}
  - when: {colour: "no"}
    at_most: {links: 1, figures: 3}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    for name, text in {
        "reports/_collection.yml": COLLECTION,
        "_taxonomies/colours.yml": TAXONOMY,
        "_taxonomies/countries.yml": COUNTRIES,
        "_taxonomies/organisations.yml": ORGANISATIONS,
        "_taxonomies/documents.yml": DOCUMENTS,
        "reports/2020/first.md": "---\ntitle: First\n---\n",
    }.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, "utf-8")
    return tmp_path


def validated(root: Path, file: Path) -> tuple[Record | None, list[Issue]]:
    """What a check makes of one record and of nothing else."""
    issues = Issues()
    content = load(root, Issues())
    knowledge = declare(content, issues)
    document = next(d for d in content.documents if root / d.place == file)
    return validate(document, knowledge, issues), list(issues)


def test_the_skeleton_lacks_only_what_is_required(root: Path) -> None:
    file = new(root, "reports", "A new  story")
    assert file == root / "content/reports/a-new-story.md"
    record, issues = validated(root, file)
    assert record is not None
    assert record.values == {"title": "A new story"}
    assert {issue.code for issue in issues} == {"missing-field"}
    missing = {issue.message.split("'")[1] for issue in issues}
    assert missing == {"summary", "colour", "organisations", "sources"}


def test_every_field_stands_in_the_order_of_the_declaration(root: Path) -> None:
    text = new(root, "reports", "Story").read_text("utf-8")
    declared = re.findall(r"^  (\w+): \{label", COLLECTION, re.MULTILINE)
    assert re.findall(r"^#?(\w+):", text, re.MULTILINE) == declared


def test_labels_help_limits_and_rules_are_said(root: Path) -> None:
    text = new(root, "reports", "Story").read_text("utf-8")
    front = text.split("\n---\n")[0]
    assert "# Title. Required: one line of text, at most 60 characters." in front
    assert "# Summary. Required: one line of text.\n#   Says what it is.\nsummary:\n" in front
    assert "# Other colours. Optional: a list of ids." in front
    assert "With red or no, give countries or others, at most 2 of countries." in front
    assert "With no, give at most 1 of links, at most 3 of figures." in front
    assert "Story. Markdown" in front
    assert "Tell it in order." in front
    assert text.endswith("\n---\n"), "the body is empty"


def test_short_lists_stand_in_the_file_once_and_long_ones_are_named(root: Path) -> None:
    text = new(root, "reports", "Story").read_text("utf-8")
    assert text.count("#     red  Red\n") == 1
    assert "#     no   A label: with a colon # and a number sign\n" in text
    assert "The ids are those of colour." in text
    assert "content/_taxonomies/countries.yml, such as C0 (Land 0)" in text
    assert "C39" not in text
    assert "content/_taxonomies/organisations.yml; where none fits, write the name itself" in text


def without_signs(text: str) -> str:
    """The skeleton after its author has deleted every # before a field."""
    return re.sub(r"^#(?=\w+:)", "", text, flags=re.MULTILINE)


def test_deleting_every_sign_states_nothing(root: Path) -> None:
    file = new(root, "reports", "Story")
    file.write_text(without_signs(file.read_text("utf-8")), "utf-8")
    record, issues = validated(root, file)
    assert record is not None
    assert record.values == {"title": "Story"}
    assert {issue.code for issue in issues} == {"missing-field"}


def test_the_examples_are_right_where_an_author_takes_them_over(root: Path) -> None:
    file = new(root, "reports", "Story")
    text = file.read_text("utf-8")
    exemplified = re.findall(r"^#(?:   Such as: |     )(\w+):", text, re.MULTILINE)
    for name in exemplified:
        text = re.sub(rf"^#?{name}:\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^#(?:   Such as: |     (?=\w+:|  - ))", "", text, flags=re.MULTILINE)
    file.write_text(text.replace("summary:", "summary: Given."), "utf-8")
    record, issues = validated(root, file)
    assert record is not None
    assert list(issues) == [], "red needs countries or others, which are given as well"
    assert record.values["sources"] == [{"document": "annual", "at": "section 2"}]
    assert record.values["colour"] == "red"
    assert record.values["organisations"] == ["iom"]
    assert record.values["related"] == ["first"], "the example is a record that exists"
    declared = set(re.findall(r"^  (\w+): \{label", COLLECTION, re.MULTILINE))
    assert declared - set(exemplified) == {"title", "summary", "context", "secret"}, "texts"


def test_the_check_names_what_a_new_record_lacks_and_nothing_else(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content/reports/2020/first.md").unlink()
    new(root, "reports", "Story")
    assert main(["check", "--root", str(root)]) == 1
    told = capsys.readouterr().err
    assert re.findall(r"error\[missing-field\] '(\w+)' is required, and empty here", told) == [
        "summary",
        "colour",
        "organisations",
        "sources",
    ]
    assert told.count("content/reports/") == 4
    assert told.endswith("4 errors, 0 warnings\n")


@pytest.mark.parametrize("collection", ["practices", "programmes"])
def test_the_collections_of_this_knowledge_base_give_sound_skeletons(
    tmp_path: Path, collection: str
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("*.md"))
    file = new(tmp_path, collection, "A skeleton to be filled in")
    record, issues = validated(tmp_path, file)
    assert record is not None
    assert {issue.code for issue in issues} == {"missing-field"}
    file.write_text(without_signs(file.read_text("utf-8")), "utf-8")
    again, issues = validated(tmp_path, file)
    assert again is not None
    assert again.values == record.values
    assert {issue.code for issue in issues} == {"missing-field"}


def test_nothing_is_overwritten(root: Path) -> None:
    file = new(root, "reports", "Story")
    file.write_text("mine", "utf-8")
    with pytest.raises(NewError, match=r"content/reports/story\.md is there already"):
        new(root, "reports", "story!")
    assert file.read_text("utf-8") == "mine"


def test_a_slug_in_a_folder_of_the_collection_is_taken_too(root: Path) -> None:
    with pytest.raises(NewError, match=r"content/reports/2020/first\.md is there already"):
        new(root, "reports", "First")


@pytest.mark.parametrize(
    ("collection", "title", "words"),
    [
        ("report", "Story", "did you mean 'reports'?"),
        ("zzzzz", "Story", "there is no collection 'zzzzz'; there is reports"),
        ("", "Story", "there is no collection ''; there is reports"),
        ("../reports", "Story", "there is no collection"),
        ("reports", "日本", "give it in Latin letters first"),
        ("reports", "", "give it in Latin letters first"),
        ("reports", "Con", "Windows keeps the name 'con'"),
        ("reports", "x" * 61, "the title has 61 characters; at most 60 are wanted"),
        ("reports", "a\u202eb", "the invisible character U+202E stands here"),
        ("reports", "a\udcffb", "the title cannot be used"),
    ],
)
def test_what_cannot_be_done_is_said(root: Path, collection: str, title: str, words: str) -> None:
    before = sorted(root.rglob("*"))
    with pytest.raises(NewError) as refused:
        new(root, collection, title)
    assert words in str(refused.value)
    assert sorted(root.rglob("*")) == before


def test_wrong_declarations_are_named_with_their_place(root: Path) -> None:
    path = root / "content/reports/_collection.yml"
    path.write_text(COLLECTION.replace("type: year", "type: yaer"), "utf-8")
    with pytest.raises(NewError, match=r"content/reports/_collection\.yml:\d+:\d+: error"):
        new(root, "reports", "Story")


def test_wrong_records_do_not_keep_one_from_adding_another(root: Path) -> None:
    (root / "content/reports/broken.md").write_text("no front matter", "utf-8")
    assert new(root, "reports", "Story").is_file()


def test_a_long_title_gives_an_address_that_ends_in_a_word(root: Path) -> None:
    path = root / "content/reports/_collection.yml"
    path.write_text(COLLECTION.replace(", max: 60", ""), "utf-8")
    file = new(root, "reports", "word " * 100)
    assert file.stem == "-".join(["word"] * 16)


@settings(
    quick,
    max_examples=amount(60, few=10),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=60))
@example("null")
@example("no")
@example("1.10")
@example("---")
@example("a: b # c")
@example("'it''s' \"so\"")
@example("*star &and !bang %per @at `tick")
@example("[open {curly")
@example("- - - - - - - - - - - - - - - - - - - - a")
@example("a\u2028b\u0085c\x0bd")
def test_any_title_is_kept_or_refused(root: Path, title: str) -> None:
    try:
        file = new(root, "reports", title)
    except NewError:
        return
    record, issues = validated(root, file)
    file.unlink()
    assert is_slug(file.stem)
    assert record is not None
    assert record.title == " ".join(title.split())
    assert {issue.code for issue in issues} == {"missing-field"}
