"""The words that pictures add to what they are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def english_count(count: int) -> str:
    """A number of records in English."""
    return f"{count} record" if count == 1 else f"{count} records"


def english_range(first: int, last: int) -> str:
    """From so many to so many records in English."""
    return english_count(first) if first == last else f"{first}\N{EN DASH}{last} records"


def english_begin(count: int) -> str:
    """How many entries of a timeline begin in a decade, in English."""
    return f"{count} begins" if count == 1 else f"{count} begin"


def english_run_on(count: int) -> str:
    """How many entries of a timeline go on from an earlier decade, in English."""
    return f"{count} continues" if count == 1 else f"{count} continue"


class Words(NamedTuple):
    """What pictures say in their own words: English, unless a caller brings another language."""

    counted: Callable[[int], str] = english_count
    ranged: Callable[[int, int], str] = english_range
    none: str = "no record"
    off_map: str = "Not on the map"
    event: str = "Dated event"
    record: str = "Record, from its first to its last year"
    ongoing: str = "Still running"
    begin: Callable[[int], str] = english_begin
    run_on: Callable[[int], str] = english_run_on


ENGLISH = Words()
