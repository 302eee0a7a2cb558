"""Taxonomies: controlled lists of terms, and how a word in a record finds its term."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kbgen.model.collection import Field
from kbgen.text.prose import Prose
from kbgen.text.slugs import slugify


class Term(NamedTuple):
    """One word of a taxonomy."""

    id: str
    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    """Id of a term of this taxonomy, or of the one it is within."""
    description: str = ""
    note: str = ""
    values: Mapping[str, Any] = {}
    """The further fields that the taxonomy declares."""
    prose: Mapping[str, Prose] = {}

    @property
    def brief(self) -> str:
        """The label where space is scarce."""
        return self.short or self.label


@dataclass(slots=True)
class Taxonomy:
    """A controlled list; ``terms`` are in the order of the file."""

    name: str
    title: str
    singular: str
    path: str
    short: str = ""
    """The title where space is scarce."""
    description: str = ""
    within: str = ""
    open: bool = False
    related: float = 1.0
    """How much a term that two records share counts where related records are looked for."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)
    _slugs: dict[str, str] = field(default_factory=dict)

    def add(self, term: Term) -> dict[str, str]:
        """Take ``term`` in; the words of it that already name another term, with that term's id."""
        taken: dict[str, str] = {}
        self.terms[term.id] = term
        self._slugs[slugify(term.id)] = term.id
        for word in (term.id, term.label, term.short, *term.aliases):
            key = fold(word)
            other = self._words.setdefault(key, term.id) if key else term.id
            if other != term.id:
                taken[word] = other
        return taken

    def find(self, word: str) -> Term | None:
        """The term whose id, label or alias is ``word``, whatever its case and blanks."""
        if word in self.terms:
            return self.terms[word]
        found = self._words.get(fold(word))
        return self.terms[found] if found else None

    def find_slug(self, slug: str) -> Term | None:
        """The term whose page has ``slug`` for its name."""
        found = self._slugs.get(slug)
        return self.terms[found] if found else None

    def words(self) -> Iterator[str]:
        """Every word that names a term: ids, labels, aliases."""
        for term in self.terms.values():
            yield term.id
            yield term.label
            yield from term.aliases

    def is_number(self, term: Term) -> bool:
        """Whether the term is known by its number, such as an objective or a target."""
        return term.id[:1].isdigit()


MAX_LEVELS = 20
"""How many broader terms a term may have, one above the other."""


def fold(word: str) -> str:
    """``word`` as it is compared: without case, with single blanks."""
    return " ".join(word.casefold().split())


def ancestors(taxonomies: Mapping[str, Taxonomy], name: str, id: str) -> list[tuple[str, str]]:
    """(taxonomy, id) of every broader term, nearest first, up to `MAX_LEVELS`.

    A circle ends where it closes.
    """
    line: list[tuple[str, str]] = []
    taxonomy = taxonomies.get(name)
    while taxonomy is not None and id in taxonomy.terms and taxonomy.terms[id].parent:
        if len(line) == MAX_LEVELS:
            break
        parent = taxonomy.terms[id].parent
        if parent not in taxonomy.terms:
            taxonomy = taxonomies.get(taxonomy.within)
        if taxonomy is None or (taxonomy.name, parent) in line:
            break
        line.append((taxonomy.name, parent))
        id = parent
    return line


def term_permalink(taxonomy: str, id: str) -> str:
    """Path of the page of a term within the site."""
    return f"{taxonomy}/{slugify(id)}.html"
