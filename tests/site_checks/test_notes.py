"""Notes and disclaimers stand where they belong, and nowhere else."""

import re
from html import unescape
from pathlib import Path

import pytest

KOSOVO = "United Nations Security Council resolution 1244 (1999)"
VIEWS = "The content of this practice reflects the views of the implementers"
BORDERS = "do not imply any opinion on the legal status"
FROM_THE_REPOSITORY = "programmes/emm2-essentials-of-migration-management.html"
"""The programme whose source is an entry of the Repository of Practices."""


TAG = re.compile("<[^>]*>")


class Page:
    """The words of a page: those of its main part, without the addresses of links, and others."""

    def __init__(self, html: str) -> None:
        before, main, after = re.split("<main[ >]|</main>", html)
        self.has_map = bool(re.search('<svg class="[^"]*\\bmap-picture\\b', html))
        self.main = unescape(TAG.sub("", f"<{main}"))
        self.rest = unescape(TAG.sub("", before + after))


@pytest.fixture(scope="module")
def pages(site_dir: Path) -> dict[str, Page]:
    return {
        file.relative_to(site_dir).as_posix(): Page(file.read_text("utf-8"))
        for file in sorted(site_dir.rglob("*.html"))
    }


def test_kosovo_is_never_named_without_its_note(pages: dict[str, Page]) -> None:
    naming = {name for name, page in pages.items() if re.search("kosovo|xkx", page.main, re.I)}
    assert {"regions/southern-europe.html", "countries/xkx.html"} <= naming
    noted = {name for name, page in pages.items() if KOSOVO in page.rest}
    assert noted == naming | {"search.html"}  # whose results may name it


def test_the_views_in_entries_of_the_repository_are_those_of_implementers(
    pages: dict[str, Page],
) -> None:
    practices = {n for n in pages if re.fullmatch(r"practices/(?!index)[\w-]+\.html", n)}
    assert len(practices) > 100
    said = {name for name, page in pages.items() if VIEWS in page.main}
    assert said == practices | {FROM_THE_REPOSITORY, "documents/emm2.html"}


def test_no_map_stands_without_the_note_on_borders(pages: dict[str, Page]) -> None:
    maps = {name for name, page in pages.items() if page.has_map}
    assert {"index.html", "map.html", "countries/kgz.html"} <= maps
    assert maps == {name for name, page in pages.items() if BORDERS in page.main + page.rest}
