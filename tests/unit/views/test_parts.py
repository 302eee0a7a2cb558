from __future__ import annotations

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.relate import relate
from kbgen.views.parts import Parts, grouped
from tests.make import make_site

HEAD = "---\ntitle: A\n"
FILES = {
    "content/_taxonomies/goals.yml": (
        "title: Goals\nterms:\n  '4': {label: Education, short: Learn}\n"
        "  '4.3': {label: Access, parent: '4'}\n  '13': {label: Climate}\n"
    ),
    "content/_taxonomies/places.yml": (
        "title: Places\nwithin: goals\n"
        "terms:\n  asia: {label: Asia}\n  kgz: {label: Kyrgyzstan, parent: asia}\n"
        "  fra: {label: France, note: A note.}\n  ita: {label: Italy}\n  esp: {label: Spain}\n"
    ),
    "content/practices/_collection.yml": (
        "title: Practices\nsingular: Practice\nfields:\n"
        "  title: {label: Title, required: true}\n"
        "  summary: {label: Summary, show: [lead, card]}\n"
        "  goals: {label: Goals, type: terms, of: goals}\n"
        "  places: {label: Places, type: terms, of: places, show: [facts, card]}\n"
        "  dates: {label: Dates, type: dates, show: [facts, card]}\n"
        "  pages: {label: Pages, type: number}\n"
        "  figures: {label: Figures, type: figures}\n"
        "  context: {label: Context, type: markdown}\n"
    ),
}


def parts_of(front: str) -> Parts:
    issues = Issues()
    site, _ = make_site({**FILES, "content/practices/a.md": f"{HEAD}{front}---\n"}, issues)
    assert list(issues) == []
    return Parts(site, relate(site)[0])


def labels(parts: Parts, name: str) -> list[str]:
    record = parts.site.records["practices/a"]
    collection = parts.site.knowledge.collections["practices"]
    view = parts.field(record, collection.fields[name], "practices/a.html")
    assert view is not None
    return [link.label for link in view.terms]


def test_a_card_says_the_record_in_brief() -> None:
    parts = parts_of("summary: S\nplaces: [fra, kgz, ita, esp, asia]\ndates: 2013 - present\n")
    card = parts.card("practices/a", "Same place")
    assert (card.title, card.permalink, card.summary) == ("A", "practices/a.html", "S")
    assert (card.collection, card.reason) == ("Practice", "Same place")
    assert [(fact.label, fact.text) for fact in card.facts] == [
        ("Places", "France, Kyrgyzstan, Italy, Spain and 1 more"),
        ("Dates", "2013 \u2013 present"),
    ]


def test_terms_stand_in_the_order_of_their_taxonomy_without_what_is_said_already() -> None:
    assert labels(parts_of("places: [ita, kgz, fra]\n"), "places") == [
        "Kyrgyzstan",
        "France",
        "Italy",
    ]


def test_a_target_stands_below_its_goal() -> None:
    assert labels(parts_of("goals: ['13', '4.3']\n"), "goals") == ["Learn", "Access", "Climate"]


def test_a_term_without_a_page_is_a_word() -> None:
    parts = parts_of("places: [kgz]\n")
    assert parts.term("places", "kgz").permalink == "places/kgz.html"
    assert parts.term("places", "ita").permalink == "", "one of many in a wider list"
    assert parts.term("places", "fra").permalink == "places/fra.html", "its note is worth a page"
    assert parts.counted("places", "asia").count == 1
    assert parts.term("goals", "13").number == "13"
    assert parts.term("goals", "13").permalink == "goals/13.html", "a gap is worth a page"
    assert parts.term("places", "ita").number == ""


def test_a_field_without_a_value_is_no_view() -> None:
    parts = parts_of("pages: 312\n")
    record = parts.site.records["practices/a"]
    fields = parts.site.knowledge.collections["practices"].fields
    assert parts.field(record, fields["places"], "practices/a.html") is None
    view = parts.field(record, fields["pages"], "practices/a.html")
    assert view is not None
    assert (view.id, view.label, view.text) == ("field-pages", "Pages", "312")


@pytest.mark.parametrize(
    ("number", "text"),
    [("450", "450"), ("2013", "2,013"), ("85000", "85,000"), ("1.10", "1.10"), ("1,5", "1,5")],
)
def test_figures_are_grouped(number: str, text: str) -> None:
    assert grouped(number) == text
