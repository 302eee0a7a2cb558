"""What becomes of the files of layouts/assets."""

from __future__ import annotations

from pathlib import Path

from kbgen.model.issues import Issues
from kbgen.stages.assets import assets

SCRIPT = r"""/* What it is for. */
//= box/first.js
//= box/second.js
"""
FIRST = r"""/*! Licensed. */
(function () {
  "use strict";
  const link = "https://example.org/*"; // an address
  const pattern = /[/*]\/\/"/g, half = 4 / 2 / 1;
  const text = `a  //  b
    ${link} /* kept */`;
  window.first = [link, pattern.source, half, text];
})()
"""
SECOND = "(function () {\n  window.second = 1;\n})();\n"


def made(folder: Path, files: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    for name, text in files.items():
        file = folder / "assets" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    issues = Issues()
    found = {file.permalink: file.content.decode() for file in assets([folder], issues)}
    return found, [str(issue.code) for issue in issues]


def test_listed_scripts_become_one_without_comments(tmp_path: Path) -> None:
    files = {"js/box.js": SCRIPT, "js/box/first.js": FIRST, "js/box/second.js": SECOND}
    found, issues = made(tmp_path, files)
    assert (list(found), issues) == (["assets/js/box.js"], [])
    script = found["assets/js/box.js"]
    assert "What it is for" not in script
    assert "an address" not in script
    assert "/*! Licensed. */" in script
    assert '"https://example.org/*"' in script
    assert r'/[/*]\/\/"/g' in script
    assert "`a  //  b\n    ${link} /* kept */`" in script
    assert script.index("window.first") < script.index("window.second")
    assert "})();(function" in script.replace("\n", "")


def test_vendored_scripts_are_left_as_they_are(tmp_path: Path) -> None:
    found, _ = made(tmp_path, {"vendor/box/box.js": FIRST})
    assert found == {"assets/vendor/box/box.js": FIRST}


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    files = {
        "js/box.js": "1",
        "css/site.css": '@import "a.css" layer(a);',
        "css/a.css": "p { top: 0 }",
    }
    made(tmp_path, files)
    for name in files:
        (tmp_path / "assets" / name).write_bytes(b"\xff\xfe")
        issues = Issues()
        list(assets([tmp_path], issues))
        assert [(issue.code, issue.path) for issue in issues] == [
            ("not-utf8", f"layouts/assets/{name}")
        ]
        (tmp_path / "assets" / name).write_text(files[name])


def test_a_listed_script_that_is_missing_is_told(tmp_path: Path) -> None:
    found, issues = made(tmp_path, {"js/box.js": SCRIPT, "js/box/second.js": SECOND})
    assert issues == ["broken-link"]
    assert "window.second" in found["assets/js/box.js"]


def test_an_import_that_browsers_would_pass_over_is_told(tmp_path: Path) -> None:
    files = {
        "css/site.css": '/* @import "x"; */\n@import "a.css" layer(a);\n@import "mine.css";\n',
        "css/a.css": "p { top: 0 }\n@import url(b.css);\n",
    }
    made(tmp_path, files)
    issues = Issues()
    list(assets([tmp_path], issues))
    places = [(issue.code, issue.path.rsplit("/")[-1], issue.line) for issue in issues]
    assert places == [("layout", "a.css", 2), ("layout", "site.css", 3)]


def test_a_style_sheet_that_nothing_lists_is_told(tmp_path: Path) -> None:
    own, default = tmp_path / "own", tmp_path / "default"
    made(default, {"css/site.css": '@import "custom.css" layer(custom);', "css/custom.css": ""})
    for name in ("custom.css", "mine.css"):
        made(own, {f"css/{name}": "p { top: 0 }\n"})
    issues = Issues()
    found = {f.permalink: f.content.decode() for f in assets([own, default], issues)}
    assert [issue.path for issue in issues] == ["layouts/assets/css/mine.css"]
    assert "p { top: 0 }" in found["assets/site.css"]
