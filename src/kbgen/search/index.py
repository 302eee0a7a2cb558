"""The files of the search index, made from all records."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kbgen.search import ranges, synonyms
from kbgen.search.entries import Cut, Entry, cut, cut_records, forms_elsewhere
from kbgen.search.facets import facets_file, titles_file
from kbgen.search.files import (
    File,
    boot_script,
    fragments_script,
    length_scripts,
    postings_script,
    script,
    words_script,
)
from kbgen.search.ledger import Ledger, facets_digest, groups_of, settings_digest
from kbgen.search.lengths import encode_all
from kbgen.search.lunr_index import serialised
from kbgen.search.model import SearchSettings
from kbgen.search.postings import Postings, collect
from kbgen.search.record import Analysis
from kbgen.search.shards import encode_terms
from kbgen.text.digest import digest_of

LUNR_INDEX = "lunr-index.json"
MANY = 2000
SLICE = 64
"""Terms that are encoded at a time; processes share the slices."""

Encoded = list[tuple[int, str]]
Each = Callable[[Callable[[tuple[int, int]], Encoded], Sequence[tuple[int, int]]], list[Encoded]]
"""Gives what a function makes of each of some items; several processes may share the work."""


def one_by_one(
    work: Callable[[tuple[int, int]], Encoded], items: Sequence[tuple[int, int]]
) -> list[Encoded]:
    """All in this process."""
    return [work(item) for item in items]


def index_files(
    analysed: Iterable[Analysis],
    fragments: list[bytes],
    settings: SearchSettings,
    ledger: Ledger | None = None,
    each: Each = one_by_one,
) -> Iterator[File]:
    """Yields (permalink below `data/`, bytes) of every file that search needs.

    `analysed` and `fragments` are what `analyse` and `fragment_of` gave for each record, in the
    order of permalinks. The list of fragments is emptied: ten thousand of them take much memory.
    `ledger` is filled with what `Patch` wants to know of this index.
    """
    ledger = ledger if ledger is not None else Ledger()
    for path, content in _files(analysed, fragments, settings, ledger, each):
        ledger.digests[path] = digest_of(content)
        yield path, content


def _files(
    analysed: Iterable[Analysis],
    fragments: list[bytes],
    settings: SearchSettings,
    ledger: Ledger,
    each: Each,
) -> Iterator[File]:
    groups = groups_of(settings)
    ledger.settings, ledger.facets = settings_digest(settings, groups), facets_digest(settings)
    ledger.phrase_terms = " ".join(sorted(synonyms.terms_of(groups)))
    ledger.sizes = array("I", map(len, fragments))
    spans = cut_records(ledger.sizes, settings.options.fragment_bytes)
    for first, last in spans:
        yield fragments_script(first, fragments[first:last])
    fragments.clear()
    postings, known = collect(analysed, settings.fields)
    yield from filter_files(known, settings)
    entries = _entries(postings, synonyms.entries(groups, set(postings.terms)), each)
    ledger.columns.append(entries)
    ledger.lengths = [array("I", column) for column in postings.lengths]
    cuts = cut(ledger.columns, settings.options)
    yield from _term_files(entries, cuts, len(settings.fields))
    lengths = encode_all(settings.fields, ledger.lengths, settings.options.length_bytes)
    yield from length_scripts(lengths)
    starts = [first for first, _ in spans]
    yield boot_script(settings, len(known), lengths, cuts, starts, ledger.digests)
    if wants_lunr_index(settings, len(known)):
        refs = [analysis["permalink"] for analysis in known]
        content, ledger.occurrences = serialised(postings, refs, settings.fields)
        yield LUNR_INDEX, content


def filter_files(analysed: Sequence[Analysis], settings: SearchSettings) -> Iterator[File]:
    """The files of the filters and of the order of titles."""
    yield script("facets", "", facets_file(settings.facets, analysed))
    yield script("titles", "", titles_file(analysed))


def wants_lunr_index(settings: SearchSettings, records: int) -> bool:
    """Whether the ordinary lunr index is written."""
    wanted = settings.options.lunr_index
    return bool(records and settings.fields) and (records <= MANY if wanted is None else wanted)


def _term_files(entries: Sequence[Entry], cuts: Sequence[Cut], fields: int) -> Iterator[File]:
    for one in cuts:
        yield words_script(one.words.name, entries[one.words.first : one.words.last])
        for shard in one.postings:
            yield postings_script(shard.name, entries[shard.first : shard.last], fields)


def _entries(
    postings: Postings, phrases: Mapping[str, dict[str, list[str]]], each: Each
) -> list[Entry]:
    """Everything that stands in words files, in order."""
    count = len(postings.terms)
    slices = [(first, min(first + SLICE, count)) for first in range(0, count, SLICE)]
    encoded = iter(
        [term for part in each(lambda span: encode_terms(postings, *span), slices) for term in part]
    )
    found: dict[str, Entry] = {}
    strangers: dict[str, str] = {}
    for place, term in enumerate(postings.terms):
        forms = postings.forms[place]
        its = next(encoded)
        found[term] = Entry(term, forms, postings.spread(place), postings=its, size=len(its[1]))
        strangers.update((form, term) for form in forms_elsewhere(term, forms))
    for text in phrases:
        found.setdefault(text, Entry(text)).phrases = phrases[text]
    for form, term in strangers.items():
        found.setdefault(form, Entry(form)).term = term
    return [found[text] for text in ranges.in_order(found)]
