"""Read the glossary, the events of the timeline and the synonyms of the search."""

from yaml.nodes import Node, ScalarNode

from kbgen.model.record import Document
from kbgen.model.site import Event, GlossaryEntry
from kbgen.model.values import Invalid, Keys, Reader, items, line_of_text, mapping, raw


def read_glossary(node: Node, reader: Reader, document: Document) -> dict[str, GlossaryEntry]:
    """Abbreviations by themselves, in alphabetical order."""
    entries: dict[str, GlossaryEntry] = {}
    for abbreviation, key_node, value in reader.pairs(node):
        if not abbreviation.strip() or " " in abbreviation:
            reader.error(key_node, "bad-value", f"{abbreviation!r} is not one word")
            continue
        entry = reader.attempt(lambda n, a=abbreviation: _entry(a, n, reader), value, f"{abbreviation}: ")
        if entry:
            entries[abbreviation] = entry
    return dict(sorted(entries.items(), key=lambda item: (item[0].casefold(), item[0])))


def _entry(abbreviation: str, node: Node, reader: Reader) -> GlossaryEntry | None:
    if isinstance(node, ScalarNode):
        return GlossaryEntry(abbreviation, line_of_text(node))
    keys = Keys({"meaning": line_of_text, "synonyms": _texts}, ("meaning",), "an entry")
    mapping(node)
    values = keys.of(node, reader)
    return GlossaryEntry(abbreviation, **values) if "meaning" in values else None  # type: ignore[arg-type]


def read_events(node: Node, reader: Reader, document: Document) -> tuple[Event, ...]:
    """Dated events, by year."""
    events = [event for event in reader.each(lambda item: _event(item, reader), node) if event]
    return tuple(sorted(events, key=lambda event: event.year))


def _event(node: Node, reader: Reader) -> Event | None:
    keys = Keys(
        {"year": _year, "what": line_of_text, "place": line_of_text, "countries": _texts, "records": _texts},
        ("year", "what"),
        "an event",
    )
    mapping(node)
    values = keys.of(node, reader)
    values.pop("countries", None)
    return Event(**values) if "year" in values and "what" in values else None  # type: ignore[arg-type]


def _year(node: Node) -> str:
    word = raw(node)
    if not (len(word) == 4 and word.isascii() and word.isdigit()):
        raise Invalid(node, "bad-year", f"{word!r} is not a year such as 2024")
    return word


def read_synonyms(node: Node, reader: Reader, document: Document) -> tuple[tuple[str, ...], ...]:
    """Groups of words and phrases that mean the same."""
    groups = reader.each(_texts, node)
    return tuple(group for group in groups if len(group) > 1)


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(line_of_text(item) for item in items(node))
