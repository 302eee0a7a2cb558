"""Read the content folder: documents and declarations as bytes, other files as paths.

A symbolic link is never followed: a pull request could make it point anywhere, and the next build
would not see that what it points to has changed.
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from kbgen.model.issues import Issues
from kbgen.model.record import Content, Document
from kbgen.model.values import nearest
from kbgen.places import is_left_out
from kbgen.text.digest import digest_of
from kbgen.text.slugs import DEVICES, is_slug, slugify
from kbgen.text.source import MAX_BYTES

CONFIG = "kbgen.yml"
_LINK = "symbolic links are not followed: they can lead out of the content folder"
_LAYOUT_LINK = _LINK.replace("content", "layouts")
_NO_LINK = "put the file itself here"
_COLLECTION = "a collection is a folder below content/ with a file _collection.yml"
_DECLARATIONS = {
    "_collection.yml": "the folder of a collection",
    "_glossary.yml": "the folder content",
    "_events.yml": "the folder content",
    "synonyms.yml": "the folder content/_search",
}
"""Where each of them belongs."""
_NO_FOLDER = re.compile(r'[<>:"|?*\\]|[. ]\Z')
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


Known = Callable[[str], str | None]
"""The digest of the document at a path, if it has not changed since the last build."""


def load(root: Path, issues: Issues, known: Known = lambda path: None) -> Content:
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
    for path in _walk(folder, issues):
        name = path.rsplit("/", 1)[-1]
        if name.startswith("_") or path.startswith("_"):
            document = _read(folder / path, path, issues)
            if document:
                special[path] = document
        elif name.endswith(".md"):
            if _is_named_well(path, issues):
                digest = known(path)
                document = (
                    Document(path, b"", digest) if digest else _read(folder / path, path, issues)
                )
                if document:
                    documents.append(document)
        elif _is_file_name(path, issues):
            files.add(path)
    config = _config(root, issues)
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
        said = "names that start with _ are kept for declarations, and this is none"
        hint = _better_place(path.rsplit("/", 1)[-1])
        issues.error("unknown-file", said, f"content/{path}", hint=hint)
    if not _refuse_homeless(content, issues) and not content.collections:
        said = "there is no collection, so the site has no records"
        is_empty = not (special or any(content))
        hint = "kbgen init writes the beginning of a knowledge base" if is_empty else _COLLECTION
        issues.warning("no-collection", said, "content", hint=hint)
    return content


def refuse_links(layouts: Path, issues: Issues) -> None:
    """Note the symbolic links below the folder of a knowledge base's own layouts."""
    for place, folders, files in os.walk(layouts):
        folders[:] = sorted(name for name in folders if not is_left_out(name))
        for name in sorted((*folders, *files)):
            if not is_left_out(name) and os.path.islink(os.path.join(place, name)):
                path = Path(place, name).relative_to(layouts).as_posix()
                issues.error("symbolic-link", _LAYOUT_LINK, f"layouts/{path}", hint=_NO_LINK)


def read(root: Path, path: str, issues: Issues) -> Document | None:
    """The document at ``path`` below ``root/content``; None after noting why there is none."""
    return _read(root / "content" / path, path, issues)


def read_again(root: Path, document: Document, issues: Issues) -> Document | None:
    """``document`` with its bytes; None after noting why they cannot be had.

    Other bytes than those whose digest is known are none of this document's: what is made of them
    would be kept under a name that is not theirs.
    """
    if document.raw:
        return document
    found = read(root, document.path, issues)
    if found and found.digest != document.digest:
        said, hint = "the file changed while it was read", "build again"
        issues.error("cannot-read", said, f"content/{document.path}", hint=hint)
        return None
    return found


