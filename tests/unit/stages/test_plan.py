from __future__ import annotations

from kbgen.model.issues import Issues
from kbgen.stages.plan import plan
from kbgen.views.page import PAGE_SIZE
from tests.make import SMALL, make_site


def permalinks(**files: str) -> tuple[list[str], list[str]]:
    """The pages of `SMALL` with these files below ``content/practices``, and what is said."""
    below = {f"content/practices/{name}": text for name, text in files.items()}
    site, _ = make_site({**SMALL, **below})
    issues = Issues()
    pages = plan(site, issues)
    return [page.permalink for page in pages], [f"{i.path} {i.code}" for i in issues]


def test_every_page_once() -> None:
    found, said = permalinks(**{"a.md": "---\ntitle: A\nscope: global\n---\n"})
    assert said == []
    assert found == [
        "index.html",
        "search.html",
        "404.html",
        "practices/index.html",
        "practices/a.html",
        "practices/other.html",
        "scopes/index.html",
        "scopes/global.html",
        "scopes/local.html",
    ]


def test_long_listings_have_parts() -> None:
    records = {f"r{n}.md": f"---\ntitle: R{n}\nscope: global\n---\n" for n in range(PAGE_SIZE)}
    found, said = permalinks(**records)
    assert said == []
    assert [p for p in found if "page-" in p] == ["practices/page-2.html"]


def test_two_pages_cannot_share_a_permalink() -> None:
    found, said = permalinks(**{"index.md": "---\ntitle: A\n---\n"})
    assert said == ["content/practices/index.md same-permalink"]
    assert len(found) == len(set(found))


def test_files_cannot_take_the_place_of_pages_or_differ_in_case_only() -> None:
    _, said = permalinks(**{"other.html": "x", "b.pdf": "x", "B.pdf": "x"})
    assert said == [
        "content/practices/b.pdf same-permalink",
        "content/practices/other.html same-permalink",
    ]


def test_what_a_file_would_take_the_place_of_is_named() -> None:
    places = (
        "404.html",
        "practices/other.html",
        "data/a.csv",
        "practices/b.pdf",
        "practices/B.pdf",
    )
    site, _ = make_site({**SMALL, **{f"content/{place}": "x" for place in places}})
    issues = Issues()
    plan(site, issues)
    assert [issue.message for issue in issues] == [
        "'404.html' would take the place of the 404 page",
        "'data/a.csv' would take the place of the site's own files in data/",
        "'practices/b.pdf' would take the place of 'practices/B.pdf'",
        "'practices/other.html' would take the place of the record 'practices/other'",
    ]
