"""What several parts of the suite share: the built site, the browsers, and the golden switch."""

from __future__ import annotations

import functools
import gc
import http.server
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from programs import find, how_to_install
from tests import forked, processes, trials
from tests.page_guard import record_problems
from tests.shared import MakeOnce, build_our_site
from tests.turns import turn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ROOT = Path(__file__).parent.parent
BROWSER_FOLDER = "tests/browser"
"""Every test in it is marked as one of browsers, so that none can be forgotten."""

MEMORY = "/dev/shm"
ENOUGH = 1_000_000_000

SUB_PATH = "/some/where/"
"""The site is served from here: a link that is not relative leads nowhere."""

# Automation switches strict_origin_policy off, and then Firefox allows on file:// what it refuses
# to every reader. Without the second one page.go_back() hangs. Media emulation does not reach
# Firefox, hence the last two.
FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    "security.fileuri.strict_origin_policy": True,
    "browser.sessionhistory.max_total_viewers": 0,
    "ui.systemUsesDarkTheme": 0,
    "ui.prefersReducedMotion": 1,
}
# Chromium's own housekeeping would look for hosts that a machine without network has not.
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Whatever the language of the user, and without looking for a translation of each word of argparse.
os.environ["LANGUAGE"] = "C"
# Programs in the background of a script ignore interrupts, and what they start inherits that: the
# tests that stop programs would wait in vain.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what was built over the expected files of the golden tests",
    )
    parser.addoption(
        "--trials",
        choices=("few", "all"),
        default="all",
        help="whether tests make all their edits, kills, payloads and examples, or few of them",
    )
    parser.addoption(
        "--processes", type=int, default=1, help="how many processes run tests, each a file a time"
    )


@pytest.hookimpl(tryfirst=True)  # before pytest looks where temporary files go
def pytest_configure(config: pytest.Config) -> None:
    gc.disable()  # until all has been imported: there is nothing to be found
    trials.choose(config.getoption("trials"))
    if config.getoption("trials") == "few" and "TMPDIR" not in os.environ:
        _keep_files_in_memory(config)
    if config.getoption("processes") > 1:
        forked.begin()


def _keep_files_in_memory(config: pytest.Config) -> None:
    """Have temporary files where Linux keeps them in memory, if there is room for them.

    A run makes tens of thousands, and takes them away: half of its time on many disks.
    """
    with suppress(OSError):
        if shutil.disk_usage(MEMORY).free > ENOUGH:
            folder = tempfile.mkdtemp(prefix="kbgen-tests-", dir=MEMORY)
            config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
            os.environ["TMPDIR"] = tempfile.tempdir = folder


def pytest_report_header(config: pytest.Config) -> str:
    return f"trials: {config.getoption('trials')}"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where tests of browsers are not asked for, their folder is not even read."""
    is_theirs = collection_path == ROOT / BROWSER_FOLDER
    return (is_theirs and config.option.markexpr == "not browser") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        starts_one = "playwright_session" in getattr(item, "fixturenames", ())
        if starts_one or item.nodeid.startswith(f"{BROWSER_FOLDER}/"):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: turn(item.nodeid))


def pytest_collection_finish() -> None:
    gc.freeze()  # what has been imported stays: it need not be looked through time and again
    gc.set_threshold(50_000, 20, 100)  # a twentieth of a run went into looking for garbage
    gc.enable()


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    count = session.config.getoption("processes")
    is_asked = count > 1 and not session.config.option.collectonly and not session.testsfailed
    return processes.run(session, count) if is_asked else None


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Makes folders that all processes of this run share: see `tests.shared`."""
    return MakeOnce(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session", autouse=True)
def own_cache(make_once: MakeOnce) -> Iterator[Path]:
    """The folder for what is kept for the user of this computer, which no test shall touch."""
    with pytest.MonkeyPatch.context() as patch:
        folder = make_once("cache", Path.mkdir)
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden tests rewrite their expected files instead of comparing with them."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def site_dir(make_once: MakeOnce) -> Path:
    """The site made of the repository's own content, built once, away from the checkout."""
    return make_once("knowledge-base", build_our_site) / "site"


@pytest.fixture(scope="session")
def served_site(site_dir: Path) -> Iterator[str]:
    """The address, without a slash at its end, under which the built site is served."""

    class UnderSubPath(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith(SUB_PATH):
                self.send_error(http.HTTPStatus.NOT_FOUND)
                return
            self.path = self.path.removeprefix(SUB_PATH.rstrip("/"))
            super().do_GET()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing: requests are no news in a test run."""

    handler = functools.partial(UnderSubPath, directory=str(site_dir))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH.rstrip('/')}"
        server.shutdown()


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site_dir: Path) -> str:
    """The address of the built site for a page, from its folder and from a server."""
    if request.param == "file":
        return site_dir.as_uri()
    return str(request.getfixturevalue("served_site"))


@pytest.fixture(scope="session")
def playwright_session() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright  # takes a while, and few tests need it

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser_named(playwright_session: Playwright) -> Iterator[Callable[[str], Browser]]:
    """``browser_named("chromium")``, ``browser_named("firefox")``: started once a session."""

    @functools.cache
    def start(name: str) -> Browser:
        path = find(name)
        if path is None:
            pytest.fail(f"{how_to_install(name)} `make test` does so itself.", pytrace=False)
        if name == "chromium":
            browser = playwright_session.chromium.launch(
                executable_path=path, args=CHROMIUM_ARGUMENTS
            )
        else:
            browser = playwright_session.firefox.launch(
                executable_path=path,
                channel="moz-firefox",
                firefox_user_prefs=FIREFOX_PREFERENCES,
            )
        started.append(browser)
        return browser

    started: list[Browser] = []
    yield start
    for browser in started:
        browser.close()


@pytest.fixture
def open_page(browser_named: Callable[[str], Browser]) -> Iterator[Callable[..., Page]]:
    """Opens empty pages: ``open_page("chromium", color_scheme="dark")``.

    What follows the browser's name goes to ``Browser.new_context``. A test that opened pages
    fails when one of them wrote to the console, threw, asked another machine for something,
    or did not get what it asked for.
    """
    opened: list[BrowserContext] = []
    problems: list[str] = []

    def open_one(browser: str, **options: Any) -> Page:
        if browser == "firefox" and options.keys() & {"color_scheme", "reduced_motion"}:
            raise ValueError("Firefox ignores emulated media: test this in Chromium")
        opened.append(browser_named(browser).new_context(**options))
        page = opened[-1].new_page()
        record_problems(page, problems)
        return page

    yield open_one
    for opened_context in opened:
        opened_context.close()
    assert not problems, "the pages of this test did what no page may do:\n" + "\n".join(problems)
