"""Read the declaration of fields, in a collection or in a taxonomy."""

from collections.abc import Mapping
from dataclasses import replace

from yaml.nodes import Node

from kbgen.model.collection import PLACES, Field
from kbgen.model.fields import FIELD_TYPES
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import Invalid, Keys, Reader, items, line_of_text, mapping, nearest, raw, truth

DOCUMENTS = "documents"
"""The taxonomy that a field of type ``sources`` names."""


def read_fields(
    node: Node,
    reader: Reader,
    taxonomies: Mapping[str, Taxonomy],
    collections: frozenset[str] | None,
) -> dict[str, Field]:
    """The fields declared in ``node``, by name; ``collections`` None where no record can be named."""
    fields: dict[str, Field] = {}
    nodes = {name: (key_node, value) for name, key_node, value in reader.pairs(node)}
    for name, (key_node, value) in nodes.items():
        if not name.replace("_", "").isalnum() or not name.isascii() or name != name.lower() or name[0] in "_0123456789":
            said = f"{name!r} is no name for a field: use lower-case letters, digits and _"
            reader.error(key_node, "bad-name", said)
            continue
        found = reader.attempt(lambda node, name=name: _field(name, node, reader), value, f"{name}: ")
        if found and _names_what_exists(found, value, reader, taxonomies, collections):
            fields[name] = found
    for name, declared in fields.items():
        unknown = [other for other in declared.implied_by if other not in nodes]
        if unknown:
            said = f"{name}: implied_by names {unknown[0]!r}, which is no field here"
            reader.error(nodes[name][1], "unknown-field", said, nearest(unknown[0], fields))
            fields[name] = replace(declared, implied_by=())
    return fields


def _field(name: str, node: Node, reader: Reader) -> Field | None:
    keys = Keys(
        {
            "label": line_of_text,
            "type": _type,
            "of": _words,
            "help": line_of_text,
            "note": line_of_text,
            "required": truth,
            "facet": truth,
            "search": _weight,
            "show": _places,
            "inverse": line_of_text,
            "implied_by": _words,
            "max": _size,
        },
        ("label",),
        f"field {name!r}",
    )
    mapping(node)
    values = keys.of(node, reader)
    if "label" not in values:
        return None
    field = Field(name, **values)  # type: ignore[arg-type]
    if field.type == "sources" and not field.of:
        field = replace(field, of=(DOCUMENTS,))
    places = set(field.show) - {"card"}
    if not places:
        field = replace(field, show=(FIELD_TYPES[field.type].show, *field.show))
    return field


def _names_what_exists(
    field: Field,
    node: Node,
    reader: Reader,
    taxonomies: Mapping[str, Taxonomy],
    collections: frozenset[str] | None,
) -> bool:
    if field.type in ("term", "terms", "sources"):
        known, kind, one = frozenset(taxonomies), "taxonomy", True
    elif field.type in ("record", "records"):
        known, kind, one = collections or frozenset(), "collection", False
    elif field.of:
        reader.error(node, "bad-value", f"{field.name}: 'of' is for terms and records only")
        return False
    else:
        return True
    if not field.of or (one and len(field.of) > 1):
        said = f"{field.name}: a field of type {field.type!r} needs 'of', the name of one {kind}"
        reader.error(node, "missing-key", said)
        return False
    unknown = [name for name in field.of if name not in known]
    for name in unknown:
        said = f"{field.name}: there is no {kind} {name!r}"
        reader.error(node, f"unknown-{kind}", said, nearest(name, known))
    return not unknown


def _type(node: Node) -> str:
    word = raw(node)
    if word not in FIELD_TYPES:
        raise Invalid(node, "unknown-type", f"there is no type {word!r}", nearest(word, FIELD_TYPES))
    return word


def _words(node: Node) -> tuple[str, ...]:
    """One word, or a list of them."""
    if hasattr(node, "value") and isinstance(node.value, str):
        return (line_of_text(node),)
    return tuple(line_of_text(item) for item in items(node))


def _places(node: Node) -> tuple[str, ...]:
    words = _words(node)
    for word in words:
        if word not in PLACES:
            said = f"a field cannot show at {word!r}, only at {', '.join(PLACES)}"
            raise Invalid(node, "bad-value", said, nearest(word, PLACES))
    return words


def _weight(node: Node) -> float:
    try:
        weight = float(raw(node))
    except ValueError:
        weight = -1
    if not 0 <= weight <= 100:
        raise Invalid(node, "bad-value", f"{raw(node)!r} is not a weight from 0 to 100")
    return weight


def _size(node: Node) -> int:
    word = raw(node)
    if not (word.isascii() and word.isdigit() and 0 < int(word[:9]) and len(word) < 8):
        raise Invalid(node, "bad-value", f"{word!r} is not a number of characters")
    return int(word)
