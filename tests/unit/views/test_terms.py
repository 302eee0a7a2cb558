"""The pages of a taxonomy and of its terms."""

from __future__ import annotations

from tests.make import SMALL
from tests.unit.views.made import views


def test_a_term_lists_its_records() -> None:
    term = views()["scopes/global.html"].data
    assert term.total == 1
    assert [card.title for group in term.groups for card in group.cards] == ["A"]
    taxonomy = views()["scopes/index.html"].data
    assert [(link.label, link.count) for link in taxonomy.terms] == [("Global", 1)]
    assert [link.label for link in taxonomy.gaps] == ["Local"]


GROUPED = {
    "content/_taxonomies/regions.yml": (
        "title: Regions\nsingular: region\nterms:\n  africa: {label: Africa}\n"
        "  western: {label: Western Africa, parent: africa}\n  asia: {label: Asia}\n"
    ),
    "content/_taxonomies/countries.yml": (
        "title: Countries\nsingular: country\nwithin: regions\nterms:\n"
        "  GHA: {label: Ghana, parent: western}\n  SEN: {label: Senegal, parent: western}\n"
        "  TGO: {label: Togo, parent: western}\n  JPN: {label: Japan, parent: asia}\n"
        "  QZZ: {label: Elsewhere}\n"
    ),
    "content/practices/_collection.yml": SMALL["content/practices/_collection.yml"].replace(
        "fields:\n",
        "fields:\n  countries: {label: Countries, type: terms, of: countries}\n"
        "  regions: {label: Regions, type: terms, of: regions, implied_by: [countries]}\n",
        1,
    ),
    "content/practices/b.md": "---\ntitle: B\ncountries: [GHA, SEN, QZZ]\n---\n",
    "content/practices/c.md": "---\ntitle: C\ncountries: [GHA]\n---\n",
}


def test_countries_stand_below_their_regions_and_the_rest_comes_last() -> None:
    (africa, elsewhere) = views(GROUPED)["countries/index.html"].data.terms
    assert (africa.label, africa.count, elsewhere.label) == ("Africa", 2, "Elsewhere")
    (western,) = africa.children
    assert [(link.label, link.count) for link in western.children] == [
        ("Ghana", 2),
        ("Senegal", 1),
    ]


def test_a_term_knows_what_is_broader_narrower_and_beside_it() -> None:
    found = views(GROUPED)
    ghana, western = found["countries/gha.html"].data, found["regions/western.html"].data
    assert [link.label for link in ghana.parents] == ["Africa", "Western Africa"]
    assert [link.label for link in ghana.neighbours] == ["Senegal"], "no record has Togo"
    assert [link.label for link in western.children] == ["Ghana", "Senegal"]
    assert [link.label for link in western.parents] == ["Africa"]
    assert western.neighbours == []
    assert [link.label for link in found["regions/africa.html"].data.children] == ["Western Africa"]
    assert [link.label for link in found["countries/gha.html"].breadcrumbs] == [
        "Home",
        "Countries",
        "Africa",
        "Western Africa",
    ]


def test_the_map_of_a_region_shows_its_countries() -> None:
    found = views({**GROUPED, "kbgen.yml": "title: Small\nmap: countries\n"})
    region, country = found["regions/western.html"], found["countries/gha.html"]
    assert "Western Africa: countries by number of records" in region.data.picture
    assert "../countries/gha.html" in region.data.picture
    assert region.has_map
    assert "Where Ghana lies" in country.data.picture
    assert not found["regions/asia.html"].data.picture, "no record, no map"
    assert not found["scopes/global.html"].data.picture
    assert not views(GROUPED)["countries/gha.html"].has_map
