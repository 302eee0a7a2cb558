"""Countries as the map wants them."""

from __future__ import annotations

from kbgen.pictures.worldmap import Place
from kbgen.views.parts import Parts
from kbgen.views.world import places
from tests.make import SMALL, make_site

PATH = "content/practices/_collection.yml"
FIELD = "fields:\n  countries: {label: Countries, type: terms, of: countries}\n"
FILES = {
    **SMALL,
    "kbgen.yml": "title: Small\nmap: countries\n",
    "content/_taxonomies/countries.yml": (
        "title: Countries\nterms:\n  TJK: {label: Tajikistan}\n  ITA: {label: Italy}\n"
        "  COL: {label: Colombia}\n"
    ),
    PATH: SMALL[PATH].replace("fields:\n", FIELD, 1),
    "content/practices/b.md": "---\ntitle: B\ncountries: [ITA, TJK]\n---\n",
    "content/practices/c.md": "---\ntitle: C\ncountries: [TJK]\n---\n",
}


def test_countries_with_records_in_the_order_of_their_taxonomy() -> None:
    parts = Parts(make_site(FILES)[0], {})
    tajikistan = Place("TJK", "Tajikistan", 2, "../countries/tjk.html")
    italy = Place("ITA", "Italy", 1, "../countries/ita.html")
    assert places("practices/b.html", parts) == [tajikistan, italy]
    assert places("map.html", parts)[0].href == "countries/tjk.html"
    assert places("practices/b.html", parts, {"ITA", "COL"}) == [italy]
    assert places("practices/b.html", parts, ()) == []
