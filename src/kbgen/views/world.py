"""Countries as the map wants them."""

from kbgen.pictures.worldmap import Place
from kbgen.text.urls import relative
from kbgen.views.parts import Parts


def places(page: str, parts: Parts) -> list[Place]:
    """Every country with records, in the order of the taxonomy, linked from ``page``."""
    name = parts.site.config.map
    counts = parts.site.by_term.get(name, {})
    return [
        Place(id, term.label, len(counts[id]), relative(page, parts.term(name, id).permalink))
        for id, term in parts.taxonomy(name).terms.items()
        if id in counts
    ]
