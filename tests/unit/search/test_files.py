"""The files of the index as bytes."""

from __future__ import annotations

import json

import pytest

from kbgen.search.entries import Cut as Files
from kbgen.search.entries import Entry, Range
from kbgen.search.files import (
    boot_script,
    fragments_script,
    length_scripts,
    path_of,
    payload_of,
    postings_script,
    script,
    words_script,
)
from kbgen.search.lengths import Lengths
from kbgen.search.model import SearchField, SearchSettings
from kbgen.search.shards import VERSION, unpack_shard


def test_where_files_lie() -> None:
    assert path_of("boot") == "search/boot.js"
    assert path_of("words", "6c") == "search/words-6c.js"


def test_a_script_hands_its_payload_over() -> None:
    path, content = script("words", "6c", {"é": [1, '"']})
    assert path == "search/words-6c.js"
    assert content == 'kbgen.search.receive("words","6c",{"é":[1,"\\""]});\n'.encode()


@pytest.mark.parametrize(
    "payload", ["", [], {"a": ");\n"}, "a,b,(c)", "\u2028 and \u2029", "</script>", [["é", 1.5]]]
)
def test_a_payload_comes_back(payload: object) -> None:
    _, content = script("titles", "", payload)
    assert payload_of(content) == payload
    assert "\u2028" not in content.decode() and "\u2029" not in content.decode(), (
        "which end a line in old browsers"
    )


ENTRIES = [
    Entry("camp", ["camp", "camps"], [1, 1], postings=(1, "101"), size=3),
    Entry("egypt", phrases={"egypt": ["Egipto"], "!egypt": ["EG", "EGY"]}),
    Entry("oestrus", term="estrus"),
    Entry("tent", ["tents"], [1], postings=(2, "0"), size=1),
]


def test_a_words_file_has_terms_phrases_and_strangers() -> None:
    path, content = words_script("0", iter(ENTRIES))
    assert path == "search/words-0.js"
    assert payload_of(content) == {
        "terms": "Acamp !Atent!",
        "phrases": [["!egypt", "EG", "EGY"], ["egypt", "Egipto"]],
        "strangers": ["oestrus estrus"],
    }
    assert payload_of(words_script("0", [])[1]) == {"terms": ""}, "and no more than there is"


def test_a_postings_file_has_the_terms_alone() -> None:
    path, content = postings_script("0", ENTRIES, 2)
    assert path == "search/postings-0.js"
    assert unpack_shard(payload_of(content), [3, 1], 2) == [(1, "101"), (2, "0")]


def test_fragments_stand_one_after_the_other() -> None:
    path, content = fragments_script(64, [b'["a",{}]', '["b\u2028",{}]'.encode()])
    assert path == "search/records-64.js"
    assert content == b'kbgen.search.receive("records","64",[["a",{}],["b\\u2028",{}]]);\n'


def test_lengths_that_stand_apart_are_files() -> None:
    assert list(length_scripts(Lengths("1", {}))) == []
    found = dict(length_scripts(Lengths("", {2: "01000001", 5: "1"})))
    assert {path: payload_of(content) for path, content in found.items()} == {
        "search/lengths-2.js": "QQ==",
        "search/lengths-5.js": "gA==",
    }


CUTS = [
    Files(Range(0, 47, 0, 2), [Range(0, 47, 0, 2)]),
    Files(Range(1 << 47, 47, 2, 3), [Range(1 << 47, 46, 2, 3), Range(3 << 46, 46, 3, 4)]),
]
SETTINGS = SearchSettings([SearchField("body", 1), SearchField("title", 8.5)])


def boot(digests: dict[str, str]) -> dict[str, object]:
    path, content = boot_script(SETTINGS, 9, Lengths("01000001", {1: "1"}), CUTS, [0, 5], digests)
    assert path == "search/boot.js"
    found = payload_of(content)
    assert isinstance(found, dict)
    return found


def test_the_boot_file_says_what_there_is() -> None:
    found = boot({})
    assert len(str(found.pop("stamp"))) == 8
    assert found == {
        "version": VERSION,
        "records": 9,
        "fields": [["body", 1], ["title", 8.5]],
        "heaviest": 1,
        "lengths": "QQ==",
        "apart": [1],
        "words": "0 8",
        "postings": "0 8 c",
        "files": 2,
        "starts": found["starts"],
    }
    assert json.dumps(found["starts"]) != '""'


def test_the_stamp_is_another_when_any_file_is() -> None:
    digests = {"search/facets.js": "1", "search/words-0.js": "2"}
    stamp = boot(digests)["stamp"]
    assert boot(dict(reversed(digests.items())))["stamp"] == stamp
    assert boot({**digests, "search/words-0.js": "3"})["stamp"] != stamp
    assert boot({"search/facets.js": "1"})["stamp"] != stamp
