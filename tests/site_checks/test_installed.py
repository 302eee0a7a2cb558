"""kbgen works from its wheel alone, in a folder that is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kbgen.init import init
from tests import forked
from tests.trials import are_few

ROOT = Path(__file__).parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def our_base(root: Path) -> None:
    """The knowledge base of this repository without its layouts; in a quick run a small one."""
    if are_few():
        init(root)
        return
    root.mkdir()
    shutil.copy(ROOT / "kbgen.yml", root)
    shutil.copytree(ROOT / "content", root / "content")


def install(place: Path, scratch: Path) -> None:
    """Put the package into ``place`` with pip; in a quick run as the build backend packs it."""
    if are_few():
        pack = f"from hatchling.build import build_wheel; build_wheel({str(scratch)!r})"
        subprocess.run([sys.executable, "-c", pack], cwd=ROOT, check=True)
        (wheel,) = scratch.glob("kbgen-*.whl")
        shutil.unpack_archive(wheel, place, "zip")
        return
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    words = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        *offline,
        "--target",
        str(place),
        str(ROOT),
    ]
    subprocess.run(words, check=True)


def test_the_wheel_builds_what_the_checkout_builds(tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    install(installed, tmp_path)
    assert (installed / "kbgen/default_layouts/base.html").exists()

    def kbgen(*words: str) -> None:
        """The installed command, by a Python that really starts."""
        known = os.environ | {"PYTHONPATH": str(installed)}
        command = [sys.executable, "-m", "kbgen", *words]
        subprocess.run(command, cwd=tmp_path, env=known, stdin=subprocess.DEVNULL, check=True)

    for name in ("base", "expected"):
        our_base(tmp_path / name)
    kbgen("build", "-q", "-C", "base")
    assert forked.run(tmp_path / "expected", "build", "-q").returncode == 0
    built, expected = contents(tmp_path / "base/site"), contents(tmp_path / "expected/site")
    assert "index.html" in expected
    assert built.keys() == expected.keys()
    assert [name for name in built if built[name] != expected[name]] == []
    kbgen("init", "begun")
    init(tmp_path / "begun-here")
    assert contents(tmp_path / "begun") == contents(tmp_path / "begun-here")
