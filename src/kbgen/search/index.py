"""The files of the search index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from statistics import median_low
from typing import Any

from kbgen.search import ranges, synonyms, vocabulary
from kbgen.search.analysis import forms_of
from kbgen.search.bits import base64_of, gaps, rice
from kbgen.search.facets import facets_file, titles_file
from kbgen.search.lunr_index import serialised
from kbgen.search.model import SearchDocument, SearchFacet, SearchField, SearchOptions
from kbgen.search.postings import Analysis, Postings, collect, heaviest_field
from kbgen.search.shards import VERSION, ShardWriter

RECORD_BITS = 20
_LEADING = 12  # a vocabulary file holds whole groups of words with the same two first letters
_MANY = 2000


def index_files(
    documents: Sequence[SearchDocument],
    analysed: Sequence[Analysis],
    fields: Sequence[SearchField],
    facets: Sequence[SearchFacet] = (),
    synonym_groups: Sequence[Sequence[str]] = (),
    options: SearchOptions | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yields (permalink below `data/`, bytes) of every file that search needs.

    `analysed` holds what `analyse` gave for each of the documents, in the same order. The same
    input gives the same bytes, whatever the order of the documents.
    """
    options = options or SearchOptions()
    order = sorted(range(len(documents)), key=lambda place: documents[place].permalink)
    documents = [documents[place] for place in order]
    postings = collect([analysed[place] for place in order], fields)
    heaviest = heaviest_field(fields)
    groups = [*synonyms.groups_of(facets), *synonym_groups]

    stamp = sha256()
    boot = _boot(postings, fields, heaviest)
    starts = []
    for kind, name, payload in (
        *_term_files(postings, heaviest, groups, options),
        *_fragment_files(documents, options.fragment_bytes),
        ("facets", "", facets_file(facets, documents)),
        ("titles", "", titles_file(documents, [_sort_title(document) for document in documents])),
    ):
        if kind in ("words", "postings"):
            boot[kind].append(name)
        elif kind == "records":
            starts.append(int(name))
        path, script = _script(kind, name, payload)
        stamp.update(script)
        yield path, script
    boot["files"], boot["starts"] = len(starts), base64_of(gaps(starts, len(documents)))
    boot["stamp"] = stamp.hexdigest()[:8]
    boot["words"], boot["postings"] = " ".join(boot["words"]), " ".join(boot["postings"])
    yield _script("boot", "", boot)
    wanted = len(documents) <= _MANY if options.lunr_index is None else options.lunr_index
    if wanted and documents and fields:
        refs = [document.permalink for document in documents]
        yield "lunr-index.json", serialised(postings, refs, fields)


def _script(kind: str, name: str, payload: object) -> tuple[str, bytes]:
    """A classic script that hands its payload to the engine: such a file loads from anywhere."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    call = f"kbgen.search.receive({json.dumps(kind)},{json.dumps(name)},{text});\n"
    path = f"search/{kind}-{name}.js" if name else f"search/{kind}.js"
    return path, call.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _term_files(
    postings: Postings, heaviest: int, groups: synonyms.Groups, options: SearchOptions
) -> Iterator[tuple[str, str, object]]:
    """The files of words and of postings; the range of the latter lies within one of the former."""
    many = postings.records > _MANY
    shard_bytes = options.shard_bytes or (24_000 if many else 12_000)
    vocabulary_bytes = options.vocabulary_bytes or (24_000 if many else 14_000)
    writer = ShardWriter(postings, heaviest)
    sizes = writer.sizes()
    phrases = synonyms.entries(groups, set(postings.terms))
    strangers = _forms_elsewhere(postings)
    entries = sorted({*postings.terms, *phrases, *strangers}, key=ranges.sort_key)
    place_of = {term: place for place, term in enumerate(postings.terms)}
    keys = [ranges.key_of(entry) for entry in entries]
    weights = [
        _text_size(postings, place_of.get(entry)) + len(str(phrases.get(entry, "")))
        for entry in entries
    ]
    for bound, left, first, last in ranges.halve(keys, weights, vocabulary_bytes, deepest=_LEADING):
        here = entries[first:last]
        terms = [place_of[entry] for entry in here if entry in place_of]
        payload: dict[str, object] = {
            "terms": vocabulary.encode(
                [postings.terms[term] for term in terms], [postings.forms[term] for term in terms]
            )
        }
        its_phrases = [pair for entry in here for pair in sorted(phrases.get(entry, {}).items())]
        if its_phrases:
            payload["phrases"] = [[key, *others] for key, others in its_phrases]
        its_strangers = [f"{entry} {strangers[entry]}" for entry in here if entry in strangers]
        if its_strangers:
            payload["strangers"] = its_strangers
        yield "words", ranges.name_of(bound), payload
        if terms:
            start = terms[0]
            term_keys = [ranges.key_of(postings.terms[term]) for term in terms]
            for lower, _, begin, end in ranges.halve(
                term_keys, [sizes[term] for term in terms], shard_bytes, (bound, left)
            ):
                yield "postings", ranges.name_of(lower), writer.encode(start + begin, start + end)


def _text_size(postings: Postings, term: int | None) -> int:
    return 0 if term is None else len(postings.terms[term]) + 2 * len(postings.forms[term])


def _forms_elsewhere(postings: Postings) -> dict[str, str]:
    """Form -> term, where the two do not begin alike, so that the form's range knows of it."""
    shift = ranges.KEY_BITS - _LEADING
    found = {}
    for term, forms in zip(postings.terms, postings.forms, strict=True):
        leading = ranges.key_of(term) >> shift
        for form in forms:
            if form[:2] != term[:2] and ranges.key_of(form) >> shift != leading:
                found[form] = term
    return found


def _fragment_files(
    documents: Sequence[SearchDocument], limit: int
) -> Iterator[tuple[str, str, object]]:
    """What results show, record by record; small records share a file."""
    entries = [[document.permalink, _plain(document.fragment)] for document in documents]
    sizes = [float(len(str(entry))) for entry in entries]
    shift = ranges.KEY_BITS - RECORD_BITS
    keys = [record << shift for record in range(len(entries))]
    for _, _, first, last in ranges.halve(keys, sizes, limit):
        if first < last:
            yield "records", str(first), entries[first:last]


def _plain(fragment: Mapping[str, Any]) -> dict[str, Any]:
    return {key: fragment[key] for key in fragment if fragment[key] not in (None, "", [], ())}


def _sort_title(document: SearchDocument) -> str:
    title = str(document.fragment.get("title", document.permalink))
    return " ".join(form for chunk in title.split() for form in forms_of(chunk, True))


def _boot(postings: Postings, fields: Sequence[SearchField], heaviest: int) -> dict[str, Any]:
    """What is loaded first; the names of the files are filled in as these are made."""
    pieces: list[str] = []
    lengths = []
    for column in postings.lengths:
        middle = median_low(column) if column else 0
        turned = [2 * (n - middle) if n >= middle else 2 * (middle - n) - 1 for n in column]
        width = max(0, (sum(turned) * 11 // (16 * max(1, len(turned)))).bit_length() - 1)
        lengths.append([middle, width])
        pieces += (rice(number, width) for number in turned)
    return {
        "version": VERSION,
        "records": postings.records,
        "fields": [[field.name, field.weight] for field in fields],
        "heaviest": heaviest,
        "lengths": lengths,
        "bits": base64_of("".join(pieces)),
        "words": [],
        "postings": [],
    }
