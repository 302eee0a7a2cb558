"""Read ``_collection.yml``: what a folder of records declares."""

from collections.abc import Mapping
from hashlib import blake2b

from yaml.nodes import Node

from kbgen.model.collection import Collection, Field, Rule
from kbgen.model.record import Document
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import Invalid, Keys, Reader, items, line_of_text, mapping, nearest, raw
from kbgen.stages.declare.fields import read_fields
from kbgen.text.slugs import is_slug

ORDERS = ("title", "newest")

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
    taxonomies: Mapping[str, Taxonomy],
    collections: frozenset[str],
) -> Collection | None:
    """The collection declared in ``node``, or None after noting why it is none."""
    name = document.collection
    if not is_slug(name) or name in ("assets", "data"):
        said = f"{name!r} cannot be the name of a collection"
        reader.error(node, "bad-name", said, "use lower-case letters, digits and hyphens")
    keys = Keys(
        {
            "title": line_of_text,
            "singular": line_of_text,
            "description": line_of_text,
            "disclaimer": line_of_text,
            "body": lambda node: _body(node, reader),
            "order": _order,
            "fields": lambda node: read_fields(node, reader, taxonomies, collections),
            "rules": lambda node: tuple(reader.each(lambda item: _rule(item, reader), node)),
        },
        ("title", "fields"),
        "a collection",
    )
    values = keys.of(node, reader)
    fields = values.pop("fields", None)
    if not isinstance(fields, dict) or "title" not in values:
        return None
    title = fields.get("title")
    if title is None or title.type != "text":
        reader.error(node, "missing-field", "a collection needs a field 'title' of type text")
        return None
    body = values.pop("body", ("", "", ""))
    assert isinstance(body, tuple)
    values.setdefault("singular", values["title"])
    collection = Collection(
        name,
        path=document.path,
        fields=fields,
        body_label=body[0],
        body_help=body[1],
        body_after=body[2],
        digest=blake2b(document.raw, digest_size=16).hexdigest(),
        **values,  # type: ignore[arg-type]
    )
    _refuse_unknown_fields(collection, node, reader)
    return collection


def _order(node: Node) -> str:
    word = raw(node)
    if word not in ORDERS:
        raise Invalid(node, "bad-value", f"there is no order {word!r}", nearest(word, ORDERS))
    return word


def _body(node: Node, reader: Reader) -> tuple[str, ...]:
    mapping(node)
    keys = Keys(dict.fromkeys(("label", "help", "after"), line_of_text), ("label",), "'body'")
    values = keys.of(node, reader)
    return tuple(str(values.get(key, "")) for key in ("label", "help", "after"))


def _rule(node: Node, reader: Reader) -> Rule:
    keys = Keys({"when": lambda n: _when(n, reader), "needs": _names}, ("when", "needs"), "a rule")
    mapping(node)
    values = keys.of(node, reader)
    if len(values) < 2:
        raise Invalid(node, "bad-value", "a rule says 'when: {field: term}' and 'needs: [fields]'")
    field, terms = values["when"]  # type: ignore[misc]
    return Rule(field, terms, values["needs"])  # type: ignore[arg-type]


def _when(node: Node, reader: Reader) -> tuple[str, tuple[str, ...]]:
    pairs = list(reader.pairs(node))
    if len(pairs) != 1:
        raise Invalid(node, "bad-value", "'when' names one field")
    return pairs[0][0], _names(pairs[0][2])


def _names(node: Node) -> tuple[str, ...]:
    if isinstance(node.value, str):
        return (line_of_text(node),)
    return tuple(line_of_text(item) for item in items(node))


def _refuse_unknown_fields(collection: Collection, node: Node, reader: Reader) -> None:
    named = [name for rule in collection.rules for name in (rule.field, *rule.needs)]
    for name in [*named, *([collection.body_after] if collection.body_after else [])]:
        if name not in collection.fields:
            said = f"{name!r} is no field of this collection"
            reader.error(node, "unknown-field", said, nearest(name, collection.fields))
