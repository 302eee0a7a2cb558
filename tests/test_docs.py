"""The documentation names everything that an editor can meet."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kbgen
from kbgen.cli import main
from kbgen.model.collection import PLACES
from kbgen.model.fields import FIELD_TYPES
from kbgen.model.issues import Issues
from kbgen.model.record import Content, Document
from kbgen.model.site import Config, Footnote, Knowledge, Licence, Matrix
from kbgen.stages.declare import declare
from kbgen.stages.load import load
from kbgen.stages.validate import validate

PACKAGE = Path(kbgen.__file__).parent
DOCS = Path(__file__).parents[1] / "docs"
FORMAT = (DOCS / "content-format.md").read_text("utf-8")
ISSUES = (DOCS / "issues.md").read_text("utf-8")

NOTE = {"error", "warning", "Invalid", "Malformed", "_error", "_note"}
"""The calls that note an issue; its code is the first of their arguments that looks like one."""
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
BUILT = {"unknown-taxonomy", "unknown-collection"}
"""Codes that are put together of two words."""


def codes() -> Iterator[str]:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in NOTE:
                literals = [a.value for a in node.args if isinstance(a, ast.Constant)]
                texts = [t for t in literals if isinstance(t, str) and CODE.fullmatch(t)]
                yield from [t for t in texts if t not in ("error", "warning")][:1]


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_issue_code_is_documented_and_no_other() -> None:
    documented = re.findall(r"^### `([a-z0-9-]+)`$", ISSUES, re.M)
    assert documented == sorted(documented), "the codes are in alphabetical order"
    assert set(documented) == {*codes(), *BUILT, "too-many"}


def test_every_entry_says_how_to_mend_it() -> None:
    entries = re.split(r"^### ", ISSUES, flags=re.M)[1:]
    assert all(len(entry.split("\n\n", 1)[1].split()) >= 10 for entry in entries)


@pytest.mark.parametrize("type", FIELD_TYPES)
def test_every_field_type_is_documented(type: str) -> None:
    assert re.search(rf"^\|[^|]*`{type}`", FORMAT, re.M)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_of_a_field_is_documented(place: str) -> None:
    assert f"`{place}`" in FORMAT


def section(title: str) -> str:
    """What stands in the content format under a heading."""
    return FORMAT.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def example(title: str) -> bytes:
    """The example under a heading of the content format, as a file."""
    lines = section(title).splitlines()
    return "\n".join(line[4:] for line in lines if line.startswith("    ")).encode()


def test_kbgen_yml_is_documented_key_by_key() -> None:
    said = section("`kbgen.yml`")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|.*\|$", said, re.M))
    assert list(rows) == list(Config._fields)
    nested = {
        "licence": Licence._fields,
        "footnotes": Footnote._fields,
        "matrices": Matrix._fields,
    }
    for key, names in nested.items():
        assert all(f"`{name}`" in rows[key] for name in names), key
    defaults = dict(re.findall(r"^\| `(\w+)` \|.* \| `(\w+)` \|$", said, re.M))
    given = {key: value for key, value in Config._field_defaults.items() if key in defaults}
    assert given == defaults


def test_the_examples_of_whole_files_have_every_key_and_no_fault() -> None:
    taxonomies = tuple(
        Document(f"_taxonomies/{name}.yml", f"title: {name}\nterms: {{a: {{label: A}}}}\n".encode())
        for name in ("themes", "countries")
    )
    issues = Issues()
    config = Document("../kbgen.yml", example("`kbgen.yml`"))
    synonyms = Document("_search/synonyms.yml", example("`content/_search/synonyms.yml`"))
    knowledge = declare(Content(config, taxonomies=taxonomies, synonyms=synonyms), issues)
    assert list(issues) == []
    assert len(knowledge.synonyms) == 2
    assert knowledge.config.title == "Small Museums"
    keys = re.findall(r"^(\w+):", config.raw.decode(), re.M)
    assert keys == list(Config._fields), "in the order in which they are explained"


FIELD = re.compile(r"`([a-z_]+): ([^`]+)`")
MORE_FIELDS = """\
  context: {label: Context, type: markdown}
  date_submitted: {label: Submitted, type: date}
  organisations: {label: Organisations, type: terms, of: organisations}
  scope: {label: Scope, type: term, of: scopes}
  countries: {label: Countries, type: terms, of: countries}
"""
"""What stands for the dots in the example of a collection."""


@cache
def own() -> tuple[Content, Knowledge]:
    """The repository's own declarations, which the examples are written for."""
    content = load(DOCS.parent, Issues())._replace(documents=())
    return content, declare(content, Issues())


def said_of(path: str, text: bytes, knowledge: Knowledge) -> list[str]:
    """What is said of a record, but for fields that its example leaves out."""
    issues = Issues()
    validate(Document(path, text), knowledge, issues)
    return [str(issue) for issue in issues if issue.code != "missing-field"]


def test_the_example_of_a_record_has_no_fault() -> None:
    text = example("A record")
    assert text.startswith(b"---\ntitle: ") and text.count(b"\n---\n") == 1
    assert said_of("practices/keyhole-gardens.md", text, own()[1]) == []


