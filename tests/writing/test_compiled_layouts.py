"""Layouts are compiled once, and only what kbgen itself has put into a safe place is run."""

import os
import shutil
from collections.abc import Callable, Sequence
from itertools import count, cycle
from pathlib import Path

import pytest
from jinja2 import Environment

from kbgen.places import own_folder
from tests.trials import rounds, some
from tests.writing.knowledge_base import (
    build,
    build_told,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
    start_build,
    wait_for,
)

ROOT = Path(__file__).parents[2]
numbers = count()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the user of this computer has for what programs keep."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make_plain(root: Path) -> Path:
    """A knowledge base with short layouts of its own, which take no time to be compiled."""
    make(root)
    folder = root / "layouts" / "pages"
    folder.mkdir(parents=True)
    for layout in (ROOT / "layouts" / "pages").iterdir():
        (folder / layout.name).write_text(
            "{{ page.title }}{{ view.sections if view.sections is defined }}" + layout.name
        )
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base, built, and beside it the cache that it was built with."""
    place = tmp_path_factory.mktemp("built")
    root = make_plain(place / "base")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        assert build(root) == 0
    return root


@pytest.fixture
def base(built: Path, tmp_path: Path, cache: Path) -> Path:
    shutil.copytree(built.parent / "cache", cache)
    return copied(built, tmp_path / "base")


def compiled(cache: Path) -> list[Path]:
    return sorted(file for file in cache.rglob("*") if file.is_file())


def refuse_to_compile() -> None:
    """Lets a build fail that compiles a layout."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a layout is compiled")

    Environment.compile = refuse  # type: ignore[method-assign, assignment]


def edit(root: Path) -> None:
    body = f"Another body, number {next(numbers)}."
    (root / "content" / "practices" / "r2.md").write_text(record(2, body=body))


def test_layouts_are_compiled_once(base: Path, cache: Path) -> None:
    assert compiled(cache)
    edit(base)
    assert wait_for(start_build(base, refuse_to_compile)) == 0
    assert "Another body" in (base / "site" / "practices" / "r2.html").read_text()


def test_a_changed_layout_is_compiled_again(base: Path) -> None:
    layout = base / "layouts" / "pages" / "404.html"
    for said in ("one", "two", "one"):
        layout.write_text(said)
        assert build(base) == 0
        assert (base / "site" / "404.html").read_text() == said


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def change(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def swap(file: Path) -> None:
    other = max(file.parent.iterdir())
    file.write_bytes(other.read_bytes())


def take_away(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoils", rounds((cut, change, swap, take_away), few=1))
def test_what_is_kept_may_be_spoilt(
    base: Path, cache: Path, tmp_path: Path, spoils: Sequence[Callable[[Path], None]]
) -> None:
    files = compiled(cache)[:-1]
    assert len(files) >= len(spoils)
    for file, spoil in zip(files, cycle(spoils), strict=False):
        spoil(file)
    (base / "kbgen.yml").write_text("title: Another name\ndoors: [themes]\n")  # is on every page
    assert build(base) == 0
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def is_used(root: Path) -> bool:
    """Whether a build finds compiled layouts that an earlier one has kept."""
    assert build(root) == 0
    edit(root)
    return wait_for(start_build(root, refuse_to_compile)) == 0


def test_nothing_is_run_that_a_checkout_could_bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_plain(tmp_path / "checkout" / "base")
    for cache in (root / "cache", root.parent / "cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        (root.parent / ".git").mkdir(exist_ok=True)
        assert not is_used(root)
        assert not compiled(cache)
    (root.parent / ".git").rmdir()
    assert is_used(root)


def test_nothing_is_run_that_others_could_write(tmp_path: Path, cache: Path) -> None:
    root = make_plain(tmp_path / "base")
    folder = cache / "kbgen" / "layouts"
    folder.mkdir(parents=True)
    for mode in some((0o755, 0o770, 0o500), few=2):
        os.chmod(folder, mode)
        assert not is_used(root), oct(mode)
        assert not compiled(cache), oct(mode)
    os.chmod(folder, 0o700)
    assert is_used(root)


def test_a_cache_that_cannot_be_made_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_plain(tmp_path / "base")
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert not is_used(root)
    assert build(root) == 0


def test_a_user_without_a_home_has_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "home")
    assert own_folder(str(tmp_path / "base"), "layouts") == ""
    assert not list(tmp_path.iterdir())
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = own_folder(str(tmp_path / "base"), "layouts")
    assert Path(folder) == (tmp_path / "home/.cache/kbgen/layouts").resolve()


def test_old_ones_are_given_up(base: Path, cache: Path) -> None:
    folder = compiled(cache)[0].parent
    for number in range(1000):
        (folder / f"old-{number}").touch()
    layout = base / "layouts" / "pages" / "404.html"
    layout.write_text("another")
    assert build(base) == 0
    assert 0 < len(compiled(cache)) < 1000


def test_what_an_editor_keeps_beside_a_layout_is_left_alone(base: Path) -> None:
    layouts = base / "layouts"
    expected = site_bytes(base / "site")
    (layouts / "assets" / "icons").mkdir(parents=True)
    for folder in (layouts / "pages", layouts / "assets" / "icons"):
        (folder / ".#home.html").symlink_to("whoever@writes.here")
        (folder / "#home.html#").write_text("{% what is being written %}")
        (folder / "home.html~").write_text("what was there before")
    assert build(base) == 0
    assert site_bytes(base / "site") == expected


def test_a_build_reads_no_layout_through_a_link(base: Path, tmp_path: Path) -> None:
    elsewhere, layout = tmp_path / "elsewhere", base / "layouts" / "pages" / "text.html"
    elsewhere.write_text("what nobody shall read")
    layout.unlink()
    layout.symlink_to(elsewhere)
    told = build_told(base)
    assert told.returncode == 1
    assert "layouts/pages/text.html:1:1: error[symbolic-link]" in told.stderr
