"""Few trials are some of all, from all over, and never none."""

from __future__ import annotations

import pytest

from tests import trials


def test_all_are_tried_unless_few_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "_are_few", False)
    assert trials.amount(20, few=4) == 20
    assert trials.some("abcdef", few=2) == "abcdef"
    assert trials.rounds("abc", few=2) == ["a", "b", "c"]


def test_few_are_the_same_ones_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "_are_few", True)
    assert trials.amount(20, few=4) == 4
    assert trials.some("abcdef", few=2) == "ad"
    assert trials.some("abc", few=9) == "abc"
    assert list(trials.some(range(10_000), few=4)) == [0, 2500, 5000, 7500]
    assert trials.rounds("abcde", few=2) == ["ace", "bd"]
