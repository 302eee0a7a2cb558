"""The repository's own content: without issues, complete, and true to its sources' figures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kbgen.model.issues import Issues
from kbgen.model.site import Site
from kbgen.stages.validate import validate
from tests.make import make_document, read_site

ROOT = Path(__file__).parents[1]
FACTS: list[dict[str, Any]] = yaml.load(
    (ROOT / "tests" / "facts" / "figures.yaml").read_text("utf-8"), yaml.CSafeLoader
)


@cache
def own_site() -> tuple[Site, list[str]]:
    issues = Issues()
    site = read_site(ROOT, issues)
    return site, [str(issue) for issue in issues]


def test_the_content_has_no_issues() -> None:
    assert own_site()[1] == []


@pytest.mark.parametrize("collection", ["practices", "programmes"])
@pytest.mark.parametrize(
    ("facts", "is_sound"),
    [
        ("scope: subregional", False),
        ("scope: subregional\nregions: [central-asia]", True),
        ("scope: subregional\ncountries: [KGZ, TJK]", True),
        ("scope: regional", False),
        ("scope: national", False),
        ("scope: local\ncountries: [KGZ, TJK, UZB]", False),
        ("scope: local\ncountries: [KGZ]", True),
    ],
)
def test_a_scope_that_contradicts_the_countries_is_told(
    collection: str, facts: str, is_sound: bool
) -> None:
    issues = Issues()
    text = f"---\ntitle: A\n{facts}\n---\n"
    validate(make_document(f"content/{collection}/a.md", text), own_site()[0].knowledge, issues)
    told = [issue.code for issue in issues if issue.code != "missing-field"]
    assert told == ([] if is_sound else ["contradiction"])


def test_every_record_of_the_sources_is_there_and_no_other() -> None:
    site, _ = own_site()
    assert len(FACTS) == 176
    assert set(site.records) == {f"{fact['collection']}/{fact['slug']}" for fact in FACTS}


def test_every_figure_stands_in_its_record() -> None:
    site, _ = own_site()
    with_figures = [fact for fact in FACTS if "figures" in fact]
    assert with_figures
    for fact in with_figures:
        record = site.records[f"{fact['collection']}/{fact['slug']}"]
        texts = [record.title, record.summary, *(prose.text for prose in record.prose.values())]
        text = " ".join([*texts, *(str(value) for value in record.values.values())])
        numbers = {n.replace(",", "") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
        numbers |= {n.rstrip(".,") for n in numbers}
        assert set(fact["figures"]) <= numbers, fact["slug"]


def test_every_record_names_a_source() -> None:
    site, _ = own_site()
    assert [key for key, record in site.records.items() if not record.values.get("sources")] == []


def test_every_programmatic_area_has_at_least_three_records() -> None:
    site, _ = own_site()
    areas = site.knowledge.taxonomies["areas"].terms
    counts = {id: len(site.by_term["areas"].get(id, ())) for id in areas}
    assert len(counts) == 10
    assert {id: count for id, count in counts.items() if count < 3} == {}
