"""Which terms a matrix sets against each other, and whether any record is in it."""

from collections.abc import Iterable

from kbgen.model.site import Matrix, Site


def axis(name: str, site: Site) -> list[str]:
    """The terms of an axis: the narrowest that no other taxonomy divides further, such as targets.

    A taxonomy that another one lies within, such as regions, is shown by its broadest terms.
    """
    taxonomies = site.knowledge.taxonomies
    terms = taxonomies[name].terms
    if any(other.within == name for other in taxonomies.values()):
        return [id for id, term in terms.items() if not term.parent]
    narrower = [id for id, term in terms.items() if term.parent in terms]
    return narrower or list(terms)


def in_use(site: Site) -> list[Matrix]:
    """The matrices with a number in some cell: the menu leads to them."""
    return [
        matrix
        for matrix in site.config.matrices
        if {matrix.rows, matrix.columns} <= site.knowledge.taxonomies.keys()
        and not _with_any(matrix.rows, site).isdisjoint(_with_any(matrix.columns, site))
    ]


def _with_any(name: str, site: Site) -> set[str]:
    """The records that have a term of the axis."""
    used = site.by_term.get(name, {})
    found: Iterable[tuple[str, ...]] = (used.get(id, ()) for id in axis(name, site))
    return {key for keys in found for key in keys}
