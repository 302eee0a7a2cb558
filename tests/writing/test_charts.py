"""What records have in common is found out again only when an edit touches it."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest

from kbgen import state, whole
from tests.trials import rounds
from tests.writing.knowledge_base import (
    age,
    build,
    build_told,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
    start_build,
    wait_for,
    write,
)

RECORDS = 6
LINKED = "## Wells\n\nThe body of record 0."
LINKING = "See [the wells](r0.md#wells) and [the report](used.pdf)."
ABOUT = "---\ntitle: About\n---\nWhat this is.\n"
numbers = count()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("built") / "base", RECORDS)
    for name in ("used.pdf", "unused.pdf"):
        (root / "content" / "practices" / name).write_bytes(b"%PDF")
    (root / "content" / "practices" / "r0.md").write_text(record(0, RECORDS, body=LINKED))
    (root / "content" / "practices" / "r1.md").write_text(record(1, RECORDS, body=LINKING))
    age(*(path for path in root.rglob("*") if path.is_file()))
    assert build(root) == 0
    return root


@pytest.fixture
def base(built: Path, tmp_path: Path) -> Path:
    return copied(built, tmp_path / "base")


def refuse_the_whole_way() -> None:
    """Lets a build fail that connects records anew."""

    def refuse(*_: object) -> None:
        raise AssertionError("all records are linked")

    vars(whole)["link"] = refuse


def body(root: Path) -> None:
    write(root, "practices/r2.md", record(2, RECORDS, body="Another body.\n\nOf two parts."))


def lesson(root: Path) -> None:
    text = record(3, RECORDS).replace("Lesson 3 was learned.", "Another **lesson**.")
    write(root, "practices/r3.md", text)


def above_a_link(root: Path) -> None:
    write(root, "practices/r1.md", record(1, RECORDS, body=f"One more paragraph.\n\n{LINKING}"))


def below_a_heading(root: Path) -> None:
    write(root, "practices/r0.md", record(0, RECORDS, body=f"{LINKED}\n\nMore."))


def several(root: Path) -> None:
    for number in (2, 4, 5):
        write(root, f"practices/r{number}.md", record(number, RECORDS, body=f"Body {number}."))


def beside_an_editor(root: Path) -> None:
    write(root, "practices/.r2.md.swp", "what an editor keeps")
    write(root, "practices/r4.md~", "what was there before")
    body(root)


def into_a_spoilt_site(root: Path) -> None:
    (root / "site" / "practices" / "r5.html").write_text("spoilt")
    (root / "site" / "index.html").unlink()
    (root / "site" / "assets" / "site.css").write_text("spoilt")
    (root / "site" / "practices" / "used.pdf").unlink()
    for path in (root / "site" / "data").rglob("*.js*"):
        path.write_text("spoilt")
    write(root, "practices/r2.md", record(2, RECORDS, body="A third body."))


NARROW: tuple[Callable[[Path], None], ...] = (
    body,
    lesson,
    above_a_link,
    below_a_heading,
    several,
    beside_an_editor,
    into_a_spoilt_site,
)


@pytest.mark.parametrize("search", ["lunr", "json"])
def test_what_only_its_own_page_shows_is_not_compared(
    base: Path, tmp_path: Path, search: str
) -> None:
    (base / "kbgen.yml").write_text(f"title: Small\ndoors: [themes]\nsearch: {search}\n")
    age(base / "kbgen.yml")
    assert build(base) == 0
    for edits in rounds(NARROW, few=1):
        for edit in edits:
            edit(base)
        made = [edit.__name__ for edit in edits]
        assert wait_for(start_build(base, refuse_the_whole_way)) == 0, made
        assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean"), made


def test_a_file_that_went_as_a_build_ended_is_made_again(base: Path, tmp_path: Path) -> None:
    pages = ("practices/r4.html", "themes/water.html", "assets/site.css")
    (file,) = (base / ".kbgen").glob("state-*")
    last = state.read(str(file))
    read, made = last.digests()
    for page in pages:
        folder, slash, name = page.rpartition("/")
        del last.outputs[folder + slash][name]
        (base / "site" / page).unlink()
    state.write(str(file), last, read, made)
    for edits in rounds((body, lesson), few=1):
        for edit in edits:
            edit(base)
        assert wait_for(start_build(base, refuse_the_whole_way)) == 0
        assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")
    title(base)
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def title(root: Path) -> None:
    write(root, "practices/r3.md", record(3, RECORDS, title="Another title"))


def link_to_a_page(root: Path) -> None:
    write(root, "practices/r3.md", record(3, RECORDS, body="See [about](../about.md)."))


def term_of_its_own(root: Path) -> None:
    text = record(4, RECORDS).replace("Partner 0", "A new partner")
    write(root, "practices/r4.md", text)


def page_of_text(root: Path) -> None:
    write(root, "about.md", "---\ntitle: About\n---\nSomething else.\n")


def page_as_it_was(root: Path) -> None:
    write(root, "about.md", ABOUT)


def declaration(root: Path) -> None:
    write(root, "_glossary.yml", "UN: United Nations\nSDG: Goal\n")


def asset(root: Path) -> None:
    file = root / "layouts" / "assets" / "note.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"Note {next(numbers)}")
    age(file)


def attachment(root: Path) -> None:
    write(root, "practices/used.pdf", f"%PDF {next(numbers)}")


def no_asset(root: Path) -> None:
    (root / "layouts" / "assets" / "note.txt").unlink()


def one_record_more(root: Path) -> None:
    write(root, "practices/r6.md", record(6, RECORDS))


def one_record_less(root: Path) -> None:
    (root / "content" / "practices" / "r6.md").unlink()


WIDE = (
    title,
    link_to_a_page,
    term_of_its_own,
    page_of_text,
    page_as_it_was,
    declaration,
    asset,
    asset,
    attachment,
    no_asset,
    one_record_more,
    one_record_less,
)


def test_what_others_show_is_compared_anew(base: Path, tmp_path: Path) -> None:
    for edits in rounds(WIDE, few=2):
        for edit in edits:
            edit(base)
        made = [edit.__name__ for edit in edits]
        assert build(base) == 0, made
        body(base)  # what is kept of the last build stands for the next
        assert wait_for(start_build(base, refuse_the_whole_way)) == 0, made
        assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean"), made


def test_records_that_have_nothing_in_common_stay_strangers(base: Path, tmp_path: Path) -> None:
    for number in range(3):
        write(base, f"practices/bare{number}.md", f"---\ntitle: No {number}\n---\n")
    assert build(base) == 0
    write(base, "practices/bare1.md", "---\ntitle: No 3\n---\n")
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("practices/r0.md", record(0, RECORDS), "there is no heading 'wells'"),
        ("practices/r2.md", record(2, RECORDS, body="[x](nowhere.md)"), "there is no record"),
        ("practices/r2.md", "no front matter", "error"),
    ],
)
def test_an_edit_that_breaks_something_is_told(base: Path, path: str, text: str, said: str) -> None:
    before = site_bytes(base / "site")
    write(base, path, text)
    told = build_told(base)
    assert (told.returncode, said in told.stderr) == (1, True), told.stderr
    assert site_bytes(base / "site") == before


def test_a_record_that_became_a_link_is_told(base: Path) -> None:
    file = base / "content" / "practices" / "r2.md"
    file.rename(base / "r2.md")
    file.symlink_to(base / "r2.md")
    told = build_told(base)
    assert (told.returncode, "symbolic-link" in told.stderr) == (1, True), told.stderr


def test_what_is_wrong_elsewhere_is_told_after_every_edit(base: Path) -> None:
    for number in range(2):
        write(base, "practices/r2.md", record(2, RECORDS, body=f"Body {number}."))
        told = build_told(base)
        assert told.returncode == 0
        assert "no record or page names this file" in told.stderr


KEPT = ("chart", "declared", "record", "prose", "noted", "features")


@pytest.mark.parametrize("kinds", rounds(KEPT, few=2))
def test_what_is_kept_may_be_spoilt(base: Path, tmp_path: Path, kinds: Sequence[str]) -> None:
    with sqlite3.connect(base / ".kbgen" / "memo.sqlite") as memo:
        for kind in kinds:
            spoilt = memo.execute("UPDATE results SET value = ? WHERE kind = ?", (b"[]", kind))
            assert spoilt.rowcount > 0
    body(base)
    (base / "site" / "practices" / "r5.html").unlink()
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")
