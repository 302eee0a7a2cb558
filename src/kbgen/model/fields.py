"""The types that a field may have: one function and one line in `FIELD_TYPES` each.

A function reads a node as a value of plain data, or raises `Invalid`. What it returns is what is kept,
shown and searched; a type that layouts do not know is shown as its text.
"""

import datetime
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from yaml.nodes import Node, ScalarNode

from kbgen.model.collection import Field
from kbgen.model.record import Reference
from kbgen.model.taxonomy import Taxonomy, fold
from kbgen.model.values import Invalid, Keys, Reader, Value, is_empty, line_of_text, nearest, raw
from kbgen.text.markdown import Link, Prose, longest_line, record_permalink, render
from kbgen.text.slugs import slugify
from kbgen.text.urls import has_scheme, is_safe, is_web_address, relative

ATTACHMENTS = frozenset(
    "pdf png jpg jpeg gif webp avif csv xlsx docx pptx odt ods odp txt zip mp3 mp4 epub".split()
)
"""Endings of files that may stand beside a record; none of them can carry a script into the site."""

_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_RANGE = re.compile(
    rf"({_DATE}|unknown)(?:\s*[–—]\s*|\s+-\s+|-(?=\d{{4}}|present|unknown))({_DATE}|present|unknown)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class RecordReader(Reader):
    """A file with fields that is being read: what it names and holds is gathered on the way."""

    taxonomies: Mapping[str, Taxonomy] = field(default_factory=dict)
    content_path: str = ""
    permalink: str = ""
    references: list[Reference] = field(default_factory=list)
    prose: dict[str, Prose] = field(default_factory=dict)
    opened: dict[str, dict[str, str]] = field(default_factory=dict)

    def refer(self, kind: str, target: str, node: Node, name: str = "") -> None:
        """Note that the record names ``target``."""
        self.references.append(Reference(kind, target, *self.place(node), name))

    def render(self, source: str, name: str, first_line: int) -> None:
        """Render Markdown that starts on ``first_line`` of the file and note what it names."""
        too_long = longest_line(source)
        if too_long:
            line = first_line + too_long - 1
            self.issues.error("too-large", "this line is too long for a text", self.path, line)
            return
        prose = render(
            source,
            self._page_link,
            "" if name == "body" else f"{name}-",
            below=1 if "/" in self.content_path else 0,
        )
        self.prose[name] = prose
        lines = source.split("\n")
        for link in prose.links:
            text = lines[link.line - 1] if link.line <= len(lines) else ""
            column = max(text.find(link.target), 0) + 1
            self._note_link(link, name, first_line + link.line - 1, column)
        self._check_headings(prose, first_line)

    def _page_link(self, target: str) -> str:
        path = self.content_file(target)
        there = record_permalink(path) if path.endswith(".md") else path
        return relative(self.permalink, there)

    def content_file(self, target: str) -> str:
        """The path below ``content/`` that ``target`` means in this file."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.content_path), target))

    def _note_link(self, link: Link, name: str, line: int, column: int) -> None:
        target, _, fragment = unquote(link.target).partition("#")
        if not is_safe(link.target):
            said = f"{link.target[:80]!r} is not an address that a reader may be sent to"
            self.issues.error("bad-link", said, self.path, line, column, "use https://...")
        elif has_scheme(link.target):
            if link.is_image:
                said = f"the image {link.target[:80]!r} lies on another site"
                hint = "put the file beside the record: pages must work without a network"
                self.issues.error("remote-image", said, self.path, line, column, hint)
        elif not target:
            self.references.append(Reference("page", "", line, column, name, fragment))
        else:
            path = self.content_file(target)
            kind = "page" if path.endswith(".md") and not link.is_image else "file"
            self.references.append(Reference(kind, path, line, column, name, fragment))
        if link.is_image and not link.alt.strip():
            said = "the image has no text for those who cannot see it"
            hint = "describe it in the brackets: ![what it shows](file.jpg)"
            self.issues.error("missing-alt", said, self.path, line, column, hint)

    def _check_headings(self, prose: Prose, first_line: int) -> None:
        before = 1
        for heading in prose.headings:
            line = first_line + heading.line - 1
            if heading.level == 1:
                said = "a heading of the first level is the title's alone"
                self.issues.error("heading-order", said, self.path, line, 1, "use ## and ###")
            elif heading.level > before + 1:
                said = f"a heading of level {heading.level} follows one of level {before}"
                hint = f"use {'#' * (before + 1)}"
                self.issues.error("heading-order", said, self.path, line, 1, hint)
            before = heading.level


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
    if not re.fullmatch(r"[-+]?\d[\d,. ]*%?", value):
        raise Invalid(node, "bad-value", f"{value!r} is not a number")
    return value


def year(node: Node, declared: Field, reader: RecordReader) -> Value:
    """Four digits."""
    value = line_of_text(node)
    if not re.fullmatch(r"[12]\d{3}", value):
        raise Invalid(node, "bad-year", f"{value!r} is not a year such as 2024")
    return value


def date(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A year, a month or a day, in ISO form."""
    value = line_of_text(node)
    if not re.fullmatch(_DATE, value):
        said = f"{value!r} is not a date such as 2023-09-29, 2023-09 or 2023"
        raise Invalid(node, "bad-date", said, _iso_hint(value))
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise Invalid(node, "bad-date", f"there is no day {value!r}") from None
    return value


def dates(node: Node, declared: Field, reader: RecordReader) -> Value:
    """[start, end]: ISO dates, ``present`` for the end, or empty where unknown."""
    value = line_of_text(node)
    if value.casefold() == "present":
        raise Invalid(node, "bad-date", "'present' is an end; a start is missing", "write unknown - present")
    found = _RANGE.fullmatch(value)
    if not found:
        if re.search(r"\d\s+-|[–—]|-\s", value):
            said = f"{value!r} is not a range such as 2013 - present or 2015 - 2018"
            raise Invalid(node, "bad-date", said)
        day = date(node, declared, reader)
        return [day, day]
    start, end = (part.lower() for part in found.groups())
    for part in (start, end):
        if part[0].isdigit():
            date(ScalarNode(node.tag, part, node.start_mark, node.end_mark), declared, reader)
    if start[0].isdigit() and end[0].isdigit() and end < start[: len(end)]:
        raise Invalid(node, "end-before-start", f"{end} is before {start}")
    return ["" if part == "unknown" else part for part in (start, end)]


def url(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A full web address."""
    value = raw(node).strip()
    if not is_web_address(value):
        hint = f"write https://{value}" if is_web_address(f"https://{value}") and "." in value else ""
        raise Invalid(node, "bad-url", f"{value[:100]!r} is not a full web address", hint)
    return value


def term(node: Node, declared: Field, reader: RecordReader) -> Value:
    """The id of a term; labels and aliases are understood, with a warning."""
    value = line_of_text(node)
    taxonomy = reader.taxonomies.get(declared.of[0])
    if taxonomy is None:
        raise Invalid(node, "unknown-taxonomy", f"there is no taxonomy {declared.of[0]!r}")
    found = taxonomy.find(value)
    if found is not None:
        if value != found.id and not (taxonomy.open and fold(value) == fold(found.label)):
            said = f"{declared.name}: {value!r} is understood as {found.id!r} ({found.label})"
            reader.warning(node, "alias", said, f"write {found.id}")
        return found.id
    if taxonomy.open and slugify(value):
        reader.opened.setdefault(taxonomy.name, {})[slugify(value)] = value
        return slugify(value)
    said = f"{value!r} is not a term of {taxonomy.name!r}"
    hint = nearest(value, taxonomy.words())
    meant = taxonomy.find(hint[len("did you mean '") : -2]) if hint else None
    if meant and meant.id not in hint:
        hint += f" write {meant.id}"
    raise Invalid(node, "unknown-term", said, hint)


def terms(node: Node, declared: Field, reader: RecordReader) -> Value:
    """A list of ids of terms, each once."""
    found = reader.each(lambda item: term(item, declared, reader), node, f"{declared.name}: ")
    if len(set(map(str, found))) < len(found):
        reader.warning(node, "repeated", f"{declared.name}: a term is listed twice")
    return list(dict.fromkeys(map(str, found)))


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
    value = raw(node).strip()
    path = reader.content_file(value)
    if has_scheme(value) or value.startswith("/") or "\\" in value:
        raise Invalid(node, "bad-file", f"{value[:80]!r} is not a path relative to this file")
    reader.refer("file", path, node, declared.name)
    return path


def _rows(**columns: "Read") -> "Read":
    """A type whose values are rows with these columns, all of them required."""

    def read(node: Node, declared: Field, reader: RecordReader) -> Value:
        def row(item: Node) -> Value:
            keys = Keys(
                {name: _column(name, read_column, declared, reader) for name, read_column in columns.items()},
                tuple(columns),
                f"a row of {declared.name!r}",
            )
            return keys.of(item, reader)  # type: ignore[return-value]

        rows = reader.each(row, node, f"{declared.name}: ")
        return [r for r in rows if isinstance(r, dict) and len(r) == len(columns)]

    return read


def _column(name: str, read: "Read", declared: Field, reader: RecordReader) -> Callable[[Node], Value]:
    column = Field(f"{declared.name}.{name}", name, of=declared.of or ("documents",))
    return lambda node: read(node, column, reader)


def _iso_hint(value: str) -> str:
    for form in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%B %Y", "%Y/%m/%d"):
        try:
            day = datetime.datetime.strptime(value, form)
        except ValueError:
            continue
        return f"write {day:%Y-%m}" if form == "%B %Y" else f"write {day:%Y-%m-%d}"
    return ""


Read = Callable[[Node, Field, RecordReader], Value]


@dataclass(frozen=True, slots=True)
class FieldType:
    """How a type is read, where it shows unless declared otherwise, and an example of it."""

    read: Read
    show: str = "facts"
    example: str = ""


FIELD_TYPES: dict[str, FieldType] = {
    "text": FieldType(text),
    "texts": FieldType(texts, "main", "[first, second]"),
    "markdown": FieldType(markdown, "main", "|"),
    "number": FieldType(number, example="312"),
    "year": FieldType(year, example="2016"),
    "date": FieldType(date, example="2023-09-29"),
    "dates": FieldType(dates, example="2013 - present"),
    "url": FieldType(url, example="https://example.org/"),
    "links": FieldType(_rows(label=text, url=url), "main", "- {label: Website, url: https://example.org/}"),
    "term": FieldType(term),
    "terms": FieldType(terms),
    "record": FieldType(record),
    "records": FieldType(records),
    "file": FieldType(file, "main", "manual.pdf"),
    "files": FieldType(_rows(label=text, file=file), "main", "- {label: Manual, file: manual.pdf}"),
    "figures": FieldType(_rows(value=number, what=text), "main", "- {value: 450, what: people trained}"),
    "phases": FieldType(_rows(label=text, what=text), "main", "- {label: Pilot, what: In two towns.}"),
    "sources": FieldType(_rows(document=term, at=text), "main", "- {document: annual-report, at: section 2}"),
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
            reader.error(key_node, "unknown-field", said, nearest(name, declared))
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
