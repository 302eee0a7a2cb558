"""What search shall know of the site: its fields, facets and words, and of each record."""

from collections.abc import Iterator, Mapping, Sequence

from kbgen.model.collection import Collection, Field
from kbgen.model.record import Record
from kbgen.model.site import Site
from kbgen.search import FacetTerm, SearchDocument, SearchFacet, SearchField
from kbgen.text.dates import years
from kbgen.views.parts import Parts

BODY = SearchField("body", 1.0)


def search_fields(site: Site) -> list[SearchField]:
    """Every searched field of any collection, with the largest weight that one gives it."""
    weights: dict[str, float] = {}
    listed: dict[str, bool] = {}
    for collection in site.knowledge.collections.values():
        if collection.name:
            for declared in collection.fields.values():
                if declared.search:
                    name = declared.name
                    weights[name] = max(weights.get(name, 0.0), declared.search)
                    listed[name] = listed.get(name, True) and declared.type in ("term", "terms")
    fields = [SearchField(name, weight, listed[name]) for name, weight in weights.items()]
    return [*fields, BODY]


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
    dates = _dates(record, _dated(collection))
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


def newest_year(site: Site) -> int:
    """The last year that any record names: a build must not depend on the day it is made."""
    dated = {name: _dated(its) for name, its in site.knowledge.collections.items()}
    ranges = {_dates(record, dated[record.collection]) for record in site.records.values()}
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


def _dated(collection: Collection) -> list[Field]:
    """The fields that say when the records of a collection were."""
    return [
        f for f in collection.fields.values() if f.facet and f.type in ("dates", "date", "year")
    ]


def _dates(record: Record, dated: Sequence[Field]) -> tuple[str, str] | None:
    for field in dated:
        value = record.values.get(field.name)
        if field.type == "dates" and isinstance(value, list):
            return str(value[0]), str(value[1])
        if field.type != "dates" and isinstance(value, str):
            return value, value
    return None


def synonym_groups(site: Site) -> list[Sequence[str]]:
    """Words that search takes for one another: of the glossary, and those that editors list."""
    groups: list[Sequence[str]] = [
        (entry.abbreviation, entry.meaning, *entry.synonyms)
        for entry in site.knowledge.glossary.values()
    ]
    return [*groups, *site.knowledge.synonyms]