def test_the_examples_of_types_are_values_of_these_types() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|(.*) \|$", section("Declaring a collection: `_collection.yml`"), re.M
    )
    tried = set()
    for type, cells in rows:
        if type not in FIELD_TYPES:
            continue
        declared = (
            "title: A\nfields:\n  title: {label: A, required: true}\n"
            f"  field: {{label: B, type: {type}}}\n"
        )
        collection = Document("practices/_collection.yml", declared.encode())
        knowledge = declare(Content(None, (collection,)), Issues())
        for value in re.findall(r"`([^`]+)`", cells.split("|")[-1]):
            tried.add(type)
            text = f"---\nfield: {value.rpartition(': ')[2]}\n---\n".encode()
            assert said_of("practices/a.md", text, knowledge) == []
    assert {"text", "texts", "number", "year", "date", "dates", "url", "file"} <= tried


@pytest.mark.parametrize("guide", ["content-format.md", "editors.md"])
def test_the_examples_of_values_are_understood_without_a_warning(guide: str) -> None:
    found = FIELD.findall((DOCS / guide).read_text("utf-8"))
    tried = set()
    for collection in filter(None, own()[1].collections.values()):
        for name, value in found:
            if name in collection.fields:
                tried.add(name)
                text = f"---\n{name}: {value}\n---\n".encode()
                assert said_of(f"{collection.name}/a.md", text, own()[1]) == []
    assert {"countries", "title"} <= tried


def test_the_examples_of_declarations_are_accepted() -> None:
    content, _ = own()
    collection = example("Declaring a collection: `_collection.yml`").decode()
    assert "\n  ...\n" in collection
    fields = collection.replace("  ...\n", MORE_FIELDS).encode()
    taxonomies = {document.path: document for document in content.taxonomies}
    countries = example("Taxonomies: `content/_taxonomies/NAME.yml`")
    # Its terms are further ones, to a taxonomy of another name.
    lands = Document("_taxonomies/lands.yml", countries)
    issues = Issues()
    knowledge = declare(
        Content(
            None,
            (Document("practices/_collection.yml", fields),),
            (*taxonomies.values(), lands),
            Document("_glossary.yml", example("`content/_glossary.yml`")),
            Document("_events.yml", example("`content/_events.yml`")),
        ),
        issues,
    )
    assert list(issues) == []
    assert len(knowledge.collections["practices"].rules) == 2
    assert list(knowledge.taxonomies["lands"].terms) == ["KGZ"]
    assert knowledge.glossary and knowledge.events


def test_the_changelog_has_the_version_that_pages_name() -> None:
    headings = re.findall(r"^## (.*)$", (DOCS.parent / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(kbgen.__version__)} - \d{{4}}-\d\d-\d\d", headings[1])


def test_the_way_to_the_default_layouts_leads_there() -> None:
    told = re.search(r'^    python -c "(.*)"$', (DOCS / "layouts.md").read_text("utf-8"), re.M)
    assert told
    ran = subprocess.run([sys.executable, "-c", told[1]], capture_output=True, text=True)
    assert (Path(ran.stdout.strip()) / "pages/home.html").is_file()


def test_the_readme_says_which_file_has_which_stage() -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    line = re.search(r"^A build in one line: \*\*(.*)\*\*\.$", readme, re.M)
    assert line
    order = line[1].split(" → ")
    stages = {path.stem for path in (PACKAGE / "stages").iterdir() if not path.stem.startswith("_")}
    assert sorted(order) == sorted(stages)
    told = [
        (stage, path)
        for path, said in re.findall(r"^\| `src/kbgen/(\w+\.py)` \| ([^|:]*): ", readme, re.M)
        for stage in said.split(", ")
    ]
    assert sorted(stage for stage, _ in told) == sorted(stages)
    for stage, path in told:
        source = (PACKAGE / path).read_text("utf-8")
        assert f"from kbgen.stages.{stage} import" in source, f"{stage} in {path}"


@pytest.mark.parametrize("document", sorted([*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]))
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    for file, fragment in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", said_in(document)):
        target = document.parent / file if file else document
        assert target.exists(), f"{document.name}: {file}"
        if fragment and target.suffix == ".md":
            titles = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.M)
            # As GitHub makes them of titles.
            ids = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert fragment in ids, f"{document.name}: {file}#{fragment}"


@pytest.mark.parametrize("document", sorted([*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]))
def test_what_documents_name_of_the_code_is_there(document: Path) -> None:
    named = re.findall(r"`((?:src/kbgen|tests|scripts)/[\w/.-]+)`", document.read_text("utf-8"))
    assert [path for path in named if not (DOCS.parent / path).exists()] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(file.name[:5] for file in (DOCS / "adr").iterdir())
    assert numbers == [f"{number:04}-" for number in range(1, len(numbers) + 1)]


def test_every_screenshot_is_shown() -> None:
    folder = DOCS / "screenshots"
    shown = re.findall(r"\]\(([^)]*\.png)\)", (folder / "README.md").read_text("utf-8"))
    assert sorted(shown) == sorted(file.name for file in folder.glob("*.png"))


def said_in(document: Path) -> str:
    """A document without its examples."""
    return re.sub(r"``.*?``|`[^`]*`|^    .*$", "", document.read_text("utf-8"), flags=re.M)


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.M)
    assert {"build", "check", "serve", "new"} <= set(commands)
    texts = [p.read_text("utf-8") for p in (DOCS.parent / "README.md", *DOCS.glob("*.md"))]
    for command in commands:
        assert any(f"kbgen {command}" in text for text in texts), f"kbgen {command}"
