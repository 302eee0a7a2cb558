"""What a reader sees of the results comes first, the rest once that has been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.search_page import open_search, part, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.parametrize("base", ["file"], indirect=True)
WORDS = "training of teachers"

NOTE = """() => {
  const list = document.querySelector("[data-part='results']");
  const { search } = kbgen, { run } = search;
  const cards = () => [...list.querySelectorAll(".card")];
  const textsIn = (some) => some.map((card) => card.textContent);
  const listed = () => cards().map((card) => card.querySelector("a").getAttribute("href"));
  const isSeen = (card) => card.getBoundingClientRect().top < innerHeight;
  const seen = () => textsIn(cards().filter(isSeen));
  window.noted = [];
  search.run = (request, done) => run(request, (answer) => {
    done(answer);
    let its = window.noted.at(-1);
    if (!its || its.words !== request.words) {
      window.noted.push((its = { words: request.words }));
      requestAnimationFrame(() => {
        its.first = seen();
        its.waits = listed().join() !== its.hits.join();
      });
    }
    its.hits = answer.hits.map(({ permalink }) => permalink);
    window.finished = () => {
      its.last = seen();
      its.listed = listed();
    };
  });
}"""


def test_what_is_seen_at_first_stays(page: Page, base: str) -> None:
    open_search(page, base)
    page.evaluate(NOTE)
    part(page, "query").focus()
    for key in WORDS:
        page.keyboard.press("Space" if key == " " else key)
        settle(page)
        page.evaluate("finished()")
    noted = page.evaluate("noted")
    assert [one["words"] for one in noted] == [WORDS[: end + 1] for end in range(len(WORDS))]
    for one in noted:
        assert one["first"] == one["last"], one["words"]
        assert one["listed"] == one["hits"], one["words"]
    assert any(one["waits"] for one in noted), "some results come later"


def test_the_keyboard_reaches_results_that_wait(page: Page, base: str) -> None:
    open_search(page, base)
    part(page, "query").focus()
    page.keyboard.press("z")
    settle(page)
    reached = page.evaluate(
        """(words) => new Promise((done) => {
          const query = document.querySelector("[data-part='query']");
          const { search } = kbgen, { run } = search;
          search.run = (request, told) => run(request, (answer) => {
            told(answer);
            if (answer.partial) return;
            search.run = run;
            for (let i = 0; i < answer.hits.length; i++) document.activeElement.dispatchEvent(
              new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
            done([document.activeElement.getAttribute("href"), answer.hits.at(-1).permalink]);
          });
          query.value = words;
          query.dispatchEvent(new Event("input", { bubbles: true }));
        })""",
        WORDS,
    )
    assert reached[0] == reached[1]
    settle(page)
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == reached[1]
