"""The file of the filters and the order of titles, read as a browser reads them."""

from __future__ import annotations

from typing import Any

import pytest

from kbgen.search.bits import BitReader, bits_of, width_of
from kbgen.search.facets import facets_file, titles_edited, titles_file, with_collections
from kbgen.search.model import FacetTerm, SearchFacet
from kbgen.search.record import Analysis

AREAS = SearchFacet(
    "areas",
    "Areas",
    "terms",
    (
        FacetTerm("unused", "Unused"),
        FacetTerm("schools", "Schools", "education"),
        FacetTerm("camps", "Camps", "unused"),
        FacetTerm("education", "Education"),
    ),
)
YEARS = SearchFacet("years", "Years", "years")


def analysis(
    title: str = "", areas: tuple[str, ...] = (), years: tuple[int, ...] = (), **facets: list[str]
) -> Analysis:
    return {
        "permalink": "",
        "collection": "practices",
        "title": title,
        "facets": {"areas": list(areas), **facets},
        "years": list(years),
        "forms": {},
    }


def reader(file: dict[str, Any]) -> BitReader:
    return BitReader(bits_of(file["bits"]))


def test_a_facet_of_collections_comes_first() -> None:
    practice, programme = analysis(), {**analysis(), "collection": "programmes"}
    its = [programme, practice, programme]
    found = with_collections([AREAS], its)  # type: ignore[arg-type]
    assert found[0].terms == (
        FacetTerm("practices", "Practices"),
        FacetTerm("programmes", "Programmes"),
    )
    assert found[1:] == [AREAS]
    assert with_collections(found, [practice]) == found, "there is one already"


def test_terms_that_some_record_has() -> None:
    records = [
        analysis(areas=("education", "schools")),
        analysis(areas=("camps", "camps")),
        analysis(areas=("schools", "unknown")),
    ]
    file = facets_file([AREAS], records)
    assert [facet["name"] for facet in file["facets"]] == ["collection", "areas"]
    assert file["facets"][1] == {
        "name": "areas",
        "label": "Areas",
        "terms": [
            ["schools", "Schools", 2],
            ["camps", "Camps", -1],
            ["education", "Education", -1],
        ],
    }
    bits = reader(file)
    assert [bits.gaps(bits.gamma(), 3) for _ in range(4)] == [[0, 1, 2], [0, 2], [1], [0]]


def test_a_record_may_say_its_own_collection() -> None:
    named = SearchFacet("collection", "Kind", terms=(FacetTerm("special", "Special"),))
    file = facets_file([named], [analysis(), analysis(collection=["special"])])
    bits = reader(file)
    assert file["facets"][0]["terms"] == [["special", "Special", -1]]
    assert bits.gaps(bits.gamma(), 2) == [1]


def test_years_record_by_record() -> None:
    years: list[tuple[int, ...]] = [(2003, 2003), (), (2001, 2008)]
    file = facets_file([SearchFacet("collection", ""), YEARS], [analysis(years=y) for y in years])
    assert file["facets"][1] == {"name": "years", "label": "Years", "years": [2001, 2008]}
    bits, width = reader(file), width_of(9)
    assert (bits.fixed(width), bits.gamma()) == (3, 1)
    assert bits.fixed(width) == 0
    assert (bits.fixed(width), bits.gamma()) == (1, 8)


def test_no_year_is_known() -> None:
    file = facets_file([SearchFacet("collection", ""), YEARS], [analysis(), analysis()])
    assert (file["facets"][1]["years"], file["bits"]) == ([], "")


def places(text: str, records: int) -> list[int]:
    bits = BitReader(bits_of(text))
    return [bits.fixed(width_of(records)) for _ in range(records)]


def test_titles_in_order_and_equal_ones_by_number() -> None:
    titles = ["tents", "camps", "tents", "", "zones"]
    assert places(titles_file([analysis(title) for title in titles]), 5) == [2, 1, 3, 0, 4]
    assert (titles_file([]), titles_file([analysis("one")])) == ("", "")


@pytest.mark.parametrize(
    "edits", [{}, {0: "zzz"}, {4: ""}, {1: "tents"}, {0: "b", 3: "a", 4: "tents"}]
)
def test_edited_titles_stand_as_if_written_anew(edits: dict[int, str]) -> None:
    titles = ["tents", "camps", "tents", "", "zones"]
    before = titles_file([analysis(title) for title in titles])
    after = [edits.get(record, title) for record, title in enumerate(titles)]
    edited = titles_edited(before, 5, list(edits), after.__getitem__)
    assert edited == titles_file([analysis(title) for title in after])
