"""Say what search shall know of the site, and make its index, or what of it has to change."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

from kbgen.model.collection import Field
from kbgen.model.plain import packed
from kbgen.model.record import Record
from kbgen.model.site import Site
from kbgen.search import (
    Analysis,
    Edit,
    FacetTerm,
    Ledger,
    OutOfDate,
    Patch,
    SearchDocument,
    SearchFacet,
    SearchField,
    SearchOptions,
    SearchSettings,
    analyse,
    digest_of,
    fragment_of,
    index_files,
    ledger_of,
)
from kbgen.text.dates import years
from kbgen.views.keys import open_labels
from kbgen.views.parts import Parts

BODY = SearchField("body", 1.0)
MOST_EDITS = 50
"""With more edited records than these the index is made anew."""

T = TypeVar("T")
R = TypeVar("R")
Indexed = tuple[str, bytes | None]
"""A permalink and its bytes; None where the file stays as the last build wrote it."""


class Earlier(Protocol):
    """What earlier builds left, and what this one leaves to the next."""

    fingerprint: str

    def recall(self, name: str) -> Any:
        """What the last build noted under that name, None where nothing is known of it."""

    def note(self, name: str, plain: bytes) -> None:
        """Leave something to the next build, as JSON."""

    def analyses(self) -> dict[str, Any]:
        """All that is kept of records, by key."""

    def analysis(self, key: str) -> Any:
        """What is kept of one record, or None."""

    def keep_analysis(self, key: str, plain: bytes | None) -> None:
        """Keep what is known of a record, as JSON; None for what is kept already."""

    def stands(self, permalink: str, key: str) -> bool:
        """Whether the file is there as the last build wrote it, with that digest."""

    def file(self, permalink: str) -> bytes | None:
        """The bytes of a file of the site."""

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """What a function gives for each item."""


def index(site: Site, earlier: Earlier) -> Iterator[Indexed]:
    """The files for search."""
    if site.config.search == "json":
        yield RECORDS, _records(site, earlier)
    if site.config.search == "lunr":
        yield from _Index(site, earlier).files()


class _Index:
    """The index of one site: as it stands, changed, or made anew."""

    def __init__(self, site: Site, earlier: Earlier) -> None:
        self._earlier = earlier
        self._records = sorted(site.records.values(), key=lambda record: record.permalink)
        self._parts = Parts(site, {})
        self._newest = _newest_year(site)
        wanted = {"auto": None, "true": True, "false": False}[site.config.lunr_index]
        self._settings = SearchSettings(
            search_fields(site),
            search_facets(site),
            _synonyms(site),
            SearchOptions(lunr_index=wanted),
        )
        base = f"{earlier.fingerprint}\0{site.knowledge.digest}\0{self._newest}"
        self._keys = [
            _digest(f"{base}\0{record.permalink}\0{record.digest}\0{open_labels(record, site)}")
            for record in self._records
        ]

    def files(self) -> Iterator[Indexed]:
        last = self._earlier.recall("index")
        found: Iterator[Indexed] | list[Indexed] | None = None
        if last and self._all_stand(last["ledger"]["digests"]):
            found = self._as_it_stands(last) or self._patched(last)
        for path, content in found or self._whole():
            yield f"data/{path}", content
        for key in self._keys:
            self._earlier.keep_analysis(key, None)

    def _all_stand(self, digests: Mapping[str, str]) -> bool:
        return all(
            [self._earlier.stands(f"data/{path}", digest) for path, digest in digests.items()]
        )

    def _as_it_stands(self, last: Mapping[str, Any]) -> list[Indexed] | None:
        if last["keys"] != self._keys:
            return None
        return [(path, None) for path in last["ledger"]["digests"]]

    def _patched(self, last: Mapping[str, Any]) -> list[Indexed] | None:
        """The index with the edits since the last build; None where it has to be made anew."""
        if last["permalinks"] != [record.permalink for record in self._records]:
            return None
        pairs = zip(last["keys"], self._keys, strict=True)
        changed = [place for place, (old, new) in enumerate(pairs) if old != new]
        if len(changed) > MOST_EDITS:
            return None
        edits = []
        for place in changed:
            before = self._earlier.analysis(last["keys"][place])
            if before is None:
                return None
            after = analyse(self._document(place), self._settings.fields)
            self._earlier.keep_analysis(self._keys[place], packed(after))
            edits.append(Edit(place, before, after))
        ledger = ledger_of(last["ledger"])
        patch = Patch(
            ledger,
            edits,
            self._settings,
            lambda path: self._earlier.file(f"data/{path}"),
            self._analysed,
            lambda place: fragment_of(self._document(place)),
        )
        try:
            files = list(patch.files())
        except OutOfDate:
            return None
        self._note(ledger)
        return files

    def _whole(self) -> Iterator[Indexed]:
        places = range(len(self._records))
        kept = self._earlier.analyses()
        known = {place for place in places if self._keys[place] in kept}
        made = self._earlier.each(lambda place: self._made(place, place in known), places)
        fragments = [fragment for _, fragment in made]
        fresh = {
            key: analysis for key, (analysis, _) in zip(self._keys, made, strict=True) if analysis
        }
        del made
        for key, analysis in fresh.items():
            self._earlier.keep_analysis(key, analysis)
        analysed = (json.loads(fresh[key]) if key in fresh else kept[key] for key in self._keys)
        ledger = Ledger()
        yield from index_files(analysed, fragments, self._settings, ledger, self._earlier.each)
        self._note(ledger)

    def _made(self, place: int, is_known: bool) -> tuple[bytes, bytes]:
        """What the index needs to know of a record, unless it is known, and what results show."""
        its = self._document(place)
        known = b"" if is_known else packed(analyse(its, self._settings.fields))
        return known, fragment_of(its)

    def _analysed(self) -> list[Analysis]:
        kept = self._earlier.analyses()
        return [
            kept.get(key) or analyse(self._document(place), self._settings.fields)
            for place, key in enumerate(self._keys)
        ]

    def _note(self, ledger: Ledger) -> None:
        permalinks = [record.permalink for record in self._records]
        plain = {"permalinks": permalinks, "keys": self._keys, "ledger": ledger.plain()}
        self._earlier.note("index", packed(plain))

    def _document(self, place: int) -> SearchDocument:
        return document(self._records[place], self._parts, self._settings.fields, self._newest)


RECORDS = "data/records.json"


def _records(site: Site, earlier: Earlier) -> bytes | None:
    """What the records say as plain JSON, one on each line; lines of the last build are taken over.
    None if all of them are."""
    records = list(site.records.values())
    last = earlier.recall("records") or {"lines": [], "digest": ""}
    lines = _lines_before(last, earlier)
    unread = [record for record in records if record.digest not in lines]
    if not unread and list(lines) == [r.digest for r in records] and lines:
        return None
    lines.update(zip((r.digest for r in unread), earlier.each(_line, unread), strict=True))
    its = [lines[record.digest] for record in records]
    content = b"[\n" + b",\n".join(its) + b"\n]\n"
    sizes = [(record.digest, len(line)) for record, line in zip(records, its, strict=True)]
    earlier.note("records", packed({"lines": sizes, "digest": digest_of(content)}))
    return content


def _lines_before(last: Mapping[str, Any], earlier: Earlier) -> dict[str, bytes]:
    """The lines of the last build, by the digest of their records."""
    if not earlier.stands(RECORDS, last["digest"]):
        return {}
    content = earlier.file(RECORDS)
    if content is None or digest_of(content) != last["digest"]:
        return {}
    lines = {}
    start = len(b"[\n")
    for digest, size in last["lines"]:
        lines[digest] = content[start : start + size]
        start += size + len(b",\n")
    return lines


def _line(record: Record) -> bytes:
    return packed(
        {
            "permalink": record.permalink,
            "title": record.title,
            "summary": record.summary,
            "terms": record.terms,
            "text": " ".join(prose.text for prose in record.prose.values()),
        }
    )


def search_fields(site: Site) -> list[SearchField]:
    """Every searched field of any collection, with the largest weight that one gives it."""
    weights: dict[str, float] = {}
    for collection in site.knowledge.collections.values():
        if collection.name:
            for declared in collection.fields.values():
                if declared.search:
                    weights[declared.name] = max(weights.get(declared.name, 0.0), declared.search)
    return [*(SearchField(name, weight) for name, weight in weights.items()), BODY]


def search_facets(site: Site) -> list[SearchFacet]:
    """The collections, the taxonomies of fields declared as facets, and the years."""
    knowledge = site.knowledge
    named = [c for name, c in knowledge.collections.items() if name]
    terms = tuple(FacetTerm(c.name, c.title) for c in named)
    facets = [SearchFacet("collection", "Collection", "terms", terms)]
    declared = [f for c in named for f in c.fields.values() if f.facet]
    for name in knowledge.facets:
        taxonomy = knowledge.taxonomies[name]
        found = tuple(
            FacetTerm(
                term.id,
                term.brief,
                term.parent if term.parent in taxonomy.terms else "",
                tuple(dict.fromkeys((term.label, *term.aliases))),
            )
            for term in taxonomy.terms.values()
        )
        facets.append(SearchFacet(name, taxonomy.title, "terms", found))
    if any(f.type in ("dates", "date", "year") for f in declared):
        facets.append(SearchFacet("years", "Years", "years"))
    return facets


def document(
    record: Record, parts: Parts, fields: Sequence[SearchField], newest: int
) -> SearchDocument:
    """One record as search sees it; what still goes on lasts until the year ``newest``."""
    site = parts.site
    collection = site.knowledge.collections[record.collection]
    texts = {
        f.name: text for f in fields if (text := _text(record, collection.fields, f.name, site))
    }
    facets: dict[str, tuple[str, ...]] = {"collection": (record.collection,)}
    for name, ids in record.terms.items():
        declared = collection.fields[name]
        if declared.facet:
            taxonomy = declared.of[0]
            facets[taxonomy] = tuple(dict.fromkeys((*facets.get(taxonomy, ()), *ids)))
    dates = _dates(record, collection.fields)
    body = " ".join(prose.text for prose in record.prose.values())
    card = parts.card(record.key)
    fragment = {
        "title": card.title,
        "summary": card.summary,
        "collection": card.collection,
        "facts": [(fact.label, fact.text) for fact in card.facts],
        "text": body,
    }
    return SearchDocument(
        record.permalink,
        record.collection,
        texts,
        facets,
        years(dates, newest) if dates else None,
        fragment,
    )


def _newest_year(site: Site) -> int:
    """The last year that any record names: a build must not depend on the day it is made."""
    collections = site.knowledge.collections
    ranges = (_dates(r, collections[r.collection].fields) for r in site.records.values())
    return max((span[1] for dates in ranges if dates and (span := years(dates))), default=0)


def _text(record: Record, declared: Mapping[str, Field], name: str, site: Site) -> str:
    if name == BODY.name:
        prose = record.prose.get("body")
        return prose.text if prose else ""
    field = declared.get(name)
    if field is None or (name not in record.values and name not in record.terms):
        return ""
    if name in record.prose:
        return record.prose[name].text
    if field.type in ("term", "terms"):
        terms = site.knowledge.taxonomies[field.of[0]].terms
        found = [terms[id] for id in record.terms.get(name, ()) if id in terms]
        return "\n".join(
            f"{t.id if t.id[:1].isdigit() else ''} {t.label} {t.short}".strip() for t in found
        )
    return "\n".join(_strings(record.values[name]))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    else:
        yield str(value)


def _dates(record: Record, declared: Mapping[str, Field]) -> tuple[str, str] | None:
    for name, field in declared.items():
        value = record.values.get(name)
        if field.facet and field.type == "dates" and isinstance(value, list):
            return str(value[0]), str(value[1])
        if field.facet and field.type in ("date", "year") and isinstance(value, str):
            return value, value
    return None


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _synonyms(site: Site) -> list[Sequence[str]]:
    groups: list[Sequence[str]] = [
        (entry.abbreviation, entry.meaning, *entry.synonyms)
        for entry in site.knowledge.glossary.values()
    ]
    return [*groups, *site.knowledge.synonyms]
