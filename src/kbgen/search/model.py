"""What the search engine is given: fields, facets and documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class SearchField(NamedTuple):
    """A searched field and its weight. The heaviest field is the one that names a record.

    `listed`: its words are those of a list, the labels of terms, so that few words stand in it.
    """

    name: str
    weight: float
    listed: bool = False


class FacetTerm(NamedTuple):
    """A value that records can be filtered by. `aliases` also find records as plain words."""

    id: str
    label: str
    parent: str = ""
    aliases: tuple[str, ...] = ()


class SearchFacet(NamedTuple):
    """A filter. `kind` is "terms", or "years" for the range of years of the records."""

    name: str
    label: str
    kind: str = "terms"
    terms: tuple[FacetTerm, ...] = ()


class SearchDocument(NamedTuple):
    """One record as search sees it. Ancestors of terms are already among its facet terms.

    `fragment` is what a result shows: title, summary, collection, facts, and `text` for excerpts.
    """

    permalink: str
    collection: str
    fields: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]] = {}
    years: tuple[int, int] | None = None
    fragment: Mapping[str, Any] = {}


class SearchOptions(NamedTuple):
    """How the index is written.

    `lunr_index`: also write the ordinary serialised lunr index (None: up to 2,000 records).
    `shard_bytes`, `vocabulary_bytes`, `fragment_bytes`: sizes above which a file is halved.
    `length_bytes`: the lengths of a listed field that take more are a file of their own.
    """

    lunr_index: bool | None = None
    shard_bytes: int = 12_000
    vocabulary_bytes: int = 9_000
    fragment_bytes: int = 3000
    length_bytes: int = 256


class SearchSettings(NamedTuple):
    """What holds for all records: fields, filters, groups of phrases that mean the same."""

    fields: Sequence[SearchField]
    facets: Sequence[SearchFacet] = ()
    synonyms: Sequence[Sequence[str]] = ()
    options: SearchOptions = SearchOptions()
