"""Collections: what a folder of records declares about its fields."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

PLACES = ("lead", "facts", "main", "hidden", "card")
"""Where a field may show."""


class Field(NamedTuple):
    """A named value that a collection, a taxonomy or a page declares."""

    name: str
    label: str
    type: str = "text"
    of: tuple[str, ...] = ()
    """The taxonomy of a term, or the collections of a record."""
    help: str = ""
    note: str = ""
    required: bool = False
    facet: bool = False
    search: float = 0
    """Weight in the search index; 0 leaves the field out."""
    show: tuple[str, ...] = ()
    inverse: str = ""
    """Heading of the way back on the page of the record that is named."""
    implied_by: tuple[str, ...] = ()
    max: int = 0
    """The longest value in characters; 0 for no limit."""


class Rule(NamedTuple):
    """Facts that must agree where ``field`` is one of ``terms``."""

    field: str
    terms: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """Fields of which one is given."""
    at_most: tuple[tuple[str, int], ...] = ()
    """Fields, each with how many values it may have."""


class Collection(NamedTuple):
    """A folder of records with one declaration; the folder's name is the collection's."""

    name: str
    title: str
    singular: str
    path: str
    fields: Mapping[str, Field]
    description: str = ""
    disclaimer: str = ""
    body_label: str = ""
    body_help: str = ""
    body_after: str = ""
    """The field after which the body stands on the page; empty for before all other sections."""
    order: str = "title"
    added: tuple[str, ...] = ()
    """Fields of type date: the first that a record has says when it came into the collection."""
    authors: tuple[str, ...] = ()
    """Fields that name whose work a record describes: its citation begins with them."""
    rules: tuple[Rule, ...] = ()
    digest: str = ""

    def of_type(self, *types: str) -> Iterable[Field]:
        """The fields of the given types, in the order of the page."""
        return (f for f in self.fields.values() if f.type in types)
