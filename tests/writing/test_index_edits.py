"""An edit changes the search index without making it anew, and gives the same bytes."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.model.record import Record
from kbgen.stages import index as stage
from kbgen.stages.index import records
from tests.trials import amount, rounds
from tests.writing.knowledge_base import (
    build,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
    start_build,
    wait_for,
)

RECORDS = amount(60, few=35)
SYLLABLES = ("ka", "lo", "mi", "tre", "san", "dor", "vil", "pe", "qua", "zu", "bri", "mon", "gis")
CONFIG = "title: Large\ndoors: [themes]\n"


def text(seed: int, words: int = amount(300, few=60)) -> str:
    """Invented words, hardly ever the same ones."""
    source = random.Random(seed)
    return " ".join("".join(source.choices(SYLLABLES, k=3)) for _ in range(words))


@pytest.fixture(scope="module", params=["", "lunr_index: false\n"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A knowledge base whose terms fill several files."""
    root = make(tmp_path_factory.mktemp("built") / "base", RECORDS)
    (root / "kbgen.yml").write_text(CONFIG + request.param)
    for number in range(RECORDS):
        write(root, number, body=text(number))
    assert build(root) == 0
    names = [path.name for path in (root / "site" / "data" / "search").iterdir()]
    assert min(sum(name.startswith(kind) for name in names) for kind in ("words", "postings")) > 3
    return root


@pytest.fixture
def base(built: Path, tmp_path: Path) -> Path:
    return copied(built, tmp_path / "base")


def write(root: Path, number: int, title: str = "", body: str = "") -> None:
    path = root / "content" / "practices" / f"r{number}.md"
    path.write_text(record(number, RECORDS, title, body))


def refuse_the_whole_index() -> None:
    """Lets a build fail that makes the index anew."""

    def refuse(*_: object) -> None:
        raise AssertionError("the whole index is made")

    vars(stage)["index_files"] = refuse


def one_more_word(root: Path) -> None:
    write(root, 7, body=f"{text(7)} migration")


def another_body(root: Path) -> None:
    write(root, 8, body=text(1008))


def no_body(root: Path) -> None:
    write(root, 9, body="Nothing.")


def another_title(root: Path) -> None:
    write(root, 10, title="A stranger's zoning", body=text(10))


def three_records(root: Path) -> None:
    for number in (11, 30, RECORDS - 1):
        write(root, number, body=f"{text(number)} migrants migrating")


EDITS: tuple[Callable[[Path], None], ...] = (
    one_more_word,
    another_body,
    no_body,
    another_title,
    three_records,
)


def test_edits_of_records_change_the_index_that_stands(base: Path, tmp_path: Path) -> None:
    for edits in rounds(EDITS, few=1):
        for edit in edits:
            edit(base)
        made = [edit.__name__ for edit in edits]
        assert wait_for(start_build(base, refuse_the_whole_index)) == 0, made
        assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean"), made


def test_a_spoilt_file_of_the_index_is_made_again(base: Path, tmp_path: Path) -> None:
    for path in (base / "site" / "data" / "search").glob("postings-*"):
        path.write_bytes(b"spoilt")
    for edit in rounds(EDITS, few=1)[0]:
        edit(base)
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def test_lines_of_records_are_taken_over(tmp_path: Path) -> None:
    root = make(tmp_path / "base", 8)
    (root / "kbgen.yml").write_text(f"{CONFIG}search: json\n")
    assert build(root) == 0

    def refuse_other_records() -> None:
        line = records._line

        def checked(its: Record) -> bytes:
            assert its.slug == "r3", f"the line of {its.slug} is made again"
            return line(its)

        vars(records)["_line"] = checked

    path = root / "content" / "practices" / "r3.md"
    for body in ("Égal.", "Longer than it was before, by far.", ""):
        path.write_text(record(3, 8, body=body))
        assert wait_for(start_build(root, refuse_other_records)) == 0
        assert site_bytes(root / "site") == clean_build(root, tmp_path / "clean")
