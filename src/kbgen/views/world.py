"""Countries as the map wants them."""

from collections.abc import Collection

from kbgen.pictures.worldmap import Place
from kbgen.text.urls import relative
from kbgen.views.parts import Parts


def places(page: str, parts: Parts, within: Collection[str] | None = None) -> list[Place]:
    """Every country with records, in the order of the taxonomy, linked from ``page``.

    Given ``within``, only those of these.
    """
    name = parts.site.config.map
    counts = parts.site.by_term.get(name, {})
    return [
        Place(id, term.label, len(counts[id]), relative(page, parts.term(name, id).permalink))
        for id, term in parts.taxonomy(name).terms.items()
        if id in counts and (within is None or id in within)
    ]
