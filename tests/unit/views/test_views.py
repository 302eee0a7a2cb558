"""Every kind of page has a view."""

from __future__ import annotations

from kbgen.model.issues import Issues
from kbgen.model.site import Page
from kbgen.stages.plan import plan
from kbgen.views import VIEWS, view_of
from tests.make import make_site
from tests.unit.views.made import FILES, views


def test_every_planned_page_has_a_view_with_a_title() -> None:
    found = views()
    assert {view.title for view in found.values()} >= {"A", "Other", "About", "Scopes", "Global"}
    assert all(view.title for view in found.values())


def test_every_kind_of_page_that_is_planned_has_a_view() -> None:
    assert {"home", "search", "404", "text", "record"} <= VIEWS.keys()
    site, _ = make_site(FILES)
    kinds = {page.kind for page in plan(site, Issues())} | {Page("x", "matrix").kind, "map"}
    assert kinds <= VIEWS.keys()
    assert all(callable(view_of(kind)) for kind in VIEWS)
