"""The preview's HTTP server: the site's folder, on this computer alone."""

import re
import socket
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kbgen.serve.address import AddressError, web_address
from kbgen.serve.pages import EVENTS, NOTHING_HERE, SCRIPT, SHEET, with_base, with_script
from kbgen.serve.preview import Preview, State

PORTS = 10
"""How many ports are tried, from the one that is asked for upwards."""
HEARTBEAT = 5.0
"""Seconds after which a browser that waits is told so: that is how one that has left is noticed."""

TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""By the end of the name. The system's own table is not asked: on Windows it may say anything."""

# A page on the web can make its own name point at 127.0.0.1 and then read what it likes here; the
# Host header still carries that name.
_OWN_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


class PreviewServer(ThreadingHTTPServer):
    """Serves ``site``; with ``livereload``, pages wait for the next build."""

    daemon_threads = True
    # On Windows the option would let two programs listen at one port.
    allow_reuse_address = sys.platform != "win32"
    allow_reuse_port = False

    def __init__(
        self, host: str, port: int, site: Path, preview: Preview, livereload: bool
    ) -> None:
        self.site, self.preview, self.livereload = site, preview, livereload
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Requests)

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name."""
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone away is no news."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def listen(
    host: str, port: int, site: Path, preview: Preview, livereload: bool
) -> tuple[PreviewServer, str]:
    """A server at the first free port from ``port`` on, and its web address.

    Raises `AddressError` when there is none.
    """
    refused = ""
    for candidate in range(port, min(port + PORTS, 65536)):
        try:
            server = PreviewServer(host, candidate, site, preview, livereload)
        except OSError as error:
            refused = error.strerror or str(error)
            continue
        return server, web_address(host, server.server_address[1])
    raise AddressError(f"{web_address(host, port)} cannot be used: {refused}")


def find(site: Path, path: str) -> Path | None:
    """The file or folder of ``site`` that ``path`` names, decoded; None for anything else.

    Hidden files are none of the site's pages, and no link leads out of the folder.
    """
    parts = path.removeprefix("/").removesuffix("/").split("/") if path != "/" else []
    if any(not part or part.startswith(".") or _FORBIDDEN.search(part) for part in parts):
        return None
    try:
        root = site.resolve(strict=True)
        found = root.joinpath(*parts).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    is_ours = found.is_relative_to(root) and (found.is_file() or found.is_dir())
    return found if is_ours else None


class _Requests(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host") or []
        path = self.path.partition("#")[0].partition("?")[0]
        if len(hosts) != 1 or not _OWN_HOST.fullmatch(hosts[0].strip()):
            said = b"This preview answers to localhost, 127.0.0.1 and [::1] only.\n"
            self._send(HTTPStatus.MISDIRECTED_REQUEST, TYPES["txt"], said)
        elif self.server.livereload and path == EVENTS:
            self._send_events()
        elif self.server.livereload and path in (SCRIPT, SHEET):
            own = Path(__file__).with_name(path.rpartition("/")[2])
            self._send(HTTPStatus.OK, _type(own), own.read_bytes())
        elif path.startswith("/"):
            self._send_file(path)
        else:
            self._send(HTTPStatus.BAD_REQUEST, TYPES["txt"], b"The path must start with /.\n")

    do_HEAD = do_GET

    def version_string(self) -> str:
        """The name in the Server header; versions are nobody's business."""
        return "kbgen"

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what is asked for is no news, what is wrong with the content is."""

    def _send_file(self, path: str) -> None:
        # The state is read before the page: a page that is older than its version would not be
        # loaded anew.
        state = self.server.preview.state
        decoded = unquote(path)
        found = find(self.server.site, decoded)
        if found and found.is_dir():
            if not decoded.endswith("/"):
                self._send(HTTPStatus.FOUND, TYPES["txt"], b"", Location=f"{path}/")
                return
            found = find(self.server.site, f"{decoded}index.html")
        elif found and decoded.endswith("/"):
            found = None
        body = _read(found)
        if found is None or body is None:
            self._send_missing(state)
        else:
            is_page = _type(found) == TYPES["html"]
            body = self._prepared(body, state) if is_page else body
            self._send(HTTPStatus.OK, _type(found), body)

    def _send_missing(self, state: State) -> None:
        page = _read(find(self.server.site, "/404.html"))
        html = with_base(page) if page is not None else NOTHING_HERE
        self._send(HTTPStatus.NOT_FOUND, TYPES["html"], self._prepared(html, state))

    def _prepared(self, html: bytes, state: State) -> bytes:
        return with_script(html, state.version) if self.server.livereload else html

    def _send_events(self) -> None:
        preview = self.server.preview
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._send_common("text/event-stream", Connection="close")
        self.end_headers()
        known: State | None = None
        while self.command == "GET" and not preview.is_over:
            state = preview.wait(known, HEARTBEAT)
            self.wfile.write(b": still here\n\n" if state == known else state.message())
            self.wfile.flush()
            known = state

    def _send(self, status: HTTPStatus, type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self._send_common(type, **headers)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_common(self, type: str, **headers: str) -> None:
        self.send_header("Content-Type", type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in headers.items():
            self.send_header(name, value)


def _read(file: Path | None) -> bytes | None:
    """The bytes of ``file``; None where there is none, or none any more."""
    try:
        return file.read_bytes() if file else None
    except OSError:
        return None


def _type(file: Path) -> str:
    return TYPES.get(file.suffix[1:].lower(), "application/octet-stream")
