from __future__ import annotations

from pathlib import Path

from kbgen import places
from kbgen.project import Project


def test_its_places_are_paths(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "site")
    assert project.kept == tmp_path / ".kbgen"
    assert project.layouts == [Path(places.default_layouts())]
    assert project.sources == [tmp_path / "content", tmp_path / "kbgen.yml", *project.layouts]


def test_a_clean_build_has_no_folder_of_what_earlier_ones_kept(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "site")
    assert project.own_folder("x") == places.own_folder(str(tmp_path), "x") != ""
    assert project._replace(clean=True).own_folder("x") == ""
