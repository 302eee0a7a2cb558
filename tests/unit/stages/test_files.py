"""What is noted of the files that records name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.model.issues import Issues
from kbgen.stages.files import MAX_PICTURE, look_at_files
from tests.make import SMALL, read_site

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
GIF = b"GIF89a\x01\x00\x01\x00"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 "
AVIF = b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1"


def noted(root: Path, name: str, content: bytes, text: str = "") -> list[str]:
    """What is noted of a file that the body of a record shows."""
    files = {**SMALL, "content/practices/a.md": f"---\ntitle: A\n---\n{text or f'![x]({name})'}\n"}
    for path, written in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(written, "utf-8")
    (root / "content/practices" / name).write_bytes(content)
    issues = Issues()
    site = read_site(root, issues)
    assert list(issues) == []
    look_at_files(root / "content", site, issues)
    told = (f"{i.path}:{i.line}:{i.column} {i.severity} {i.code}: {i.hint}" for i in issues)
    return [line.removeprefix("content/practices/") for line in told]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.jpg", JPEG),
        ("x.JPEG", JPEG),
        ("x.png", PNG),
        ("x.gif", GIF),
        ("x.gif", b"GIF87a"),
        ("x.webp", WEBP),
        ("x.avif", AVIF),
        ("x.png", PNG.ljust(MAX_PICTURE, b"x")),
    ],
)
def test_pictures_are_what_their_names_say(tmp_path: Path, name: str, content: bytes) -> None:
    assert noted(tmp_path, name, content) == []


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("x.png", JPEG, "it is JPEG: rename it to x.jpg"),
        ("x.jpg", WEBP, "it is WebP: rename it to x.webp"),
        ("x.jpg", b"RIFF\x24\x00\x00\x00WAVEfmt ", "put a picture"),
        ("x.png", b"---\ntitle: A text\n---\n", "put a picture"),
        ("x.gif", b"", "put a picture"),
        ("x.avif", b"\x00\x00\x00\x20ftypheic\x00\x00\x00\x00mif1heic", "put a picture"),
    ],
)
@pytest.mark.parametrize("text", ["![x]({})", "[x]({})"])
def test_what_is_no_such_picture_is_an_error(
    tmp_path: Path, name: str, content: bytes, hint: str, text: str
) -> None:
    written = text.format(name)
    found = noted(tmp_path, name, content, written)
    column = written.index(name) + 1
    assert [said.startswith(f"a.md:4:{column} error bad-file: {hint}") for said in found] == [True]


def test_a_text_shows_no_picture_that_takes_minutes_to_load(tmp_path: Path) -> None:
    photograph = JPEG.ljust(MAX_PICTURE + 1, b"x")
    found = noted(tmp_path, "x.jpg", photograph, "![x](x.jpg)\n\n[the same](x.jpg)")
    assert [said.split(":")[:3] for said in found] == [["a.md", "4", "6 warning heavy-picture"]]


def test_the_largest_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbgen.stages.files.MAX_BYTES", 10)
    found = noted(tmp_path, "x.mp4", b"x" * 11, "[film](x.mp4) [film](x.mp4)")
    assert found == ["x.mp4:1:1 error too-large: link to it on the web"]
