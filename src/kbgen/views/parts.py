"""The pieces that views are made of: links, cards, field views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from kbgen.model.collection import Collection, Field
from kbgen.model.record import Record
from kbgen.model.site import Site
from kbgen.model.taxonomy import Taxonomy, Term, ancestors, term_permalink
from kbgen.model.values import Value
from kbgen.text.abbreviations import Abbreviations
from kbgen.text.dates import date_text, range_text
from kbgen.text.prose import Prose
from kbgen.text.safe import made
from kbgen.views.sized import sized


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go; without a permalink it is a name only."""

    label: str
    permalink: str
    short: str = ""
    number: str = ""
    note: str = ""
    count: int | None = None
    children: tuple["Link", ...] = ()

    def __hash__(self) -> int:
        return hash(self.permalink or self.label)  # of all parts it would take ten times as long


class Fact(NamedTuple):
    """A name and a value in a card."""

    label: str
    text: str


class Card(NamedTuple):
    """One record in a listing."""

    title: str
    permalink: str
    collection: str
    summary: str
    facts: tuple[Fact, ...] = ()
    reason: str = ""


class Entry(NamedTuple):
    """One line of a contents list."""

    id: str
    text: str
    level: int


_NOTHING = made("")


@dataclass(slots=True)
class FieldView:
    """One field of a record or of a term, ready to print."""

    name: str
    id: str
    label: str
    type: str
    note: str = ""
    text: Any = ""
    start: str = ""
    end: str = ""
    url: str = ""
    html: Markup = _NOTHING
    texts: Sequence[str] = ()
    terms: Sequence[Link] = ()
    cards: Sequence[Card] = ()
    links: Sequence[Mapping[str, str]] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    prose: Prose | None = None


