"""Make the HTML of a page: its view through its layout."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from kbgen import __version__
from kbgen.model.issues import Issues
from kbgen.model.site import Licence, OutputFile, Page, Site
from kbgen.model.values import nearest
from kbgen.places import is_left_out
from kbgen.stages.render.layouts import layouts_in
from kbgen.text.safe import made
from kbgen.text.urls import quoted, relative
from kbgen.views import VIEWS, view_of
from kbgen.views.matrices import in_use
from kbgen.views.page import View
from kbgen.views.parts import Link, Parts

MOST_PIECES = 20_000
"""Pieces of one depth that are held at a time: enough for each of 10,000 records."""
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


class Chrome(NamedTuple):
    """What a layout sees of the whole site, the same on every page."""

    title: str
    tagline: str
    description: str
    language: str
    dir: str
    licence: Licence
    collections: Sequence[Link]
    menu: Sequence[Link]
    texts: Sequence[Link]
    boundaries: str
    version: str


class Sheet(NamedTuple):
    """What a layout sees of its own page."""

    kind: str
    permalink: str
    title: str
    description: str
    breadcrumbs: Sequence[Link]
    toc: Sequence[Any]
    root: str
    has_map: bool
    in_menu: str
    """Its permalink where the menu leads to it, otherwise empty."""


@dataclass(slots=True)
class _Depth:
    """What all pages of the same depth share."""

    page: str
    """The permalink of one of them."""
    root: str
    """What links start with where they are no relative ones."""
    links: dict[str, str] = field(default_factory=dict)
    pieces: dict[tuple[Any, ...], Markup] = field(default_factory=dict)


class Renderer:
    """Makes pages of one site with one set of layouts.

    These are kept compiled in the folder ``compiled``, where one is named.
    """

    def __init__(
        self,
        site: Site,
        pages: Iterable[Page],
        layouts: Sequence[Path],
        related: Mapping[str, Sequence[tuple[str, str]]],
        issues: Issues,
        compiled: str = "",
    ) -> None:
        self._issues = issues
        self._refused: set[tuple[str, int, str]] = set()
        self._permalinks = {page.permalink for page in pages} | set(site.knowledge.files)
        self._parts = Parts(site, related)
        self._chrome = chrome(site, self._permalinks)
        links = (*self._chrome.collections, *self._chrome.menu, *self._chrome.texts)
        self._in_menu = {link.permalink for link in links}
        self._depths: dict[int, _Depth] = {}
        self._here = _Depth("", "")
        self._footnotes = site.config.footnotes
        self._site_url = site.config.site_url
        # Globals, so that macros see them without the values of a page and are made but once.
        self._layouts = layouts_in(
            layouts,
            compiled,
            site=self._chrome,
            url=self._url,
            asset=self._asset,
            piece=self._piece,
        )

    def read_all(self) -> None:
        """Read all layouts and views, so that processes that part now share them."""
        for kind in VIEWS:
            view_of(kind)
        for name in self._layouts.list_templates(["html"]):
            with suppress(TemplateError):  # told where it is used
                self._layouts.get_template(name)

    def render(self, page: Page) -> OutputFile | None:
        """The HTML of ``page``; None after noting what is wrong with its layout."""
        layout = f"pages/{page.kind}.html"
        view = view_of(page.kind)(page, self._parts)
        try:
            self._here = self._depth_of(page)
            html = self._layouts.get_template(layout).render(
                page=sheet(page, view, self._in_menu, self._here.root),
                view=view.data,
                footnotes=self._notes(page),
            )
        except _BrokenLink as broken:
            name, line = _place(broken)
            self._refuse(f"there is no page {broken.permalink!r}", name or layout, line, page)
        except TemplateError as error:
            name, line = _place(error)
            self._refuse(str(error.message or error), name or layout, line, page)
        except Exception as error:
            name, line = _place(error)
            if not name:
                raise  # no layout had a hand in it
            self._refuse(f"{type(error).__name__}: {error}", name, line, page)
        else:
            return OutputFile(page.permalink, html.encode())
        return None

    def _refuse(self, said: str, layout: str, line: int, page: Page) -> None:
        """Note a mistake of a layout once, however many pages it spoils."""
        if (layout, line, said) not in self._refused:
            self._refused.add((layout, line, said))
            hint = f"seen first on {page.permalink}"
            self._issues.error("layout", said, f"layouts/{layout}", line, hint=hint)

    def _depth_of(self, page: Page) -> "_Depth":
        depth = -1 if page.kind == "404" else page.permalink.count("/")
        if depth not in self._depths:
            self._depths[depth] = _Depth(page.permalink, self._root_of(page))
        return self._depths[depth]

    def _root_of(self, page: Page) -> str:
        """What the links of ``page`` start with where they are no relative ones.

        A server shows the page 404 at any depth. Its links are paths, without a host, so that they
        hold for every host and scheme by which the site can be reached.
        """
        address = self._site_url if page.kind == "404" else ""
        return f"{urlsplit(address).path.rstrip('/')}/" if address else ""

    def _piece(self, name: str, **given: Any) -> Markup:
        """A piece, made once for all pages of the same depth.

        It sees nothing of its page but how deep it lies: what it is given names it.
        """
        known = self._here.pieces
        key = (name, *given, *given.values())
        found = known.get(key)
        if found is None:
            template = self._layouts.get_template(f"pieces/{name}.html")
            if len(known) >= MOST_PIECES:
                known.clear()
            found = known[key] = made(template.render(given))
        return found

    def _url(self, permalink: str) -> str:
        """The link from the page that is being made to a permalink."""
        here = self._here
        link = here.links.get(permalink)
        if link is None:
            if permalink not in self._permalinks:
                raise _BrokenLink(permalink)
            link = here.links[permalink] = self._link(permalink)
        return link

    def _asset(self, path: str) -> str:
        return self._link(f"assets/{path}")

    def _link(self, permalink: str) -> str:
        here = self._here
        return here.root + quoted(permalink) if here.root else relative(here.page, permalink)

    def _notes(self, page: Page) -> Callable[[str], tuple[str, ...]]:
        def notes(html: str) -> tuple[str, ...]:
            everything = page.kind == "search"  # its words come later, from any record
            return tuple(
                n.text for n in self._footnotes if everything or any(w in html for w in n.words)
            )

        return notes


def refuse_unknown(layouts: Sequence[Path], issues: Issues) -> None:
    """Refuse layouts of pages that no site has: often they are meant to hide a default one."""
    for folder in layouts:
        for file in sorted(folder.glob("pages/*.html")):
            if file.stem not in VIEWS and not is_left_out(file.name):
                said = f"there are no pages of the kind {file.stem!r}"
                path = f"layouts/pages/{file.name}"
                issues.error("layout", said, path, hint=nearest(file.stem, VIEWS))


class _BrokenLink(Exception):
    def __init__(self, permalink: str) -> None:
        super().__init__(permalink)
        self.permalink = permalink


def sheet(page: Page, view: View, menu: Collection[str], root: str = "") -> Sheet:
    """What a layout sees of ``page``; ``menu`` holds the permalinks to which the menu leads.

    ``root`` is what its links start with where they are no relative ones.
    """
    return Sheet(
        page.kind,
        page.permalink,
        view.title,
        view.description,
        view.breadcrumbs,
        view.toc,
        root or "../" * page.permalink.count("/"),
        view.has_map,
        page.permalink if page.permalink in menu else "",
    )


def chrome(site: Site, permalinks: set[str]) -> Chrome:
    """What a layout sees of ``site``: it must not change with every record."""
    config, knowledge = site.config, site.knowledge
    menu = [Link(door.title, f"{door.name}/index.html", door.short) for door in knowledge.doors]
    menu += [Link(m.title, f"{m.slug}.html", m.short) for m in in_use(site)]
    menu += [Link("Map", "map.html"), Link("Timeline", "timeline.html")]
    texts = [Link(text.title, text.permalink) for text in site.texts.values()]
    texts.append(Link("Glossary", "glossary.html"))
    collections = [Link(c.title, f"{n}/index.html") for n, c in knowledge.collections.items() if n]
    direction = "rtl" if config.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    return Chrome(
        config.title,
        config.tagline,
        config.description,
        config.language,
        direction,
        config.licence,
        collections,
        [link for link in menu if link.permalink in permalinks],
        [link for link in texts if link.permalink in permalinks],
        config.boundaries,
        __version__,
    )


def _place(error: Exception) -> tuple[str, int]:
    """The layout and the line in which ``error`` arose; an empty name where that is not known."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    name, line = "", 1
    trace = error.__traceback__
    while trace:
        _, mark, rest = trace.tb_frame.f_code.co_filename.rpartition("layouts/")
        if mark and rest.endswith(".html"):
            name, line = rest, trace.tb_lineno
        trace = trace.tb_next
    return name, line
