"""Read one document as a record: each declared field gives its value a type.

A document is read by itself, so that records can be read in any order, in parallel, and kept.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from yaml.nodes import MappingNode, ScalarNode

from kbgen.model.collection import Collection
from kbgen.model.fields import read_values
from kbgen.model.issues import Issue, Issues
from kbgen.model.notes import warn_of_lost_text
from kbgen.model.quotation import unquote
from kbgen.model.reading import RecordReader
from kbgen.model.record import Document, Record
from kbgen.model.site import Knowledge
from kbgen.model.taxonomy import ancestors
from kbgen.model.values import Value, is_empty
from kbgen.text.abbreviations import used
from kbgen.text.digest import digest_of_text
from kbgen.text.frontmatter import Split, guess, split
from kbgen.text.markdown import record_permalink
from kbgen.text.nodes import compose
from kbgen.text.source import Malformed, decode, legible

BODY = "body"
"""The key under which a record's body is kept among its prose."""

_LOST_KEY = re.compile("[^:]*\N{REPLACEMENT CHARACTER}")
"""A line of front matter with a replaced character in what may be its key."""


def validate(document: Document, knowledge: Knowledge, issues: Issues) -> Record | None:
    """The record in ``document``; None after noting why there is none.

    It has no title where its form is wrong or the front matter cannot be read, which is noted: what
    else stands in the file can be checked all the same.
    """
    collection = knowledge.collections.get(document.collection)
    if collection is None:
        return None  # its declaration is wrong, or missing, and that is noted
    try:
        text = decode(document.raw)
        parts = split(text)
    except Malformed:
        return _in_part(document, collection, knowledge, issues)
    return _record(document, text, parts, collection, knowledge, issues)


def _in_part(
    document: Document, collection: Collection, knowledge: Knowledge, issues: Issues
) -> Record | None:
    """What can be read of a record whose form is wrong, and checked; never built."""
    place = document.place
    text, faults, damaged = legible(document.raw)
    parts = None
    if text is not None:
        parts, wrong = guess(text)
        faults += tuple(fault for fault in wrong if fault.line not in damaged)
    for said in faults:
        issues.error(said.code, said.message, place, said.line, said.column, said.hint)
    if text is None or parts is None:
        return None
    own = Issues()
    record = _record(document, text, parts, collection, knowledge, own)
    issues.extend(_certain(own, parts.front.split("\n"), damaged))
    references = tuple(r for r in record.references if r.line not in damaged)
    return replace(record, title="", references=references)


def _certain(issues: Issues, front: list[str], damaged: frozenset[int]) -> list[Issue]:
    """Those that what is lost on the ``damaged`` lines cannot have brought about."""
    in_front = {number for number in damaged if number <= len(front)}
    lost_keys = {number for number in in_front if _LOST_KEY.match(front[number - 1])}
    doubtful = {"yaml"} if in_front else set()
    if lost_keys:
        doubtful |= {"missing-field", "missing-key", "contradiction"}
    of_keys = {"unknown-field", "duplicate-key"}
    return [
        issue
        for issue in issues
        if issue.code not in doubtful
        and issue.line not in (lost_keys if issue.code in of_keys else damaged)
    ]


def _record(
    document: Document,
    text: str,
    parts: Split,
    collection: Collection,
    knowledge: Knowledge,
    issues: Issues,
) -> Record:
    front, body, body_line = parts
    reader = RecordReader(
        document.place,
        issues,
        lines=text.split("\n"),
        declaration=collection.path,
        taxonomies=knowledge.taxonomies,
        content_path=document.path,
        permalink=record_permalink(document.path),
    )
    values: dict[str, Value] = {}
    node = _front_matter(front, reader)
    if node:
        values = read_values(node, collection.fields, reader, f"a {collection.singular.lower()}")
    if body.strip():
        reader.render(body, BODY, body_line)
    closure = _closure(collection, values, knowledge)
    _check_rules(collection, values, closure, node, reader)
    title = values.get("title")
    title = title if isinstance(title, str) else ""
    abbreviations = _abbreviations(values, reader, knowledge)
    carded = [f.name for f in collection.fields.values() if "card" in f.show]
    plain = {name: value for name, value in values.items() if name not in reader.prose}
    card = _digest([title, values.get("summary"), *(values.get(name) for name in carded)])
    outline = _digest([title, plain, closure, abbreviations])
    named = [(r.kind, r.target, r.field, r.fragment) for r in reader.references]
    headings = [h.id for prose in reader.prose.values() for h in prose.headings]
    return Record(
        document.collection,
        document.slug,
        document.path,
        title,
        values,
        closure,
        dict(reader.prose),
        tuple(reader.references),
        reader.opened,
        abbreviations,
        record_digest(document, knowledge),
        card,
        outline,
        _digest([document.path, card, outline, named, headings, repr(reader.opened)]),
    )


