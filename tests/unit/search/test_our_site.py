"""Search of the repository's own records: prefixes, the terminal's twin, and senseless input."""

# ruff: noqa: RUF001 (odd characters are the subject)

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kbgen.search.site_index import SiteIndex
from kbgen.search.terminal import find
from tests.trials import amount, some
from tests.unit.search.samples import Asker


@pytest.fixture(scope="module")
def index(site_dir: Path) -> SiteIndex:
    return SiteIndex(site_dir)


def titles(index: SiteIndex) -> Iterator[tuple[str, str]]:
    for number in range(index.records):
        permalink, fragment = index.record(number)
        yield permalink, fragment["title"]


def test_every_prefix_of_a_title_word_finds_the_record(
    site_dir: Path, index: SiteIndex, run_node: Callable[..., Any]
) -> None:
    wanted: dict[str, set[str]] = {}
    for permalink, title in titles(index):
        for word in re.findall(r"[^\W\d_]{3,}", title):
            for length in range(3, len(word) + 1):
                wanted.setdefault(word[:length], set()).add(permalink)
    assert len(wanted) > 1000
    prefixes = some(sorted(wanted), few=120)
    permalinks = [index.record(number)[0] for number in range(index.records)]
    missed = [
        (prefix, lost)
        for prefix, found in zip(
            prefixes, run_node("growing.js", prefixes, site_dir / "data"), strict=True
        )
        if (lost := wanted[prefix] - {permalinks[number] for number in found})
    ]
    assert missed == []


@pytest.mark.parametrize("word", ["teachers", "students", "trainers", "researchers"])
def test_other_names_of_a_group_do_not_make_a_search_for_it_find_everything(
    index: SiteIndex, word: str
) -> None:
    """As "educators" did for teachers: words of its stem stand in every record on education."""
    assert 5 < len(find(index, word).matches) < index.records / 2


def queries(index: SiteIndex) -> list[str]:
    """Words of the records, whole, cut, misspelt, quoted and taken out."""
    source = random.Random(6)
    words = [
        word
        for number in range(index.records)
        for word in re.findall(
            r"[\w'’.-]+", json.dumps(index.record(number)[1], ensure_ascii=False)
        )
    ]
    found = []
    for _ in range(amount(400, few=30)):
        chosen = source.choices(words, k=source.randint(1, 4))
        place = source.randrange(len(chosen))
        word = chosen[place]
        cut = source.randrange(len(word))
        chosen[place] = source.choice(
            [word, word[: cut + 1], word[:cut] + "x" + word[cut + 1 :], f"-{word}", word.upper()]
        )
        text = " ".join(chosen)
        found.append(f'"{text}"' if source.random() < 0.1 else text)
    return [*found, "Egipto", "ToT", "train the trainers", "SDG 4.7", "DDR", "", "the", "*"]


def test_the_terminal_answers_as_the_page_does(
    site_dir: Path, index: SiteIndex, ask: Asker
) -> None:
    asked = queries(index)
    for words, answer in zip(asked, ask(site_dir, *asked), strict=True):
        found = find(index, words)
        assert len(found.matches) == answer["total"], words
        assert found.every == answer["every"], words
        assert found.did_you_mean == answer["didYouMean"], words
        for match, hit in zip(found.matches, answer["hits"], strict=False):
            assert index.record(match.record)[0] == hit["permalink"], words
            assert match.score == pytest.approx(hit["score"], rel=1e-9, abs=1e-9), words
            assert list(match.why) == hit["why"], words


def senseless() -> list[str]:
    source = random.Random(7)
    marks = [*"*~^+-:\"'“”()[]{}\\/<>&%#@!?.,;|=_`$ \t\n0123456789aeiouzbcdéßİ移مñ😀"]
    marks += ["\u0000", "\u200b", "\ufeff", "\u0301", "\ud800"]
    texts = [
        "".join(source.choices(marks, k=source.randint(0, 60))) for _ in range(amount(400, few=30))
    ]
    return [
        *texts,
        *(
            "foo:",
            "title:",
            "e~9",
            "a*",
            "foo^x",
            "-",
            "--",
            "+the",
            "http://x.org",
            "10:30",
            "SDG: 4",
        ),
        *("constructor", "__proto__", "hasOwnProperty toString", "a " * 600, "x" * 20_000),
        "migration " * 2000,
        " ".join(f"w{number}ordz" for number in range(500)),
        '"' * 999,
        "'" * 999,
        "-" * 999,
        "٣٤" * 300,
        "移民" * 500,
    ]


def test_no_input_is_an_error(site_dir: Path, index: SiteIndex, ask: Asker) -> None:
    texts = senseless()
    requests = [{"words": text, "typing": n % 2 == 0} for n, text in enumerate(texts)]
    for text, answer in zip(texts, ask(site_dir, *requests), strict=True):
        assert "error" not in answer, text
        assert answer["total"] >= answer["every"] >= 0
        assert len(answer["hits"]) == min(10, answer["total"])
        find(index, text)
