"""Look at the files that records name: whether they are what their names say, and how large."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kbgen.model.fields import PICTURES
from kbgen.model.issues import Issues
from kbgen.model.picture_files import Header, Size, header_of
from kbgen.model.record import Record, Reference
from kbgen.model.site import Site

MAX_BYTES = 200_000_000
"""The largest file beside a record; a longer film does not travel on weak connections."""

MAX_PICTURE = 1_000_000
"""The largest picture that a text should show: at 2G a reader waits a minute for it."""

_NAMES = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WebP", "avif": "AVIF"}


def look_at_files(content: Path, site: Site, issues: Issues) -> dict[str, Size]:
    """The sizes of pictures that texts show, as far as they are known, by path below ``content``.

    Files that are too large or cannot be read are noted, and pictures that are none or very large.
    """

    @cache
    def seen(path: str) -> tuple[int, Header] | None:
        try:
            with (content / path).open("rb") as file:
                return os.fstat(file.fileno()).st_size, header_of(file)
        except OSError as error:
            issues.error("cannot-read", error.strerror or "cannot be read", f"content/{path}")
            return None

    shown: dict[str, Size] = {}
    for record, named in _files(site):
        found = seen(named.target)
        if not found:
            continue
        size, header = found
        if named.kind == "image" and header.size:
            shown[named.target] = header.size
        place = (f"content/{record.path}", named.line, named.column)
        ending = named.target.rsplit(".", 1)[-1].lower()
        if size > MAX_BYTES:
            said = f"the file is too large: at most {MAX_BYTES:,} bytes can be part of the site"
            hint = "link to it on the web"
            issues.error("too-large", said, f"content/{named.target}", hint=hint)
        elif ending in PICTURES and header.kind != ending.replace("jpeg", "jpg"):
            wanted = _NAMES[ending.replace("jpeg", "jpg")]
            said = f"{named.target!r} is not the {wanted} picture that its name says"
            issues.error("bad-file", said, *place, _better(named.target, header.kind))
        elif named.kind == "image" and size > MAX_PICTURE:
            said = f"the picture has {size / 1_000_000:.1f} MB: on a weak connection it takes long"
            hint = "save it smaller, 1,600 pixels wide are enough; or link to it: [words](file.jpg)"
            issues.warning("heavy-picture", said, *place, hint)
    return shown


def _files(site: Site) -> Iterator[tuple[Record, Reference]]:
    """The files that are there, with the records and pages that name them."""
    for record in (*site.records.values(), *site.texts.values()):
        for reference in record.references:
            if reference.kind in ("file", "image") and reference.target in site.knowledge.files:
                yield record, reference


def _better(path: str, kind: str) -> str:
    """The hint for a file of that ``kind`` that is not the picture that its name says."""
    if not kind:
        return "put a picture in its place: PNG, JPEG, GIF, WebP or AVIF"
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"it is {_NAMES[kind]}: rename it to {name}.{kind}"