def _walk(folder: Path, issues: Issues) -> Iterator[str]:
    """Paths of the files below ``folder``, a folder's own before those of its folders."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = sorted(os.scandir(folder / below), key=lambda entry: entry.name)
        except OSError as error:
            issues.error("cannot-read", error.strerror or "cannot be read", f"content/{below}")
            continue
        folders: list[str] = []
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            if is_left_out(entry.name):
                continue
            if entry.is_symlink():
                issues.error("symbolic-link", _LINK, f"content/{path}", hint=_NO_LINK)
            elif entry.is_dir():
                folders.append(path)
            elif not entry.is_file():
                issues.error("cannot-read", "this is not an ordinary file", f"content/{path}")
            else:
                yield path
        waiting += reversed(folders)


def _config(root: Path, issues: Issues) -> Document | None:
    file = root / CONFIG
    if file.is_symlink():
        issues.error("symbolic-link", _LINK, CONFIG, hint=_NO_LINK)
    elif file.is_file():
        return _read(file, f"../{CONFIG}", issues)
    elif file.exists():
        issues.error("cannot-read", "this is not an ordinary file", CONFIG)
    elif (root / "kbgen.yaml").exists():
        issues.error(
            "bad-name", "this file is not read", "kbgen.yaml", hint=f"rename it to {CONFIG}"
        )
    return None


def _read(file: Path, path: str, issues: Issues) -> Document | None:
    shown = path.removeprefix("../") if path.startswith("../") else f"content/{path}"
    try:
        raw = _bytes_of(file)
    except OSError as error:
        issues.error("cannot-read", error.strerror or "cannot be read", shown)
        return None
    if len(raw) > MAX_BYTES:
        said = f"the file is too large: at most {MAX_BYTES:,} bytes are read"
        issues.error("too-large", said, shown, hint="divide it")
        return None
    return Document(path, raw, digest_of(raw))


def _bytes_of(file: Path) -> bytes:
    """What stands in ``file``, as far as one byte more than may stand there.

    Read by system calls: Python's own files cost three times as much for each small one. Asked for
    at its largest, each gets memory of its own that goes back to the system, 58 MiB of 10,000.
    """
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        raw = os.read(descriptor, MAX_BYTES + 1)
        size = min(os.fstat(descriptor).st_size, MAX_BYTES + 1)
        while len(raw) < size and (more := os.read(descriptor, size - len(raw))):
            raw += more
    finally:
        os.close(descriptor)
    return raw


def _take(special: dict[str, Document], pattern: str) -> list[Document]:
    found = [path for path in special if re.fullmatch(pattern, path)]
    return [special.pop(path) for path in found]


def _is_named_well(path: str, issues: Issues) -> bool:
    """Whether a page can be named like the record at ``path``, and any computer has its folder."""
    folders, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if bad := _bad_folders(folders):
        said = f"the folder's name {bad[0]!r} does not work on every computer"
        issues.error("bad-name", said, f"content/{path}", hint="use letters a-z, digits, - and _")
    elif stem.lower() in DEVICES:
        said = f"Windows keeps the name {stem!r} for itself"
        better = f"rename it to the-{stem.lower()}.md"
        issues.error("bad-name", said, f"content/{path}", hint=better)
    elif not is_slug(stem):
        said = f"{stem!r} cannot be part of an address"
        better = f"rename it to {slugify(stem)}.md" if slugify(stem) else ""
        rule = "use lower-case letters a-z, digits and hyphens"
        issues.error("bad-name", said, f"content/{path}", hint=better or rule)
    else:
        return True
    return False


@cache
def _bad_folders(path: str) -> list[str]:
    """Those of the folders that some computer cannot have."""
    return [
        folder
        for folder in path.split("/")
        if _NO_FOLDER.search(folder)
        or not folder.isprintable()
        or folder.split(".")[0].lower() in DEVICES
    ]


def _is_file_name(path: str, issues: Issues) -> bool:
    name = path.rsplit("/", 1)[-1]
    if re.search(r"\.(?:md|markdown|mdown|md\.txt)\Z", name, re.IGNORECASE):
        said = f"{name!r} is not read: the name of a record ends in .md"
        stem = slugify(name.split(".")[0])
        hint = f"rename it to {stem}.md" if stem else ""
        issues.error("bad-name", said, f"content/{path}", hint=hint)
        return False
    bad = [
        part
        for part in path.split("/")
        if not _FILE_NAME.match(part) or part.split(".")[0].lower() in DEVICES or part.endswith(".")
    ]
    if bad:
        said = f"{bad[0]!r} does not work on every computer"
        hint = _better_name(name) if bad == [name] else ""
        hint = hint or "use letters a-z, digits, - _ and ."
        issues.error("bad-name", said, f"content/{path}", hint=hint)
    return not bad


def _better_place(name: str) -> str:
    """The hint for a declaration of that name, which is not where one is looked for."""
    if name in _DECLARATIONS:
        return f"put it into {_DECLARATIONS[name]}"
    if name.endswith(".yaml"):
        return f"rename it to {name[:-5]}.yml"
    return nearest(name, _DECLARATIONS)


def _better_name(name: str) -> str:
    """The hint that renames a file; empty where no name can be made of its own."""
    stem, _, ending = name.rpartition(".")
    slug = slugify(stem)
    fits = slug and slug not in DEVICES and _FILE_NAME.match(ending)
    return f"rename it to {slug}.{ending}" if fits else ""


def _refuse_homeless(content: Content, issues: Issues) -> bool:
    """Note records in folders that declare no fields; whether there are any."""
    declared = {document.collection for document in content.collections}
    missing: dict[str, str] = {}
    for document in content.documents:
        if document.collection and document.collection not in declared:
            missing.setdefault(document.collection, document.path)
    for folder, path in missing.items():
        said = (
            f"the folder {folder!r} has records and no _collection.yml that declares their fields"
        )
        hint = "write that file, or move the records to a folder that has one"
        issues.error("no-collection", said, f"content/{path}", hint=hint)
    return bool(missing)
