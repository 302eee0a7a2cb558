"""The views of a taxonomy and of one of its terms."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kbgen.model.site import Page
from kbgen.model.taxonomy import Taxonomy, Term
from kbgen.pictures.worldmap import locator_map, world_map
from kbgen.views.page import HOME, Pager, View, filtered_search, pager, part_of
from kbgen.views.parts import FieldView, Link, Parts
from kbgen.views.record import Group
from kbgen.views.world import places


class TaxonomyView(NamedTuple):
    """A taxonomy: the terms with records as a tree, and those without."""

    title: str
    description: str
    terms: Sequence[Link]
    gaps: Sequence[Link]
    picture: Markup
    matrices: Sequence[Link]


class TermView(NamedTuple):
    """A term and its records."""

    label: str
    official: str
    number: str
    description: Markup
    note: str
    taxonomy: Link
    parents: Sequence[Link]
    children: Sequence[Link]
    fields: Sequence[FieldView]
    groups: Sequence[Group]
    total: int
    search: str
    neighbours: Sequence[Link]
    picture: Markup
    pager: Pager | None


def taxonomy_view(page: Page, parts: Parts) -> View:
    """The taxonomy that the page is about."""
    taxonomy = parts.taxonomy(page.subject)
    used = parts.site.by_term.get(taxonomy.name, {})
    tree = _grouped(taxonomy, parts) if taxonomy.within else _tree(taxonomy, parts)
    gaps = [parts.term(taxonomy.name, id) for id in taxonomy.terms if id not in used]
    picture = Markup()
    if used and taxonomy.name == parts.site.config.map:
        picture = world_map(
            places(page.permalink, parts),
            title=f"{taxonomy.title} by number of records",
            description="Each country with records leads to its page.",
        )
    known = parts.site.knowledge.taxonomies
    matrices = [
        Link(m.title, f"{m.slug}.html")
        for m in parts.site.config.matrices
        if taxonomy.name in (m.rows, m.columns) and {m.rows, m.columns} <= known.keys()
    ]
    data = TaxonomyView(taxonomy.title, taxonomy.description, tree, gaps, picture, matrices)
    return View(taxonomy.title, data, taxonomy.description, (HOME,), has_map=bool(picture))


def term_view(page: Page, parts: Parts) -> View:
    """The term that the page is about."""
    name, _, id = page.subject.partition("/")
    taxonomy, site = parts.taxonomy(name), parts.site
    term = taxonomy.terms[id]
    keys = site.by_term.get(name, {}).get(id, ())
    link = parts.term(name, id)
    home = Link(taxonomy.title, f"{name}/index.html")
    line = [parts.term(*above) for above in reversed(parts.broader(name, id))]
    fields = (parts.term_field(term, f, page.permalink) for f in taxonomy.fields.values())
    by_facet = bool(keys) and name in site.knowledge.facets
    label = f"{taxonomy.singular} {id}: {term.brief}" if link.number else term.label
    data = TermView(
        label,
        term.label if term.label not in label else "",
        link.number,
        Markup("<p>{}</p>").format(term.description) if term.description else Markup(),
        term.note,
        home,
        line,
        _children(name, id, parts),
        [view for view in fields if view],
        _groups(part_of(keys, page), parts),
        len(keys),
        filtered_search(page.permalink, {name: id}) if by_facet else "",
        _neighbours(name, id, parts),
        _picture(name, id, page, parts),
        pager(link.permalink, page.number, page.parts),
    )
    description = term.description or term.label
    trail = [HOME, home, *(above for above in line if above.permalink)]
    return View(label, data, description, trail, has_map=bool(data.picture))


def _tree(taxonomy: Taxonomy, parts: Parts, parent: str = "") -> list[Link]:
    used = parts.site.by_term.get(taxonomy.name, {})
    own = taxonomy.terms
    return [
        parts.counted(taxonomy.name, id, _tree(taxonomy, parts, id))
        for id, term in own.items()
        if id in used and (term.parent if term.parent in own else "") == parent
    ]


def _grouped(taxonomy: Taxonomy, parts: Parts) -> list[Link]:
    """The terms with records under those of the taxonomy that this one lies within."""
    below: dict[str, list[Link]] = {}
    for link, term in zip(_tree(taxonomy, parts), _roots(taxonomy, parts), strict=True):
        below.setdefault(term.parent, []).append(link)
    return _branches(parts.taxonomy(taxonomy.within), "", below, parts) + below.get("", [])


def _branches(
    above: Taxonomy, parent: str, below: Mapping[str, list[Link]], parts: Parts
) -> list[Link]:
    branches = []
    for id, term in above.terms.items():
        if (term.parent if term.parent in above.terms else "") == parent:
            links = [*_branches(above, id, below, parts), *below.get(id, ())]
            if links:
                branches.append(parts.counted(above.name, id, links))
    return branches


def _roots(taxonomy: Taxonomy, parts: Parts) -> list[Term]:
    used = parts.site.by_term.get(taxonomy.name, {})
    return [t for id, t in taxonomy.terms.items() if id in used and t.parent not in taxonomy.terms]


def _children(name: str, id: str, parts: Parts) -> list[Link]:
    """Narrower terms with records, in this taxonomy and in those within it."""
    found = []
    for taxonomy in parts.site.knowledge.taxonomies.values():
        if taxonomy.name != name and taxonomy.within != name:
            continue
        used = parts.site.by_term.get(taxonomy.name, {})
        for child, term in taxonomy.terms.items():
            is_child = term.parent == id and (
                taxonomy.name == name or term.parent not in taxonomy.terms
            )
            if is_child and child in used:
                found.append(parts.counted(taxonomy.name, child))
    return found


def _neighbours(name: str, id: str, parts: Parts) -> list[Link]:
    """Terms beside this one, with records, where the taxonomy lies within another."""
    taxonomy = parts.taxonomy(name)
    parent = taxonomy.terms[id].parent
    if not taxonomy.within or not parent:
        return []
    used = parts.site.by_term.get(name, {})
    beside = [
        other for other, term in taxonomy.terms.items() if term.parent == parent and other != id
    ]
    return [parts.counted(name, other) for other in beside if other in used]


def _groups(keys: Sequence[str], parts: Parts) -> list[Group]:
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(parts.site.records[key].collection, []).append(key)
    collections = parts.site.knowledge.collections
    return [
        Group(collections[name].title, [parts.card(key) for key in found])
        for name, found in groups.items()
    ]


def _picture(name: str, id: str, page: Page, parts: Parts) -> Markup:
    config = parts.site.config
    if not config.map:
        return Markup()
    countries = parts.taxonomy(config.map)
    if name == config.map:
        beside = [
            code
            for code, term in countries.terms.items()
            if term.parent and term.parent == countries.terms[id].parent
        ]
        return locator_map([id], title=f"Where {parts.term(name, id).label} lies", around=beside)
    if name != countries.within:
        return Markup()
    inside = {code for code in countries.terms if (name, id) in parts.broader(config.map, code)}
    found = places(page.permalink, parts, inside)
    if not found:
        return Markup()
    return world_map(
        found,
        title=f"{parts.term(name, id).label}: countries by number of records",
        description="Each country with records leads to its page.",
        crop=inside,
    )
