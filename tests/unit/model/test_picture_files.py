"""What the headers of pictures say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from kbgen.model.picture_files import Header, header_of

FILES = Path(__file__).parent.parent.parent / "picture_files"
NAMES = sorted(file.name for file in FILES.iterdir())


def raw(name: str) -> bytes:
    return (FILES / name).read_bytes()


def said(content: bytes) -> Header:
    return header_of(BytesIO(content))


@pytest.mark.parametrize("name", NAMES)
def test_the_size_is_that_at_which_browsers_show_a_picture(name: str) -> None:
    """Every file has 37 x 23 pixels; tests in the browser show that it agrees."""
    size = (23, 37) if name.startswith("turned") else (37, 23)
    assert said(raw(name)) == (name.rsplit(".", 1)[1], size)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "turned.avif"])
def test_a_picture_that_is_cut_says_its_size_or_none(name: str) -> None:
    whole = raw(name)
    sizes = [said(whole[:end]).size for end in range(12, len(whole))]
    known = sizes.index(said(whole).size)
    assert sizes[:known] == [None] * known
    assert set(sizes[known:]) == {said(whole).size}


def segment(kind: int, content: bytes) -> bytes:
    return bytes([0xFF, kind]) + (len(content) + 2).to_bytes(2, "big") + content


FRAME = segment(0xC2, b"\x08\x00\x17\x00\x25\x03")


@pytest.mark.parametrize(
    ("before", "size"),
    [
        (b"", (37, 23)),
        (segment(0xE0, b"JFIF\0") + b"\xff\xff\xff", (37, 23)),  # marks may be filled up
        (segment(0xE2, bytes(60_000)) * 20, (37, 23)),
        (segment(0xC4, b"tables of codes have a number between those of frames"), (37, 23)),
        (segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0"), (23, 37)),
        (segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\3\0\0"), (37, 23)),
        (segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"), (37, 23)),
        (
            segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\x08\0\0\0")
            + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
            (23, 37),
        ),
        (segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), (37, 23)),
        (segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0II*\0"), (37, 23)),
        (b"no mark", None),
        (b"\xff\xe0\0\0", None),
        (b"\xff\xe0\0\1", None),
        (segment(0xE0, b"") * 100_000, None),  # nobody writes so many, and each costs time
    ],
)
def test_a_photograph_says_its_size_behind_whatever_it_says_before(
    before: bytes, size: tuple[int, int] | None
) -> None:
    assert said(b"\xff\xd8" + before + FRAME).size == size


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a\0\0\1\0",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\1\0\0\0\0\0\1",
        b"\xff\xd8\xff\xc0\0\x0b\x08\0\0\0\1",
        b"\0\0\0\x20ftypavif\0\0\0\0avifmif1",
        b"RIFF\x24\0\0\0WEBPVP8 ",
    ],
)
def test_a_size_that_no_screen_has_is_none(content: bytes) -> None:
    found = said(content)
    assert found.kind
    assert found.size is None
