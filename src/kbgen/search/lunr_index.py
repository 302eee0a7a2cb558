"""The ordinary serialised lunr index, for other clients: unmodified lunr.js loads it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kbgen.search.model import SearchField
from kbgen.search.postings import COUNT, COUNT_BITS, K1, B, Postings
from kbgen.search.ranges import sort_key


def serialised(postings: Postings, refs: Sequence[str], fields: Sequence[SearchField]) -> bytes:
    """Built by lunr.py's Builder out of our terms and counts; terms are numbered in order."""
    from lunr.builder import Builder  # type: ignore[import-untyped]
    from lunr.idf import idf  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]
    from lunr.token_set import TokenSet  # type: ignore[import-untyped]
    from lunr.vector import Vector  # type: ignore[import-untyped]

    class FedBuilder(Builder):  # type: ignore[misc]
        """A Builder that has been given terms and counts, in the order of the terms."""

        def _create_token_set(self) -> None:
            """Left empty: it is made anew wherever the index is loaded."""
            self.token_set = TokenSet()

        def _create_field_vectors(self) -> None:
            """As in lunr.py, but appends: our elements come sorted."""
            idfs = {
                term: idf(entry, self.document_count) for term, entry in self.inverted_index.items()
            }
            self.field_vectors = {}
            for place, field in enumerate(fields):
                average = self.average_field_length[field.name]
                for record, ref in enumerate(refs):
                    key = f"{field.name}/{ref}"
                    length = postings.lengths[place][record]
                    elements: list[float] = []
                    for term, count in self.field_term_frequencies[key].items():
                        base = self._k1 * (1 - self._b + self._b * (length / average)) + count
                        weight = idfs[term] * ((self._k1 + 1) * count) / base * field.weight
                        elements += (self.inverted_index[term]["_index"], round(weight, 3))
                    self.field_vectors[key] = Vector(elements)
            self.field_vectors = {
                f"{field.name}/{ref}": self.field_vectors[f"{field.name}/{ref}"]
                for ref in refs
                for field in fields
            }

    def stemmer(token: object) -> object:
        """Never called: names the step of the pipeline that lunr.js runs on queries."""
        return token

    Pipeline.registered_functions.setdefault("stemmer", stemmer)
    builder = FedBuilder()
    builder.k1(K1)
    builder.b(B)
    for field in fields:
        builder.field(field.name, boost=field.weight)
    builder.document_count = len(refs)
    for place, field in enumerate(fields):
        for record, ref in enumerate(refs):
            key = f"{field.name}/{ref}"
            builder.field_term_frequencies[key] = {}
            builder.field_lengths[key] = postings.lengths[place][record]
    for number, term in enumerate(postings.terms):
        entry: dict[str, object] = {"_index": number}
        builder.inverted_index[term] = entry
        for place, field in enumerate(fields):
            records: dict[str, dict[str, object]] = {}
            for one in postings.of(number, place):
                ref = refs[one >> COUNT_BITS]
                records[ref] = {}
                builder.field_term_frequencies[f"{field.name}/{ref}"][term] = one & COUNT
            entry[field.name] = records
    builder.search_pipeline.add(Pipeline.registered_functions["stemmer"])
    index = builder.build().serialize()
    index["invertedIndex"].sort(key=lambda pair: sort_key(pair[0]))  # lunr.js wants its own order
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
