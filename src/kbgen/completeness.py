"""How full the records are, for editors: what is missing most, and where work is worth most.

A record is as full as the weights of the fields that it has, of all that its collection declares.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbgen.model.collection import Collection, Field
from kbgen.model.record import Record
from kbgen.model.site import Site

REQUIRED, SEARCHED = 2, 1
"""Weights: of what a collection requires, the body included, and of what readers search."""

MOST = 10
"""How many records and fields are named."""
_NAMED = 3
"""How many missing fields of one record are named."""


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full one record is, and how many readers come by it."""

    record: Record
    share: float
    """From 0, nothing, to 1, all that its collection asks for."""
    missing: tuple[str, ...]
    """Labels of what it lacks: the weightiest first, then what most others of its kind have."""
    named_by: int
    """How many other records name it."""
    listed_on: int
    """On how many pages of terms it stands."""

    @property
    def worth(self) -> float:
        """Greater the less a record says and the more readers are led to it."""
        return (1 - self.share) * (1 + 2 * self.named_by + self.listed_on)


def report(site: Site) -> str:
    """Tables for editors: averages, the fields missed most, the records to complete first."""
    found = fullness(site)
    if not found:
        return "There are no records yet."
    parts = [_averages(found, site), _missed(found, site), _first(found)]
    return "\n\n".join("\n".join(lines) for lines in parts)


def fullness(site: Site) -> list[Fullness]:
    """How full each record is, in the order of the site; what is never shown does not count."""
    naming = _naming(site)
    found: list[Fullness] = []
    for name, collection in site.knowledge.collections.items():
        weights = _weights(collection)
        total = sum(weight for _, weight in weights.values())
        records = [(record, _given(record)) for record in site.of_collection(name)]
        having = {field: sum(field in given for _, given in records) for field in weights}
        wanted = sorted(weights, key=lambda field: (-weights[field][1], -having[field]))
        for record, given in records:
            has = sum(weights[field][1] for field in wanted if field in given)
            missing = tuple(weights[field][0] for field in wanted if field not in given)
            named_by = len(naming.get(record.key, set()) - {record.key})
            listed_on = sum(len(ids) for ids in record.terms.values())
            share = has / total if total else 1.0
            found.append(Fullness(record, share, missing, named_by, listed_on))
    return found


def _given(record: Record) -> set[str]:
    return {*record.values, *(name for name, ids in record.terms.items() if ids), *record.prose}


def _weights(collection: Collection) -> Mapping[str, tuple[str, int]]:
    """Name -> label and weight of all that counts."""
    weights = {f.name: (f.label, _weight(f)) for f in collection.fields.values() if _weight(f)}
    if collection.body_label:
        weights["body"] = (collection.body_label, REQUIRED)
    return weights


def _weight(field: Field) -> int:
    if "hidden" in field.show:
        return 0
    return REQUIRED if field.required else SEARCHED if field.search else 0


def _naming(site: Site) -> Mapping[str, set[str]]:
    """Record -> keys of the records and pages that name it, in a field or in their text."""
    naming: dict[str, set[str]] = {}
    for key, fields in site.relations.items():
        for named in (key for keys in fields.values() for key in keys):
            naming.setdefault(named, set()).add(key)
    by_path = {record.path: record.key for record in site.records.values()}
    for record in (*site.records.values(), *site.texts.values()):
        for reference in record.references:
            if reference.kind == "page" and reference.target in by_path:
                naming.setdefault(by_path[reference.target], set()).add(record.key)
    return naming


def _averages(found: Iterable[Fullness], site: Site) -> Iterable[str]:
    yield f"{'How full the records are':<40} {'records':>8} {'average':>8} {'under half':>11}"
    for name, collection in site.knowledge.collections.items():
        own = [f for f in found if f.record.collection == name]
        if own:
            average = sum(f.share for f in own) / len(own)
            scarce = sum(f.share < 0.5 for f in own)
            yield f"  {_short(collection.title, 38):<38} {len(own):>8} {average:>8.0%} {scarce:>11}"


def _missed(found: Iterable[Fullness], site: Site) -> Iterable[str]:
    yield f"{'Missing most often':<60} {'records':>8} {'of':>6}"
    for name, collection in site.knowledge.collections.items():
        own = [f for f in found if f.record.collection == name]
        counts: dict[str, int] = {}
        for label in (label for f in own for label in f.missing):
            counts[label] = counts.get(label, 0) + 1
        for label, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MOST]:
            words = _short(f"{collection.title}: {label}", 58)
            yield f"  {words:<58} {count:>8} {len(own):>6}"


def _first(found: Iterable[Fullness]) -> Iterable[str]:
    yield "Worth completing first: little filled, and readers are led to them"
    yield f"  {'full':>5} {'named by':>9} {'terms':>6}  file, and what it lacks"
    unfinished = [f for f in found if f.missing]
    for f in sorted(unfinished, key=lambda f: (-f.worth, f.record.key))[:MOST]:
        lacks = ", ".join(f.missing[:_NAMED])
        more = f", and {len(f.missing) - _NAMED} more" if len(f.missing) > _NAMED else ""
        yield f"  {f.share:>5.0%} {f.named_by:>9} {f.listed_on:>6}  content/{f.record.path}"
        yield f"  {'':>5} {'':>9} {'':>6}  {lacks}{more}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 3].rstrip() + "..."
