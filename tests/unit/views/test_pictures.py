"""The pages of the map and of the timeline; matrices have tests of their own."""

from __future__ import annotations

from tests.make import SMALL
from tests.unit.views.made import views


def test_the_timeline_has_events_and_dated_records() -> None:
    decades = views()["timeline.html"].data.decades
    assert [(d.title, len(d.entries)) for d in decades] == [("1950s", 2)]


def test_a_decade_lists_by_year_events_before_records() -> None:
    files = {
        "content/_events.yml": (
            "- {year: 1951, what: It began., place: Brussels, records: [a]}\n"
            "- {year: 1955, what: It went on.}\n- {year: 1972, what: It ended.}\n"
        ),
        "content/practices/b.md": "---\ntitle: B\ndates: 2013 - present\n---\n",
    }
    view = views(files)["timeline.html"]
    fifties, seventies, tens = view.data.decades
    assert [decade.id for decade in (fifties, seventies, tens)] == [
        "decade-1950",
        "decade-1970",
        "decade-2010",
    ]
    assert [(entry.year, entry.label, entry.permalink) for entry in fifties.entries] == [
        ("1951", "Brussels: It began.", "practices/a.html"),
        ("1955", "It went on.", ""),
        ("1955", "A", "practices/a.html"),
    ]
    assert fifties.entries[2].what == "Practice, 1955 \u2013 1961"
    assert view.description.startswith("1951 to today")
    assert 'href="#decade-1970"' in view.data.picture
    assert 'href="practices/a.html"' in view.data.picture


def test_the_map_counts_countries_and_lists_those_with_most_records_first() -> None:
    path = "content/practices/_collection.yml"
    field = "fields:\n  countries: {label: Countries, type: terms, of: countries}\n"
    files = {
        "kbgen.yml": "title: Small\nmap: countries\n",
        "content/_taxonomies/countries.yml": (
            "title: Countries\nterms:\n  KGZ: {label: Kyrgyzstan}\n  TJK: {label: Tajikistan}\n"
            "  ITA: {label: Italy}\n  COL: {label: Colombia}\n"
        ),
        path: SMALL[path].replace("fields:\n", field, 1),
        "content/practices/b.md": "---\ntitle: B\ncountries: [TJK, KGZ, ITA]\n---\n",
        "content/practices/c.md": "---\ntitle: C\ncountries: [TJK]\n---\n",
    }
    view = views(files)["map.html"]
    assert [(link.label, link.count) for link in view.data.rows] == [
        ("Tajikistan", 2),
        ("Italy", 1),
        ("Kyrgyzstan", 1),
    ]
    assert view.description.startswith("3 countries have records.")
    assert 'href="countries/tjk.html"' in view.data.picture
    del files["content/practices/b.md"]
    assert views(files)["map.html"].description.startswith("1 country has records.")
