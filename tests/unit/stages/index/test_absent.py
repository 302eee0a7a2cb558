"""The terms that no record has."""

from __future__ import annotations

from typing import Any

from kbgen.search.files import payload_of
from kbgen.stages.index.absent import absent_file
from tests.make import SMALL, make_site

REGIONS = """title: Regions
singular: region
terms:
  africa: {label: Africa}
  western: {label: Western Africa, parent: africa}
  asia: {label: Asia}
"""
COUNTRIES = """title: Countries
singular: country
within: regions
terms:
  GHA: {label: Ghana, parent: western}
  SEN: {label: Senegal, short: SN, aliases: [Sénégal], parent: western}
  TCD: {label: Chad, parent: africa}
  JPN: {label: Japan, parent: asia}
"""
COLLECTION = SMALL["content/practices/_collection.yml"].replace(
    "fields:",
    "fields:\n  countries: {label: Countries, type: terms, of: countries}\n"
    "  regions: {label: Regions, type: terms, of: regions, implied_by: [countries]}",
    1,
)


def absent(*countries: str) -> dict[str, Any]:
    site, _ = make_site(
        {
            **SMALL,
            "content/_taxonomies/regions.yml": REGIONS,
            "content/_taxonomies/countries.yml": COUNTRIES,
            "content/practices/_collection.yml": COLLECTION,
            "content/practices/a.md": (
                f"---\ntitle: A\nscope: global\ncountries: [{', '.join(countries)}]\n---\n"
            ),
        }
    )
    file = absent_file(site)
    assert file.permalink == "data/search/absent.js"
    found: dict[str, Any] = payload_of(file.content)
    return found


def above(found: dict[str, Any], label: str) -> list[Any]:
    """What stands for the term of that name."""
    (place,) = (place for place, first, *_ in found["terms"] if first == label)
    its: list[Any] = found["above"][place]
    return its


def test_the_nearest_broader_term_with_records_stands_for_one_without() -> None:
    found = absent("GHA")
    assert above(found, "SN") == ["Western Africa", "regions/western.html", 1]
    assert above(found, "Chad") == ["Africa", "regions/africa.html", 1]


def test_the_taxonomy_stands_for_a_term_whose_broader_terms_have_no_record_either() -> None:
    found = absent("GHA")
    assert above(found, "Japan") == ["Countries", "countries/index.html", 0]
    assert above(found, "Asia") == ["Regions", "regions/index.html", 0]


def test_a_term_goes_by_all_its_names_and_one_with_records_is_left_out() -> None:
    found = absent("GHA")
    names = {tuple(names) for _, *names in found["terms"]}
    assert ("SN", "Senegal", "Sénégal", "SEN") in names
    assert not {"Ghana", "Western Africa", "Africa", "Global"} & {n for its in names for n in its}
    assert "Senegal" not in str(absent("SEN"))