def record_digest(document: Document, knowledge: Knowledge) -> str:
    """A digest of all that `validate` reads: the same digest, the same record and issues."""
    parts = f"{knowledge.digest}\0{document.path}\0{document.digest}"
    return digest_of_text(parts)


def _digest(values: object) -> str:
    return digest_of_text(repr(values))


def _front_matter(source: str, reader: RecordReader) -> MappingNode | None:
    """The fields of a record; None after noting why they cannot be read."""
    try:
        node = compose(source) or compose("{}")
    except Malformed as said:
        reader.issues.error(said.code, said.message, reader.path, said.line, said.column, said.hint)
        return None
    assert node
    if not isinstance(node, MappingNode):
        wrong = "the front matter is lines of 'key: value'"
        hint = "write a key, a colon, a space and a value on each line"
        reader.error(node, "front-matter", wrong, hint)
        return None
    warn_of_lost_text(node, source, reader)
    unquote(node, source, reader)
    return node


def _closure(
    collection: Collection, values: dict[str, Value], knowledge: Knowledge
) -> dict[str, tuple[str, ...]]:
    """Per field of terms: those given, those implied by other fields, and all broader ones."""
    closure: dict[str, tuple[str, ...]] = {}
    for field in collection.of_type("term", "terms", "sources"):
        taxonomy = field.of[0]
        found = dict.fromkeys(_ids(values.get(field.name)))
        given = [(taxonomy, id) for id in found]
        for other in field.implied_by:
            source = collection.fields[other]
            given += [(source.of[0], id) for id in _ids(values.get(other))]
        for name, id in given:
            for above, broader in ancestors(knowledge.taxonomies, name, id):
                if above == taxonomy:
                    found[broader] = None
        if found:
            closure[field.name] = tuple(found)
    return closure


def _ids(value: Value | None) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list):
        return ()
    return [str(item["document"]) if isinstance(item, dict) else str(item) for item in value]


def _check_rules(
    collection: Collection,
    values: dict[str, Value],
    closure: dict[str, tuple[str, ...]],
    node: MappingNode | None,
    reader: RecordReader,
) -> None:
    if node is None:
        return
    places = {key.value: value for key, value in node.value if isinstance(key, ScalarNode)}
    # A value that cannot be read is told by itself, and is given all the same.
    for rule in collection.rules:
        given = [id for id in _ids(values.get(rule.field)) if id in rule.terms]
        written = [name for name in rule.needs if name in places and not is_empty(places[name])]
        if not given:
            continue
        place = places.get(rule.field, node)
        for name, most in rule.at_most:
            listed = values.get(name)
            count = len(listed) if isinstance(listed, list) else 0
            if count > most:
                said = f"{rule.field}: {given[0]!r} has at most {most} of {name!r}, not {count}"
                hint = f"shorten {name}, or change {rule.field}"
                reader.error(place, "contradiction", said, hint)
        if rule.needs and not written and not any(closure.get(name) for name in rule.needs):
            wanted = " or ".join(repr(name) for name in rule.needs)
            said = f"{rule.field}: {given[0]!r} needs a value of {wanted}, and there is none"
            hint = f"add {' or '.join(rule.needs)}, or change {rule.field}"
            reader.error(place, "contradiction", said, hint)


def _abbreviations(
    values: dict[str, Value], reader: RecordReader, knowledge: Knowledge
) -> tuple[str, ...]:
    if not knowledge.glossary:
        return ()
    texts = [str(values.get("title", "")), str(values.get("summary", ""))]
    texts += [prose.text for prose in reader.prose.values()]
    return tuple(sorted(used("\n".join(texts), knowledge.glossary.keys())))
