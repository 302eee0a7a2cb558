from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen import state
from kbgen.state import RACY, State


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A file with the state of a build that read two files and wrote three."""
    inputs = {"content/": {"a.md": "1 10", "b.md": ""}}
    outputs = {"": {"index.html": "2 20"}, "a/": {"b.html": "3 30", "c.html": "4 40"}}
    file = tmp_path / "kept" / "state"
    written = State("kbgen 1\npath \udcff", inputs, outputs, "chart", True)
    read = {"content/a.md": "first", "content/b.md": "second"}
    state.write(str(file), written, read, {"index.html": "home", "a/c.html": "key"})
    return file


def test_what_was_kept_is_read_as_it_was(kept: Path) -> None:
    found = state.read(str(kept))
    assert found.fingerprint == "kbgen 1\npath \udcff"
    assert found.inputs == {"content/": {"a.md": "1 10", "b.md": ""}}
    assert found.outputs == {
        "": {"index.html": "2 20"},
        "a/": {"b.html": "3 30", "c.html": "4 40"},
    }
    assert (found.chart, found.warned, found.total) == ("chart", True, 3)
    assert found.digests() == (
        {"content/a.md": "first", "content/b.md": "second"},
        {"index.html": "home", "a/b.html": "", "a/c.html": "key"},
    )


def test_a_file_that_is_not_whole_is_no_state(kept: Path) -> None:
    whole = kept.read_bytes()
    for place in range(len(whole)):
        kept.write_bytes(whole[:place])
        assert state.read(str(kept)).total == 0
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert state.read(str(kept)).total == 0


def test_a_state_that_cannot_be_kept_harms_nothing(kept: Path) -> None:
    before = kept.read_bytes()
    (kept.parent / "state.new").mkdir()
    state.write(str(kept), State("other"), {}, {})
    assert kept.read_bytes() == before


def test_files_changed_as_they_were_read_are_not_trusted() -> None:
    read_at = 10 * RACY
    found = {"a/": {"old": f"1 {read_at - RACY - 1}", "new": f"1 {read_at - RACY}"}}
    assert state.settled(found, read_at) == {"a/": {"old": f"1 {read_at - RACY - 1}", "new": ""}}


def test_stamps_tell_sizes_times_and_kinds_apart(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    os.utime(file, ns=(5, 7))
    assert state.stamp(str(file)) == "1 7"
    assert state.is_ordinary("1 7")
    (tmp_path / "b").symlink_to("a")
    link = state.stamp(str(tmp_path / "b"))
    assert link and not state.is_ordinary(link)
    assert state.stamp(str(tmp_path / "c")) == ""


def test_all_files_below_a_place_are_seen_but_byte_code(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.md", "b/__pycache__/d.pyc", "e.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "b" / "out").symlink_to(tmp_path)
    found = state.flat(state.stamps([f"{tmp_path}/b", f"{tmp_path}/e.yml", f"{tmp_path}/none"]))
    assert set(found) == {f"{tmp_path}/b/c.md", f"{tmp_path}/b/out", f"{tmp_path}/e.yml"}


def test_stamps_by_folder_are_the_same_stamps() -> None:
    stamps = {"index.html": "1", "a/b.html": "2", "a/c.html": "3", "a/d/e.html": "4"}
    assert state.flat(state.by_folder(stamps)) == stamps
