"""The engine in Chromium and Firefox, on file:// and http: the same answers as in Node and lunr.js,
exact counts, no error whatever is typed, and nothing loaded before it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.search.lunr_queries import draw
from tests.unit.search.samples import Asker
from tests.unit.search.test_our_site import senseless

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASK = """async (requests) => {
  const ask = (request) => new Promise((done) => kbgen.search.run(request, (answer) => {
    if (answer.facets || answer.error) done(answer);
  }));
  const answers = [];
  for (const request of requests) answers.push(await ask(request));
  return answers;
}"""
LUNR = """async (queries) => {
  await new Promise((done) => kbgen.search.open(done));
  await kbgen.load("assets/js/search/lunr-query.js");
  const found = [];
  for (const clauses of queries) found.push(await kbgen.search.engine.lunrQuery(clauses));
  return found.map((results) => results.map(({ record, score }) => [record, score]));
}"""
WORDS = [
    "migration training",
    "Egipto",
    "trafficing",
    '"summer school"',
    "train the trainers -border",
]


def ask_in(page: Page, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    answers = page.evaluate(ASK, list(requests))
    assert isinstance(answers, list)
    return answers


def scripts(page: Page) -> list[str]:
    found = page.evaluate("() => [...document.scripts].map((script) => script.src)")
    assert isinstance(found, list)
    return found


def test_nothing_is_loaded_before_it_is_wanted(page: Page) -> None:
    before = scripts(page)
    wanted = ("/data/", "search-engine", "lunr")
    assert not [source for source in before if any(name in source for name in wanted)]
    ask_in(page, {"words": "training"})
    loaded = [source.split("?")[0] for source in scripts(page) if source not in before]
    for name in ("vendor/lunr/lunr.min.js", "js/search-engine.js", "data/search/boot.js"):
        assert len([source for source in loaded if source.endswith(name)]) == 1
    assert not [source for source in loaded if "lunr-query" in source]


def test_answers_are_those_of_node(page: Page, site_dir: Path, ask: Asker) -> None:
    requests = [{"words": words, "limit": 5} for words in WORDS]
    for here, there in zip(ask_in(page, *requests), ask(site_dir, *requests), strict=True):
        for key in ("total", "every", "facets", "didYouMean"):
            assert here[key] == there[key]
        for hit, other in zip(here["hits"], there["hits"], strict=True):
            assert hit["permalink"] == other["permalink"]
            assert hit["score"] == pytest.approx(other["score"], rel=1e-9)
            assert hit["excerpt"] == other["excerpt"]


def test_lunr_queries_are_answered_as_by_lunr(
    page: Page, site_dir: Path, run_node: Callable[..., Any]
) -> None:
    queries = draw(site_dir / "data", 60, seed=11)
    expected = run_node("expected.js", queries, site_dir / "data")
    for here, there in zip(page.evaluate(LUNR, queries), expected, strict=True):
        assert [record for record, _ in here] == [record for record, _ in there]
        assert [score for _, score in here] == pytest.approx([s for _, s in there], abs=1e-9)


def test_a_count_is_what_its_filter_shows(page: Page) -> None:
    chosen = {"collection": ["practices"], "regions": ["africa"]}
    (answer,) = ask_in(page, {"words": "training", "filters": chosen})
    assert answer["total"] > 0
    for facet in ("collection", "countries", "areas", "types"):
        counts = answer["facets"][facet]
        requests = [
            {"words": "training", "limit": 1, "filters": {**chosen, facet: [term]}}
            for term in counts
        ]
        if facet not in chosen:
            assert all(count <= answer["total"] for count in counts.values())
        shown = [other["total"] for other in ask_in(page, *requests)]
        assert dict(zip(counts, shown, strict=True)) == counts


def test_no_input_is_an_error(page: Page) -> None:
    texts = senseless()[::4]
    requests = [{"words": text, "typing": n % 2 == 0} for n, text in enumerate(texts)]
    for text, answer in zip(texts, ask_in(page, *requests), strict=True):
        assert "error" not in answer, text


def test_only_scripts_of_the_site_can_be_loaded(page: Page) -> None:
    refused = page.evaluate(
        """async (paths) => {
          const found = [];
          for (const path of paths) await kbgen.load(path).catch((error) => found.push(path));
          return found;
        }""",
        paths := ["https://example.org/data/x.js", "../../../x.js", "data/../x.js", "javascript:0"],
    )
    assert refused == paths
