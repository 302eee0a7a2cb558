"""Pages leave room for the pictures that their texts show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.writing.knowledge_base import (
    age,
    build,
    clean_build,
    copied,
    make,
    record,
    site_bytes,
    write,
)

FILES = Path(__file__).parent.parent / "picture_files"
SHOWN = 'Words before. ![A field](field.png)\n\n![The same](./field.png "A title")\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with a picture in a body, in a field, and on a page of text."""
    root = make(tmp_path_factory.mktemp("built") / "base")
    lesson = "Lesson 1 was learned."
    write(root, "practices/r0.md", record(0, body=SHOWN))
    write(root, "practices/r1.md", record(1).replace(lesson, "![In a field](sub/a%62.jpg)"))
    write(root, "practices/r2.md", record(2, body="A [picture](field.png), not shown."))
    write(root, "about.md", "---\ntitle: About\n---\n![A field](practices/field.png)\n")
    (root / "content/practices/sub").mkdir()
    put(root, "plain.png", "practices/field.png")
    put(root, "turned.jpg", "practices/sub/ab.jpg")
    assert build(root) == 0
    return root


@pytest.fixture
def base(built: Path, tmp_path: Path) -> Path:
    return copied(built, tmp_path / "base")


def put(root: Path, picture: str, path: str) -> None:
    """Put one of the pictures at ``path`` below ``content/``."""
    age(Path(shutil.copyfile(FILES / picture, root / "content" / path)))


def sizes(root: Path, page: str) -> list[str]:
    html = (root / "site" / page).read_text()
    pictures = re.findall(r"<img [^>]+>", html)
    return [" ".join(re.findall(r'(?:width|height)="[0-9]+"', tag)) for tag in pictures]


def test_pictures_of_texts_have_their_size(base: Path) -> None:
    wide, high = 'width="37" height="23"', 'width="23" height="37"'
    assert sizes(base, "practices/r0.html") == [wide, wide]
    assert sizes(base, "practices/r1.html") == [high]
    assert sizes(base, "practices/r2.html") == []
    assert sizes(base, "about.html") == [wide]


def test_an_exchanged_picture_makes_its_pages_anew(base: Path, tmp_path: Path) -> None:
    put(base, "plain.png", "practices/field.png")
    small = base / "content/practices/field.png"
    raw = bytearray(small.read_bytes())
    raw[16:24] = (5).to_bytes(4, "big") + (7).to_bytes(4, "big")
    small.write_bytes(raw)
    age(small)
    assert build(base) == 0
    assert sizes(base, "practices/r0.html") == ['width="5" height="7"'] * 2
    assert sizes(base, "about.html") == ['width="5" height="7"']
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def test_an_edit_keeps_the_sizes_of_its_pictures(base: Path, tmp_path: Path) -> None:
    write(base, "practices/r0.md", record(0, body=f"More. {SHOWN}"))
    assert build(base) == 0
    assert sizes(base, "practices/r0.html") == ['width="37" height="23"'] * 2
    assert site_bytes(base / "site") == clean_build(base, tmp_path / "clean")


def test_a_picture_that_says_no_size_is_shown_without(base: Path) -> None:
    file = base / "content/practices/field.png"
    file.write_bytes(file.read_bytes()[:12])
    age(file)
    assert build(base) == 0
    assert sizes(base, "practices/r0.html") == ["", ""]
