"""The preview follows what editors do to the content, and outlives all of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.trials import amount, some
from tests.unit.serve.running import Running, running, until, write_knowledge_base, write_record

ROUNDS = count()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(write_knowledge_base(tmp_path_factory.mktemp("base"))) as started:
        yield started


@pytest.fixture
def preview(shared: Running) -> Iterator[Running]:
    """A preview of the small knowledge base, whatever an earlier test did to it."""
    assert shared.link, "only then is there a site"
    yield shared
    assert shared.command.is_alive(), "it ended"
    assert "Traceback" not in shared.complained
    shutil.rmtree(shared.root / "layouts", ignore_errors=True)
    shutil.rmtree(shared.root / "content", ignore_errors=True)
    fresh = write_knowledge_base(shared.root / "fresh")
    mark = f"Settled for the {next(ROUNDS)}. time"
    write_record(fresh, "settled", mark)
    (fresh / "content").rename(shared.root / "content")
    (fresh / "kbgen.yml").write_text(f"title: {mark}\n", "utf-8")
    (fresh / "kbgen.yml").replace(shared.root / "kbgen.yml")
    fresh.rmdir()
    # The first and the last of what was put back: a build that shows both has read all of it, and
    # no later one finds anything else.
    for page in ("/reports/settled.html", "/index.html"):
        until(partial(shows, shared, page, mark), "a build of all that")
    until(lambda: shows(shared, "/reports/first.html", "The first summary."), "the base as it was")
    until(lambda: faults(shared) == [], "a build without a fault")


def shows(preview: Running, path: str, text: str) -> bool:
    answer = preview.ask(path)
    return answer.status == 200 and text in answer.text


def faults(preview: Running) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = preview.state()["faults"]
    return found


def test_a_change_is_built_and_told(preview: Running) -> None:
    assert preview.link
    with preview.events() as states:
        before = next(states)
        assert before["faults"] == []
        write_record(preview.root, "first", "Quite another summary.")
        told = next(state for state in states if state["version"] != before["version"])
    assert told["faults"] == []
    until(lambda: shows(preview, "/reports/first.html", "Quite another summary."), "a new page")
    until(
        lambda: shows(preview, "/", f'data-version="{preview.state()["version"]}"'),
        "a page that knows the version it is of",
    )


def test_a_new_record_comes_and_goes(preview: Running) -> None:
    assert preview.ask("/reports/second.html").status == 404
    write_record(preview.root, "second", "Just written.")
    until(lambda: shows(preview, "/reports/second.html", "Just written."), "a new page")
    (preview.root / "content/reports/second.md").unlink()
    until(lambda: preview.ask("/reports/second.html").status == 404, "the page's end")


def test_a_mistake_is_told_and_the_last_good_site_stays(preview: Running) -> None:
    page = preview.root / "site/reports/first.html"
    before = page.read_bytes()
    record = preview.root / "content/reports/first.md"
    record.write_text("---\ntitle: First\nsumary: </script><b>x\n---\n", "utf-8")
    # A build between the opening of the file and the writing finds it empty, and says so.
    until(lambda: any("sumary" in f["said"] for f in faults(preview)), "the fault")
    assert faults(preview) == [
        {
            "said": "a report has no field 'sumary'",
            "place": "content/reports/first.md:3:1",
            "kind": "error[unknown-field]",
            "hint": "did you mean 'summary'?",
        }
    ]
    assert page.read_bytes() == before
    assert shows(preview, "/reports/first.html", "The first summary.")
    assert "content/reports/first.md:3:1: error[unknown-field]" in preview.complained
    write_record(preview.root, "first", "Mended.")
    until(lambda: shows(preview, "/reports/first.html", "Mended."), "the mended page")
    until(lambda: faults(preview) == [], "a build without a fault")


def test_a_mistake_taken_back_needs_no_reload(preview: Running) -> None:
    record = preview.root / "content/reports/first.md"
    text = record.read_bytes()
    with preview.events() as states:
        record.write_bytes(b"no front matter")
        broken = next(state for state in states if state["faults"])
        record.write_bytes(text)
        mended = next(state for state in states if not state["faults"])
    assert mended["version"] == broken["version"]


def test_what_cannot_be_written_is_told(preview: Running) -> None:
    foreign = preview.root / "site/reports/mine.html"
    foreign.write_text("mine", "utf-8")
    try:
        write_record(preview.root, "mine", "Wants the same place.")
        until(lambda: bool(faults(preview)), "a fault")
        assert "was not written by kbgen" in faults(preview)[0]["said"]
        assert foreign.read_text("utf-8") == "mine"
    finally:
        foreign.unlink()
        (preview.root / "content/reports/mine.md").unlink()
    until(lambda: not faults(preview), "a build without a fault")


def test_the_config_and_the_layouts_are_followed(preview: Running) -> None:
    (preview.root / "kbgen.yml").write_text("title: Another name\n", "utf-8")
    until(lambda: shows(preview, "/index.html", "Another name"), "the new name")
    pages = preview.root / "layouts/pages"
    pages.mkdir(parents=True)
    (pages / "home.html").write_text("<head></head>Layout {{ 1 + 1 }}", "utf-8")
    until(lambda: shows(preview, "/index.html", "Layout 2"), "a layout of our own")
    (pages / "home.html").write_text("<head></head>Layout {{ 1 + ", "utf-8")
    until(lambda: bool(faults(preview)), "a fault of the layout")
    assert faults(preview)[0]["place"].startswith("layouts/pages/home.html:1:")
    (pages / "home.html").write_text("<head></head>Layout {{ 2 + 2 }}", "utf-8")
    until(lambda: shows(preview, "/index.html", "Layout 4"), "the mended layout")


def test_files_that_editors_put_down_for_a_moment_do_no_harm(preview: Running) -> None:
    reports = preview.root / "content/reports"
    for name in (".first.md.swp", "first.md~", ".#first.md", "#first.md#", ".first.md.un~"):
        (reports / name).write_bytes(b"\x00\xff not a record")
    for _ in range(3):
        (reports / "4913").touch()
        (reports / "4913").unlink()
    write_record(preview.root, "first", "After the swap files.")
    until(lambda: shows(preview, "/reports/first.html", "After the swap files."), "the new text")
    until(lambda: faults(preview) == [], "a build without a fault")


def test_an_editor_that_replaces_a_file_by_a_rename_is_followed(preview: Running) -> None:
    reports = preview.root / "content/reports"
    for number in range(amount(3, few=2)):
        write_record(preview.root, "draft", f"Saved {number} times.")
        (reports / "draft.md").rename(reports / ".draft.tmp")
        (reports / "first.md").rename(reports / "first.md~")
        (reports / ".draft.tmp").rename(reports / "first.md")
        (reports / "first.md~").unlink()
        until(partial(shows, preview, "/reports/first.html", f"Saved {number} times."), "a save")
    for title in some(("One", "Two"), few=1):
        (preview.root / "kbgen.yml.new").write_text(f"title: Name {title}\n", "utf-8")
        (preview.root / "kbgen.yml.new").replace(preview.root / "kbgen.yml")
        until(partial(shows, preview, "/index.html", f"Name {title}"), "a replaced config")


def test_a_thousand_changes_at_once_are_one_story(preview: Running) -> None:
    builds = preview.said.count("built:")
    changes = amount(1000, few=200)
    for number in range(changes):
        write_record(preview.root, f"r{number % 50}", f"Version {number}.")
    for place, last in ((49, changes - 1), (0, changes - 50)):
        told = partial(shows, preview, f"/reports/r{place}.html", f"Version {last}.")
        until(told, "the last version")
    assert preview.said.count("built:") - builds < changes // 10
    until(lambda: faults(preview) == [], "a build without a fault")


def test_folders_that_vanish_and_come_back_are_watched_again(preview: Running) -> None:
    content, aside = preview.root / "content", preview.root / "aside"
    for number in range(amount(2, few=1)):
        content.rename(aside)
        until(lambda: bool(faults(preview)), "a fault")
        assert shows(preview, "/reports/first.html", "Report first"), "the last good site stays"
        aside.rename(content)
        until(lambda: not faults(preview), "content again")
        write_record(preview.root, "first", f"Back for the {number}. time.")
        until(partial(shows, preview, "/reports/first.html", f"the {number}. time."), "a change")
    shutil.rmtree(content / "reports")
    until(lambda: preview.ask("/reports/first.html").status == 404, "a collection's end")


def test_a_preview_of_broken_content_waits_for_it_to_be_mended(tmp_path: Path) -> None:
    write_knowledge_base(tmp_path)
    (tmp_path / "content/reports/first.md").write_text("nothing", "utf-8")
    with running(tmp_path) as preview:
        answer = preview.ask("/")
        assert answer.status == 404
        assert "There is no page here" in answer.text
        assert "/_kbgen/preview.js" in answer.text
        assert faults(preview)
        write_record(tmp_path, "first", "Mended.")
        until(lambda: preview.ask("/").status == 200, "a first page")
