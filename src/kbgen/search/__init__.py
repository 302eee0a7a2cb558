"""The search index: built here, searched in the browser and on the terminal.

    analysis     text -> words; characters, spelling, stop_words and stemmer are its tables
    record       a record -> what the index needs to know of it
    postings     records with words -> terms with records
    index        terms with records -> files (entries, ranges, shards, vocabulary, lengths, facets,
                 bits)
    patch        files and the edit of some records -> the files that differ (standing, edits)
    lunr_index   the ordinary lunr index, made or edited (occurrences)
    terminal     the same search on the terminal; evaluation measures it

docs/search-format.md describes the files.
"""

from kbgen.search.edits import Edit
from kbgen.search.index import index_files
from kbgen.search.ledger import Ledger, ledger_of
from kbgen.search.model import (
    FacetTerm,
    SearchDocument,
    SearchFacet,
    SearchField,
    SearchOptions,
    SearchSettings,
)
from kbgen.search.patch import Patch
from kbgen.search.record import Analysis, analyse, fragment_of
from kbgen.search.standing import OutOfDate

__all__ = [
    "Analysis",
    "Edit",
    "FacetTerm",
    "Ledger",
    "OutOfDate",
    "Patch",
    "SearchDocument",
    "SearchFacet",
    "SearchField",
    "SearchOptions",
    "SearchSettings",
    "analyse",
    "fragment_of",
    "index_files",
    "ledger_of",
]
