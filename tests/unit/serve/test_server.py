"""Which files a path names, and where the server listens; test_serving asks over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.serve.preview import Preview
from kbgen.serve.server import PORTS, find, listen


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "practices").mkdir(parents=True)
    for name in ("index.html", "practices/a b.html", "practices/é.html", ".hidden", "a:b.html"):
        (site / name).write_text(name, "utf-8")
    (tmp_path / "outside.html").write_text("outside", "utf-8")
    (site / "inside.html").symlink_to("index.html")
    (site / "out.html").symlink_to("../outside.html")
    (site / "up").symlink_to("..")
    (site / "round").symlink_to("round")
    return site


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", ""),
        ("/index.html", "index.html"),
        ("/practices", "practices"),
        ("/practices/", "practices"),
        ("/practices/a b.html", "practices/a b.html"),
        ("/practices/é.html", "practices/é.html"),
        ("/inside.html", "index.html"),
    ],
)
def test_files_and_folders_of_the_site_are_found(site: Path, path: str, name: str) -> None:
    assert find(site, path) == (site / name).resolve()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//",
        "/missing.html",
        "/.hidden",
        "/..",
        "/../outside.html",
        "/practices/../index.html",
        "/./index.html",
        "/practices//a b.html",
        "/practices\\a b.html",
        "/C:/index.html",
        "/a:b.html",
        "/index.html\0",
        "/index.html\n",
        "/index.html/more",
        "/" + "a" * 300,
        "/\ud800",
        "/out.html",
        "/up/outside.html",
        "/up",
        "/round",
    ],
)
def test_anything_else_is_not(site: Path, path: str) -> None:
    assert find(site, path) is None


def test_a_site_that_has_gone_has_no_files(tmp_path: Path) -> None:
    assert find(tmp_path / "none", "/") is None


def test_a_free_port_is_taken_as_it_is(tmp_path: Path) -> None:
    server, link = listen("127.0.0.1", 0, tmp_path, Preview(), True)
    with server:
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        assert link == f"http://127.0.0.1:{port}/"


def test_the_next_free_port_is_taken_instead(tmp_path: Path) -> None:
    first, _ = listen("127.0.0.1", 0, tmp_path, Preview(), True)
    with first:
        port = first.server_address[1]
        second, link = listen("127.0.0.1", port, tmp_path, Preview(), True)
        with second:
            assert port < second.server_address[1] < port + PORTS
            assert link == f"http://127.0.0.1:{second.server_address[1]}/"
