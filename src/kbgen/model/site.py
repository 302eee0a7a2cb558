"""The whole knowledge base, linked, and the pages that are made of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kbgen.model.collection import Collection
from kbgen.model.record import Record, Reference
from kbgen.model.taxonomy import Taxonomy, Term


class Footnote(NamedTuple):
    """A text for the foot of every page on which one of ``words`` stands."""

    words: tuple[str, ...]
    text: str


class Licence(NamedTuple):
    """Under what terms the records may be used."""

    label: str = ""
    url: str = ""


class Matrix(NamedTuple):
    """A page that counts records by two taxonomies at once."""

    slug: str
    title: str
    rows: str
    columns: str
    description: str = ""
    short: str = ""
    """The title where space is scarce."""


class Config(NamedTuple):
    """``kbgen.yml``: the few facts about the whole site."""

    title: str = "Knowledge base"
    tagline: str = ""
    description: str = ""
    language: str = "en"
    site_url: str = ""
    repo_url: str = ""
    branch: str = "main"
    edit_url: str = ""
    """The pattern of the addresses at which files are edited, with ``{branch}`` and ``{path}``."""
    licence: Licence = Licence()
    boundaries: str = ""
    """Disclaimer that stands under maps."""
    footnotes: tuple[Footnote, ...] = ()
    doors: tuple[str, ...] = ()
    """Taxonomies by which the home page leads to records, where some are chosen."""
    map: str = ""
    """The taxonomy of countries (ISO 3166-1 alpha-3 ids) that is drawn on the map."""
    matrices: tuple[Matrix, ...] = ()
    search: str = "lunr"
    """``lunr``: the index that the search page reads; ``json``: the records alone, for another
    search; ``none``."""
    lunr_index: str = "auto"
    """Whether the ordinary lunr index is written too; ``auto``: up to 2,000 records."""


class GlossaryEntry(NamedTuple):
    """An abbreviation and what it means."""

    abbreviation: str
    meaning: str
    synonyms: tuple[str, ...] = ()


class Event(NamedTuple):
    """Something that happened in a year."""

    year: str
    what: str
    place: str = ""
    references: tuple[Reference, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """Slugs of the records that tell more about it."""
        return tuple(reference.target for reference in self.references)


class Knowledge(NamedTuple):
    """What the content folder holds beside its records."""

    config: Config
    collections: Mapping[str, Collection]
    taxonomies: Mapping[str, Taxonomy]
    glossary: Mapping[str, GlossaryEntry] = {}
    events: Sequence[Event] = ()
    synonyms: Sequence[Sequence[str]] = ()
    files: frozenset[str] = frozenset()
    """Every file below ``content/`` that is no document."""
    digest: str = ""
    """Changes whenever any of this does, the files aside."""

    @property
    def facets(self) -> list[str]:
        """The taxonomies by which readers can filter, in the order of the fields that use them."""
        fields = [f for c in self.collections.values() if c.name for f in c.fields.values()]
        return list(
            dict.fromkeys(f.of[0] for f in fields if f.facet and f.type in ("term", "terms"))
        )

    @property
    def doors(self) -> list[Taxonomy]:
        """The taxonomies by which the home page and the menu lead to records."""
        return [
            self.taxonomies[name]
            for name in self.config.doors or self.taxonomies
            if name in self.taxonomies
        ]


class Backlink(NamedTuple):
    """A record that names another one: the heading of the way back, and its key."""

    heading: str
    record: str


Related = Mapping[str, Sequence[tuple[str, str]]]
"""Record -> the keys of the most related others, best first, each with the reason in words."""


class Site(NamedTuple):
    """Records with their relations, in both directions."""

    knowledge: Knowledge
    records: Mapping[str, Record]
    """By key, in the order of collections and of the collections' own order."""
    texts: Mapping[str, Record]
    """Pages such as About, by slug."""
    relations: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Record -> field -> keys of the records that it names."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    by_term: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Taxonomy -> term -> keys of the records that have it, or one narrower, in any field."""
    opened: Sequence[tuple[str, Term]] = ()
    """The terms that records have added to open taxonomies, each with its taxonomy's name."""
    sizes: Mapping[str, tuple[int, int]] = {}
    """Width and height in pixels of pictures that texts show, by path below ``content/``."""

    @property
    def config(self) -> Config:
        """The facts about the whole site."""
        return self.knowledge.config

    def of_collection(self, name: str) -> list[Record]:
        """The records of a collection, in its order."""
        return [r for r in self.records.values() if r.collection == name]

    def attachments(self) -> set[str]:
        """Files below ``content/`` that some record or page names."""
        records = (*self.records.values(), *self.texts.values())
        return {
            r.target for record in records for r in record.references if r.kind in ("file", "image")
        }

    def has_page(self, taxonomy: str, id: str) -> bool:
        """Whether a term has a page.

        Of a taxonomy that lies within another, such as countries, only the terms that a record has
        or that the taxonomy says something about do: most of the world would be empty pages.
        """
        if self.by_term.get(taxonomy, {}).get(id):
            return True
        declared = self.knowledge.taxonomies[taxonomy]
        term = declared.terms.get(id)
        if term is None:
            return False
        return not declared.within or bool(term.description or term.note)


class Page(NamedTuple):
    """Something that will exist at a permalink."""

    permalink: str
    kind: str
    """Which view and which layout make it."""
    subject: str = ""
    """Key of the record, name of the collection or taxonomy, ``taxonomy/term``."""
    number: int = 1
    """Which part of a long listing."""
    parts: int = 1


class OutputFile(NamedTuple):
    """A file of the site: its permalink and its bytes."""

    permalink: str
    content: bytes
    digest: str = ""
    """Of its content, where somebody has made that already."""
