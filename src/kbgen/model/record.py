"""Documents as written and records as read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kbgen.model.values import Value
from kbgen.text.prose import Prose


class Document(NamedTuple):
    """A file below ``content/`` as it was read; ``path`` is relative to that folder."""

    path: str
    raw: bytes
    digest: str = ""
    """Digest of the bytes; known without ``raw`` while the file is the one that was kept."""

    @property
    def place(self) -> str:
        """Its path from the root of the knowledge base, for complaints."""
        return self.path[3:] if self.path.startswith("../") else f"content/{self.path}"

    @property
    def collection(self) -> str:
        """Name of the folder that the file is in, empty for a page."""
        folder, slash, _ = self.path.partition("/")
        return folder if slash else ""

    @property
    def slug(self) -> str:
        """The file name without its ending."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def stem(self) -> str:
        """The file name of a declaration without its ending."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".yml")


class Content(NamedTuple):
    """What stands in a knowledge base, unread; paths are relative to ``content/``."""

    config: Document | None
    collections: tuple[Document, ...] = ()
    """The ``_collection.yml`` files."""
    taxonomies: tuple[Document, ...] = ()
    glossary: Document | None = None
    events: Document | None = None
    synonyms: Document | None = None
    documents: tuple[Document, ...] = ()
    """Records and pages, in the order of their paths."""
    files: frozenset[str] = frozenset()


class Reference(NamedTuple):
    """Something that a record names, to be found once all records are known."""

    kind: str
    """``record`` (a slug), ``page`` (the path of a ``.md`` file), ``file``, ``image``, or ``term``
    (one that the record adds to an open taxonomy, which ``field`` names then)."""
    target: str
    line: int
    column: int
    field: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One practice or programme, typed. A page is a record of the collection without a name."""

    collection: str
    slug: str
    path: str
    """Path of its file below ``content/``."""
    title: str
    """Empty where it could not be read: then the record stands for what else could, to check it."""
    values: Mapping[str, Value]
    """What was given, by field; a field without a value is absent."""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each field of terms: those given, those implied, and all that are broader."""
    prose: Mapping[str, Prose] = field(default_factory=dict)
    """The rendered Markdown fields, and the body under ``body``."""
    references: tuple[Reference, ...] = ()
    opened: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Terms that the record adds to open taxonomies: taxonomy -> id -> label."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations of the glossary that stand in its text."""
    digest: str = ""
    """Changes whenever anything that the record says, or how it is read, does."""
    card: str = ""
    """Changes whenever anything that a listing shows of it does."""
    outline: str = ""
    """Changes whenever any of its fields does, Markdown aside, or its terms or abbreviations."""
    face: str = ""
    """Changes whenever anything that others see of it does: what it is called, what it names, its
    outline and card, and the headings that links may lead to."""

    @property
    def key(self) -> str:
        """``collection/slug``: names the record in the whole knowledge base."""
        return f"{self.collection}/{self.slug}" if self.collection else self.slug

    @property
    def permalink(self) -> str:
        """Path of its page within the site."""
        return f"{self.key}.html"

    @property
    def summary(self) -> str:
        """The summary, empty where there is none."""
        value = self.values.get("summary", "")
        return value if isinstance(value, str) else ""
