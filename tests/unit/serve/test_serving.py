"""What the preview gives, to whom, and what it never gives."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.cli import main
from tests.unit.serve.running import PATIENCE, Running, running, write_knowledge_base

SCRIPT = b'<script defer src="/_kbgen/preview.js" data-version="'


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(write_knowledge_base(tmp_path_factory.mktemp("base"))) as started:
        yield started


def site_files(root: Path) -> dict[str, bytes]:
    files = (file for file in (root / "site").rglob("*") if file.is_file())
    return {file.relative_to(root / "site").as_posix(): file.read_bytes() for file in files}


def test_the_first_page_is_the_home_page(preview: Running) -> None:
    answer = preview.ask("/")
    assert answer.status == 200
    assert "Small base" in answer.text
    assert answer.body == preview.ask("/index.html").body


def test_every_file_is_sent_as_it_stands_in_the_folder_but_for_the_script(preview: Running) -> None:
    assert preview.link
    files = {path: content for path, content in site_files(preview.root).items() if path[0] != "."}
    assert {"index.html", "reports/first.html", "assets/site.css"} <= files.keys()
    for path, content in files.items():
        answer = preview.ask(f"/{path}?q=x#y")
        assert answer.status == 200
        assert b"_kbgen" not in content, "nothing of the preview gets into the site"
        if path.endswith(".html"):
            before, tag, rest = answer.body.partition(SCRIPT)
            assert tag, path
            sent = before + rest.split(b"</script>\n", 1)[1]
            assert sent.replace(b"; connect-src 'self'\">", b'">', 1) == content
        else:
            assert answer.body == content


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/js/site.js", "text/javascript; charset=utf-8"),
        ("/assets/icons/favicon.svg", "image/svg+xml"),
        ("/_kbgen/preview.js", "text/javascript; charset=utf-8"),
        ("/_kbgen/preview.css", "text/css; charset=utf-8"),
        ("/none.html", "text/html; charset=utf-8"),
    ],
)
def test_types_are_right_and_nothing_is_kept_by_browsers(
    preview: Running, path: str, kind: str
) -> None:
    headers = preview.ask(path).headers
    assert headers["content-type"] == kind
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_head_of_an_answer_comes_alone(preview: Running) -> None:
    head, whole = preview.ask("/index.html", "HEAD"), preview.ask("/index.html")
    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent_to_it(preview: Running, method: str) -> None:
    assert preview.ask("/index.html", method).status == 501


def test_a_folder_leads_to_its_first_page(preview: Running) -> None:
    answer = preview.ask("/reports")
    assert answer.status == 302
    assert answer.headers["location"] == "/reports/"
    assert "Report first" in preview.ask("/reports/").text


def test_what_is_not_there_gets_the_page_for_it_with_links_from_the_root(preview: Running) -> None:
    answer = preview.ask("/some/where/else.html")
    assert answer.status == 404
    page = (preview.root / "site/404.html").read_text("utf-8")
    assert page.split("<h1>")[1].split("</h1>")[0] in answer.text
    assert '<head><base href="/">' in answer.text
    assert "base-uri 'self';" in answer.text
    assert preview.ask("/index.html/").status == 404
    assert preview.ask("/assets/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../kbgen.yml",
        "/reports/../../kbgen.yml",
        "/%2e%2e/kbgen.yml",
        "/..%2fkbgen.yml",
        "/%2e%2e%2fkbgen.yml",
        "/..%5ckbgen.yml",
        "//kbgen.yml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/reports//first.html",
        "/./index.html",
        "/.kbgen-manifest.json",
        "/.gitignore",
        "/index.html%00",
        "/%ff%fe",
        "/index.html::$DATA",
        "/c:/windows/win.ini",
    ],
)
def test_nothing_outside_the_site_is_given(preview: Running, path: str) -> None:
    (preview.root / "site").mkdir(exist_ok=True)
    (preview.root / "site/.gitignore").write_text("*\n")
    answer = preview.ask(path)
    assert answer.status == 404
    assert "Small base\n" not in answer.text, "kbgen.yml"


def test_a_whole_address_as_the_path_is_refused(preview: Running) -> None:
    assert preview.ask("http://127.0.0.1/index.html").status == 400


def test_links_out_of_the_site_are_not_followed(preview: Running, tmp_path: Path) -> None:
    assert preview.link
    (tmp_path / "secret.txt").write_text("secret")
    site = preview.root / "site"
    (site / "file.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    (site / "inside.html").symlink_to(site / "index.html")
    (site / "loop").symlink_to(site / "loop")
    os.mkfifo(site / "pipe.txt")
    try:
        for path in (
            "/file.txt",
            "/folder/secret.txt",
            "/folder/",
            "/folder",
            "/loop",
            "/pipe.txt",
        ):
            assert preview.ask(path).status == 404, path
        assert preview.ask("/inside.html").status == 200
    finally:
        for name in ("file.txt", "folder", "inside.html", "loop", "pipe.txt"):
            (site / name).unlink()


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:8000"]
)
def test_this_computers_own_names_are_answered(preview: Running, host: str) -> None:
    assert preview.ask("/index.html", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1:80:80",
        "0.0.0.0",
        "192.168.0.1",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/index.html", "/_kbgen/events", "/_kbgen/preview.js", "/none"])
def test_another_host_gets_nothing(preview: Running, host: str, path: str) -> None:
    answer = preview.ask(path, host=host)
    assert answer.status == 421
    assert "Small base" not in answer.text


@pytest.mark.parametrize("hosts", ["", "Host: localhost\r\nHost: evil.example\r\n"])
def test_no_host_or_two_of_them_get_nothing(preview: Running, hosts: str) -> None:
    with socket.create_connection(("127.0.0.1", preview.port), PATIENCE) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        assert connection.makefile("rb").readline().startswith(b"HTTP/1.1 421 ")


def test_an_answer_that_nobody_waits_for_does_no_harm(preview: Running) -> None:
    for _ in range(5):
        with preview.events() as states:
            assert next(states)["faults"] == []
    connection = socket.create_connection(("127.0.0.1", preview.port))
    connection.sendall(b"GET / HTTP/1.1\r\n")
    connection.close()
    assert preview.ask("/").status == 200
    assert preview.complained == ""


def test_without_livereload_pages_are_as_they_stand(tmp_path: Path) -> None:
    with running(write_knowledge_base(tmp_path), "--no-livereload") as preview:
        assert preview.ask("/").body == (tmp_path / "site/index.html").read_bytes()
        assert preview.ask("/_kbgen/events").status == 404
        assert preview.ask("/_kbgen/preview.js").status == 404


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_with_a_browser_still_waiting(tmp_path: Path, by: signal.Signals) -> None:
    with running(write_knowledge_base(tmp_path)) as preview, preview.events() as states:
        next(states)
        assert preview.end(by) == 0
        assert preview.complained == ""
        assert list(states) == [], "the browser is let go"


def refused(root: Path, address: str) -> tuple[int, str]:
    """Exit status and last words of a preview that does not come to be."""
    with running(root, address=address) as preview:
        return preview.wait(), preview.complained


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "192.168.1.5", "[::]:8000"])
def test_only_this_computer_can_be_served(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_knowledge_base(tmp_path)
    assert main(["serve", "-C", str(tmp_path), "-a", address]) == 2
    said = capsys.readouterr().err
    assert "can be reached from outside" in said
    assert "use 127.0.0.1, ::1 or localhost" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "site").exists()


def test_a_taken_port_is_named_and_the_next_one_used(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with running(write_knowledge_base(tmp_path), address=f"127.0.0.1:{port}") as preview:
            assert preview.port != port
            assert f"port {port} is taken" in preview.complained
            assert preview.ask("/").status == 200


def test_no_free_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 65535))
        other.listen()
        status, said = refused(write_knowledge_base(tmp_path), "127.0.0.1:65535")
    assert status == 1
    assert said.startswith("kbgen: http://127.0.0.1:65535/ cannot be used: ")
    assert said.count("\n") == 1


def test_where_there_is_no_content_it_says_so(tmp_path: Path) -> None:
    status, said = refused(tmp_path, "127.0.0.1:0")
    assert status == 2
    assert "there is no folder 'content'" in said
