"""What stands at each place of the index, and where it is cut into files."""

from __future__ import annotations

from array import array

import pytest

from kbgen.search.entries import Columns, Entry, Range, cut, cut_records, forms_elsewhere
from kbgen.search.model import SearchOptions
from kbgen.search.ranges import key_of


def columns_of(*entries: Entry) -> Columns:
    columns = Columns.empty()
    columns.append(entries)
    return columns


def test_the_weight_of_an_entry_is_its_text_two_for_each_form_and_its_phrases() -> None:
    assert Entry("camp", ["camp", "camps"]).weight == 4 + 2 * 2
    assert Entry("camp", phrases={"camp": ["tents"]}).weight == len("{'camp': ['tents']}")
    assert Entry("camps", term="camp").weight == 0


@pytest.mark.parametrize(
    ("entry", "empty"),
    [
        (Entry("camp"), True),
        (Entry("camp", ["camp"]), False),
        (Entry("camp", phrases={"camp": ["tents"]}), False),
        (Entry("camp", term="camps"), False),
    ],
)
def test_an_entry_is_empty_if_nothing_stands_there(entry: Entry, empty: bool) -> None:
    assert entry.is_empty is empty


def test_columns_have_a_number_for_each_entry_and_each_form() -> None:
    columns = columns_of(
        Entry("camp", ["camp", "camps"], [3, 1], size=12), Entry("tent", ["tents"], [7], size=5)
    )
    assert list(columns.keys) == [key_of("camp"), key_of("tent")]
    assert [list(its) for its in columns[1:]] == [[8, 6], [12, 5], [2, 1], [3, 1, 7]]
    assert columns.first_forms() == [0, 2, 3]
    assert Columns.empty().first_forms() == [0]


def test_columns_take_a_part_of_others() -> None:
    entries = [Entry(text, [text, f"{text}s"], [1, n], size=n) for n, text in enumerate("abcd")]
    whole, part = columns_of(*entries), columns_of(entries[0])
    part.extend(whole, 1, 3, 2, 6)
    assert part == columns_of(*entries[:3])


def words_and_postings(columns: Columns, options: SearchOptions) -> list[tuple[str, list[str]]]:
    found = cut(columns, options)
    return [(one.words.name, [shard.name for shard in one.postings]) for one in found]


def entries(*texts: str, size: int = 8) -> Columns:
    return columns_of(*(Entry(text, [text], [1], size=size) for text in texts))


def test_a_small_index_has_one_file_of_each_kind() -> None:
    columns = entries("camp", "tent")
    assert words_and_postings(columns, SearchOptions()) == [("0", ["0"])]
    assert cut(columns, SearchOptions())[0].words.keys == (0, 48)
    assert cut(Columns.empty(), SearchOptions())[0].postings == [], "nothing to write"


def test_words_with_the_same_two_letters_stay_together() -> None:
    columns = entries("caa", "cab", "cac", "tent")
    found = cut(columns, SearchOptions(vocabulary_bytes=1))
    assert [(one.words.first, one.words.last) for one in found] == [(0, 3), (3, 4)]


def test_postings_files_lie_within_a_words_file() -> None:
    options = SearchOptions(vocabulary_bytes=1, shard_bytes=4)
    together = cut(entries("caa", "cab", "tent", size=14), options)  # and two bits for each
    assert [[shard[2:] for shard in one.postings] for one in together] == [[(0, 2)], [(2, 3)]]
    apart = cut(entries("caa", "cab", "tent", size=15), options)
    assert [[shard[2:] for shard in one.postings] for one in apart] == [
        [(0, 1), (1, 2)],
        [(2, 3)],
    ]


def test_where_no_term_stands_there_are_no_postings() -> None:
    columns = columns_of(Entry("camp", ["camp"], [1], size=9), Entry("tents", term="tent"))
    found = cut(columns, SearchOptions(vocabulary_bytes=1, shard_bytes=1))
    assert [len(one.postings) for one in found] == [1, 0]


def test_a_range_knows_its_name_and_its_keys() -> None:
    its = Range(0x6C << 40, 40, 3, 9)
    assert (its.name, its.keys) == ("6c", (0x6C << 40, 40))


@pytest.mark.parametrize(
    ("sizes", "limit", "files"),
    [
        ([], 100, []),
        ([50, 50], 100, [(0, 2)]),
        ([50, 51], 100, [(0, 1), (1, 2)]),
        ([900], 100, [(0, 1)]),
        ([60] * 6, 130, [(0, 2), (2, 4), (4, 6)]),
        ([10, 10, 10, 900, 10, 10], 100, [(0, 2), (2, 3), (3, 4), (4, 6)]),
    ],
)
def test_small_records_share_a_file(
    sizes: list[int], limit: int, files: list[tuple[int, int]]
) -> None:
    assert cut_records(array("I", sizes), limit) == files


def test_forms_that_begin_otherwise_are_listed_elsewhere_too() -> None:
    assert forms_elsewhere("organ", ["organisation", "organs"]) == []
    assert forms_elsewhere("estrus", ["estrus", "oestrus"]) == ["oestrus"]
    assert forms_elsewhere("é", ["é", "éa"]) == [], "of other letters a key knows less"
    assert forms_elsewhere("camp", []) == []
