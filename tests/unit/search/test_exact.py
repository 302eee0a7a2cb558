"""The compact index answers lunr's queries as unmodified lunr.js does: same records, same order,
same scores."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kbgen.search import SearchDocument, SearchField, SearchOptions, SearchSettings, index_files
from tests.trials import amount
from tests.unit.search.lunr_queries import draw
from tests.unit.search.samples import ROOT, known

QUERIES = amount(1000, few=15)
MADE_UP = amount(1000, few=50)
Judge = Callable[..., Any]


def judged(run_node: Judge, data: Path) -> dict[str, Any]:
    result = run_node("exact.js", draw(data, QUERIES), data)
    assert isinstance(result, dict)
    return result


def assert_exact(result: dict[str, Any]) -> None:
    assert result["queries"] == QUERIES
    assert result["results"] > 10 * QUERIES
    assert result["different"] == []
    assert result["widest"] <= 1e-9
    if not result["lost"] and not result["phantoms"]:
        assert result["affected"] == 0


def test_on_our_own_records(site_dir: Path, run_node: Judge) -> None:
    assert_exact(judged(run_node, site_dir / "data"))


def test_on_made_up_records(tmp_path: Path, run_node: Judge) -> None:
    fields = [
        SearchField("title", 8),
        SearchField("summary", 3, listed=True),
        SearchField("body", 1),
    ]
    documents = [
        SearchDocument(
            f"practices/{record['slug']}.html",
            "practices",
            {field.name: record[field.name] for field in fields},
            fragment={"title": record["title"]},
        )
        for record in bench_records(MADE_UP)
    ]
    settings = SearchSettings(
        fields, options=SearchOptions(lunr_index=True, length_bytes=MADE_UP // 4)
    )
    (tmp_path / "search").mkdir()
    for path, content in index_files(*known(documents, fields), settings):
        (tmp_path / path).write_bytes(content)
    assert (tmp_path / "search/lengths-1.js").exists()
    assert_exact(judged(run_node, tmp_path))


def bench_records(count: int) -> list[dict[str, Any]]:
    """The records of the benchmark."""
    path = ROOT / "bench" / "search" / "corpus.py"
    spec = importlib.util.spec_from_file_location("search_bench_corpus", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.records(count))
