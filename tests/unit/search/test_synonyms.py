"""Which phrases a search takes for one another."""

from __future__ import annotations

from kbgen.search.model import FacetTerm, SearchFacet
from kbgen.search.synonyms import entries, groups_of, key_of, terms_of

TERMS = (
    FacetTerm("BEL", "Belgium", aliases=("BE", "Belgique")),
    FacetTerm("PER", "Peru", aliases=("PE", "Pérou")),
    FacetTerm("iom", "International Organization for Migration", aliases=("IOM",)),
)
GROUPS = groups_of([SearchFacet("countries", "Countries", terms=TERMS)])


def others(groups: list[tuple[str, ...]]) -> dict[str, list[str]]:
    """Key -> the phrases that are looked for too, where records have every word."""
    return {k: v for its in entries(groups, terms_of(groups)).values() for k, v in its.items()}


def test_a_code_leads_to_the_names_of_its_term_and_none_of_them_to_it() -> None:
    found = others(GROUPS)
    assert found["!be"] == found["bel"] == ["Belgium", "Belgique"]
    assert found["belgium"] == ["Belgique"]
    assert not {"be", "bel", "pe", "per"} & {
        term for phrases in found.values() for phrase in phrases for term in key_of(phrase)
    }


def test_an_abbreviation_stands_for_its_name_and_the_name_for_it() -> None:
    found = others(GROUPS)
    assert found["iom"] == ["International Organization for Migration"]
    assert found[" ".join(key_of(TERMS[2].label))] == ["IOM"]


def test_an_editor_can_say_that_records_use_a_code() -> None:
    assert others([*GROUPS, ("Peru", "PE")])["peru"] == ["Pérou", "PE"]
