"""lunr's weights, and how those of its words make the rank of a record. Twin of ranking.js."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kbgen.search.expansion import Span
from kbgen.search.postings import K1, B
from kbgen.search.query import Option, Query, Slot
from kbgen.search.site_index import Posting, SiteIndex

NAMED_BONUS = 1.4
"""For the very form that was typed, in the heaviest field."""
COVERAGE = 3.0
"""How much it counts to match more of the words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record, its score, how many slots it matches and why where that is not plain."""

    record: int
    score: float
    matched: int
    why: tuple[str, ...]


def rank(query: Query, spans: list[Span], index: SiteIndex) -> list[Match]:
    """The records that match at least half of the slots, best first; all if there are no slots."""
    count = len(query.slots)
    if not count:
        return [Match(record, 0.0, 0, ()) for record in range(index.records)]
    by_slot = [_score_slot(slot, number, spans, index) for number, slot in enumerate(query.slots)]
    scores: dict[int, float] = {}
    matched: dict[int, int] = {}
    for found in by_slot:
        for record, (score, _) in found.items():
            scores[record] = scores.get(record, 0.0) + score
            matched[record] = matched.get(record, 0) + 1
    enough = min(max(matched.values(), default=0), math.ceil(count / 2))
    matches = [
        Match(
            record,
            score * (matched[record] / count) ** COVERAGE,
            matched[record],
            tuple(
                dict.fromkeys(
                    found[record][1].why
                    for found in by_slot
                    if record in found and found[record][1].why
                )
            ),
        )
        for record, score in scores.items()
        if matched[record] >= enough
    ]
    return sorted(matches, key=lambda match: (-match.score, match.record))


def having_all(terms: list[str], index: SiteIndex) -> set[int]:
    """The records with all of these terms in one field (or, for one term, in any)."""
    if len(terms) == 1:
        posting = index.posting(terms[0]) or Posting()
        return {record for entries in posting.by_field.values() for record, _, _ in entries}
    return set(_together(terms, index))


def idf(frequency: int, index: SiteIndex) -> float:
    """lunr's inverse document frequency."""
    return math.log(1 + abs((index.records - frequency + 0.5) / (frequency + 0.5)))


def _weights(
    posting: Posting, number: int, its_idf: float, index: SiteIndex
) -> Iterator[tuple[int, float, int]]:
    weight = index.fields[number][1]
    its = posting.by_field.get(number)
    if not its:
        return
    lengths, average = index.lengths(number)
    for record, count, names in its:
        base = K1 * (1 - B + B * (lengths[record] / average)) + count
        yield record, ((its_idf * ((K1 + 1) * count)) / base) * weight, names


def _score_slot(
    slot: Slot, number: int, spans: list[Span], index: SiteIndex
) -> dict[int, tuple[float, Option]]:
    """The best score of every record for a slot, with the plainest option that it matches."""
    choices = [(option, 1, math.inf) for option in slot.options]
    own = _own_idf(slot, index)
    choices += [(s.option, s.end - s.start, own) for s in spans if s.start <= number < s.end]
    best: dict[int, tuple[float, Option]] = {}
    for option, share, most in choices:
        for record, total in _sums(option, slot.form, most, index).items():
            score = total / share
            if record not in best:
                best[record] = (score, option)
                continue
            known_score, known = best[record]
            plainer = known.why and (not option.why or score > known_score)
            best[record] = (max(score, known_score), option if plainer else known)
    return best


def _own_idf(slot: Slot, index: SiteIndex) -> float:
    """What the very word counts: a synonym stands for it, and is no rarer, however few have it."""
    terms = [o.terms[0] for o in slot.options if not o.why and not o.pooled and len(o.terms) == 1]
    known = [posting for term in terms if (posting := index.posting(term))]
    return max((idf(posting.frequency, index) for posting in known), default=math.inf)


def _sums(option: Option, form: str, most: float, index: SiteIndex) -> dict[int, float]:
    """The scores of one option, no term of which counts more than ``most``."""
    if not option.pooled and len(option.terms) > 1:
        together = _together(option.terms, index, most)
        return {record: total * option.boost for record, total in together.items()}
    postings = {term: posting for term in option.terms if (posting := index.posting(term))}
    if option.pooled:
        total = sum(posting.frequency for posting in postings.values())
        most = idf(min(index.records, total), index)
    sums: dict[int, float] = {}
    for term, posting in postings.items():
        its_idf = min(most, idf(posting.frequency, index))
        forms = index.forms_of(term)
        bit = 0
        if not option.pooled and not option.why and form in forms:
            bit = 1 << min(31, forms.index(form))
        for number in range(len(index.fields)):
            for record, weight, names in _weights(posting, number, its_idf, index):
                exact = number == index.heaviest and bit and (not names or names & bit)
                bonus = NAMED_BONUS if exact else 1.0
                sums[record] = sums.get(record, 0.0) + weight * option.boost * bonus
    return sums


def _together(terms: list[str], index: SiteIndex, most: float = math.inf) -> dict[int, float]:
    """The weights of several terms that a record must have in one and the same field."""
    postings = [index.posting(term) for term in terms]
    sums: dict[int, float] = {}
    for number in range(len(index.fields)):
        seen: dict[int, tuple[int, float]] = {}
        for posting in postings:
            if posting is None:
                return {}
            its_idf = min(most, idf(posting.frequency, index))
            for record, weight, _ in _weights(posting, number, its_idf, index):
                count, total = seen.get(record, (0, 0.0))
                seen[record] = (count + 1, total + weight)
        for record, (count, total) in seen.items():
            if count == len(postings):
                sums[record] = sums.get(record, 0.0) + total
    return sums
