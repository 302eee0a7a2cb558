"""Decide which pages will exist, before any of them is made."""

from collections.abc import Iterator, Mapping

from kbgen.model.issues import Issues
from kbgen.model.site import Page, Site
from kbgen.model.taxonomy import term_permalink
from kbgen.views.page import PAGE_SIZE

FIXED = (
    Page("index.html", "home"),
    Page("search.html", "search"),
    Page("404.html", "404"),
)


def plan(site: Site, issues: Issues) -> list[Page]:
    """Every page of ``site``; two that want one permalink are noted."""
    pages: dict[str, Page] = {}
    for page in _pages(site):
        other = pages.setdefault(page.permalink.casefold(), page)
        if other is not page:
            said = f"the page {page.permalink!r} is wanted by {_name(other)} and by {_name(page)}"
            issues.error("same-permalink", said, _place(page, site), hint="rename one of them")
    _refuse_files_on_pages(site, pages, issues)
    return list(pages.values())


def _pages(site: Site) -> Iterator[Page]:
    yield from FIXED
    knowledge = site.knowledge
    if knowledge.glossary:
        yield Page("glossary.html", "glossary")
    if site.config.map in knowledge.taxonomies:
        yield Page("map.html", "map", site.config.map)
    if knowledge.events:
        yield Page("timeline.html", "timeline")
    for matrix in site.config.matrices:
        if matrix.rows in knowledge.taxonomies and matrix.columns in knowledge.taxonomies:
            yield Page(f"{matrix.slug}.html", "matrix", matrix.slug)
    for name in knowledge.collections:
        if name:
            yield from _parts(
                f"{name}/index.html", name, "collection", name, len(site.of_collection(name))
            )
    for record in site.records.values():
        yield Page(record.permalink, "record", record.key)
    for text in site.texts.values():
        yield Page(text.permalink, "text", text.key)
    for taxonomy in knowledge.taxonomies.values():
        yield Page(f"{taxonomy.name}/index.html", "taxonomy", taxonomy.name)
        for id in taxonomy.terms:
            if site.has_page(taxonomy.name, id):
                permalink = term_permalink(taxonomy.name, id)
                count = len(site.by_term.get(taxonomy.name, {}).get(id, ()))
                folder = permalink.removesuffix(".html")
                yield from _parts(permalink, folder, "term", f"{taxonomy.name}/{id}", count)


def _parts(first: str, folder: str, kind: str, subject: str, count: int) -> Iterator[Page]:
    parts = max(1, -(-count // PAGE_SIZE))
    for number in range(1, parts + 1):
        permalink = first if number == 1 else f"{folder}/page-{number}.html"
        yield Page(permalink, kind, subject, number, parts)


def _refuse_files_on_pages(site: Site, pages: Mapping[str, Page], issues: Issues) -> None:
    """A file beside a record must not take the place of a page, or of another file elsewhere."""
    files: dict[str, str] = {}
    for path in sorted(site.knowledge.files):
        other = pages.get(path.casefold())
        taken = files.setdefault(path.casefold(), path)
        folder = path.split("/")[0]
        if other:
            holder = _name(other)
        elif taken != path:
            holder = repr(taken)
        elif folder in ("assets", "data"):
            holder = f"the site's own files in {folder}/"
        else:
            continue
        said = f"{path!r} would take the place of {holder}"
        issues.error("same-permalink", said, f"content/{path}", hint="rename the file")


def _name(page: Page) -> str:
    return f"the {page.kind} {page.subject!r}" if page.subject else f"the {page.kind} page"


def _place(page: Page, site: Site) -> str:
    record = site.records.get(page.subject) or site.texts.get(page.subject)
    if record and page.kind in ("record", "text"):
        return f"content/{record.path}"
    if page.kind in ("taxonomy", "term"):
        return f"content/_taxonomies/{page.subject.split('/')[0]}.yml"
    return f"content/{page.subject}/_collection.yml" if page.kind == "collection" else "kbgen.yml"
