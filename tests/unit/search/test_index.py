"""The files of the index: which there are, that they are stable, and what an edit touches."""

# ruff: noqa: SIM905 (words are easier to read in one string)

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search import SearchDocument, SearchField, SearchOptions, SearchSettings, index_files
from tests.unit.search.samples import FIELDS, document, files_of, known

SMALL = SearchOptions(
    lunr_index=False, shard_bytes=300, vocabulary_bytes=600, fragment_bytes=500, length_bytes=8
)
SYLLABLES = "ka lo mi tre san dor vil pe qua zu bri mon ta rel gis".split()


def invented(count: int, seed: int = 3) -> list[SearchDocument]:
    source = random.Random(seed)
    words = ["".join(source.choices(SYLLABLES, k=source.randint(2, 4))) for _ in range(600)]
    return [
        document(
            f"r{number:03}",
            " ".join(source.choices(words, k=5)),
            " ".join(source.choices(words, k=60)),
            countries=(source.choice(["EGY", "NOR", "KEN"]),),
            years=(2000 + number % 20, 2005 + number % 20),
        )
        for number in range(count)
    ]


def changed(before: dict[str, bytes], after: dict[str, bytes], kind: str) -> tuple[int, int]:
    """How many files of a kind there are, and how many of them differ."""
    paths = {path for path in before | after if path.startswith(f"search/{kind}-")}
    return len(paths), sum(before.get(path) != after.get(path) for path in paths)


def test_every_file_is_a_classic_script() -> None:
    files = files_of(invented(40), SMALL)
    assert {"search/boot.js", "search/facets.js", "search/titles.js"} < files.keys()
    for path, content in files.items():
        assert content.startswith(b"kbgen.search.receive("), path
        assert content.endswith(b");\n")


def test_records_out_of_order_are_refused() -> None:
    first, second = invented(2)
    with pytest.raises(ValueError, match="is out of order"):
        list(index_files(*known([second, first], FIELDS), SearchSettings(FIELDS)))


def test_analyses_may_be_kept_as_json() -> None:
    documents = invented(20)
    fresh, fragments = known(documents, FIELDS)
    kept = json.loads(json.dumps(fresh))
    settings = SearchSettings(FIELDS)
    made = dict(index_files(fresh, fragments[:], settings))
    assert dict(index_files(kept, fragments[:], settings)) == made


def test_an_edit_touches_the_shards_of_its_words_only() -> None:
    documents = invented(60)
    before = files_of(documents, SMALL)
    edited = documents[:]
    body = documents[30].fields["body"] + " kamikatsu"
    edited[30] = document(
        "r030", documents[30].fields["title"], body, countries=("EGY",), years=(2010, 2015)
    )
    after = files_of([*documents[:30], edited[30], *documents[31:]], SMALL)
    for kind, most in (("postings", 3), ("words", 1), ("records", 1)):
        there, different = changed(before, after, kind)
        assert there > 10
        assert different <= most, kind


def test_nothing_is_written_twice_or_not_at_all() -> None:
    settings = SearchSettings(FIELDS, options=SMALL)
    paths = [path for path, _ in index_files(*known(invented(50), FIELDS), settings)]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("documents", [[], [document("empty", "")], [document("one", "One word")]])
def test_small_knowledge_bases(documents: Sequence[SearchDocument]) -> None:
    assert "search/boot.js" in files_of(documents)


def test_no_fields_at_all() -> None:
    documents = [document("a", "Title")]
    files = dict(index_files(*known(documents, []), SearchSettings([])))
    assert "search/boot.js" in files


@pytest.mark.parametrize(("given", "written"), [(None, True), (True, True), (False, False)])
def test_the_ordinary_lunr_index_is_a_choice(given: bool | None, written: bool) -> None:
    files = files_of(invented(5), SearchOptions(lunr_index=given))
    assert ("lunr-index.json" in files) is written


@given(st.text(), st.text())
def test_any_text_can_be_indexed(title: str, body: str) -> None:
    documents = [document("a", title, body), document("b", body, title)]
    fields = [SearchField("title", 2.5), SearchField("body", 1)]
    for _, content in index_files(*known(documents, fields), SearchSettings(fields)):
        content.decode("utf-8")
