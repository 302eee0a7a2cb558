"""Read ``_collection.yml``: what a folder of records declares."""

from collections.abc import Mapping, Sequence
from functools import partial

from yaml.nodes import Node

from kbgen.model.collection import Collection, Field
from kbgen.model.record import Document
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import Invalid, Keys, Reader, line_of_text, mapping, nearest, raw
from kbgen.stages.declare.fields import Names, part, read_fields, words
from kbgen.stages.declare.rules import read_rules
from kbgen.text.digest import digest_of
from kbgen.text.slugs import DEVICES, is_slug, slugify

ORDERS = ("title", "newest")
RESERVED = DEVICES | {"assets", "data"}
"""Folders of the site that are no collection's and no taxonomy's."""

_NAMING = {"added": ("date",), "authors": ("term", "terms", "text", "texts")}
"""Keys that name fields, with the types that these may have."""

PAGES = Collection(
    "",
    "Pages",
    "Page",
    "",
    {
        "title": Field("title", "Title", required=True, max=160, search=10),
        "summary": Field("summary", "Summary", max=600, search=4, show=("lead",)),
    },
    digest="pages",
)
"""What a page such as ``content/about.md`` may hold."""


def read_collection(
    node: Node,
    reader: Reader,
    document: Document,
    *,
    names: Names,
    taxonomies: Mapping[str, Taxonomy],
) -> Collection | None:
    """The collection declared in ``node``, or None after noting why it is none."""
    name = document.collection
    if not is_slug(name) or name in RESERVED:
        said = f"{name!r} cannot be the name of a collection"
        better = slugify(name)
        rename = f"rename the folder to {better}" if better and better not in RESERVED else ""
        hint = rename or "use lower-case letters, digits and hyphens"
        reader.error(node, "bad-name", said, hint)
    keys = Keys(
        {
            "title": line_of_text,
            "singular": line_of_text,
            "description": line_of_text,
            "disclaimer": line_of_text,
            "body": partial(_body, reader),
            "order": _order,
            "added": lambda node: node,
            "authors": lambda node: node,
            "fields": lambda node: read_fields(node, reader, names),
            "rules": lambda node: node,
        },
        ("title", "fields"),
        "a collection",
    )
    values = keys.of(node, reader)
    fields, rules = (values.get(key) for key in ("fields", "rules"))
    if not isinstance(fields, dict) or "title" not in values:
        return None
    declared = part(node, "fields")
    title = fields.get("title")
    if title is None and part(declared, "title") is not declared:
        return None  # what is wrong with it is noted
    if title is None or title.type != "text" or not title.required:
        said = "a collection needs a field 'title' of type text that is required"
        hint = "write title: {label: Title, required: true}"
        reader.error(declared, "missing-field", said, hint)
        return None
    body = values.get("body")
    label, help, after = body if isinstance(body, tuple) else ("", "", "")
    if after and after not in fields:
        said = f"body: after names {after!r}, which is no field here"
        reader.error(
            part(part(node, "body"), "after"), "unknown-field", said, nearest(after, fields)
        )
    named: dict[str, tuple[str, ...]] = {}
    for key, types in _NAMING.items():
        if isinstance(given := values.get(key), Node):
            read = partial(_named, fields, types)
            named[key] = reader.attempt(read, given, f"{key}: ") or ()
    listed = partial(read_rules, reader, fields, taxonomies)
    found = reader.attempt(listed, rules) if isinstance(rules, Node) else None
    return Collection(
        name,
        title=str(values["title"]),
        singular=str(values.get("singular", values["title"])),
        path=document.path,
        fields=fields,
        description=str(values.get("description", "")),
        disclaimer=str(values.get("disclaimer", "")),
        body_label=label,
        body_help=help,
        body_after=after,
        order=str(values.get("order", ORDERS[0])),
        added=named.get("added", ()),
        authors=named.get("authors", ()),
        rules=tuple(found or ()),
        digest=digest_of(document.raw),
    )


def _order(node: Node) -> str:
    word = raw(node)
    if word not in ORDERS:
        hint = nearest(word, ORDERS) or f"write {' or '.join(ORDERS)}"
        raise Invalid(node, "bad-value", f"there is no order {word!r}", hint)
    return word


def _named(fields: Mapping[str, Field], types: Sequence[str], node: Node) -> tuple[str, ...]:
    """The fields of these types that a key of the collection names."""
    names = words(node)
    known = [field.name for field in fields.values() if field.type in types]
    for name in names:
        if name not in known:
            said = f"{name!r} is no field of type {' or '.join(types)} here"
            raise Invalid(node, "unknown-field", said, nearest(name, known))
    return names


def _body(reader: Reader, node: Node) -> tuple[str, ...]:
    mapping(node)
    read = dict.fromkeys(("label", "help", "after"), line_of_text)
    values = Keys(read, ("label",), "'body'", "body: ").of(node, reader)
    return tuple(str(values.get(key, "")) for key in ("label", "help", "after"))
