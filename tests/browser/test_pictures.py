"""Pictures in texts, as browsers show them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.writing.knowledge_base import build, make, record

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILES = Path(__file__).parent.parent / "picture_files"
SIZES = """
    images => images.map(image => [
        [image.naturalWidth, image.naturalHeight],
        [image.width, image.height],
        [Number(image.getAttribute("width")), Number(image.getAttribute("height"))],
    ])
"""


@pytest.mark.parametrize("page", ["chromium"], indirect=True)
def test_browsers_show_pictures_at_the_size_that_their_page_says(
    page: Page, tmp_path: Path
) -> None:
    root = make(tmp_path / "base")
    practices = root / "content" / "practices"
    names = sorted(file.name for file in FILES.iterdir())
    for name in names:
        shutil.copyfile(FILES / name, practices / name)
    shown = "\n\n".join(f"![{name}]({name})" for name in names)
    (practices / "r0.md").write_text(record(0, body=shown))
    assert build(root) == 0
    page.goto((root / "site/practices/r0.html").as_uri())
    for image in page.locator(".prose img").all():
        image.scroll_into_view_if_needed()  # before that it is not asked for
    page.wait_for_load_state("networkidle")
    found = page.locator(".prose img").evaluate_all(SIZES)
    assert len(found) == len(names)
    for name, (natural, shown_at, said) in zip(names, found, strict=True):
        assert natural == shown_at == said, name
