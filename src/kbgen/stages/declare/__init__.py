"""Read the declarations: config, collections, taxonomies, glossary, events, synonyms.

They are content too: a mistake in them is an issue with a place, as in a record.
"""

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import blake2b
from typing import TypeVar

from yaml.nodes import Node

from kbgen import __version__
from kbgen.model.collection import Collection
from kbgen.model.issues import Issues
from kbgen.model.notes import warn_of_lost_text
from kbgen.model.quotation import unquote
from kbgen.model.record import Content, Document
from kbgen.model.site import Config, Knowledge
from kbgen.model.values import Invalid, Reader
from kbgen.stages.declare.collections import PAGES, read_collection
from kbgen.stages.declare.config import read_config
from kbgen.stages.declare.fields import Names
from kbgen.stages.declare.lists import read_events, read_glossary, read_synonyms
from kbgen.stages.declare.taxonomies import connect_terms, read_taxonomy, read_terms
from kbgen.text.nodes import compose
from kbgen.text.source import Malformed, decode, legible

T = TypeVar("T")


def declare(content: Content, issues: Issues) -> Knowledge:
    """The declarations of a knowledge base; what is wrong with them is noted in ``issues``."""
    names = Names(
        frozenset(document.stem for document in content.taxonomies),
        frozenset(document.collection for document in content.collections),
    )
    opened = [_open(document, issues, read_taxonomy) for document in content.taxonomies]
    lists = [taxonomy for taxonomy in opened if taxonomy]
    taxonomies = {taxonomy.taxonomy.name: taxonomy.taxonomy for taxonomy in lists}
    for taxonomy in lists:
        read_terms(taxonomy, names)
    for taxonomy in lists:
        connect_terms(taxonomy, taxonomies)
    collections: dict[str, Collection] = {"": PAGES}
    config = _open(content.config, issues, partial(read_config, names=names)) or Config()
    events = partial(read_events, countries=taxonomies.get(config.map))
    read = partial(read_collection, names=names, taxonomies=taxonomies)
    for collection in filter(None, (_open(d, issues, read) for d in content.collections)):
        collections[collection.name] = collection
    return Knowledge(
        config,
        collections,
        taxonomies,
        _open(content.glossary, issues, read_glossary) or {},
        _open(content.events, issues, events) or (),
        _open(content.synonyms, issues, read_synonyms) or (),
        content.files,
        declarations_digest(content),
    )


def _open(
    document: Document | None, issues: Issues, read: Callable[[Node, Reader, Document], T]
) -> T | None:
    if document is None:
        return None
    reader = Reader(document.place, issues)
    try:
        text = _text(document, issues)
        if text is None:
            return None
        reader.lines = text.split("\n")
        node = compose(text)
        if node is None:
            issues.error("empty-file", "the file is empty", document.place)
            return None
        warn_of_lost_text(node, text, reader)
        unquote(node, text, reader)
        return read(node, reader, document)
    except Malformed as said:
        issues.error(said.code, said.message, document.place, said.line, said.column, said.hint)
    except Invalid as invalid:
        reader.complain(invalid)
    return None


def _text(document: Document, issues: Issues) -> str | None:
    """The text of a declaration; None after noting why what it declares cannot be known."""
    try:
        return decode(document.raw)
    except Malformed:
        text, faults, damaged = legible(document.raw)
    for said in faults:
        issues.error(said.code, said.message, document.place, said.line, said.column, said.hint)
    return None if damaged else text


def declarations_digest(content: Content) -> str:
    """Changes whenever any declaration does."""
    lists: Iterable[Document | None] = (
        content.config,
        content.glossary,
        content.events,
        content.synonyms,
    )
    digest = blake2b(__version__.encode(), digest_size=16)
    for document in (*filter(None, lists), *content.collections, *content.taxonomies):
        # A name that is not UTF-8 is refused later, with the others.
        place = f"{document.path}\0{len(document.raw)}\0"
        digest.update(place.encode("utf-8", "surrogateescape"))
        digest.update(document.raw)
    return digest.hexdigest()
