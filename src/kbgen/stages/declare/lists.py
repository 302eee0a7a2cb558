"""Read the glossary, the events of the timeline and the synonyms of the search."""

from functools import partial

from yaml.nodes import Node, ScalarNode

from kbgen.model.dates import read_year
from kbgen.model.record import Document, Reference
from kbgen.model.site import Event, GlossaryEntry
from kbgen.model.taxonomy import Taxonomy
from kbgen.model.values import (
    Invalid,
    Keys,
    Reader,
    is_empty,
    items,
    line_of_text,
    mapping,
    nearest,
)


def read_glossary(node: Node, reader: Reader, document: Document) -> dict[str, GlossaryEntry]:
    """Abbreviations by themselves, in alphabetical order."""
    entries: dict[str, GlossaryEntry] = {}
    for abbreviation, key_node, value in reader.pairs(node):
        if not abbreviation.strip() or " " in abbreviation:
            reader.error(key_node, "bad-value", f"{abbreviation!r} is not one word")
            continue
        entry = reader.attempt(partial(_entry, abbreviation, reader), value, f"{abbreviation}: ")
        if entry:
            entries[abbreviation] = entry
    return dict(sorted(entries.items(), key=lambda item: (item[0].casefold(), item[0])))


def _entry(abbreviation: str, reader: Reader, node: Node) -> GlossaryEntry | None:
    if is_empty(node):
        raise Invalid(node, "missing-key", "its meaning is missing", "write it after the colon")
    if isinstance(node, ScalarNode):
        return GlossaryEntry(abbreviation, line_of_text(node))
    keys = Keys({"meaning": line_of_text, "synonyms": _texts}, ("meaning",), "an entry")
    mapping(node)
    values = keys.of(node, reader)
    return GlossaryEntry(abbreviation, **values) if "meaning" in values else None  # type: ignore[arg-type]


def read_events(
    node: Node, reader: Reader, document: Document, *, countries: Taxonomy | None
) -> tuple[Event, ...]:
    """Dated events, by year; their countries are terms of ``countries``."""
    events = [event for event in reader.each(partial(_event, reader, countries), node) if event]
    return tuple(sorted(events, key=lambda event: event.year))


def _event(reader: Reader, countries: Taxonomy | None, node: Node) -> Event | None:
    keys = Keys(
        {
            "year": read_year,
            "what": line_of_text,
            "place": line_of_text,
            "countries": lambda n: reader.each(partial(_country, countries), n, "countries: "),
            "records": lambda n: reader.each(partial(_slug, reader), n, "records: "),
        },
        ("year", "what"),
        "an event",
    )
    mapping(node)
    values = keys.of(node, reader)
    references = values.get("records", [])
    assert isinstance(references, list)
    if "year" not in values or "what" not in values:
        return None
    year, what = str(values["year"]), str(values["what"])
    return Event(year, what, str(values.get("place", "")), tuple(references))


def _country(countries: Taxonomy | None, node: Node) -> str:
    """An id that is checked and not kept: the place of an event is shown in words."""
    word = line_of_text(node)
    if countries is not None and word not in countries.terms:
        said = f"{word!r} is not a term of {countries.name!r}"
        raise Invalid(node, "unknown-term", said, nearest(word, countries.terms))
    return word


def _slug(reader: Reader, node: Node) -> Reference:
    return Reference("record", line_of_text(node), *reader.place(node))


def read_synonyms(node: Node, reader: Reader, document: Document) -> tuple[tuple[str, ...], ...]:
    """Groups of words and phrases that mean the same."""
    groups = reader.each(_texts, node)
    return tuple(group for group in groups if len(group) > 1)


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(line_of_text(item) for item in items(node))
