"""Find, for each record, the others that a reader may want: by shared terms and shared words."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kbgen.model.site import Site

MOST = 5
"""How many related records a page names."""
_COMMON = 60
"""A term or word that more records have says too little to start from."""
_WORD = re.compile(r"[a-z]{5,}")
_WEIGHTS = {"countries": 3.0, "areas": 2.0, "target-groups": 1.5, "sdgs": 1.0, "types": 0.5}


def relate(site: Site) -> dict[str, Sequence[tuple[str, str]]]:
    """Record -> the keys of the most related others, best first, each with the reason in words.

    Terms and words weigh by their rarity (inverse document frequency, Spärck Jones 1972). Records
    that name one another are left out: their pages show them as what they are.
    """
    features = _features(site)
    holders: dict[str, list[str]] = {}
    for key, own in features.items():
        for feature in own:
            holders.setdefault(feature, []).append(key)
    total = len(features)
    weights = {
        feature: _weight(feature) * math.log(1 + total / len(keys))
        for feature, keys in holders.items()
        if 1 < len(keys) <= _COMMON
    }
    return {key: _nearest(key, features, holders, weights, site) for key in features}


def _weight(feature: str) -> float:
    taxonomy, slash, _ = feature.partition("/")
    return _WEIGHTS.get(taxonomy, 1.0) if slash else 1.0


def _nearest(
    key: str,
    features: Mapping[str, Sequence[str]],
    holders: Mapping[str, list[str]],
    weights: Mapping[str, float],
    site: Site,
) -> Sequence[tuple[str, str]]:
    own = {feature: weights[feature] for feature in features[key] if feature in weights}
    scores: defaultdict[str, float] = defaultdict(float)
    for feature, weight in own.items():
        for other in holders[feature]:
            scores[other] += weight
    named = {k for keys in site.relations.get(key, {}).values() for k in keys}
    named |= {backlink.record for backlink in site.backlinks.get(key, ())} | {key}
    for other in named:
        scores.pop(other, None)
    least = sorted(scores.values(), reverse=True)[:MOST][-1:] or [0.0]
    best = sorted((-score, other) for other, score in scores.items() if score >= least[0])[:MOST]
    return [(other, _reason(own, features[other], site)) for _, other in best]


def _features(site: Site) -> dict[str, list[str]]:
    """Record -> its terms, as ``taxonomy/id``, and the words of its title and summary."""
    features: dict[str, list[str]] = {}
    for key, record in site.records.items():
        fields = site.knowledge.collections[record.collection].fields
        own = [f"{fields[name].of[0]}/{id}" for name, ids in record.terms.items() for id in ids]
        own += sorted(set(_WORD.findall(f"{record.title} {record.summary}".lower())))
        features[key] = list(dict.fromkeys(own))
    return features


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
