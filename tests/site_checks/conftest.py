"""The pages of the built site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from page_kinds import fullest_pages
from tests.trials import are_few


@pytest.fixture(scope="session")
def kinds(site_dir: Path) -> Mapping[str, Path]:
    """The longest page of every kind."""
    return fullest_pages(site_dir)


@pytest.fixture(scope="session")
def pages(site_dir: Path, kinds: Mapping[str, Path]) -> Sequence[Path]:
    """Every page of the site; in a quick run the longest of every kind."""
    return list(kinds.values()) if are_few() else sorted(site_dir.rglob("*.html"))
