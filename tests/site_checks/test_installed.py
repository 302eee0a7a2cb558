"""kbgen works from its wheel alone, in a folder that is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kbgen.init import init

ROOT = Path(__file__).parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_the_wheel_builds_what_the_checkout_builds(site_dir: Path, tmp_path: Path) -> None:
    installed, base = tmp_path / "installed", tmp_path / "base"
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", *offline, "--target", installed, ROOT],
        check=True,
    )
    assert (installed / "kbgen/default_layouts/base.html").exists()
    base.mkdir()
    shutil.copy(ROOT / "kbgen.yml", base)
    shutil.copytree(ROOT / "content", base / "content")
    subprocess.run(
        [sys.executable, "-m", "kbgen", "build"],
        cwd=base,
        env=os.environ | {"PYTHONPATH": str(installed)},
        stdin=subprocess.DEVNULL,
        check=True,
    )
    built, expected = contents(base / "site"), contents(site_dir)
    assert built.keys() == expected.keys()
    assert [name for name in built if built[name] != expected[name]] == []
    subprocess.run(
        [sys.executable, "-m", "kbgen", "init", "begun"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=True,
    )
    init(tmp_path / "expected")
    assert contents(tmp_path / "begun") == contents(tmp_path / "expected")
