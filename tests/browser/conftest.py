"""The page under test: in both browsers, from a folder and from a server.

A test that takes ``page`` and ``base`` runs four times. One that needs fewer says which:
``@pytest.mark.parametrize("page", ["chromium"], indirect=True)``, and ``base`` likewise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(params=["chromium", "firefox"])
def page(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """An empty page; the test fails if it misbehaves, see ``open_page``."""
    return open_page(request.param)
