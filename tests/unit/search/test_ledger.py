"""What a build remembers of an index."""

from __future__ import annotations

import json
from array import array
from typing import Any

import pytest

from kbgen.search.entries import Columns, Entry
from kbgen.search.ledger import Ledger, facets_digest, groups_of, ledger_of, settings_digest
from kbgen.search.model import FacetTerm, SearchFacet, SearchField, SearchOptions, SearchSettings
from kbgen.search.occurrences import Occurrences

FACETS = (SearchFacet("areas", "Areas", terms=(FacetTerm("camps", "Camps", aliases=("Tents",)),)),)
SETTINGS = SearchSettings((SearchField("title", 9),), FACETS, (("ToT", "training"),))


def full() -> Ledger:
    columns = Columns.empty()
    columns.append([Entry("camp", ["camp", "camps"], [2, 70_000], size=9), Entry("é")])
    return Ledger(
        "settings",
        "facets",
        "camp tent",
        columns,
        [array("I", [1, 2]), array("I", [0, 4_000_000_000])],
        array("I", [300, 4]),
        Occurrences(["camp"], [array("I", [1])], [array("Q", [1 << 40 | 2])], array("I", [33])),
        {"search/boot.js": "digest"},
    )


@pytest.mark.parametrize("occurrences", [True, False])
def test_it_comes_back_from_json(occurrences: bool) -> None:
    ledger = full()
    if not occurrences:
        ledger.occurrences = None
    again = ledger_of(json.loads(json.dumps(ledger.plain())))
    assert again == ledger
    assert again.columns.keys.typecode == "Q", "keys have 48 bits"
    assert again.records == 2


def test_a_new_ledger_knows_of_nothing() -> None:
    again = ledger_of(json.loads(json.dumps(Ledger().plain())))
    assert again == Ledger()
    assert again.records == 0


def test_two_ledgers_share_nothing() -> None:
    first, second = Ledger(), Ledger()
    first.columns.append([Entry("camp")])
    first.sizes.append(1)
    assert second == Ledger()


@pytest.mark.parametrize(
    ("change", "words", "filters"),
    [
        ({}, False, False),
        ({"fields": (SearchField("title", 8),)}, True, False),
        ({"fields": (SearchField("title", 9, listed=True),)}, True, False),
        ({"synonyms": ()}, True, False),
        ({"options": SearchOptions(shard_bytes=1)}, True, False),
        ({"facets": ()}, True, True),
        ({"facets": (FACETS[0]._replace(label="Fields of work"),)}, False, True),
    ],
)
def test_digests_tell_settings_apart(change: dict[str, Any], words: bool, filters: bool) -> None:
    changed = SETTINGS._replace(**change)
    digest = settings_digest(SETTINGS, groups_of(SETTINGS))
    assert (settings_digest(changed, groups_of(changed)) != digest) is words
    assert (facets_digest(changed) != facets_digest(SETTINGS)) is filters


def test_groups_are_those_of_terms_and_then_those_of_editors() -> None:
    assert groups_of(SETTINGS) == [("Camps", "Tents"), ("ToT", "training")]
