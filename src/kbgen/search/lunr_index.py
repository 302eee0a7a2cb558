"""The ordinary serialised lunr index, for other clients: unmodified lunr.js loads it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kbgen.search.model import SearchField
from kbgen.search.postings import Postings


def serialised(postings: Postings, refs: Sequence[str], fields: Sequence[SearchField]) -> bytes:
    """Built by lunr.py's own Builder out of our terms and counts; terms are numbered in order."""
    from lunr.builder import Builder  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]

    def stemmer(token: object) -> object:
        """Never called: names the step of the pipeline that lunr.js runs on queries."""
        return token

    Pipeline.registered_functions.setdefault("stemmer", stemmer)
    builder = Builder()
    builder.ref("id")
    for field in fields:
        builder.field(field.name, boost=field.weight)
    builder.document_count = len(refs)
    builder._documents = {ref: {} for ref in refs}
    for record, ref in enumerate(refs):
        for place, field in enumerate(fields):
            builder.field_term_frequencies[f"{field.name}/{ref}"] = {}
            builder.field_lengths[f"{field.name}/{ref}"] = postings.lengths[place][record]
    for number, term in enumerate(postings.terms):
        entry: dict[str, object] = {"_index": number}
        for place, field in enumerate(fields):
            posting = postings.by_field[place][number]
            records: dict[str, dict[str, object]] = {}
            for i in range(0, len(posting), 2):
                ref = refs[posting[i]]
                records[ref] = {}
                builder.field_term_frequencies[f"{field.name}/{ref}"][term] = posting[i + 1]
            entry[field.name] = records
        builder.inverted_index[term] = entry
    builder.search_pipeline.add(Pipeline.registered_functions["stemmer"])
    index = builder.build()
    text = json.dumps(index.serialize(), ensure_ascii=False, separators=(",", ":"))
    return text.encode()
