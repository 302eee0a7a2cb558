"""Read taxonomy files: first what each declares, then its terms, which may name one another."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kbgen.model.collection import Field
from kbgen.model.fields import read_values
from kbgen.model.reading import RecordReader
from kbgen.model.record import Document
from kbgen.model.taxonomy import MAX_LEVELS, Taxonomy, Term, ancestors, term_permalink
from kbgen.model.values import (
    Invalid,
    Keys,
    Reader,
    is_empty,
    items,
    line_of_text,
    mapping,
    nearest,
    truth,
)
from kbgen.stages.declare.fields import Names, part, read_fields, weight
from kbgen.text.slugs import DEVICES, is_slug, slugify

RESERVED = DEVICES | {"assets", "data", "collection", "years"}
"""Folders of the site and facets of the search that are no taxonomy's."""

_OWN_KEYS = ("label", "short", "aliases", "parent", "description", "note")


class Opened(NamedTuple):
    """A taxonomy whose terms are still to be read."""

    taxonomy: Taxonomy
    terms: Node | None
    fields: Node | None
    within: Node | None
    reader: Reader


def read_taxonomy(node: Node, reader: Reader, document: Document) -> Opened | None:
    """What a taxonomy says of itself; its terms are read by `read_terms`."""
    name = document.path.rsplit("/", 1)[-1].removesuffix(".yml")
    if not is_slug(name) or name in RESERVED:
        better = slugify(name)
        rename = f"rename it to {better}.yml" if better and better not in RESERVED else ""
        hint = rename or "use lower-case letters, digits and hyphens"
        reader.error(node, "bad-name", f"{name!r} cannot be the name of a taxonomy", hint)
        return None
    keys = Keys(
        {
            "title": line_of_text,
            "singular": line_of_text,
            "short": line_of_text,
            "description": line_of_text,
            "within": lambda node: node,
            "open": truth,
            "related": weight,
            "fields": lambda node: node,
            "terms": lambda node: node,
        },
        ("title",),
        "a taxonomy",
    )
    values = keys.of(node, reader)
    if "title" not in values:
        return None
    values.setdefault("singular", values["title"])
    nodes = [values.pop(key, None) for key in ("terms", "fields", "within")]
    terms, fields, within = (node if isinstance(node, Node) else None for node in nodes)
    taxonomy = Taxonomy(name, path=document.path, **values)  # type: ignore[arg-type]
    return Opened(taxonomy, terms, fields, within, reader)


def _is_further(field: Field, node: Node, reader: Reader) -> bool:
    if field.name in _OWN_KEYS:
        said = f"every term has a {field.name!r} already"
        reader.error(node, "bad-name", said, "choose another name for the field")
    elif field.type in ("record", "records", "file", "files"):
        said = f"{field.name}: a term cannot have a field of type {field.type!r}"
        reader.error(node, "bad-value", said)
    else:
        return True
    return False


def read_terms(opened: Opened, names: Names) -> None:
    """Fill the taxonomy with its terms; raises nothing, notes what is wrong."""
    taxonomy, reader = opened.taxonomy, opened.reader
    if opened.fields is not None:
        fields = opened.fields
        found = reader.attempt(lambda node: read_fields(node, reader, names), fields) or {}
        taxonomy.fields = {
            n: f for n, f in found.items() if _is_further(f, part(fields, n), reader)
        }
    if opened.within is not None:
        taxonomy.within = reader.attempt(names.taxonomy, opened.within, "within: ") or ""
    if opened.terms is None:
        return
    if not isinstance(opened.terms, MappingNode):
        said = "'key: value' lines are expected here"
        reader.error(opened.terms, "bad-value", said, _as_term(opened.terms))
        return
    pages: dict[str, str] = {}
    for id, key_node, value_node in reader.pairs(opened.terms):
        slug = slugify(id)
        if not id.isascii() or not id.replace(".", "").replace("-", "").isalnum():
            said = f"{id!r} is no id: use letters, digits, dots, hyphens"
            reader.error(key_node, "bad-name", said, f"write {slug}" if slug else "")
            continue
        if slug in DEVICES:
            reader.error(key_node, "bad-name", f"Windows keeps the name {slug!r} for itself")
            continue
        if slug in pages or slug == "index":
            other = repr(pages[slug]) if slug in pages else "the taxonomy itself"
            said = f"the page of {id!r} would be that of {other}"
            reader.error(key_node, "same-page", said)
            continue
        pages[slug] = id
        term = reader.attempt(partial(_term, id, taxonomy, reader), value_node, f"{id}: ")
        if term is None:
            continue
        for word, other in taxonomy.add(term).items():
            said = f"{word!r} names both {other!r} and {id!r}"
            reader.error(key_node, "same-word", said)


