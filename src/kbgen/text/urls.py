"""Links between pages that work on a server, under any sub-path, and on file://."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

_PLAIN = re.compile(r"[A-Za-z0-9./_-]+\Z")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
"""Schemes that a link in content may have; every other one is refused."""


def relative(source: str, target: str) -> str:
    """The link from the page ``source`` to ``target``, both permalinks such as ``a/b.html``.

    It goes by way of the site's root, so that all pages of the same depth share it. It is
    percent-encoded, ends in the file name of the target and never starts with a slash.
    ``resolve(source, relative(source, target)) == target``.
    """
    return _from_depth(source.count("/"), target)


@lru_cache(maxsize=100_000)
def _from_depth(depth: int, target: str) -> str:
    link = "../" * depth + target
    return quoted(link)


def quoted(path: str) -> str:
    """``path`` as it stands in an address: percent-encoded, its slashes kept."""
    return path if _PLAIN.match(path) else quote(path, safe="/-._~!$&'()*+,;=@")


def resolve(source: str, link: str) -> str:
    """The permalink that ``link`` leads to from ``source``.

    It starts with ``../`` when it leaves the site.
    """
    path = unquote(link.split("#", 1)[0].split("?", 1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))


def has_scheme(link: str) -> bool:
    """Whether ``link`` starts with a scheme or is protocol-relative, and so leaves the site."""
    return link.startswith("//") or _SCHEME.match(link.strip()) is not None


def is_web_address(text: str) -> bool:
    """Whether ``text`` is a full http or https address with a host and no blanks or controls."""
    if re.search(r"[\s\x00-\x20<>\"\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port_is_sound


def is_safe(link: str) -> bool:
    """Whether a reader may be sent to ``link``: a relative link, or one with a known scheme."""
    if link.startswith(("//", "\\")):
        return False
    if not has_scheme(link):
        return True
    scheme = link.strip().split(":", 1)[0].lower()
    return scheme in SAFE_SCHEMES
