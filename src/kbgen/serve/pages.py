"""What the preview adds to a page on its way out; the file in the site's folder stays as it is."""

import re
from html import escape, unescape

RESERVED = "/_kbgen/"
"""Where the preview's own files lie: no permalink of a site starts with an underscore."""
SCRIPT, SHEET, EVENTS = (RESERVED + name for name in ("preview.js", "preview.css", "events"))

_META = re.compile(
    r"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE
)
_CONTENT = re.compile(
    r"""\bcontent\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE
)
_HEAD, _END_OF_HEAD = (
    re.compile(r"<head\b[^>]*>", re.IGNORECASE),
    re.compile("</head", re.IGNORECASE),
)
_ROOT = re.compile(r'<html\b[^>]*\bdata-root="(?P<path>/[^"]+)"', re.IGNORECASE)
"""Where the links of a page start that is made for the address of the published site."""
_OWN = "'self'"

NOTHING_HERE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>No such page</title>
</head>
<body>
<h1>There is no page here</h1>
<p>Nothing has been built at this address yet.</p>
<p><a href="/index.html">To the first page</a></p>
</body>
</html>
"""
"""Shown as long as the site has no 404.html of its own."""


def with_script(html: bytes, version: str) -> bytes:
    """``html`` with the script that waits for the next build.

    The page's Content-Security-Policy is widened by what that script needs and by nothing else:
    script, sheet and events from this server.
    """
    text = _with_policy(_text(html), ("script-src", "style-src", "connect-src"))
    tag = f'<script defer src="{SCRIPT}" data-version="{escape(version)}"></script>\n'
    end = _END_OF_HEAD.search(text)
    return _bytes(_inserted(text, tag, end.start() if end else len(text)))


def with_base(html: bytes) -> bytes:
    """``html`` with its links starting at the root, wherever it is shown: for 404.html.

    Where they start at the path of the published site, that is taken off.
    """
    text = _with_policy(_text(html), ("base-uri",))
    published = _ROOT.search(text)
    if published:
        text = text.replace(f'="{published["path"]}', '="/')
    head = _HEAD.search(text)
    return _bytes(_inserted(text, '<base href="/">', head.end()) if head else text)


def widened(policy: str, directives: tuple[str, ...]) -> str:
    """``policy`` with this server's own files allowed for each of ``directives``."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    sources = {name.lower(): values for name, *values in reversed(parts)}
    sources = dict(reversed(sources.items()))
    for name in directives:
        # A directive that is absent falls back to default-src, save base-uri: then all is allowed.
        if name in sources or ("default-src" in sources and name != "base-uri"):
            own = sources.get(name, sources.get("default-src", []))
            allowed = [source for source in own if source.lower() not in (_OWN, "'none'")]
            sources[name] = [_OWN, *allowed]
    return "; ".join(" ".join([name, *values]) for name, values in sources.items())


def _with_policy(text: str, directives: tuple[str, ...]) -> str:
    def content(found: re.Match[str]) -> str:
        policy = widened(unescape(found["double"] or found["single"] or ""), directives)
        shown = escape(policy, quote=False).replace('"', "&quot;")
        return f'content="{shown}"'

    return _META.sub(lambda meta: _CONTENT.sub(content, meta[0], count=1), text)


def _inserted(text: str, tag: str, at: int) -> str:
    return text[:at] + tag + text[at:]


def _text(html: bytes) -> str:
    return html.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
