"""Style sheets, scripts and pictures of the layouts, and the files beside records."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import rjsmin  # type: ignore[import-untyped]

from kbgen.model.issues import Issues
from kbgen.model.site import OutputFile
from kbgen.places import is_left_out

SHEET = "css/site.css"

_PART = re.compile(r"^//= (?P<name>[\w./-]+\.js)$", re.MULTILINE)

_IMPORT = re.compile(r'@import "(?P<name>[\w.-]+)" layer\((?P<layer>[\w-]+)\);')
_OTHER_IMPORT = re.compile(r"@import\b[^;\n]*;?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def assets(layouts: Sequence[Path], issues: Issues) -> Iterator[OutputFile]:
    """The assets of ``layouts``, the first folder that has one before the others.

    The style sheets that ``css/site.css`` lists become one file, and so do the scripts that another
    script lists: the browser asks once. Scripts lose comments and indentation, which readers would
    wait for; a comment that begins with ``/*!`` stays, and so does all of ``vendor/``.
    """
    files: dict[str, Path] = {}
    for folder in reversed(layouts):
        top = folder / "assets"
        for file in sorted(top.rglob("*")) if top.is_dir() else ():
            path = file.relative_to(top).as_posix()
            if file.is_file() and not is_left_out(path):
                files[path] = file
    scripts = {path: _text(path, f, issues) for path, f in files.items() if _is_script(path)}
    parts = {f"js/{name}" for text in scripts.values() for name in _PART.findall(text)}
    for path, file in sorted(files.items()):
        if path == SHEET:
            yield OutputFile("assets/site.css", _joined(file, files, issues).encode())
            _refuse_unused(layouts[:-1], file, issues)
        elif path in scripts:
            if path not in parts:
                whole = _with_parts(path, scripts, issues)
                yield OutputFile(f"assets/{path}", _short(whole).encode())
        elif not path.startswith("css/"):
            yield OutputFile(f"assets/{path}", file.read_bytes())


def attachments(content: Path, paths: Sequence[str], issues: Issues) -> Iterator[OutputFile]:
    """The files beside records that some record names."""
    for path in paths:
        file = content / path
        try:
            yield OutputFile(path, file.read_bytes())
        except OSError as error:
            issues.error("cannot-read", error.strerror or "cannot be read", f"content/{path}")


def layouts_digest(layouts: Sequence[Path]) -> str:
    """Changes whenever a layout, partial or macro does."""
    digest = blake2b(digest_size=16)
    for folder in layouts:
        for file in sorted(folder.rglob("*.html")):
            name = file.relative_to(folder).as_posix()
            if not is_left_out(name):
                raw = file.read_bytes()
                digest.update(f"{name}\0{len(raw)}\0".encode() + raw)
        digest.update(b"\0\0")
    return digest.hexdigest()


def _is_script(path: str) -> bool:
    return path.startswith("js/") and path.endswith(".js")


def _with_parts(path: str, scripts: dict[str, str], issues: Issues) -> str:
    def part(found: re.Match[str]) -> str:
        text = scripts.get(f"js/{found['name']}")
        if text is None:
            issues.error(
                "broken-link", f"there is no script {found['name']!r}", f"layouts/assets/{path}"
            )
        return f"{text or ''};"

    return _PART.sub(part, scripts[path])


def _short(script: str) -> str:
    return str(rjsmin.jsmin(script, keep_bang_comments=True)) + "\n"


def _joined(sheet: Path, files: dict[str, Path], issues: Issues) -> str:
    def part(found: re.Match[str]) -> str:
        path = f"css/{found['name']}"
        file = files.get(path)
        if file is None:
            said = f"there is no style sheet {found['name']!r}"
            issues.error("broken-link", said, f"layouts/assets/{SHEET}")
            return ""
        text = _text(path, file, issues)
        _refuse_imports(path, text, issues)
        return f"@layer {found['layer']} {{\n{text}}}\n"

    listed = _text(SHEET, sheet, issues)
    _refuse_imports(SHEET, _IMPORT.sub("", listed), issues)
    return _IMPORT.sub(part, listed)


def _refuse_imports(path: str, text: str, issues: Issues) -> None:
    """Refuse what browsers would pass over, or look for where there is nothing."""
    lines = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")
    for number, line in enumerate(lines, 1):
        if found := _OTHER_IMPORT.search(line):
            said = f"{found[0]!r} would come to nothing"
            hint = f'list it in {SHEET} as: @import "custom.css" layer(custom);'
            issues.error("layout", said, f"layouts/assets/{path}", number, hint=hint)


def _refuse_unused(own: Sequence[Path], sheet: Path, issues: Issues) -> None:
    """Refuse style sheets of the knowledge base's ``own`` layouts that ``sheet`` does not list."""
    listed = set(_IMPORT.findall(sheet.read_text("utf-8", "replace")))
    used = {name for name, _ in listed} | {sheet.name}
    for file in sorted(file for folder in own for file in folder.glob("assets/css/*.css")):
        if file.name not in used:
            said = "no style sheet of the site lists this one"
            hint = "name it custom.css, or list it in css/site.css"
            issues.error("layout", said, f"layouts/assets/css/{file.name}", hint=hint)


def _text(path: str, file: Path, issues: Issues) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        issues.error("not-utf8", "the file is not UTF-8", f"layouts/assets/{path}")
        return ""
