"""What the file of a picture says of itself: its kind, and the size at which browsers show it."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from struct import error, unpack, unpack_from
from typing import BinaryIO, NamedTuple

Size = tuple[int, int]
"""Width and height in pixels."""

_HEAD = 16_384
"""In so many bytes stands the size of any picture but a JPEG."""
_LARGEST = 65_535
_MOST_SEGMENTS = 2_000
"""Of a JPEG before its size: a colour profile can take some hundreds."""
_FRAMES = b"\xc0\xc1\xc2\xc3\xc5\xc6\xc7\xc9\xca\xcb\xcd\xce\xcf"
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_TURNED = range(5, 9)
"""Orientations that make width out of height."""
_AVIF_SIZE = re.compile(rb"\0\0\0\x14ispe\0{4}(.{8})", re.DOTALL)
_AVIF_TURN = re.compile(rb"\0\0\0\x09irot[\x01\x03]")


class Header(NamedTuple):
    """What a file says of itself."""

    kind: str
    """The ending of pictures of its kind, empty for a file that is none."""
    size: Size | None
    """The size at which browsers show it; None where that is not said."""


def header_of(file: BinaryIO) -> Header:
    """What ``file`` says of itself; little of it is read, however long it is.

    A camera that was held upright notes that the picture is to be turned, and browsers do so.
    """
    head = file.read(_HEAD)
    kind = _kind(head)
    size = (0, 0)
    with suppress(error):  # it ends before its size
        size = _jpeg(file) if kind == "jpg" else _SIZES[kind](head) if kind else size
    return Header(kind, size if min(size) > 0 and max(size) <= _LARGEST else None)


def _kind(head: bytes) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return "avif" if head[4:8] == b"ftyp" and b"avi" in head[8:40] else ""


def _png(head: bytes) -> Size:
    width, height = unpack_from(">II", head, 16)
    return width, height


def _gif(head: bytes) -> Size:
    width, height = unpack_from("<HH", head, 6)
    return width, height


def _webp(head: bytes) -> Size:
    if head[12:16] == b"VP8X":
        width, more, height, most = unpack_from("<HBHB", head, 24)
        return width + (more << 16) + 1, height + (most << 16) + 1
    if head[12:16] == b"VP8L":
        (both,) = unpack_from("<I", head, 21)
        return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
    width, height = unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF


def _avif(head: bytes) -> Size:
    """The size of the largest image in the file: others are its tiles, and thumbnails."""
    sizes = [unpack(">II", found) for found in _AVIF_SIZE.findall(head)]
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
    return (height, width) if _AVIF_TURN.search(head) else (width, height)


def _jpeg(file: BinaryIO) -> Size:
    file.seek(2)
    is_turned = False
    for _ in range(_MOST_SEGMENTS):
        mark, kind = unpack("cc", file.read(2))
        if kind == b"\xff":  # any number of them may stand before a mark
            file.seek(-1, 1)
            continue
        (length,) = unpack(">H", file.read(2))
        if mark != b"\xff" or length < 2:
            break
        if kind in _FRAMES:
            _, height, width = unpack(">BHH", file.read(5))
            return (height, width) if is_turned else (width, height)
        if kind == b"\xe1":
            is_turned = _is_turned(file.read(length - 2)) or is_turned
        else:
            file.seek(length - 2, 1)
    return 0, 0


def _is_turned(segment: bytes) -> bool:
    """Whether the note of a camera in ``segment`` makes width out of height."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(segment[6:10], "")
    if not segment.startswith(_EXIF) or not order:
        return False
    note = segment[len(_EXIF) :]
    with suppress(error):  # a note that is cut: browsers do not turn the picture either
        (start,) = unpack_from(f"{order}I", note, 4)
        (count,) = unpack_from(f"{order}H", note, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = unpack_from(f"{order}HHIH", note, at)
            if tag == _ORIENTATION:
                return value in _TURNED
    return False


_SIZES: Mapping[str, Callable[[bytes], Size]] = {
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "avif": _avif,
}
