"""Adding a letter never makes a right result vanish: every beginning of a title's word finds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.search_page import open_search, part, permalinks

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORD = re.compile(r"\w{3,}")
EVERY = 12  # titles between two that are tried in one browser
ASK = """async words => {
  const found = [];
  for (const word of words) {
    const request = {words: word, typing: true, limit: 1000};
    const answer = await new Promise(said => kbgen.search.run(request, said));
    found.push([word, answer.hits.map(hit => hit.permalink)]);
  }
  return found;
}"""


def beginnings(title: str) -> list[str]:
    """Every beginning, of three letters and more, of the words of a title."""
    return [word[:end] for word in WORD.findall(title) for end in range(3, len(word) + 1)]


def known_titles(page: Page) -> dict[str, str]:
    """Permalink -> title of every record."""
    permalinks(page)
    links = part(page, "results").locator(".card-title a")
    found = links.evaluate_all("links => links.map(a => [a.getAttribute('href'), a.textContent])")
    return dict(found)


@pytest.mark.parametrize("base", ["file"], indirect=True)
def test_every_beginning_of_a_word_finds_its_title(page: Page, base: str) -> None:
    open_search(page, base)
    titles = known_titles(page)
    assert len(titles) > 100
    tried = dict(list(titles.items())[::EVERY])
    wanted = sorted({start for title in tried.values() for start in beginnings(title)})
    answers = dict(page.evaluate(ASK, wanted))
    vanished = [
        (start, title)
        for link, title in tried.items()
        for start in beginnings(title)
        if link not in answers[start]
    ]
    assert not vanished
