"""The terms that no record has, for a reader who searches for one of them."""

from __future__ import annotations

from kbgen.model.site import OutputFile, Site
from kbgen.search.files import script
from kbgen.views.parts import Link, Parts


def absent_file(site: Site) -> OutputFile:
    """Names of every term without a record, each with its nearest broader term that has some.

    Where there is none, the taxonomy itself stands for it, without a number of records.
    """
    parts = Parts(site, {})
    places: dict[Link, int] = {}
    terms = []
    for name, taxonomy in site.knowledge.taxonomies.items():
        used = site.by_term.get(name, {})
        for id, term in taxonomy.terms.items():
            if id not in used:
                place = places.setdefault(_above(name, id, parts), len(places))
                names = dict.fromkeys((term.brief, term.label, *term.aliases, id))
                terms.append([place, *names])
    above = [[link.label, link.permalink, link.count or 0] for link in places]
    path, content = script("absent", "", {"above": above, "terms": terms})
    return OutputFile(f"data/{path}", content)


def _above(name: str, id: str, parts: Parts) -> Link:
    used = parts.site.by_term
    for taxonomy, broader in parts.broader(name, id):
        if used.get(taxonomy, {}).get(broader):
            return parts.counted(taxonomy, broader)
    return Link(parts.taxonomy(name).title, f"{name}/index.html")
