"""Pictures of a text, with the room that they will take."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

_PICTURE = re.compile(r'<img (?=src="(?P<path>[^"#]*))')


def sized(html: str, page: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """The HTML of Markdown on the page at ``page``, in which pictures have their ``sizes``.

    Then a browser leaves room for those that are still to come, and no reader loses the line.
    """
    if not sizes or "<img " not in html:
        return html
    folder = posixpath.dirname(page)

    def with_size(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, unquote(found["path"])))
        if path not in sizes:
            return found[0]
        width, height = sizes[path]
        return f'{found[0]}width="{width}" height="{height}" '

    return _PICTURE.sub(with_size, html)
