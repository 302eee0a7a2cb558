"""Read the declaration of fields, in a collection or in a taxonomy."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode

from kbgen.model.collection import PLACES, Field
from kbgen.model.fields import FIELD_TYPES
from kbgen.model.values import (
    Invalid,
    Keys,
    Reader,
    items,
    line_of_text,
    mapping,
    nearest,
    raw,
    truth,
)
from kbgen.text.slugs import is_slug, slugify

DOCUMENTS = "documents"
"""The taxonomy that a field of type ``sources`` names, unless it names another."""

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_TAKEN = frozenset({"body"})
"""Names under which other things than fields are kept."""

_OF_TERMS = ("term", "terms")
_OF_RECORDS = ("record", "records")
_ONLY_FOR = {
    "of": (*_OF_TERMS, *_OF_RECORDS, "sources"),
    "inverse": _OF_RECORDS,
    "implied_by": _OF_TERMS,
    "facet": (*_OF_TERMS, "year", "date", "dates"),
    "max": ("text", "texts"),
}
"""Keys that only fields of some types can have: elsewhere they would do nothing."""

_WISHES = {
    "text": ("string", "str", "char", "email", "phone"),
    "texts, or terms to have them chosen from a taxonomy": ("list", "array", "strings"),
    "term, and list in a taxonomy what can be chosen": (
        *("choice", "select", "enum", "option", "category", "tag", "bool", "boolean", "checkbox"),
    ),
    "terms, and list in a taxonomy what can be chosen": (
        *("choices", "options", "categories", "tags", "keywords", "multiselect"),
    ),
    "markdown": ("longtext", "textarea", "html", "richtext", "paragraph", "paragraphs"),
    "markdown, in which a picture is ![what it shows](file.jpg)": (
        *("image", "images", "img", "picture", "pictures", "photo", "photos"),
    ),
    "number": ("int", "integer", "float", "decimal"),
    "date, or dates for a range": ("datetime", "day", "time", "period", "range"),
    "url": ("link", "website", "web", "address"),
    "file": ("pdf", "document", "doc", "attachment", "download"),
    "files": ("pdfs", "documents", "attachments", "downloads"),
    "record, or records for several": ("relation", "reference", "ref"),
}
"""What to write in place of the types that other programs have."""
_MOST_NAMED = 8


class Names(NamedTuple):
    """The taxonomies and collections that have a file, whatever is wrong with it."""

    taxonomies: frozenset[str]
    collections: frozenset[str]

    def taxonomy(self, node: Node) -> str:
        """The name of a taxonomy."""
        return _known(node, self.taxonomies, "taxonomy")

    def collection(self, node: Node) -> str:
        """The name of a collection."""
        return _known(node, self.collections, "collection")


def _known(node: Node, names: frozenset[str], kind: str) -> str:
    word = line_of_text(node)
    if word not in names:
        known = sorted(filter(is_slug, names))  # what is wrong with others is noted
        hint = nearest(word, known) or f"there is {', '.join(known) or 'none yet'}"
        raise Invalid(node, f"unknown-{kind}", f"there is no {kind} {word!r}", hint)
    return word


def read_fields(node: Node, reader: Reader, names: Names) -> dict[str, Field]:
    """The fields declared in ``node``, by name; what is wrong with them is noted."""
    fields: dict[str, Field] = {}
    nodes: dict[str, Node] = {}
    for name, key_node, value in reader.pairs(node):
        nodes[name] = value
        if not _NAME.match(name) or name in _TAKEN:
            said = f"{name!r} cannot be the name of a field"
            better = slugify(name).replace("-", "_")
            hint = "use lower-case letters, digits and _, with a letter first"
            if _NAME.match(better) and better not in {*_TAKEN, *nodes}:
                hint = f"write {better}: {hint}"
            if name in _TAKEN:
                hint = "it is the name of the text below the front matter"
            reader.error(key_node, "bad-name", said, hint)
            continue
        found = reader.attempt(partial(_field, name, reader, names), value, f"{name}: ")
        if found:
            fields[name] = found
    for name, declared in fields.items():
        _check_implied_by(declared, part(nodes[name], "implied_by"), fields, nodes, reader)
    return fields


def part(node: Node, key: str) -> Node:
    """The value of ``key`` in a mapping; the node itself where it has none or is no mapping."""
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), node)


def _field(name: str, reader: Reader, names: Names, node: Node) -> Field | None:
    keys = Keys(
        {
            "label": line_of_text,
            "type": _type,
            "of": _of(part(node, "type"), names),
            "help": line_of_text,
            "note": line_of_text,
            "required": truth,
            "facet": truth,
            "search": weight,
            "show": _places,
            "inverse": line_of_text,
            "implied_by": words,
            "max": _size,
        },
        ("label",),
        f"field {name!r}",
        f"{name}: ",
    )
    mapping(node)
    before = reader.issues.errors
    values = keys.of(node, reader)
    if reader.issues.errors > before or "label" not in values:
        return None
    field = Field(name, **values)  # type: ignore[arg-type]
    if field.type == "sources" and not field.of:
        field = field._replace(of=(DOCUMENTS,))
        if DOCUMENTS not in names.taxonomies:
            said = f"sources name terms of the taxonomy {DOCUMENTS!r}, and there is none"
            raise Invalid(
                node, "unknown-taxonomy", said, f"add content/_taxonomies/{DOCUMENTS}.yml"
            )
    _check_keys(field, node, names)
    if not set(field.show) - {"card"}:
        field = field._replace(show=(FIELD_TYPES[field.type].show, *field.show))
    return field


def _check_keys(field: Field, node: Node, names: Names) -> None:
    """Refuse what a field of this type lacks, and what would do nothing in it."""
    if field.type in (*_OF_TERMS, *_OF_RECORDS) and not field.of:
        is_record = field.type in _OF_RECORDS
        kind = "collection" if is_record else "taxonomy"
        known = sorted(names.collections if is_record else names.taxonomies)
        said = f"a field of type {field.type!r} needs 'of', the name of a {kind}"
        where = "add one: content/_taxonomies/NAME.yml"
        hint = f"write of: {' or of: '.join(known[:_MOST_NAMED])}" if known else where
        raise Invalid(node, "missing-key", said, hint)
    if field.type in (*_OF_TERMS, "sources") and len(field.of) > 1:
        raise Invalid(part(node, "of"), "bad-value", "a field has terms of one taxonomy only")
    if "card" in field.show and not FIELD_TYPES[field.type].is_brief:
        said = f"a field of type {field.type!r} is too long for a card"
        brief = [name for name, type in FIELD_TYPES.items() if type.is_brief]
        raise Invalid(part(node, "show"), "bad-value", said, f"cards take {', '.join(brief)}")
    for key, types in _ONLY_FOR.items():
        if getattr(field, key) and field.type not in types:
            said = f"{key!r} means nothing for a field of type {field.type!r}"
            hint = f"delete it: it is for {', '.join(types)}"
            raise Invalid(part(node, key), "bad-value", said, hint)


def _check_implied_by(
    field: Field, node: Node, fields: dict[str, Field], given: Mapping[str, Node], reader: Reader
) -> None:
    for name in field.implied_by:
        other = fields.get(name)
        if name not in given or name == field.name:
            said = f"{field.name}: implied_by names {name!r}, which is no other field here"
            others = [f.name for f in fields.values() if f is not field and f.type in _OF_TERMS]
            reader.error(node, "unknown-field", said, nearest(name, others))
        elif other and other.type not in _OF_TERMS:
            said = f"{field.name}: implied_by names {name!r}, which has no terms"
            reader.error(node, "bad-value", said)


def _of(type_node: Node, names: Names) -> Callable[[Node], tuple[str, ...]]:
    """Reads ``of``: collections for a field that names records, else taxonomies."""
    is_record = isinstance(type_node, ScalarNode) and type_node.value in _OF_RECORDS
    read = names.collection if is_record else names.taxonomy

    def of(node: Node) -> tuple[str, ...]:
        return tuple(
            read(item) for item in ([node] if isinstance(node, ScalarNode) else items(node))
        )

    return of


def _type(node: Node) -> str:
    word = raw(node)
    if word not in FIELD_TYPES:
        wish = next((type for type, names in _WISHES.items() if word.lower() in names), "")
        hint = f"write {wish}" if wish else nearest(word, FIELD_TYPES)
        hint = hint or f"the types are {', '.join(FIELD_TYPES)}"
        raise Invalid(node, "unknown-type", f"there is no type {word!r}", hint)
    return word


def words(node: Node) -> tuple[str, ...]:
    """One word, or a list of them."""
    if isinstance(node, ScalarNode):
        return (line_of_text(node),)
    return tuple(line_of_text(item) for item in items(node))


def _places(node: Node) -> tuple[str, ...]:
    places = words(node)
    for place in places:
        if place not in PLACES:
            said = f"a field cannot show at {place!r}, only at {', '.join(PLACES)}"
            raise Invalid(node, "bad-value", said, nearest(place, PLACES))
    return places


def weight(node: Node) -> float:
    """The number in ``node``; raises `Invalid` where it is none from 0 to 100."""
    try:
        number = float(raw(node)) if raw(node).isascii() else -1
    except ValueError:
        number = -1
    if not 0 <= number <= 100:
        raise Invalid(node, "bad-value", f"{raw(node)!r} is not a weight from 0 to 100")
    return number


def _size(node: Node) -> int:
    word = raw(node)
    if not (word.isascii() and word.isdigit() and int(word[:9]) > 0 and len(word) < 8):
        raise Invalid(node, "bad-value", f"{word!r} is not a number of characters")
    return int(word)
