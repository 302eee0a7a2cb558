"""The search index: built here, searched in the browser and on the terminal.

    analysis     text -> words; characters, spelling, stop_words and stemmer are its tables
    postings     records with words -> terms with records
    index        terms with records -> files (shards, vocabulary, facets, bits and ranges below it)
    terminal     the same search on the terminal

docs/search-format.md describes the files.
"""

from kbgen.search.index import index_files
from kbgen.search.model import (
    FacetTerm,
    SearchDocument,
    SearchFacet,
    SearchField,
    SearchOptions,
)
from kbgen.search.postings import analyse

__all__ = [
    "FacetTerm",
    "SearchDocument",
    "SearchFacet",
    "SearchField",
    "SearchOptions",
    "analyse",
    "index_files",
]
