"""What a layout sees: one function for each kind of page, from page and site to its view."""

from collections.abc import Callable

from kbgen.model.site import Page
from kbgen.views.lists import (
    collection_view,
    glossary_view,
    home_view,
    missing_view,
    search_view,
    text_view,
)
from kbgen.views.page import View
from kbgen.views.parts import Parts
from kbgen.views.pictures import map_view, matrix_view, timeline_view
from kbgen.views.record import record_view
from kbgen.views.terms import taxonomy_view, term_view

VIEWS: dict[str, Callable[[Page, Parts], View]] = {
    "home": home_view,
    "collection": collection_view,
    "record": record_view,
    "taxonomy": taxonomy_view,
    "term": term_view,
    "search": search_view,
    "text": text_view,
    "glossary": glossary_view,
    "map": map_view,
    "timeline": timeline_view,
    "matrix": matrix_view,
    "404": missing_view,
}
"""The view of each kind of page; the layout of a kind is ``pages/KIND.html``."""
