"""Matrices with something to count, and those without."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kbgen.model.issues import Issues
from kbgen.model.site import Site
from kbgen.stages.plan import plan
from kbgen.stages.render import chrome
from kbgen.views import view_of
from kbgen.views.matrices import in_use
from kbgen.views.page import View
from kbgen.views.parts import Parts
from tests.make import SMALL, make_site

GROUPS = "title: Groups\nterms:\n  a: {label: A}\n  b: {label: B}\n"
MATRIX = (
    "title: Small\nmatrices:\n"
    "  - {slug: both, title: Both, short: B, rows: scopes, columns: groups}\n"
)


def site_with(front: str) -> Site:
    path = "content/practices/_collection.yml"
    groups = "fields:\n  groups: {label: Groups, type: terms, of: groups}\n"
    files: Mapping[str, str] = {
        **SMALL,
        "kbgen.yml": MATRIX,
        "content/_taxonomies/groups.yml": GROUPS,
        path: SMALL[path].replace("fields:\n", groups, 1),
        "content/practices/a.md": f"---\ntitle: A\n{front}---\n",
    }
    return make_site(files)[0]


def view(site: Site, permalink: str) -> View:
    (page,) = (page for page in plan(site, Issues()) if page.permalink == permalink)
    return view_of(page.kind)(page, Parts(site, {}))


def menu(site: Site) -> list[str]:
    permalinks = {page.permalink for page in plan(site, Issues())}
    return [link.label for link in chrome(site, permalinks).menu if link.permalink == "both.html"]


def test_the_menu_leads_to_a_matrix_with_a_number() -> None:
    site = site_with("scope: global\ngroups: [b]\n")
    assert [matrix.slug for matrix in in_use(site)] == ["both"]
    assert menu(site) == ["Both"]
    its = view(site, "both.html").data
    assert "<table" in its.table
    assert [(title, [link.label for link in links]) for title, links in its.gaps] == [
        ("Scopes", ["Local"]),
        ("Groups", ["A"]),
    ]
    assert its.missing == "1 of 2 records names no term of “Scopes”."


@pytest.mark.parametrize("front", ["", "scope: global\n", "groups: [b]\n"])
def test_a_matrix_without_a_number_has_no_table_and_no_place_in_the_menu(front: str) -> None:
    site = site_with(front)
    assert in_use(site) == []
    assert menu(site) == []
    assert view(site, "both.html").data.table == ""


def test_a_taxonomy_leads_to_its_matrices() -> None:
    site = site_with("")
    for name in ("scopes", "groups"):
        found = view(site, f"{name}/index.html").data.matrices
        assert [link.permalink for link in found] == ["both.html"]


def test_where_no_record_has_a_term_of_the_rows_the_page_says_so() -> None:
    assert (
        view(site_with(""), "both.html").data.missing == "No record names a term of “Scopes” yet."
    )
