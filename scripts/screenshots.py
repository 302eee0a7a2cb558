"""Takes pictures of one page of every kind, on phone and desktop, in both themes.

    make screenshots

Builds the site and writes docs/screenshots/KIND-SIZE-THEME.png; README.md there shows them all.
Needs Chromium.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from page_kinds import fullest_pages, open_in_use
from programs import find, how_to_install

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screenshots"
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
}


def main() -> int:
    """Takes all pictures; 0 when that worked."""
    chromium = find("chromium")
    if chromium is None:
        print(how_to_install("chromium"), file=sys.stderr)
        return 1
    built = subprocess.run([sys.executable, "-m", "kbgen", "build", "--quiet"], cwd=ROOT)
    if built.returncode:
        return built.returncode
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    pages = fullest_pages(ROOT / "site")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for size, viewport in SIZES.items():
            for theme in ("light", "dark"):
                page = browser.new_page(
                    viewport=viewport,
                    color_scheme="dark" if theme == "dark" else "light",
                    reduced_motion="reduce",
                )
                for kind, file in pages.items():
                    open_in_use(page, kind, file)
                    page.screenshot(path=FOLDER / f"{kind}-{size}-{theme}.png")
                page.close()
        browser.close()
    print(f"{len(pages)} kinds of pages in {FOLDER.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
