"""The file of the filters: what can be filtered by, and which records have which term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kbgen.search.bits import base64_of, fixed, gamma, gaps, width_of
from kbgen.search.model import FacetTerm, SearchDocument, SearchFacet

COLLECTION = "collection"


def with_collections(
    facets: Sequence[SearchFacet], documents: Sequence[SearchDocument]
) -> list[SearchFacet]:
    """The facets, with one for the collections before them if there is none."""
    if any(facet.name == COLLECTION for facet in facets):
        return list(facets)
    names = sorted({document.collection for document in documents})
    terms = tuple(FacetTerm(id=name, label=name.capitalize()) for name in names)
    return [SearchFacet(name=COLLECTION, label="Collection", terms=terms), *facets]


def facets_file(
    facets: Sequence[SearchFacet], documents: Sequence[SearchDocument]
) -> dict[str, Any]:
    """Facets with the terms that some record has, and one bit string for all their records."""
    declared = []
    pieces: list[str] = []
    for facet in with_collections(facets, documents):
        if facet.kind == "years":
            bounds = _years(documents, pieces)
            declared.append({"name": facet.name, "label": facet.label, "years": bounds})
            continue
        members = _members(facet, documents)
        used = [term for term in facet.terms if term.id in members]
        places = {term.id: place for place, term in enumerate(used)}
        for term in used:
            records = members[term.id]
            pieces.append(gamma(len(records)))
            pieces.append(gaps(records, len(documents)))
        declared.append(
            {
                "name": facet.name,
                "label": facet.label,
                "terms": [[term.id, term.label, places.get(term.parent, -1)] for term in used],
            }
        )
    return {"facets": declared, "bits": base64_of("".join(pieces))}


def _members(facet: SearchFacet, documents: Sequence[SearchDocument]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for record, document in enumerate(documents):
        terms = document.facets.get(facet.name, ())
        if facet.name == COLLECTION and not terms:
            terms = (document.collection,)
        for term in dict.fromkeys(terms):
            members.setdefault(term, []).append(record)
    return members


def _years(documents: Sequence[SearchDocument], pieces: list[str]) -> list[int]:
    """Writes the years of every record; first, last and longest span are told apart by width."""
    known = [document.years for document in documents if document.years]
    if not known:
        return []
    first = min(start for start, _ in known)
    last = max(end for _, end in known)
    width = width_of(last - first + 2)
    for document in documents:
        if document.years:
            start, end = document.years
            pieces.append(fixed(start - first + 1, width) + gamma(end - start + 1))
        else:
            pieces.append(fixed(0, width))
    return [first, last]


def titles_file(documents: Sequence[SearchDocument], names: Sequence[str]) -> str:
    """The place of every record in the order of the titles, as bits."""
    order = sorted(range(len(documents)), key=lambda record: (names[record], record))
    places = [0] * len(order)
    for place, record in enumerate(order):
        places[record] = place
    width = width_of(len(order))
    return base64_of("".join(fixed(place, width) for place in places))
