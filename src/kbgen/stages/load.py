"""Read the content folder: documents and declarations as bytes, other files as paths.

A symbolic link is never followed: a pull request could make it point anywhere.
"""

import os
import re
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

from kbgen.model.issues import Issues
from kbgen.model.record import Content, Document
from kbgen.text.slugs import is_slug, slugify
from kbgen.text.source import MAX_BYTES

CONFIG = "kbgen.yml"
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)}
)
"""Names that Windows keeps for devices: a site with such a file cannot be copied there."""

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


Known = Callable[[Path], str | None]
"""The digest of a file that has not changed since the last build, None for any other."""


def load(root: Path, issues: Issues, known: Known = lambda file: None) -> Content:
    """Everything below ``root/content`` and the ``kbgen.yml`` beside it, in the order of the paths.

    A record whose digest is known is not read: its document comes without bytes.
    """
    folder = root / "content"
    if not folder.is_dir():
        issues.error("no-content", "there is no folder 'content' here", "content")
        return Content(None)
    special: dict[str, Document] = {}
    documents: list[Document] = []
    files: set[str] = set()
    for path in _walk(folder, "", issues):
        name = path.rsplit("/", 1)[-1]
        if name.startswith("_") or path.startswith("_"):
            document = _read(folder / path, path, issues)
            if document:
                special[path] = document
        elif name.endswith(".md"):
            if _is_named_well(path, issues):
                digest = known(folder / path)
                document = (
                    Document(path, b"", digest) if digest else _read(folder / path, path, issues)
                )
                if document:
                    documents.append(document)
        elif _is_file_name(path, issues):
            files.add(path)
    config = _read(root / CONFIG, f"../{CONFIG}", issues) if (root / CONFIG).exists() else None
    collections = _take(special, r"[^_/][^/]*/_collection\.yml")
    taxonomies = _take(special, r"_taxonomies/[^/]+\.yml")
    content = Content(
        config,
        tuple(collections),
        tuple(taxonomies),
        next(iter(_take(special, r"_glossary\.yml")), None),
        next(iter(_take(special, r"_events\.yml")), None),
        next(iter(_take(special, r"_search/synonyms\.yml")), None),
        tuple(documents),
        frozenset(files),
    )
    for path in special:
        said = "no such file is known; names that start with _ are kept for declarations"
        issues.error("unknown-file", said, f"content/{path}")
    _refuse_homeless(content, issues)
    return content


def read_again(root: Path, document: Document, issues: Issues) -> Document | None:
    """``document`` with its bytes."""
    return (
        document if document.raw else _read(root / "content" / document.path, document.path, issues)
    )


def _walk(folder: Path, below: str, issues: Issues) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder / below), key=lambda entry: entry.name)
    except OSError as error:
        issues.error("cannot-read", error.strerror or "cannot be read", f"content/{below}")
        return
    for entry in entries:
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_symlink():
            said = "symbolic links are not followed: they can lead out of the content folder"
            issues.error("symbolic-link", said, f"content/{path}", hint="put the file itself here")
        elif entry.is_dir():
            yield from _walk(folder, path, issues)
        elif entry.is_file():
            yield path
        else:
            issues.error("cannot-read", "this is not an ordinary file", f"content/{path}")


def _read(file: Path, path: str, issues: Issues) -> Document | None:
    shown = path.removeprefix("../") if path.startswith("../") else f"content/{path}"
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            said = f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read"
            issues.error("too-large", said, shown)
            return None
        raw = file.read_bytes()
        return Document(path, raw, blake2b(raw, digest_size=16).hexdigest())
    except OSError as error:
        issues.error("cannot-read", error.strerror or "cannot be read", shown)
        return None


def _take(special: dict[str, Document], pattern: str) -> list[Document]:
    found = [path for path in special if re.fullmatch(pattern, path)]
    return [special.pop(path) for path in found]


def _is_named_well(path: str, issues: Issues) -> bool:
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    if is_slug(stem) and stem not in RESERVED:
        return True
    said = f"{stem!r} cannot be part of an address: use lower-case letters a-z, digits and hyphens"
    better = slugify(stem)
    if stem in RESERVED:
        said, better = f"Windows keeps the name {stem!r} for itself", f"the-{stem}"
    issues.error(
        "bad-name", said, f"content/{path}", hint=f"rename it to {better}.md" if better else ""
    )
    return False


def _is_file_name(path: str, issues: Issues) -> bool:
    bad = [
        part
        for part in path.split("/")
        if not _FILE_NAME.match(part)
        or part.split(".")[0].lower() in RESERVED
        or part.endswith(".")
    ]
    if bad:
        said = f"{bad[0]!r} does not work on every computer: use letters a-z, digits, - _ and ."
        issues.error("bad-name", said, f"content/{path}")
    return not bad


def _refuse_homeless(content: Content, issues: Issues) -> None:
    declared = {document.collection for document in content.collections}
    missing: dict[str, str] = {}
    for document in content.documents:
        if document.collection and document.collection not in declared:
            missing.setdefault(document.collection, document.path)
    for folder, path in missing.items():
        said = (
            f"the folder {folder!r} has records and no _collection.yml that declares their fields"
        )
        issues.error("no-collection", said, f"content/{path}")
