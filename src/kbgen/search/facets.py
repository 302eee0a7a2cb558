"""The file of the filters: what can be filtered by, and which records have which term."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Sequence
from typing import Any

from kbgen.search.bits import BitReader, base64_of, bits_of, fixed, gamma, gaps, width_of
from kbgen.search.model import FacetTerm, SearchFacet
from kbgen.search.record import Analysis

COLLECTION = "collection"


def with_collections(
    facets: Sequence[SearchFacet], analysed: Sequence[Analysis]
) -> list[SearchFacet]:
    """The facets, with one for the collections before them if there is none."""
    if any(facet.name == COLLECTION for facet in facets):
        return list(facets)
    names = sorted({analysis["collection"] for analysis in analysed})
    terms = tuple(FacetTerm(id=name, label=name.capitalize()) for name in names)
    return [SearchFacet(name=COLLECTION, label="Collection", terms=terms), *facets]


def facets_file(facets: Sequence[SearchFacet], analysed: Sequence[Analysis]) -> dict[str, Any]:
    """Facets with the terms that some record has, and one bit string for all their records."""
    declared = []
    pieces: list[str] = []
    for facet in with_collections(facets, analysed):
        if facet.kind == "years":
            bounds = _years(analysed, pieces)
            declared.append({"name": facet.name, "label": facet.label, "years": bounds})
            continue
        members = _members(facet, analysed)
        used = [term for term in facet.terms if term.id in members]
        places = {term.id: place for place, term in enumerate(used)}
        for term in used:
            records = members[term.id]
            pieces.append(gamma(len(records)))
            pieces.append(gaps(records, len(analysed)))
        declared.append(
            {
                "name": facet.name,
                "label": facet.label,
                "terms": [[term.id, term.label, places.get(term.parent, -1)] for term in used],
            }
        )
    return {"facets": declared, "bits": base64_of("".join(pieces))}


def _members(facet: SearchFacet, analysed: Sequence[Analysis]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for record, analysis in enumerate(analysed):
        terms = analysis["facets"].get(facet.name, [])
        if facet.name == COLLECTION and not terms:
            terms = [analysis["collection"]]
        for term in dict.fromkeys(terms):
            members.setdefault(term, []).append(record)
    return members


def _years(analysed: Sequence[Analysis], pieces: list[str]) -> list[int]:
    """Writes the years of every record; first, last and longest span are told apart by width."""
    known = [analysis["years"] for analysis in analysed if analysis["years"]]
    if not known:
        return []
    first = min(start for start, _ in known)
    last = max(end for _, end in known)
    width = width_of(last - first + 2)
    for analysis in analysed:
        if analysis["years"]:
            start, end = analysis["years"]
            pieces.append(fixed(start - first + 1, width) + gamma(end - start + 1))
        else:
            pieces.append(fixed(0, width))
    return [first, last]


def titles_file(analysed: Sequence[Analysis]) -> str:
    """The place of every record in the order of the titles, as bits."""
    order = sorted(range(len(analysed)), key=lambda record: (analysed[record]["title"], record))
    return _places(order)


def titles_edited(
    before: str, records: int, changed: Collection[int], title: Callable[[int], str]
) -> str:
    """The same after the titles of a few records have changed; `title` gives that of any."""
    reader, width = BitReader(bits_of(before)), width_of(records)
    by_place = sorted((reader.fixed(width), record) for record in range(records))
    order = [record for _, record in by_place if record not in changed]
    for record in changed:
        insort(order, record, key=lambda other: (title(other), other))
    return _places(order)


def _places(order: Sequence[int]) -> str:
    places = [0] * len(order)
    for place, record in enumerate(order):
        places[record] = place
    width = width_of(len(order))
    return base64_of("".join(fixed(place, width) for place in places))
