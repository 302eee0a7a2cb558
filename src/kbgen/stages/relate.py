"""Find, for each record, the others that a reader may want: by shared terms and shared words."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from kbgen.model.record import Record
from kbgen.model.site import Related, Site

MOST = 5
"""How many related records a page names."""
_COMMON = 60
"""A term or word that more records have says too little to start from."""
_WORD = re.compile(r"[a-z]{5,}")

Features = dict[str, list[str]]
"""Record -> its terms, as ``taxonomy/id``, and the words of its title and summary."""


class Before(NamedTuple):
    """A site with the same declarations, and what was found then."""

    faces: Mapping[str, str]
    """Path of each record -> its face."""
    relations: Mapping[str, Mapping[str, Sequence[str]]]
    backlinks: Mapping[str, Sequence[Sequence[str]]]
    features: Features
    related: Related


def relate(site: Site, before: Before | None = None) -> tuple[Related, Features]:
    """The related records, and the features by which they were found.

    What was found ``before`` is taken over where it holds. Terms and words weigh by their rarity
    (inverse document frequency, Spärck Jones 1972). Records that name one another are left out:
    their pages show them as what they are.
    """
    if before and before.faces.keys() != {record.path for record in site.records.values()}:
        before = None
    edited = {
        key
        for key, record in site.records.items()
        if not before or before.faces[record.path] != record.face
    }
    features = {
        key: before.features[key] if before and key not in edited else _features(record, site)
        for key, record in site.records.items()
    }
    named = {key: _named(key, site.relations, site.backlinks) for key in features}
    again: Iterable[str] = features
    if before:
        touched = {
            f
            for key in edited
            for f in set(before.features[key]).symmetric_difference(features[key])
        }
        affected = edited | {
            key for key in features if _named(key, before.relations, before.backlinks) != named[key]
        }
        for keys in _holders(features, touched).values():
            # As many as have it now and as had it before, at most, so that too common ones are not
            # worth a look: they had no weight and have none.
            if len(keys) - len(edited) <= _COMMON:
                affected.update(keys)
        again = [key for key in features if key in affected]
    wanted = {feature for key in again for feature in features[key]}
    holders = _holders(features, wanted)
    total = len(features)
    weights = {
        feature: _weight(feature, site) * math.log(1 + total / len(keys))
        for feature, keys in holders.items()
        if 1 < len(keys) <= _COMMON
    }
    related = dict(before.related) if before else {}
    for key in again:
        related[key] = _nearest(key, features, holders, weights, named[key], site)
    return related, features


def _named(
    key: str,
    relations: Mapping[str, Mapping[str, Sequence[str]]],
    backlinks: Mapping[str, Sequence[Sequence[str]]],
) -> set[str]:
    """The records that the page of a record names anyway."""
    named = {k for keys in relations.get(key, {}).values() for k in keys}
    return named | {record for _, record in backlinks.get(key, ())}


def _holders(features: Features, wanted: set[str]) -> dict[str, list[str]]:
    """Feature -> the records that have it, for those that are ``wanted``."""
    holders: dict[str, list[str]] = {feature: [] for feature in wanted}
    for key, own in features.items():
        for feature in wanted.intersection(own):
            holders[feature].append(key)
    return holders


def _weight(feature: str, site: Site) -> float:
    taxonomy, slash, _ = feature.partition("/")
    return site.knowledge.taxonomies[taxonomy].related if slash else 1.0


def _nearest(
    key: str,
    features: Features,
    holders: Mapping[str, list[str]],
    weights: Mapping[str, float],
    named: Collection[str],
    site: Site,
) -> Sequence[tuple[str, str]]:
    own = {feature: weights[feature] for feature in features[key] if feature in weights}
    scores: defaultdict[str, float] = defaultdict(float)
    for feature, weight in own.items():
        for other in holders[feature]:
            scores[other] += weight
    for other in (key, *named):
        scores.pop(other, None)
    least = nlargest(MOST, scores.values())[-1:] or [0.0]
    best = sorted((-score, other) for other, score in scores.items() if score >= least[0])[:MOST]
    return [(other, _reason(own, features[other], site)) for _, other in best]


def _features(record: Record, site: Site) -> list[str]:
    fields = site.knowledge.collections[record.collection].fields
    own = [f"{fields[name].of[0]}/{id}" for name, ids in record.terms.items() for id in ids]
    own += sorted(set(_WORD.findall(f"{record.title} {record.summary}".lower())))
    return list(dict.fromkeys(own))


def _reason(own: Mapping[str, float], other: Sequence[str], site: Site) -> str:
    """``Same country and programmatic area``: the taxonomies in which the two share a term."""
    shared: dict[str, float] = {}
    for feature in other:
        if feature in own:
            taxonomy, slash, _ = feature.partition("/")
            if slash:
                shared[taxonomy] = max(shared.get(taxonomy, 0.0), own[feature])
    taxonomies = site.knowledge.taxonomies
    best = sorted(shared, key=lambda name: (-shared[name], name))[:2]
    if not best:
        return "Similar wording"
    names = [taxonomies[n].singular[:1].lower() + taxonomies[n].singular[1:] for n in best]
    return "Same " + " and ".join(names)