def _as_term(terms: Node) -> str:
    """The hint for whoever lists labels alone."""
    first = terms.value[0] if isinstance(terms, SequenceNode) and terms.value else terms
    word = first.value[:60] if isinstance(first, ScalarNode) else ""
    return f"write {slugify(word)}: {{label: {word}}}" if slugify(word) else ""


def connect_terms(opened: Opened, taxonomies: Mapping[str, Taxonomy]) -> None:
    """Check parents and read the further fields: both may name terms of any taxonomy."""
    if not isinstance(opened.terms, MappingNode):
        return
    given: dict[str, Node] = {}
    for key_node, value_node in opened.terms.value:
        if isinstance(key_node, ScalarNode):
            given.setdefault(key_node.value, value_node)
    for id, node in given.items():
        term = opened.taxonomy.terms.get(id)
        if term is not None and isinstance(node, MappingNode):
            if term.parent:
                _check_parent(term, part(node, "parent"), given, opened, taxonomies)
            if opened.taxonomy.fields:
                _read_further_fields(term, node, opened, taxonomies)


def _check_parent(
    term: Term,
    node: Node,
    given: Mapping[str, Node],
    opened: Opened,
    taxonomies: Mapping[str, Taxonomy],
) -> None:
    taxonomy, reader = opened.taxonomy, opened.reader
    above = taxonomies.get(taxonomy.within)
    if opened.within is not None and above is None:
        return  # the taxonomy that has the parents is wrong, and that is noted
    if term.parent not in given and (above is None or term.parent not in above.terms):
        known = [*taxonomy.terms, *(above.terms if above else ())]
        said = f"{term.id}: there is no term {term.parent!r} to be its parent"
        reader.error(node, "unknown-term", said, partial(nearest, term.parent, known))
        return
    line = ancestors(taxonomies, taxonomy.name, term.id)
    if (taxonomy.name, term.id) in line:
        reader.error(node, "circle", f"{term.id}: its parents lead back to itself")
    elif len(line) == MAX_LEVELS:
        said = f"{term.id}: at most {MAX_LEVELS} terms can stand one above the other"
        reader.error(node, "circle", said)


def _term(id: str, taxonomy: Taxonomy, reader: Reader, node: Node) -> Term | None:
    if isinstance(node, ScalarNode) and not is_empty(node):
        said = "'key: value' lines are expected here"
        raise Invalid(node, "bad-value", said, f"write {{label: {line_of_text(node)[:60]}}}")
    mapping(node)
    own = Keys(
        {
            "label": line_of_text,
            "short": line_of_text,
            "aliases": lambda n: tuple(line_of_text(item) for item in items(n)),
            "parent": line_of_text,
            "description": line_of_text,
            "note": line_of_text,
            **dict.fromkeys(taxonomy.fields, lambda n: n),
        },
        ("label",),
        f"term {id!r}",
        f"{id}: ",
    )
    values = own.of(node, reader)
    if "label" not in values:
        return None
    return Term(id, **{k: v for k, v in values.items() if k in _OWN_KEYS})  # type: ignore[arg-type]


def _read_further_fields(
    term: Term, node: MappingNode, opened: Opened, taxonomies: Mapping[str, Taxonomy]
) -> None:
    taxonomy = opened.taxonomy
    reader = RecordReader(
        opened.reader.path,
        opened.reader.issues,
        lines=opened.reader.lines,
        taxonomies=taxonomies,
        content_path=taxonomy.path,
        permalink=term_permalink(taxonomy.name, term.id),
    )
    further = [
        (k, v) for k, v in node.value if isinstance(k, ScalarNode) and k.value in taxonomy.fields
    ]
    part = MappingNode(node.tag, further, node.start_mark, node.end_mark)
    values = read_values(part, taxonomy.fields, reader, "a term")
    for reference in reader.references:
        said = f"{reference.target or reference.fragment!r} is not on the web"
        place = (reader.path, reference.line, reference.column)
        reader.issues.error("bad-link", said, *place, "a term can link to web addresses only")
    taxonomy.terms[term.id] = term._replace(values=values, prose=reader.prose)
