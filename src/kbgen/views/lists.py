"""The views of the home page, of collections, of the glossary, of the search and of plain pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kbgen.model.collection import Collection
from kbgen.model.site import Page, Site
from kbgen.model.taxonomy import Taxonomy
from kbgen.pictures.worldmap import world_map
from kbgen.text.safe import made
from kbgen.text.slugs import slugify
from kbgen.views.page import HOME, Pager, View, filtered_search, pager, part_of
from kbgen.views.parts import Card, Entry, Link, Parts
from kbgen.views.sized import sized
from kbgen.views.world import places

_RECENT = 6
_DOOR_ENTRIES = 10
_USERS = 20
"""Records that the glossary names for an abbreviation; the search finds the others."""


class Door(NamedTuple):
    """A way in: a taxonomy and its terms with most records."""

    title: str
    permalink: str
    taxonomy: str
    entries: Sequence[Link]


class HomeView(NamedTuple):
    """The first page."""

    doors: Sequence[Door]
    recent: Sequence[Card]
    picture: Markup
    collections: Sequence[Link]


class CollectionView(NamedTuple):
    """The records of a collection."""

    title: str
    description: str
    cards: Sequence[Card]
    total: int
    search: str
    groups: Sequence[Door]
    pager: Pager | None


class GlossaryLine(NamedTuple):
    """An abbreviation, its meaning and the records that use it: the first of ``total``."""

    id: str
    abbreviation: str
    meaning: str
    cards: Sequence[Card]
    total: int
    search: str


class GlossaryView(NamedTuple):
    """All abbreviations."""

    entries: Sequence[GlossaryLine]


class TextView(NamedTuple):
    """A page such as About."""

    html: Markup


def home_view(page: Page, parts: Parts) -> View:
    """The home page."""
    site, config = parts.site, parts.site.config
    doors = [door for door in (_door(t, parts) for t in site.knowledge.doors) if door.entries]
    collections = [_counted(c, site) for c in site.knowledge.collections.values() if c.name]
    picture = Markup()
    if config.map and (found := places(page.permalink, parts)):
        picture = world_map(
            found,
            title="Records by country",
            description="The stronger the colour, the more records.",
        )
    cards = [parts.card(key) for _, key in sorted(_added(site), reverse=True)[:_RECENT]]
    data = HomeView(doors, cards, picture, collections)
    return View(config.title, data, config.description, has_map=bool(picture))


def collection_view(page: Page, parts: Parts) -> View:
    """One page of a collection's records."""
    collection = parts.site.knowledge.collections[page.subject]
    records = parts.site.of_collection(page.subject)
    cards = [parts.card(r.key) for r in part_of(records, page)]
    first = f"{collection.name}/index.html"
    data = CollectionView(
        collection.title,
        collection.description,
        cards,
        len(records),
        filtered_search(page.permalink, {"collection": collection.name}),
        (),
        pager(first, page.number, page.parts),
    )
    title = collection.title if page.number == 1 else f"{collection.title}, page {page.number}"
    return View(title, data, collection.description, (HOME,))


def glossary_view(page: Page, parts: Parts) -> View:
    """The glossary, each abbreviation with records whose text has it."""
    users: dict[str, list[str]] = {}
    for record in parts.site.records.values():
        for abbreviation in record.abbreviations:
            users.setdefault(abbreviation, []).append(record.key)
    entries: list[GlossaryLine] = []
    for number, (name, entry) in enumerate(parts.site.knowledge.glossary.items()):
        keys = users.get(name, ())
        id = f"term-{slugify(name) or number}"
        cards = [parts.card(key) for key in keys[:_USERS]]
        search = filtered_search(page.permalink, {"q": name})
        entries.append(GlossaryLine(id, name, entry.meaning, cards, len(keys), search))
    said = "1 abbreviation" if len(entries) == 1 else f"{len(entries)} abbreviations"
    description = f"{said} and what {'it means' if len(entries) == 1 else 'they mean'}."
    return View("Glossary", GlossaryView(entries), description, (HOME,))


def text_view(page: Page, parts: Parts) -> View:
    """A page such as About."""
    record = parts.site.texts[page.subject]
    body = record.prose.get("body")
    toc = [Entry(h.id, h.text, h.level) for h in body.headings if h.level == 2] if body else []
    html = sized(body.html, page.permalink, parts.site.sizes) if body else ""
    data = TextView(made(html))
    return View(record.title, data, record.summary, (HOME,), toc if len(toc) > 2 else ())


def search_view(page: Page, parts: Parts) -> View:
    """The search page; scripts fill it, listings stand in without them."""
    knowledge = parts.site.knowledge
    collections = [Link(c.title, f"{n}/index.html") for n, c in knowledge.collections.items() if n]
    return View("Search", {"collections": collections}, "Search all records.", (HOME,))


def missing_view(page: Page, parts: Parts) -> View:
    """The page for addresses that lead nowhere."""
    return View("No such page", None)


def _counted(collection: Collection, site: Site) -> Link:
    """The link to a collection, with words that follow the number of its records."""
    count = len(site.of_collection(collection.name))
    label = collection.singular if count == 1 else collection.title
    return Link(label, f"{collection.name}/index.html", count=count)


def _door(taxonomy: Taxonomy, parts: Parts) -> Door:
    """The broadest terms of a taxonomy with the most records, in the taxonomy's own order."""
    name = taxonomy.name
    used = parts.site.by_term.get(name, {})
    broadest = [
        id
        for id, term in taxonomy.terms.items()
        if id in used and term.parent not in taxonomy.terms
    ]
    most = set(sorted(broadest, key=lambda id: (-len(used[id]), id))[:_DOOR_ENTRIES])
    entries = [parts.counted(name, id) for id in broadest if id in most]
    return Door(taxonomy.title, f"{name}/index.html", name, entries)


def _added(site: Site) -> Iterator[tuple[str, str]]:
    """When each record came into its collection, where it says so, and its key."""
    for collection in site.knowledge.collections.values():
        for record in site.of_collection(collection.name) if collection.added else ():
            value = next((v for n in collection.added if (v := record.values.get(n))), None)
            if isinstance(value, str):
                yield value, record.key
