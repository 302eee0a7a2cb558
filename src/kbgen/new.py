"""Write the skeleton of a new record: every declared field, explained where it is typed.

Examples stand in comments alone: a value that is offered would be published as a fact by whoever
overlooks it.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from yaml.nodes import MappingNode, ScalarNode

from kbgen.model.collection import Collection, Field
from kbgen.model.fields import FIELD_TYPES
from kbgen.model.issues import Issues, printable
from kbgen.model.record import Content
from kbgen.model.site import Knowledge
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import is_empty, nearest
from kbgen.stages.declare import declare
from kbgen.stages.load import load
from kbgen.text.frontmatter import split
from kbgen.text.nodes import compose
from kbgen.text.slugs import DEVICES, slugify
from kbgen.text.source import Malformed, decode

LONGEST_SLUG = 80
"""Addresses are read aloud and typed; longer ones are cut between two words."""
LONGEST_LIST = 30
"""A taxonomy with more terms is named, not listed."""

_WIDTH = 96
_DOCUMENTED = {
    "text": "one line of text",
    "texts": "a list of texts",
    "markdown": "Markdown, indented under its key",
    "number": "a number",
    "year": "a year, four digits",
    "date": "a day, a month or a year",
    "dates": "a date, or a range that may end in present or unknown",
    "url": "a full web address",
    "links": "rows of label and url",
    "file": "the path of a file, relative to this one",
    "files": "rows of label and file",
    "figures": "rows of value and what",
    "phases": "rows of label and what",
    "sources": "rows of document and at",
    "term": "one id",
    "terms": "a list of ids",
    "record": "the slug of one record",
    "records": "a list of slugs of records",
}


class NewError(Exception):
    """No record was written; the message says why and what to do."""


def new(root: Path, collection: str, title: str) -> Path:
    """Write ``content/COLLECTION/SLUG.md`` and return its path; no file is ever overwritten.

    The file lacks nothing but what the collection requires: ``kbgen check`` says ``missing-field``
    for that, and nothing else.
    """
    content = load(root, Issues())
    issues = Issues()
    knowledge = declare(content, issues)
    if issues.errors:
        said = "\n".join(str(issue) for issue in issues if issue.severity == "error")
        raise NewError(f"the declarations have to be mended first:\n{said}")
    declared = _declared(knowledge, collection)
    title = " ".join(title.split())
    slug = _slug(title, declared)
    _refuse_taken(content, collection, slug)
    text = "\n".join(_Skeleton(knowledge, content).lines(declared, title)) + "\n"
    _refuse_malformed(text)
    path = root / "content" / collection / f"{slug}.md"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NewError(f"{path} is there already; nothing was written") from None
    except OSError as error:
        raise NewError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


def _declared(knowledge: Knowledge, name: str) -> Collection:
    names = [known for known in knowledge.collections if known]
    if name in names:
        return knowledge.collections[name]
    if not names:
        raise NewError("there is no collection yet: a folder in content/ with a _collection.yml")
    hint = nearest(name, names) or f"there is {', '.join(names)}"
    raise NewError(f"there is no collection {printable(name)!r}; {hint}")


def _slug(title: str, collection: Collection) -> str:
    longest = collection.fields["title"].max
    if longest and len(title) > longest:
        raise NewError(f"the title has {len(title)} characters; at most {longest} are wanted")
    slug = slugify(title)
    if not slug:
        raise NewError(
            f"the title {printable(title)!r} has no letter a-z and no digit to name the file by: "
            "give it in Latin letters first, and put the right title into the file afterwards"
        )
    if len(slug) > LONGEST_SLUG:
        slug = (slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]).strip("-")
    if slug in DEVICES:
        raise NewError(f"Windows keeps the name {slug!r} for itself: choose a longer title")
    return slug


def _refuse_taken(content: Content, collection: str, slug: str) -> None:
    for document in content.documents:
        if document.collection == collection and document.slug == slug:
            raise NewError(f"{document.place} is there already; nothing was written")


def _refuse_malformed(text: str) -> None:
    """What the content rules refuse whatever the quotes, such as invisible characters."""
    try:
        compose(split(decode(text.encode("utf-8", "surrogatepass"))).front)
    except Malformed as said:
        raise NewError(f"the title cannot be used: {said.message}") from None


class _Skeleton:
    """Writes the lines of a record that has a title and nothing else."""

    def __init__(self, knowledge: Knowledge, content: Content) -> None:
        self._knowledge = knowledge
        self._content = content
        self._listed: dict[str, str] = {}
        """Taxonomy -> the field under which its terms are listed already."""

    def lines(self, collection: Collection, title: str) -> Iterator[str]:
        yield "---"
        yield from _note(
            f"{collection.singular}. Lines that start with # are notes that no reader sees. "
            "To use a field that stands behind a #, delete that # and write its value after the "
            "colon, as the example above it does; lines of a text or a list of rows go below it, "
            "indented by two spaces. Leave out what your source does not say. "
            "To check the record, run: kbgen check"
        )
        for field in collection.fields.values():
            yield ""
            yield from self._about(field, collection)
            yield from self._field(field, title)
        yield ""
        label = collection.body_label or "the body"
        yield from _note(
            f"Under the next line stands, as long as it needs to be: {label}. "
            "Markdown; headings start at ##."
        )
        yield from _note(collection.body_help, "  ")
        yield "---"

    def _about(self, field: Field, collection: Collection) -> Iterator[str]:
        facts = [_DOCUMENTED.get(field.type, field.type)]
        if field.max:
            facts.append(f"at most {field.max} characters")
        need = "Required" if field.required else "Optional"
        yield from _note(f"{field.label.rstrip('*')}. {need}: {', '.join(facts)}.")
        yield from _note(field.help, "  ")
        for rule in collection.rules:
            if rule.field == field.name:
                wanted = [_either(rule.needs)] if rule.needs else []
                wanted += [f"at most {most} of {name}" for name, most in rule.at_most]
                yield from _note(f"With {_either(rule.terms)}, give {', '.join(wanted)}.", "  ")
        if field.type in ("record", "records"):
            yield from _note(f"Records of {_either(field.of)}: the file name without .md.", "  ")
        elif field.of:
            yield from self._terms(self._knowledge.taxonomies[field.of[0]], field)

    def _terms(self, taxonomy: Taxonomy, field: Field) -> Iterator[str]:
        place = f"content/{taxonomy.path}"
        other = self._listed.get(taxonomy.name)
        if other:
            yield from _note(f"The ids are those of {other}.", "  ")
        elif taxonomy.open:
            yield from _note(f"Ids are in {place}; where none fits, write the name itself.", "  ")
        elif len(taxonomy.terms) > LONGEST_LIST:
            some = [f"{term.id} ({term.label})" for term in list(taxonomy.terms.values())[:3]]
            yield from _note(f"The ids are in {place}, such as {', '.join(some)}.", "  ")
        else:
            self._listed[taxonomy.name] = field.name
            yield from _note("The ids:", "  ")
            width = max((len(id) for id in taxonomy.terms), default=0)
            for term in taxonomy.terms.values():
                yield f"#     {term.id:<{width}}  {_plain(term.brief)}"

    def _field(self, field: Field, title: str) -> Iterator[str]:
        if field.name == "title":
            yield f"title: {_quoted(title)}"
            return
        example = self._example(field)
        if example.startswith("- "):
            yield from _note("Such as:", "  ")
            yield f"#     {field.name}:"
            yield f"#       {example}"
        elif example:
            yield f"#   Such as: {field.name}: {example}"
        start = " |" if field.type == "markdown" else ""
        yield f"{'' if field.required else '#'}{field.name}:{start}"

    def _example(self, field: Field) -> str:
        if field.type in ("term", "terms", "sources"):
            terms = self._knowledge.taxonomies[field.of[0]].terms
            ids = list(terms)[:2] or ["name"]
            if field.type == "sources":
                return f"- {{document: {ids[0]}, at: section 2}}"
            return ids[0] if field.type == "term" else f"[{', '.join(ids)}]"
        if field.type in ("record", "records"):
            slugs = self._slugs(field.of)
            return slugs[0] if field.type == "record" else f"[{', '.join(slugs)}]"
        return FIELD_TYPES[field.type].example

    def _slugs(self, collections: Sequence[str]) -> list[str]:
        found: Mapping[str, list[str]] = {name: [] for name in collections}
        for document in self._content.documents:
            if document.collection in found:
                found[document.collection].append(document.slug)
        slugs = [slug for name in collections for slug in found[name]]
        alone = [slug for slug in slugs if slugs.count(slug) == 1] if len(slugs) < 2000 else slugs
        return alone[:2] or ["slug-of-a-record"]


def _note(text: str, indent: str = "") -> Iterator[str]:
    start = f"# {indent}"
    yield from textwrap.wrap(
        _plain(text), _WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False
    )


def _plain(text: str) -> str:
    """``text`` as it may stand in a comment: on one line, every character to be seen."""
    return printable(" ".join(text.split()))


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _quoted(text: str) -> str:
    """``text`` as YAML that is read back as the same text, without quotes where it needs none."""
    try:
        node = compose(f"title: {text}\n")
    except Malformed:
        node = None
    if isinstance(node, MappingNode) and len(node.value) == 1:
        value = node.value[0][1]
        if isinstance(value, ScalarNode) and value.value == text and not is_empty(value):
            return text
    return "'" + text.replace("'", "''") + "'"
