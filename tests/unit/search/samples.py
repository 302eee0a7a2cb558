"""Made-up records, and the folders and answers of the tests of search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kbgen.search import (
    Analysis,
    FacetTerm,
    SearchDocument,
    SearchFacet,
    SearchField,
    SearchOptions,
    SearchSettings,
    analyse,
    fragment_of,
    index_files,
)

ROOT = Path(__file__).parents[3]
LAYOUTS = ROOT / "layouts"
FIELDS = (
    SearchField("title", 10),
    SearchField("summary", 4),
    SearchField("countries", 4, listed=True),
    SearchField("body", 1),
)
COUNTRIES = {
    "EGY": ("Egypt", ("Egipto", "Égypte", "مصر", "EG")),
    "NOR": ("Norway", ("NO", "Kingdom of Norway", "Noruega")),
    "CIV": ("Côte d'Ivoire", ("Ivory Coast", "CI")),
    "KEN": ("Kenya", ("KE",)),
}
SYNONYMS = (
    ("ToT", "Training of Trainers", "train the trainers"),
    ("DDR", "Disarmament, demobilization and reintegration", "former combatants"),
    ("training", "formation", "course"),
)
Writer = Callable[..., Path]
Asker = Callable[..., list[dict[str, Any]]]


def document(slug: str, title: str, body: str = "", **more: Any) -> SearchDocument:
    """A record with the fields that these tests use."""
    countries: tuple[str, ...] = more.pop("countries", ())
    summary = more.pop("summary", "")
    collection = more.pop("collection", "practices")
    return SearchDocument(
        permalink=f"{collection}/{slug}.html",
        collection=collection,
        fields={
            "title": title,
            "summary": summary,
            "countries": "\n".join(COUNTRIES[id][0] for id in countries),
            "body": body,
        },
        facets={"countries": countries, **more.pop("facets", {})},
        years=more.pop("years", None),
        fragment={"title": title, "summary": summary, "text": body},
    )


def facets() -> list[SearchFacet]:
    """The countries, two kinds of areas in a tree, and the years."""
    countries = tuple(FacetTerm(id, label, "", names) for id, (label, names) in COUNTRIES.items())
    areas = (
        FacetTerm("education", "Education"),
        FacetTerm("schools", "Schools", "education"),
        FacetTerm("health", "Health"),
    )
    return [
        SearchFacet("countries", "Countries", "terms", countries),
        SearchFacet("areas", "Areas", "terms", areas),
        SearchFacet("years", "Years", "years"),
    ]


def files_of(
    documents: Sequence[SearchDocument], options: SearchOptions | None = None
) -> dict[str, bytes]:
    """The index of some records."""
    settings = SearchSettings(FIELDS, facets(), SYNONYMS, options or SearchOptions())
    in_order = sorted(documents, key=lambda its: its.permalink)
    return dict(index_files(*known(in_order, FIELDS), settings))


def known(
    documents: Sequence[SearchDocument], fields: Sequence[SearchField]
) -> tuple[list[Analysis], list[bytes]]:
    """Analyses and fragments of some records."""
    analysed = [analyse(document, fields) for document in documents]
    return analysed, [fragment_of(document) for document in documents]


def slugs(answer: dict[str, Any]) -> list[str]:
    """The slugs of the hits, best first."""
    return [Path(hit["permalink"]).stem for hit in answer["hits"]]
