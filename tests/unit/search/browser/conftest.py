"""The engine on a page of the built site, in both browsers, from a folder and from a server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(params=["chromium", "firefox"])
def page(request: pytest.FixtureRequest, open_page: Callable[..., Page], base: str) -> Page:
    """The about page, which does not search by itself."""
    opened = open_page(request.param)
    opened.goto(f"{base}/about.html")
    return opened
