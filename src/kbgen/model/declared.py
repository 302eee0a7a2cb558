"""Declarations as plain data, and back: the form in which they are kept between builds."""

from collections.abc import Mapping
from typing import Any

from kbgen.model.collection import Collection, Field, Rule
from kbgen.model.record import Reference
from kbgen.model.site import Config, Event, Footnote, GlossaryEntry, Licence, Matrix
from kbgen.model.taxonomy import Taxonomy, Term
from kbgen.text.prose import Heading, Link, Prose

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Collection, Field, Rule, Taxonomy, Term, Config, Licence, Footnote, Matrix),
        *(GlossaryEntry, Event, Reference, Prose, Heading, Link),
    )
}


def plain_declared(value: Any) -> Any:
    """``value``, made of what declarations are made of, as JSON can hold it."""
    if isinstance(value, Taxonomy):
        parts = (getattr(value, name) for name in Taxonomy.__slots__)
        return [Taxonomy.__name__, *map(plain_declared, parts)]
    if isinstance(value, tuple):
        kind = "" if type(value) is tuple else type(value).__name__
        return [kind, *map(plain_declared, value)]
    if isinstance(value, list):
        return ["[]", *map(plain_declared, value)]
    if isinstance(value, Mapping):
        return {name: plain_declared(item) for name, item in value.items()}
    return value


def declared_of(plain: Any) -> Any:
    """What ``plain_declared`` made plain."""
    if isinstance(plain, dict):
        return {name: declared_of(item) for name, item in plain.items()}
    if not isinstance(plain, list):
        return plain
    kind, *parts = plain
    found = [declared_of(part) if isinstance(part, (list, dict)) else part for part in parts]
    if kind == "[]":
        return found
    return _KINDS[kind](*found) if kind else tuple(found)
