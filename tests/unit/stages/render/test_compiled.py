"""Compiled layouts by themselves; builds that use them are in tests/writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from kbgen.stages.render import compiled
from kbgen.stages.render.compiled import CompiledLayouts


def bucket_of(folder: Path, source: str = "{{ 1 }}", options: str = "o", name: str = "a") -> Bucket:
    environment = Environment(loader=DictLoader({}), autoescape=True)
    return CompiledLayouts(str(folder), options).get_bucket(environment, name, None, source)


def keep(folder: Path, source: str = "{{ 1 }}") -> Bucket:
    bucket = bucket_of(folder, source)
    code = bucket.environment.compile(source)
    bucket.code = code
    CompiledLayouts(str(folder), "o").dump_bytecode(bucket)
    return bucket


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    kept = keep(tmp_path)
    found = bucket_of(tmp_path)
    assert found.code == kept.code
    assert [file.name for file in tmp_path.iterdir()] == [kept.key]


def test_what_was_made_from_anything_else_is_not_found(tmp_path: Path) -> None:
    keep(tmp_path)
    assert bucket_of(tmp_path, source="{{ 2 }}").code is None
    assert bucket_of(tmp_path, options="p").code is None
    assert bucket_of(tmp_path, name="b").code is None


@pytest.mark.parametrize("place", [0, 40, -1])
def test_what_is_not_whole_is_not_run(tmp_path: Path, place: int) -> None:
    file = tmp_path / keep(tmp_path).key
    raw = bytearray(file.read_bytes())
    raw[place] ^= 1
    file.write_bytes(raw)
    assert bucket_of(tmp_path).code is None
    file.write_bytes(raw[:place])
    assert bucket_of(tmp_path).code is None


def test_what_was_kept_for_another_layout_is_not_run(tmp_path: Path) -> None:
    one, other = keep(tmp_path), keep(tmp_path, "{{ 2 }}")
    (tmp_path / one.key).write_bytes((tmp_path / other.key).read_bytes())
    assert bucket_of(tmp_path).code is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    keep(tmp_path / "nowhere")
    assert bucket_of(tmp_path / "nowhere").code is None
    assert list(tmp_path.iterdir()) == []


def test_with_too_many_all_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few stand for the thousand that are too many."""
    monkeypatch.setattr(compiled, "MOST", 3)
    for number in range(2):
        (tmp_path / f"old-{number}").touch()
    first = keep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    second = keep(tmp_path, "{{ 2 }}")
    assert [file.name for file in tmp_path.iterdir()] == [second.key]
    assert first.key != second.key
