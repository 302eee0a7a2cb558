"""Read the rules of a collection: which facts of a record have to agree."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from yaml.nodes import Node

from kbgen.model.collection import Field, Rule
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import Invalid, Keys, Reader, mapping, nearest, raw
from kbgen.stages.declare.fields import words

_OF_TERMS = ("term", "terms")
_LISTS = ("texts", "terms", "records", "links", "files", "figures", "phases", "sources")


def read_rules(
    reader: Reader, fields: Mapping[str, Field], taxonomies: Mapping[str, Taxonomy], node: Node
) -> list[Rule]:
    """The rules listed in ``node``; a complaint for each that is wrong."""
    rules = reader.each(partial(_rule, reader, fields, taxonomies), node, "rules: ")
    return [rule for rule in rules if rule]


def _rule(
    reader: Reader, fields: Mapping[str, Field], taxonomies: Mapping[str, Taxonomy], node: Node
) -> Rule | None:
    """``when: {field: terms}`` with ``needs: [fields]``, ``at_most: {field: number}`` or both."""
    keys = Keys(
        {
            "when": partial(_when, reader, fields, taxonomies),
            "needs": partial(_needs, fields),
            "at_most": partial(_at_most, reader, fields),
        },
        ("when",),
        "a rule",
        "rules: ",
    )
    mapping(node)
    before = reader.issues.errors
    values: dict[str, Any] = keys.of(node, reader)
    if reader.issues.errors > before:
        return None
    if len(values) < 2:
        raise Invalid(node, "missing-key", "a rule needs 'needs' or 'at_most'")
    name, terms = values["when"]
    return Rule(name, terms, values.get("needs", ()), values.get("at_most", ()))


def _when(
    reader: Reader, fields: Mapping[str, Field], taxonomies: Mapping[str, Taxonomy], node: Node
) -> tuple[str, tuple[str, ...]]:
    pairs = list(reader.pairs(node))
    if len(pairs) != 1:
        raise Invalid(node, "bad-value", "'when' names one field and its terms")
    name, key_node, value = pairs[0]
    declared = fields.get(name)
    if declared is None or declared.type not in _OF_TERMS:
        said = f"{name!r} is no field of terms here"
        raise Invalid(key_node, "unknown-field", said, _nearest(name, fields, _OF_TERMS))
    taxonomy = taxonomies.get(declared.of[0])
    for word in words(value) if taxonomy else ():
        if taxonomy and word not in taxonomy.terms and not taxonomy.open:
            said = f"{word!r} is not a term of {taxonomy.name!r}"
            raise Invalid(value, "unknown-term", said, nearest(word, taxonomy.terms))
    return name, words(value)


def _needs(fields: Mapping[str, Field], node: Node) -> tuple[str, ...]:
    needed = words(node)
    for name in needed:
        if name not in fields:
            raise Invalid(
                node, "unknown-field", f"{name!r} is no field here", nearest(name, fields)
            )
    return needed


def _at_most(
    reader: Reader, fields: Mapping[str, Field], node: Node
) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for name, key_node, value in reader.pairs(node):
        if name not in fields or fields[name].type not in _LISTS:
            said = f"{name!r} is no field that holds a list"
            raise Invalid(key_node, "unknown-field", said, _nearest(name, fields, _LISTS))
        number = raw(value)
        if not (number.isascii() and number.isdigit() and 0 < len(number) < 5 and int(number)):
            raise Invalid(value, "bad-value", f"{number!r} is not a number from 1 to 9999")
        found.append((name, int(number)))
    return tuple(found)


def _nearest(name: str, fields: Mapping[str, Field], types: tuple[str, ...]) -> str:
    return nearest(name, [field.name for field in fields.values() if field.type in types])
