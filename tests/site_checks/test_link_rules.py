"""The site keeps the rules for file://, and each rule can tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.site_checks.link_rules import Site


def test_the_site_breaks_no_rule(site_dir: Path, pages: Sequence[Path]) -> None:
    assert site_dir / "index.html" in pages
    faults = Site(site_dir).faults(pages)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<a href="/b.html">', "not a relative link"),
        ('<a href="//example.org/b.html">', "loaded from elsewhere"),
        ('<a href="missing.html">', "no such file"),
        ('<a href="B.html">', "no such file"),
        ('<a href="../b.html">', "leaves the site"),
        ('<a href="sub/">', "ends in a folder, not in a file"),
        ('<a href="sub">', "ends in a folder, not in a file"),
        ('<a href="">', None),
        ('<a href="#here">', None),
        ('<a href="#nowhere">', "no such place in that page"),
        ('<a href="sub/b.html#top">', None),
        ('<a href="sub/b.html#nowhere">', "no such place in that page"),
        ('<a href="sub/b.html?q=1#top">', None),
        ('<a href="https://example.org/">', None),
        ('<a href="mailto:a@example.org">', None),
        ('<a href="javascript:alert(1)">', "an address of a strange kind"),
        ('<a href="https://[example">', "not an address"),
        ('<img src="https://example.org/a.png" alt="">', "loaded from elsewhere"),
        ('<img src="data:image/gif;base64,R0lGOD" alt="">', None),
        ('<img srcset="missing.png 2x" src="sub/a.svg" alt="">', "no such file"),
        ('<link rel="canonical" href="https://example.org/">', None),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "loaded from elsewhere"),
        ('<form action="missing.html"></form>', "no such file"),
        ('<meta http-equiv="refresh" content="0; url=missing.html">', "no such file"),
        ('<script src="sub/a.js" defer></script>', None),
        ('<script type="module" src="sub/a.js"></script>', "a module script"),
        ('<script src="sub/a.js" integrity="x"></script>', "has the attribute integrity"),
        ('<script src="sub/a.js" crossorigin></script>', "has the attribute crossorigin"),
        ("<script>1</script>", "a script inside the page"),
        ('<script type="application/ld+json">{}</script>', None),
        ("<style>a {}</style>", "a style inside the page"),
        ('<p style="color: red">', "has the attribute style"),
        ('<p onclick="x()">', "has the attribute onclick"),
        ('<svg><use href="sub/a.svg#x"/></svg>', "<use> of another file"),
        ('<base href="sub/">', "<base> moves every link"),
    ],
)
def test_a_page_is_judged(tmp_path: Path, markup: str, fault: str | None) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b.html").write_text('<p id="top">', "utf-8")
    for name in ("a.js", "a.svg"):
        (tmp_path / "sub" / name).touch()
    (tmp_path / "a.html").write_text(f'<p id="here">\n{markup}', "utf-8")
    faults = Site(tmp_path).faults()
    if fault is None:
        assert faults == []
    else:
        assert len(faults) >= 1
        assert all(text.startswith("a.html:2: ") for text in faults)
        assert fault in faults[0]


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ('a { background: url("a.png") }', None),
        ("a { background: url(missing.png) }", "a.css:1: no such file: missing.png"),
        ('\n@import "https://example.org/a.css";', "a.css:2: loaded from elsewhere"),
        ("a { mask: url('data:image/svg+xml,x') }", None),
    ],
)
def test_a_style_sheet_is_judged(tmp_path: Path, style: str, fault: str | None) -> None:
    (tmp_path / "a.png").touch()
    (tmp_path / "a.css").write_text(style, "utf-8")
    faults = Site(tmp_path).faults()
    assert len(faults) == (fault is not None)
    assert all(text.startswith(fault or "") for text in faults)
