"""What a page of the site never does, in any test."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Response

OWN = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:")
# A page that is left while it loads gives up its requests; that is no fault of the page.
GIVEN_UP = ("net::ERR_ABORTED", "NS_BINDING_ABORTED")


def record_problems(page: Page, problems: list[str]) -> None:
    """Appends to ``problems`` whatever the page does that no page of the site may do.

    That is: writing to the console, throwing, asking another machine for something, and not
    getting what it asked for.
    """

    def failed(request: Request) -> None:
        if request.failure not in GIVEN_UP:
            problems.append(f"not loaded: {request.url} ({request.failure})")

    def answered(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"status {response.status}: {response.url}")

    def asked(request: Request) -> None:
        if not request.url.startswith(OWN):
            problems.append(f"outside request: {request.url}")

    page.on("console", lambda message: problems.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on("requestfailed", failed)
    page.on("response", answered)
    page.on("request", asked)
