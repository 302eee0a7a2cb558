"""Keys of pages: the same key, the same HTML.

A key is a digest of everything that the page's layout can see. A page whose key is that of the last
build need not be made again. What a view reads and what its key is made of must agree; the
incremental property test holds them to it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from kbgen.model.record import Record
from kbgen.model.site import Page, Site
from kbgen.text.digest import digest_of_text
from kbgen.views.page import part_of


class Keys:
    """Makes the keys of one site's pages; ``base`` stands for the declarations and the layouts."""

    def __init__(
        self, site: Site, related: Mapping[str, Sequence[tuple[str, str]]], base: str
    ) -> None:
        self._site, self._related, self.base = site, related, base
        self._collections: dict[str, list[str]] = {}
        self._around: dict[str, str] = {}
        self._opened = {key: open_labels(record, site) for key, record in site.records.items()}
        self._cards = {
            key: digest_of_text(f"{key}\0{record.card}\0{self._opened[key]}")
            for key, record in site.records.items()
        }
        counts = {
            name: [(id, len(keys)) for id, keys in terms.items()]
            for name, terms in site.by_term.items()
        }
        self._counts = digest(json.dumps(counts))
        sets = [
            digest(name, id, "\0".join(sorted(keys)))
            for name, terms in site.by_term.items()
            for id, keys in terms.items()
        ]
        brought = [(taxonomy, term.id, term.label) for taxonomy, term in site.opened]
        self._terms = digest(base, json.dumps([len(site.records), sets, brought]))
        self._everything = digest(
            base,
            *(f"{r.key}\0{r.outline}\0{r.card}" for r in site.records.values()),
            *(f"{t.key}\0{t.digest}" for t in site.texts.values()),
            *self._opened.values(),
        )

    def key(self, page: Page) -> str:
        """The key of ``page``."""
        if page.kind == "record":
            record = self._site.records[page.subject]
            return record_key(self.base, record, self.around(record))
        if page.kind == "text":
            text = self._site.texts[page.subject]
            return digest(self.base, text.digest, *self._sizes_in(text))
        if page.kind in ("404", "search"):
            return digest(self.base, page.permalink)
        part = (page.permalink, str(page.number), str(page.parts))
        if page.kind == "term":
            taxonomy, _, id = page.subject.partition("/")
            shown = part_of(self._site.by_term.get(taxonomy, {}).get(id, ()), page)
            return digest(self.base, self._counts, *part, self._cards_of(shown))
        if page.kind == "collection":
            keys = self._of_collection(page.subject)
            shown = part_of(keys, page)
            return digest(self.base, str(len(keys)), *part, self._cards_of(shown))
        if page.kind in ("taxonomy", "map", "matrix"):
            return digest(self._terms, *part)
        return digest(self._everything, *part)

    def _of_collection(self, name: str) -> list[str]:
        if name not in self._collections:
            self._collections[name] = [r.key for r in self._site.of_collection(name)]
        return self._collections[name]

    def _cards_of(self, keys: Iterable[str]) -> str:
        """What the cards of these records show: digests, which are all of one length."""
        return "".join([self._cards[key] for key in keys])

    def _sizes_in(self, record: Record) -> list[str]:
        """The sizes of the pictures that its texts show."""
        sizes = self._site.sizes
        if not sizes:
            return []
        return [f"{r.target} {sizes[r.target]}" for r in record.references if r.target in sizes]

    def around(self, record: Record) -> str:
        """A digest of all that the page of ``record`` shows of others, and of files."""
        own = record.key
        found = self._around.get(own)
        if found is None:
            parts, cards = [self._opened[own], *self._sizes_in(record)], self._cards
            for name, keys in self._site.relations.get(own, {}).items():
                parts += (name, self._cards_of(keys))
            for heading, other in self._site.backlinks.get(own, ()):
                parts += (heading, cards[other])
            for other, reason in self._related.get(own, ()):
                parts += (reason, cards[other])
            found = self._around[own] = digest(*parts)
        return found


def record_key(base: str, record: Record, around: str) -> str:
    """The key of the page of ``record``."""
    return digest(base, record.digest, around)


def open_labels(record: Record, site: Site) -> str:
    """Labels of terms that the record, not a taxonomy's file, has brought."""
    if not record.opened:
        return ""
    taxonomies = site.knowledge.taxonomies
    parts: list[str] = []
    for name, ids in record.opened.items():
        terms = taxonomies[name].terms
        parts += (name, *(terms[id].label for id in ids if id in terms))
    return "\0".join(parts)


def digest(*parts: str) -> str:
    """One digest of several texts in their order."""
    lengths = ",".join(map(str, map(len, parts)))
    return digest_of_text("\0".join((lengths, *parts)))
