from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen import places


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    for name in ("content", "layouts", "site"):
        (folder / name).mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("site", ""),
        ("contents", ""),
        ("../site", ""),
        ("content", "that is the folder content/"),
        ("Content", "that is the folder content/"),
        ("layouts/x/../", "that is the folder layouts/"),
        ("content/practices/site", "that lies within content/"),
        (".kbgen/x", "that lies within .kbgen/"),
        (".", "content/ of the knowledge base lies in there"),
        ("..", "content/ of the knowledge base lies in there"),
        ("/", "content/ of the knowledge base lies in there"),
        ("link", "that lies within content/"),
    ],
)
def test_a_site_is_apart_from_what_is_read_and_kept(root: Path, site: str, said: str) -> None:
    (root / "link").symlink_to(root / "content" / "x")
    found = places.overlap(str(root), os.path.join(root, site))
    assert found.startswith(said)
    assert bool(found) is bool(said)


def test_a_folder_that_is_a_link_lies_where_it_leads(root: Path, tmp_path: Path) -> None:
    """What is read through a link lies there as well as in the knowledge base."""
    other = tmp_path / "other"
    for name in ("content", "layouts"):
        (root / name).rmdir()
        (root / name).symlink_to(other / name)
    (root / ".kbgen").symlink_to(other / "kept")
    assert places.overlap(str(root), str(other / "content" / "site")).startswith("that lies within")
    assert places.overlap(str(root), str(other / "site")) == ""
    assert places.overlap(str(root), str(root)) == "the knowledge base lies in there"


@pytest.mark.parametrize(
    ("path", "is_left_out"),
    [
        ("a.md", False),
        ("a/b.md", False),
        ("a#b/c~d.md", False),
        (".a.md", True),
        ("a/.git/b", True),
        ("#a.md#", True),
        ("a/.#b.md", True),
        ("a.md~", True),
        ("a~/b.md", True),
    ],
)
def test_what_is_hidden_or_an_editors_copy_is_left_out(path: str, is_left_out: bool) -> None:
    assert places.is_left_out(path) is is_left_out


def test_own_layouts_come_before_those_of_kbgen(root: Path) -> None:
    assert places.layout_folders(str(root)) == [f"{root}/layouts", places.default_layouts()]
    (root / "layouts").rmdir()
    assert places.layout_folders(str(root)) == [places.default_layouts()]
    assert (Path(places.default_layouts()) / "pages" / "home.html").is_file()


def test_a_build_reads_content_configuration_and_layouts(root: Path) -> None:
    found = places.sources(str(root))
    assert found[:2] == [f"{root}/content", f"{root}/kbgen.yml"]
    assert found[2:] == places.layout_folders(str(root))


def test_each_site_of_a_knowledge_base_has_a_state_of_its_own(root: Path) -> None:
    one, other = (places.state_file(str(root), str(root / name)) for name in ("site", "other"))
    assert one != other
    assert Path(one).parent == Path(other).parent == Path(places.kept_folder(str(root)))
    assert places.state_file(str(root), str(root / "other" / ".." / "site")) == one


def test_a_folder_of_ones_own_is_nobody_elses(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = Path(places.own_folder(str(root), "layouts"))
    assert folder == tmp_path.resolve() / "cache" / "kbgen" / "layouts"
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o750)
    assert places.own_folder(str(root), "layouts") == ""
    (tmp_path / "cache" / ".git").touch()
    assert places.own_folder(str(root), "other") == ""
    monkeypatch.setenv("XDG_CACHE_HOME", str(root))
    assert places.own_folder(str(root), "layouts") == ""
    assert not (root / "kbgen").exists()
