"""The index of a built site, read from its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kbgen.search import SearchOptions
from kbgen.search.shards import VERSION
from kbgen.search.site_index import SiteIndex, UnreadableIndex
from tests.unit.search.samples import FIELDS, Writer, document

SMALL = SearchOptions(
    lunr_index=False, shard_bytes=8, vocabulary_bytes=120, fragment_bytes=90, length_bytes=0
)
RECORDS = [
    document("a", "Camp camps", "Camps and tents near borders", countries=("EGY",)),
    document("b", "Organisations", "tents tents tents oestrus"),
    document("c", "Zones and aid", "borders zones"),
]
TITLE, COUNTRIES, BODY = 0, 2, 3


@pytest.fixture(scope="module")
def index(write_index: Writer) -> SiteIndex:
    return SiteIndex(write_index(RECORDS, SMALL))


def test_what_the_index_is_about(index: SiteIndex) -> None:
    assert (index.records, index.heaviest) == (3, TITLE)
    assert index.fields == [(field.name, field.weight) for field in FIELDS]


def test_forms_of_a_term(index: SiteIndex) -> None:
    assert index.forms_of("camp") == ["camp", "camps"]
    assert index.forms_of("organ") == ["organisations"]
    assert [index.forms_of(term) for term in ("cam", "camps", "", "zzz", "é")] == [[]] * 5


def test_the_records_of_a_term(index: SiteIndex) -> None:
    camp = index.posting("camp")
    assert camp is not None
    assert camp.by_field == {TITLE: [(0, 2, 0b11)], BODY: [(0, 1, 0)]}
    assert camp.frequency == 2, "in so many texts"
    tent = index.posting("tent")
    assert tent is not None
    assert tent.by_field == {BODY: [(0, 1, 0), (1, 3, 0)]}
    assert index.posting("unknown") is None


def test_every_term_is_in_the_file_of_its_range(index: SiteIndex) -> None:
    terms = [term for chunk in index.words_from("") for term in chunk.terms]
    assert len(terms) == len(set(terms)) > 8
    assert all(index.forms_of(term) and index.posting(term) for term in terms)


def test_words_with_a_beginning_stand_in_few_files(index: SiteIndex) -> None:
    found = list(index.words_from("t"))
    assert any("tent" in chunk.terms for chunk in found)
    assert len(found) < len(list(index.words_from("")))
    assert any(chunk.strangers == {"oestrus": "estru"} for chunk in index.words_from("oe"))


def test_phrases_are_known_where_they_begin(index: SiteIndex) -> None:
    assert index.words_at("egipto").phrases["egipto"] == ["Egypt"]


def test_lengths_and_their_average(index: SiteIndex) -> None:
    assert index.lengths(TITLE) == ([2, 1, 3], 2.0)
    assert index.lengths(COUNTRIES) == ([1, 0, 0], 1 / 3), "a file of its own"
    assert index.lengths(COUNTRIES) is index.lengths(COUNTRIES), "which is read once"


def test_records_wherever_they_stand(index: SiteIndex) -> None:
    for number, its in enumerate(RECORDS):
        permalink, fragment = index.record(number)
        assert (permalink, fragment["title"]) == (its.permalink, its.fragment["title"])


def test_an_index_of_nothing(write_index: Writer) -> None:
    index = SiteIndex(write_index([], SMALL))
    assert (index.records, index.forms_of("camp"), index.posting("camp")) == (0, [], None)
    assert index.lengths(TITLE) == ([], 0)
    assert [chunk.terms for chunk in index.words_from("")] in ([], [[]])


def test_a_folder_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(UnreadableIndex, match="no search index; run kbgen build first"):
        SiteIndex(tmp_path)


def test_an_index_of_another_version_or_a_damaged_one(write_index: Writer) -> None:
    site = write_index(RECORDS, SMALL)
    boot = site / "data/search/boot.js"
    text = boot.read_text("utf-8")
    boot.write_text(text.replace(f'"version":{VERSION}', '"version":99'), "utf-8")
    with pytest.raises(UnreadableIndex, match="another version of kbgen; build it again"):
        SiteIndex(site)
    for damaged in (text[:100], "", text.replace('"fields"', "fields")):
        boot.write_text(damaged, "utf-8")
        with pytest.raises(UnreadableIndex, match=r"boot\.js cannot be read"):
            SiteIndex(site)


def test_a_file_that_has_gone_since_is_named(write_index: Writer) -> None:
    site = write_index(RECORDS, SMALL)
    index = SiteIndex(site)
    (site / "data/search/records-0.js").unlink()
    with pytest.raises(UnreadableIndex, match=r"records-0\.js cannot be read; run kbgen build"):
        index.record(0)


def test_a_payload_is_read_as_json_and_never_run(write_index: Writer) -> None:
    site = write_index(RECORDS, SMALL)
    file = site / "data/search/records-0.js"
    hostile = [["a.html", {"title": "); alert(1)"}]]
    file.write_text(f'kbgen.search.receive("records","0",{json.dumps(hostile)});\n', "utf-8")
    assert SiteIndex(site).record(0) == ("a.html", {"title": "); alert(1)"})
