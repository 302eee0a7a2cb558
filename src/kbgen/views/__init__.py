"""What a layout sees: one function for each kind of page, from page and site to its view."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from kbgen.model.site import Page
from kbgen.views.page import View
from kbgen.views.parts import Parts

VIEWS = {
    "home": "lists.home_view",
    "collection": "lists.collection_view",
    "record": "record.record_view",
    "taxonomy": "terms.taxonomy_view",
    "term": "terms.term_view",
    "search": "lists.search_view",
    "text": "lists.text_view",
    "glossary": "lists.glossary_view",
    "map": "pictures.map_view",
    "timeline": "pictures.timeline_view",
    "matrix": "pictures.matrix_view",
    "404": "lists.missing_view",
}
"""The view of each kind of page; the layout of a kind is ``pages/KIND.html``."""


@cache
def view_of(kind: str) -> Callable[[Page, Parts], View]:
    """What makes the views of pages of a kind; it is read when the first one is made.

    Most builds make the page of one record, and need no map of the world.
    """
    module, _, name = VIEWS[kind].partition(".")
    found: Callable[[Page, Parts], View] = getattr(import_module(f"{__name__}.{module}"), name)
    return found
