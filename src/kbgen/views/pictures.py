"""The views of the map, the timeline and the matrices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbgen.model.record import Record
from kbgen.model.site import Event, Page
from kbgen.pictures.matrix import Axis, Cell, Matrix, matrix_table
from kbgen.pictures.timeline import Entry, timeline
from kbgen.pictures.worldmap import world_map
from kbgen.text.dates import range_text, years
from kbgen.text.urls import relative
from kbgen.views.matrices import axis, in_use
from kbgen.views.page import HOME, View, filtered_search
from kbgen.views.parts import Link, Parts
from kbgen.views.world import places


@dataclass(frozen=True, slots=True)
class MapView:
    """Countries by number of records, as a picture and as rows."""

    picture: Markup
    rows: Sequence[Link]
    boundaries: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One line of the timeline's list."""

    year: str
    label: str
    permalink: str
    what: str


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years of the timeline's list."""

    id: str
    title: str
    entries: Sequence[Dated]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Events and dated records, as a picture and by decade."""

    picture: Markup
    decades: Sequence[Decade]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Records counted by two taxonomies at once; no table where there is nothing to count."""

    title: str
    description: str
    table: Markup
    gaps: Sequence[tuple[str, Sequence[Link]]]
    missing: str


def map_view(page: Page, parts: Parts) -> View:
    """The map of the world."""
    taxonomy = parts.taxonomy(page.subject)
    used = parts.site.by_term.get(taxonomy.name, {})
    rows = [parts.counted(taxonomy.name, id) for id in taxonomy.terms if id in used]
    rows.sort(key=lambda link: (-(link.count or 0), link.label))
    title = "Map"
    description = (
        f"{'1 country has' if len(rows) == 1 else f'{len(rows)} countries have'} records. "
        "The stronger the colour, the more there are."
    )
    picture = world_map(
        places(page.permalink, parts),
        title="Records by country",
        description="Each country with records leads to its page.",
    )
    return View(title, MapView(picture, rows, parts.site.config.boundaries), description, (HOME,))


def timeline_view(page: Page, parts: Parts) -> View:
    """The timeline, from the first dated event or record to the last."""
    permalinks = {record.slug: record.permalink for record in parts.site.records.values()}
    dated = [_event(event, permalinks) for event in parts.site.knowledge.events]
    dated += [found for record in parts.site.records.values() if (found := _record(record, parts))]
    entries = [_picture_entry(entry, span, page.permalink) for entry, span in dated]
    last = max(max(span[0], span[1]) for _, span in dated)
    first = min(span[0] for _, span in dated)
    decades = []
    for start in range(first - first % 10, last + 1, 10):
        lines = sorted(
            (entry for entry, span in dated if start <= span[0] < start + 10),
            key=lambda entry: (entry.year, entry.permalink != "", entry.label),
        )
        if lines:
            decades.append(Decade(f"decade-{start}", f"{start}s", lines))
    picture = timeline(entries, first=first, last=last, title="Events and dated records")
    description = f"{first} to today: dated events, and the records that say when they took place."
    data = TimelineView(picture, decades)
    return View("Timeline", data, description, (HOME,))


Span = tuple[int, int, bool, str]
"""First year, last year, whether it goes on, and whether it is an event or a record."""


def _event(event: Event, permalinks: Mapping[str, str]) -> tuple[Dated, Span]:
    links = [permalinks[slug] for slug in event.records if slug in permalinks]
    permalink = links[0] if links else ""
    what = f"{event.place}: {event.what}" if event.place else event.what
    return Dated(event.year, what, permalink, ""), (
        int(event.year),
        int(event.year),
        False,
        "event",
    )


def _record(record: Record, parts: Parts) -> tuple[Dated, Span] | None:
    collection = parts.site.knowledge.collections[record.collection]
    for declared in collection.of_type("dates"):
        value = record.values.get(declared.name)
        span = years([str(v) for v in value]) if isinstance(value, list) else None
        if span and isinstance(value, list):
            goes_on = value[1] == "present"
            text = range_text([str(v) for v in value])
            entry = Dated(
                str(span[0]), record.title, record.permalink, f"{collection.singular}, {text}"
            )
            return entry, (*span, goes_on, "record")
    return None


def _picture_entry(entry: Dated, span: Span, page: str) -> Entry:
    href = (
        relative(page, entry.permalink) if entry.permalink else f"#decade-{span[0] - span[0] % 10}"
    )
    kind = "event" if span[3] == "event" else "record"
    return Entry(span[0], entry.label, href, kind, span[1], span[2])  # type: ignore[arg-type]


def matrix_view(page: Page, parts: Parts) -> View:
    """The matrix that the page is about."""
    declared = next(m for m in parts.site.config.matrices if m.slug == page.subject)
    by_term = parts.site.by_term
    rows, columns = axis(declared.rows, parts.site), axis(declared.columns, parts.site)
    cells = []
    for row in rows:
        have = set(by_term.get(declared.rows, {}).get(row, ()))
        line = []
        for column in columns:
            both = [k for k in by_term.get(declared.columns, {}).get(column, ()) if k in have]
            search = filtered_search(page.permalink, {declared.rows: row, declared.columns: column})
            line.append(Cell(len(both), search if both else ""))
        cells.append(line)
    table = Markup()
    if declared in in_use(parts.site):
        table = matrix_table(
            Matrix(
                [_head(declared.rows, id, page, parts) for id in rows],
                [_head(declared.columns, id, page, parts) for id in columns],
                cells,
            ),
            caption=declared.title,
            corner=f"{parts.taxonomy(declared.rows).title} / "
            f"{parts.taxonomy(declared.columns).title}",
        )
    gaps = []
    for name, ids in ((declared.rows, rows), (declared.columns, columns)):
        empty = [parts.term(name, id) for id in ids if not by_term.get(name, {}).get(id)]
        if empty:
            gaps.append((parts.taxonomy(name).title, empty))
    data = MatrixView(
        declared.title, declared.description, table, gaps, _missing(declared.rows, parts)
    )
    return View(declared.title, data, declared.description, (HOME,))


def _head(name: str, id: str, page: Page, parts: Parts) -> Axis:
    link = parts.term(name, id)
    label = f"{link.number} {link.label}" if link.number else link.label
    href = relative(page.permalink, link.permalink) if link.permalink else ""
    return Axis(label, href, len(parts.site.by_term.get(name, {}).get(id, ())))


def _missing(name: str, parts: Parts) -> str:
    have = {key for keys in parts.site.by_term.get(name, {}).values() for key in keys}
    without = len(parts.site.records) - len(have)
    if not without:
        return ""
    title, every = parts.taxonomy(name).title, len(parts.site.records)
    if without == every:
        return f"No record names a term of “{title}” yet."
    return (
        f"{without} of {every} records {'name' if without > 1 else 'names'} no term of “{title}”."
    )
