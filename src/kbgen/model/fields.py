"""The types that a field may have: one function and one line in `FIELD_TYPES` each.

A function reads a node as a value of plain data, or raises `Invalid`. What it returns is what is
kept, shown and searched; a type that layouts do not know is shown as its text.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from yaml.nodes import Node, ScalarNode

from kbgen.model.collection import Field
from kbgen.model.dates import read_date, read_dates, read_year
from kbgen.model.reading import RecordReader
from kbgen.model.taxonomy import Taxonomy, fold
from kbgen.model.values import Invalid, Keys, Value, closest, is_empty, items, line_of_text, raw
from kbgen.text.slugs import DEVICES, slugify
from kbgen.text.urls import has_scheme, is_web_address

PICTURES = frozenset(["png", "jpg", "jpeg", "gif", "webp", "avif"])
"""Endings of files that a page can show."""

_OTHERS = "pdf csv xlsx docx pptx odt ods odp epub txt zip mp3 mp4"
ATTACHMENTS = PICTURES.union(_OTHERS.split())
"""Endings of files that may stand beside a record; none can carry a script into the site."""

_NUMBER = re.compile(r"[-+]?[0-9][0-9,. ]{0,40}%?")
_BETWEEN = re.compile(r"\s*[;,/|&]\s*|\s+and\s+")
"""What people write between words of a list, where a comma outside of quotes is wanted."""
_HOST = re.compile(r"(?:https?:?/*)?(?=[\w-]+(?:\.[\w-]+)+(?:[/?#]|\Z))", re.IGNORECASE)


def text(node: Node, declared: Field, reader: RecordReader) -> Value:
    """One line of text."""
    value = line_of_text(node)
    if declared.max and len(value) > declared.max:
        said = f"{len(value)} characters; at most {declared.max} are wanted"
        raise Invalid(node, "too-long", said)
    return value


def texts(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A list of lines of text."""
    return reader.each(lambda item: text(item, declared, reader), node, f"{declared.name}: ")


def markdown(node: Node, declared: Field, reader: RecordReader) -> Value:
    """Markdown; its HTML is kept beside the value."""
    source = raw(node)
    is_block = isinstance(node, ScalarNode) and node.style in ("|", ">")
    line = reader.place(node)[0] + (1 if is_block else 0)
    reader.render(source, declared.name, line)
    return source.strip()


