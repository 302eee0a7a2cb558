"""The preview outlives whatever happens to the disk, to the site and to the content."""

from __future__ import annotations

import os
import random
import resource
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.trials import amount
from tests.unit.serve.running import Running, running, until, write_knowledge_base, write_record


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    with running(write_knowledge_base(tmp_path)) as started:
        assert started.link
        yield started
        assert started.command.is_alive(), "it ended"
        assert "Traceback" not in started.complained


def shows(preview: Running, path: str, text: str) -> bool:
    answer = preview.ask(path)
    return answer.status == 200 and text in answer.text


def test_a_disk_that_is_full_for_a_while(preview: Running) -> None:
    """A limit on the size of files stands in for it: the running process gets it from outside."""
    page = preview.root / "site/reports/first.html"
    before = page.read_bytes()
    _, most = resource.prlimit(preview.command.id, resource.RLIMIT_FSIZE)
    resource.prlimit(preview.command.id, resource.RLIMIT_FSIZE, (4096, most))
    write_record(preview.root, "first", "Too much.")
    until(lambda: bool(preview.state()["faults"]), "a fault")
    assert "cannot be written" in preview.state()["faults"][0]["said"]
    assert page.read_bytes() == before
    assert shows(preview, "/reports/first.html", "The first summary.")
    resource.prlimit(preview.command.id, resource.RLIMIT_FSIZE, (most, most))
    write_record(preview.root, "first", "There is room again.")
    until(partial(shows, preview, "/reports/first.html", "There is room again."), "a new page")


def test_a_site_that_vanishes(preview: Running) -> None:
    shutil.rmtree(preview.root / "site")
    assert preview.ask("/reports/first.html").status == 404
    shutil.rmtree(preview.root / ".kbgen")
    write_record(preview.root, "first", "Built from nothing.")
    until(partial(shows, preview, "/reports/first.html", "Built from nothing."), "a new site")
    assert shows(preview, "/", "Small base")


def test_a_site_that_becomes_a_file(preview: Running) -> None:
    site = preview.root / "site"
    site.rename(preview.root / "aside")
    site.write_text("no folder")
    write_record(preview.root, "first", "Nowhere to go.")
    until(lambda: bool(preview.state()["faults"]), "a fault")
    assert "a file lies in the way" in preview.state()["faults"][0]["said"]
    assert preview.ask("/reports/first.html").status == 404
    site.unlink()
    (preview.root / "aside").rename(site)
    write_record(preview.root, "first", "At home again.")
    until(partial(shows, preview, "/reports/first.html", "At home again."), "a new page")


def test_a_storm_of_changes(preview: Running) -> None:
    """Files and folders come, change and go, faster than any build, from two sides."""
    reports = preview.root / "content/reports"

    def storm(side: int) -> None:
        luck = random.Random(side)
        for number in range(amount(1000, few=200)):
            slug = f"s{side}-{luck.randrange(40)}"
            place, folder = reports / f"{slug}.md", reports / f"f{side}-{number % 7}"
            match number % 5:
                case 0:
                    write_record(preview.root, slug, f"Version {number}.")
                case 1:
                    place.unlink(missing_ok=True)
                case 2:
                    (reports / f".{slug}.swp").write_bytes(b"\0" * 100)
                    (reports / f"{slug}.md~").write_text("half a rec")
                    os.replace(reports / f"{slug}.md~", place)
                case 3:
                    folder.mkdir(exist_ok=True)
                    (folder / f"{slug}.md").write_text("---\ntitle: Deep\n---\n")
                case _:
                    shutil.rmtree(folder, ignore_errors=True)

    sides = [threading.Thread(target=storm, args=[side]) for side in range(2)]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    shutil.rmtree(reports)
    fresh = write_knowledge_base(preview.root / "fresh")
    (fresh / "content/reports").rename(reports)
    write_record(preview.root, "first", "After the storm.")
    until(partial(shows, preview, "/reports/first.html", "After the storm."), "the last version")
    until(lambda: preview.state()["faults"] == [], "a build without a fault")
    pages = {path.name for path in (preview.root / "site/reports").glob("*.html")}
    assert pages == {"first.html", "index.html"}