class Parts:
    """Makes the pieces for one site, each once."""

    def __init__(self, site: Site, related: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self.site = site
        self.related = related
        self._links: dict[tuple[str, str], Link] = {}
        self._broader: dict[tuple[str, str], Sequence[tuple[str, str]]] = {}
        self._cards: dict[str, Card] = {}
        self._in_cards: dict[str, Sequence[Field]] = {}
        self._known_paths: dict[str, _Paths] = {}

    def taxonomy(self, name: str) -> Taxonomy:
        """The taxonomy of that name."""
        return self.site.knowledge.taxonomies[name]

    def broader(self, taxonomy: str, id: str) -> Sequence[tuple[str, str]]:
        """(taxonomy, id) of every broader term, nearest first."""
        found = self._broader.get((taxonomy, id))
        if found is None:
            found = ancestors(self.site.knowledge.taxonomies, taxonomy, id)
            self._broader[taxonomy, id] = found
        return found

    def term(self, taxonomy: str, id: str) -> Link:
        """The link to a term; without a permalink where it has no page."""
        found = self._links.get((taxonomy, id))
        if found is None:
            term = self.taxonomy(taxonomy).terms.get(id) or Term(id, id)
            found = self._links[taxonomy, id] = Link(
                term.brief,
                term_permalink(taxonomy, id) if self.site.has_page(taxonomy, id) else "",
                term.short,
                id if self.taxonomy(taxonomy).is_number(term) else "",
                term.note,
            )
        return found

    def counted(self, taxonomy: str, id: str, children: Sequence[Link] = ()) -> Link:
        """The link to a term with the number of its records."""
        count = len(self.site.by_term.get(taxonomy, {}).get(id, ()))
        return replace(self.term(taxonomy, id), count=count, children=tuple(children))

    def card(self, key: str, reason: str = "") -> Card:
        """The card of the record with that key."""
        found = self._cards.get(key)
        if found is None:
            record = self.site.records.get(key) or self.site.texts[key]
            collection = self.site.knowledge.collections[record.collection]
            facts = tuple(
                Fact(declared.label, text)
                for declared in self._carded(collection)
                if (text := self.brief(record, declared))
            )
            found = Card(record.title, record.permalink, collection.singular, record.summary, facts)
            self._cards[key] = found
        return found._replace(reason=reason) if reason else found

    def _carded(self, collection: Collection) -> Sequence[Field]:
        """The fields that cards of the collection show as facts."""
        found = self._in_cards.get(collection.name)
        if found is None:
            fields = collection.fields.values()
            found = [f for f in fields if "card" in f.show and "lead" not in f.show]
            self._in_cards[collection.name] = found
        return found

    def brief(self, record: Record, declared: Field) -> str:
        """A field in a few words, empty where the record has no value."""
        value = record.values.get(declared.name)
        if value is None:
            return ""
        if declared.type in ("term", "terms"):
            labels = [self.term(declared.of[0], id).label for id in _texts(value)]
            return ", ".join(labels[:4]) + (
                f" and {len(labels) - 4} more" if len(labels) > 4 else ""
            )
        if declared.type == "dates":
            return range_text(_texts(value))
        if declared.type == "date":
            return date_text(str(value))
        return ", ".join(_texts(value))

    def field(
        self, record: Record, declared: Field, page: str, abbreviations: Abbreviations | None = None
    ) -> FieldView | None:
        """A field of ``record`` as the page at ``page`` shows it; None where it has no value."""
        value = record.values.get(declared.name)
        ids = record.terms.get(declared.name, ()) if declared.type in ("term", "terms") else ()
        if value is None and not ids:
            return None
        keys = self.site.relations.get(record.key, {}).get(declared.name, ())
        prose = record.prose.get(declared.name)
        return self._view(declared, value, ids, keys, prose, page, abbreviations)

    def term_field(self, term: Term, declared: Field, page: str) -> FieldView | None:
        """A field that the taxonomy declares, of one term."""
        value = term.values.get(declared.name)
        if value is None or "hidden" in declared.show:
            return None
        ids = _texts(value) if declared.type in ("term", "terms") else ()
        return self._view(declared, value, ids, (), term.prose.get(declared.name), page, None)

    def _view(
        self,
        declared: Field,
        value: Value | None,
        ids: Sequence[str],
        keys: Sequence[str],
        prose: Prose | None,
        page: str,
        abbreviations: Abbreviations | None,
    ) -> FieldView:
        view = FieldView(
            declared.name,
            f"field-{declared.name.replace('_', '-')}",
            declared.label,
            declared.type,
            declared.note,
        )
        kind = declared.type
        if kind in ("term", "terms"):
            view.terms = [self.term(declared.of[0], id) for id in self._shown(declared.of[0], ids)]
        elif kind in ("record", "records"):
            view.cards = [self.card(key) for key in keys]
        elif kind == "markdown" and prose:
            html = abbreviations.mark(prose.html) if abbreviations else prose.html
            view.html, view.prose = made(sized(html, page, self.site.sizes)), prose
        elif kind == "dates":
            view.start, view.end = _texts(value)
            view.text = range_text((view.start, view.end))
        elif kind == "date":
            view.start, view.text = str(value), date_text(str(value))
        elif kind == "url":
            view.url = str(value)
        elif kind == "texts":
            view.texts = _texts(value)
        elif kind in ("links", "files", "file", "figures", "phases", "sources"):
            self._rows(view, declared, value, page)
        elif abbreviations:
            view.text = made(abbreviations.mark(str(escape(str(value)))))
        else:
            view.text = ", ".join(_texts(value))
        return view

    def _rows(self, view: FieldView, declared: Field, value: Value | None, page: str) -> None:
        rows: list[Any] = value if isinstance(value, list) else [_named(value)]
        if declared.type in ("files", "file"):
            view.links = [{"label": row["label"], "permalink": row["file"]} for row in rows]
        elif declared.type == "links":
            view.links = rows
        elif declared.type == "figures":
            view.rows = [{"value": grouped(row["value"]), "what": row["what"]} for row in rows]
        elif declared.type == "sources":
            view.rows = [
                {"document": self.term(declared.of[0], r["document"]), "at": r["at"]} for r in rows
            ]
        else:
            view.rows = rows

    def _shown(self, taxonomy: str, ids: Sequence[str]) -> list[str]:
        """Ids in order, without those that a narrower one says already; a target needs its goal."""
        terms = self.taxonomy(taxonomy).terms
        broader = {terms[id].parent for id in ids if id in terms and not id[:1].isdigit()}
        return self.in_order(taxonomy, [id for id in ids if id not in broader])

    def in_order(self, taxonomy: str, ids: Sequence[str]) -> list[str]:
        """Ids with each broader one before its own, in the order of the taxonomy."""
        if len(ids) < 2:
            return list(ids)
        return sorted(ids, key=self._paths(taxonomy).__getitem__)

    def _paths(self, taxonomy: str) -> "_Paths":
        found = self._known_paths.get(taxonomy)
        if found is None:
            found = self._known_paths[taxonomy] = _Paths(self.taxonomy(taxonomy).terms)
        return found


class _Paths(dict[str, tuple[int, ...]]):
    """Where terms stand in the order of their taxonomy, below those that are broader."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._position = {id: n for n, id in enumerate(terms)}

    def __missing__(self, id: str) -> tuple[int, ...]:
        path: list[int] = []
        above = id
        while above in self._terms and self._position[above] not in path:
            path.insert(0, self._position[above])
            above = self._terms[above].parent
        self[id] = tuple(path)
        return self[id]


def grouped(number: str) -> str:
    """A whole number with its thousands apart; any other number as it is."""
    return f"{int(number):,}" if number.isdigit() and len(number) > 3 else number


def _texts(value: Value | None) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    return [] if value is None else [str(value)]


def _named(file: Value | None) -> dict[str, str]:
    """A file that has no label of its own goes by its name."""
    path = str(file)
    return {"label": path.rsplit("/", 1)[-1], "file": path}