def number(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A number, kept as it was typed."""
    value = line_of_text(node)
    if not _NUMBER.fullmatch(value):
        said = f"{value[:80]!r} is not a number such as 450 or 1,200"
        raise Invalid(node, "bad-value", said)
    return value


def year(node: Node, declared: Field, reader: RecordReader) -> Value:
    """Four digits."""
    return read_year(node)


def date(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A year, a month or a day, in ISO form."""
    return read_date(node)


def dates(node: Node, declared: Field, reader: RecordReader) -> Value:
    """[start, end]: ISO dates, ``present`` for the end, or empty where unknown."""
    return read_dates(node)


def url(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A full web address."""
    value = raw(node).strip()
    if not is_web_address(value):
        better = value.strip("<>").replace(" ", "%20")
        better = better if is_web_address(better) else _HOST.sub("https://", value, count=1)
        hint = f"write {better}" if is_web_address(better) else "write it as https://..."
        raise Invalid(node, "bad-url", f"{value[:100]!r} is not a full web address", hint)
    return value


def term(node: Node, declared: Field, reader: RecordReader) -> Value:
    """The id of a term; labels and aliases are understood, with a warning."""
    value = line_of_text(node)
    taxonomy = reader.taxonomies.get(declared.of[0])
    if taxonomy is None:
        return value  # the taxonomy's file is wrong, and that is noted
    found = taxonomy.find(value)
    if found is not None:
        if value != found.id and not (taxonomy.open and fold(value) == fold(found.label)):
            said = f"{declared.name}: {value!r} is understood as {found.id!r} ({found.label})"
            reader.warning(node, "alias", said, f"write {found.id}")
        return found.id
    if taxonomy.open and slugify(value) in DEVICES:
        said = f"Windows keeps the name {slugify(value)!r} for itself"
        raise Invalid(node, "bad-name", said, "add a word to it")
    if taxonomy.open and slugify(value):
        found = taxonomy.find_slug(slugify(value))
        if found is not None:
            said = f"{declared.name}: {value!r} is taken for {found.id!r} ({found.label})"
            reader.warning(node, "alias", said, f"write {found.id}")
            return found.id
        reader.opened.setdefault(taxonomy.name, {})[slugify(value)] = value
        reader.refer("term", slugify(value), node, taxonomy.name)
        return slugify(value)
    if taxonomy.open:
        said = f"no address can be made of {value[:80]!r}: none of its letters has a Latin form"
        hint = f"add it to content/{taxonomy.path} with an id of your own, and write that id here"
        raise Invalid(node, "unknown-term", said, hint)
    said = f"{value[:80]!r} is not a term of {taxonomy.name!r}"
    raise Invalid(node, "unknown-term", said, partial(_meant, value, taxonomy))


def _meant(value: str, taxonomy: Taxonomy) -> str:
    """The hint that names the term most likely meant, or where the terms are listed."""
    for parts in (_BETWEEN.split(value), value.split()):
        several = [taxonomy.find(part) for part in parts]
        if len(several) > 1 and all(several):
            return f"write each by itself: {', '.join(term.id for term in several if term)}"
    word = closest(value, taxonomy.words())
    found = taxonomy.find(word) if word else None
    if found is None:
        return f"the terms are listed in content/{taxonomy.path}"
    return f"did you mean {found.id!r}?" + (f" ({found.label})" if found.label != found.id else "")


def terms(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A list of ids of terms, each once."""
    found: dict[str, None] = {}
    for item in items(node):
        id = reader.attempt(
            lambda node: str(term(node, declared, reader)), item, f"{declared.name}: "
        )
        if id in found:
            reader.warning(item, "repeated", f"{declared.name}: {id!r} is listed twice")
        elif id is not None:
            found[id] = None
    return list(found)


def record(node: Node, declared: Field, reader: RecordReader) -> Value:
    """The slug of a record, as written; it is looked up once all records are known."""
    value = line_of_text(node)
    reader.refer("record", value, node, declared.name)
    return value


def records(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A list of slugs of records."""
    return reader.each(lambda item: record(item, declared, reader), node, f"{declared.name}: ")


def file(node: Node, declared: Field, reader: RecordReader) -> Value:
    """Path of a file below ``content/``; written relative to the record."""
    if not isinstance(node, ScalarNode):
        name = declared.name.rpartition(".")[2]
        hint = f"write {name}: report.pdf, or declare the field with type: files"
        raise Invalid(node, "bad-value", "the path of one file is expected here", hint)
    value = raw(node).strip()
    path = reader.content_file(value)
    if has_scheme(value) or value.startswith("/") or "\\" in value:
        raise Invalid(node, "bad-file", f"{value[:80]!r} is not a path relative to this file")
    reader.refer("file", path, node, declared.name)
    return path


def _rows(**columns: "Read") -> "Read":
    """A type whose values are rows with these columns, all of them required."""

    def read(node: Node, declared: Field, reader: RecordReader) -> Value:
        example = FIELD_TYPES[declared.type].example
        if isinstance(node, ScalarNode) and not node.value.startswith("-"):
            hint = f"write it on the next line, such as {example}"
            raise Invalid(node, "bad-value", "a list is expected here", hint)

        def row(item: Node) -> Value:
            if isinstance(item, ScalarNode):
                said = "'key: value' lines are expected here"
                raise Invalid(item, "bad-value", said, f"write a row such as {example}")
            keys = Keys(
                {
                    name: _column(name, read_column, declared, reader)
                    for name, read_column in columns.items()
                },
                tuple(columns),
                f"a row of {declared.name!r}",
                f"{declared.name}: ",
            )
            return keys.of(item, reader)  # type: ignore[return-value]

        rows = reader.each(row, node, f"{declared.name}: ")
        return [r for r in rows if isinstance(r, dict) and len(r) == len(columns)]

    return read


def _column(
    name: str, read: "Read", declared: Field, reader: RecordReader
) -> Callable[[Node], Value]:
    column = Field(f"{declared.name}.{name}", name, of=declared.of or ("documents",))
    return lambda node: read(node, column, reader)


Read = Callable[[Node, Field, RecordReader], Value]


class FieldType(NamedTuple):
    """How a type is read, where it shows unless declared otherwise, and an example of it."""

    read: Read
    show: str = "facts"
    example: str = ""
    is_brief: bool = True  # a few words, which a card has room for


FIELD_TYPES: dict[str, FieldType] = {
    "text": FieldType(text),
    "texts": FieldType(texts, "main", "[first, second]"),
    "markdown": FieldType(markdown, "main", is_brief=False),
    "number": FieldType(number, example="312"),
    "year": FieldType(year, example="2016"),
    "date": FieldType(date, example="2023-09-29"),
    "dates": FieldType(dates, example="2013 - present"),
    "url": FieldType(url, example="https://example.org/"),
    "links": FieldType(
        _rows(label=text, url=url), "main", "- {label: Website, url: https://example.org/}", False
    ),
    "term": FieldType(term),
    "terms": FieldType(terms),
    "record": FieldType(record, is_brief=False),
    "records": FieldType(records, is_brief=False),
    "file": FieldType(file, "main", "manual.pdf", False),
    "files": FieldType(
        _rows(label=text, file=file), "main", "- {label: Manual, file: manual.pdf}", False
    ),
    "figures": FieldType(
        _rows(value=number, what=text), "main", "- {value: 450, what: people trained}", False
    ),
    "phases": FieldType(
        _rows(label=text, what=text), "main", "- {label: Pilot, what: In two towns.}", False
    ),
    "sources": FieldType(
        _rows(document=term, at=text), "main", "- {document: annual-report, at: section 2}", False
    ),
}
"""Every type of field by the name that declarations use."""


def read_values(
    node: Node, declared: Mapping[str, Field], reader: RecordReader, what: str
) -> dict[str, Value]:
    """The values of front matter by field; whatever is unknown, missing or wrong is noted.

    ``what`` names in complaints what has the fields, such as ``a practice``.
    """
    values: dict[str, Value] = {}
    given: set[str] = set()
    for name, key_node, value_node in reader.pairs(node):
        given.add(name)
        if name not in declared:
            said = f"{what} has no field {name!r}"
            reader.error(
                key_node, "unknown-field", said, partial(_meant_field, name, declared, reader)
            )
        elif is_empty(value_node):
            if declared[name].required:
                reader.error(key_node, "missing-field", f"{name!r} is required, and empty here")
        else:
            field_type = FIELD_TYPES[declared[name].type]
            try:
                value = field_type.read(value_node, declared[name], reader)
            except Invalid as invalid:
                reader.complain(invalid, f"{name}: ")
                continue
            if value not in ("", [], {}):
                values[name] = value
    for name, wanted in declared.items():
        if wanted.required and name not in given:
            reader.issues.error("missing-field", f"{name!r} is required", reader.path)
    return values


def _meant_field(name: str, declared: Mapping[str, Field], reader: RecordReader) -> str:
    word = closest(name, declared)
    if word:
        return f"did you mean {word!r}?"
    where = reader.declaration
    return f"the fields are listed in content/{where}" if where else ""
