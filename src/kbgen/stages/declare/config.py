"""Read ``kbgen.yml``: the few facts about the whole site."""

import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from yaml.nodes import Node, ScalarNode

from kbgen.model.record import Document
from kbgen.model.site import Config, Footnote, Licence, Matrix
from kbgen.model.values import Invalid, Keys, Reader, items, line_of_text, mapping, raw
from kbgen.stages.declare.fields import Names
from kbgen.text.slugs import DEVICES, is_slug
from kbgen.text.urls import is_web_address

T = TypeVar("T")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_LANGUAGES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
}
_CLONED = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/]([\w./-]+?)(?:\.git)?/?")
"""How a repository is named by those who may write to it."""
_EDIT_HINT = "write it as https://host/repository/edit/{branch}/{path}"


def read_config(node: Node, reader: Reader, document: Document, *, names: Names) -> Config:
    """The configuration in ``node``; what is not given keeps its default."""
    keys = Keys(
        {
            "title": line_of_text,
            "tagline": line_of_text,
            "description": line_of_text,
            "language": _language,
            "site_url": _address,
            "repo_url": _repository,
            "branch": line_of_text,
            "edit_url": _edit_pattern,
            "licence": partial(_licence, reader),
            "boundaries": line_of_text,
            "footnotes": lambda n: _each(reader, partial(_footnote, reader), n, "footnotes: "),
            "doors": lambda n: tuple(reader.each(names.taxonomy, n, "doors: ")),
            "map": names.taxonomy,
            "matrices": lambda n: _each(reader, partial(_matrix, reader, names), n, "matrices: "),
            "search": partial(_choice, ("lunr", "json", "none")),
            "lunr_index": partial(_choice, ("auto", "true", "false")),
        },
        ("title",),
        "kbgen.yml",
    )
    return Config(**keys.of(node, reader))  # type: ignore[arg-type]


def _each(
    reader: Reader, read: Callable[[Node], T | None], node: Node, prefix: str
) -> tuple[T, ...]:
    return tuple(value for value in reader.each(read, node, prefix) if value is not None)


def _language(node: Node) -> str:
    word = raw(node)
    if not _TAG.fullmatch(word):
        meant = _LANGUAGES.get(word.strip().lower(), "")
        hint = f"write {meant}" if meant else ""
        raise Invalid(node, "bad-value", f"{word!r} is not a language tag such as en", hint)
    return word


def _address(node: Node) -> str:
    word = raw(node).strip()
    if not is_web_address(word):
        raise Invalid(
            node, "bad-url", f"{word!r} is not a full web address", "write it as https://..."
        )
    return word.rstrip("/")


def _repository(node: Node) -> str:
    """The page of a repository: hosts name it as they name what is cloned, without the ending."""
    if cloned := _CLONED.fullmatch(raw(node).strip()):
        said = f"{raw(node).strip()!r} is no address that a browser can open"
        raise Invalid(node, "bad-url", said, f"write https://{cloned[1]}/{cloned[2]}")
    return _address(node).removesuffix(".git")


def _edit_pattern(node: Node) -> str:
    """An address with a place for the path of a file, and none in the name of its host."""
    word = raw(node).strip()
    if not is_web_address(word.replace("{branch}", "").replace("{path}", "")):
        said = f"{word!r} is not a full web address with {{branch}} and {{path}} in it"
        raise Invalid(node, "bad-url", said, _EDIT_HINT)
    if "{path}" not in word:
        raise Invalid(node, "bad-url", f"{word!r} names no file", _EDIT_HINT)
    return word


def _licence(reader: Reader, node: Node) -> Licence | None:
    if isinstance(node, ScalarNode):
        said = "a licence has a label and the address of its terms"
        hint = f"write {{label: {line_of_text(node)[:60]}, url: https://...}}"
        raise Invalid(node, "bad-value", said, hint)
    mapping(node)
    keys = Keys(
        {"label": line_of_text, "url": _address}, ("label", "url"), "'licence'", "licence: "
    )
    values = keys.of(node, reader)
    return Licence(str(values["label"]), str(values["url"])) if len(values) == 2 else None


def _footnote(reader: Reader, node: Node) -> Footnote | None:
    mapping(node)
    keys = Keys(
        {"words": _words, "text": line_of_text},
        ("words", "text"),
        "a footnote",
        "footnotes: ",
    )
    values = keys.of(node, reader)
    return Footnote(**values) if len(values) == 2 else None  # type: ignore[arg-type]


def _matrix(reader: Reader, names: Names, node: Node) -> Matrix | None:
    mapping(node)
    required = ("slug", "title", "rows", "columns")
    keys = Keys(
        {
            "slug": _slug,
            "title": line_of_text,
            "rows": names.taxonomy,
            "columns": names.taxonomy,
            "description": line_of_text,
            "short": line_of_text,
        },
        required,
        "a matrix",
        "matrices: ",
    )
    values = keys.of(node, reader)
    return Matrix(**values) if set(required) <= set(values) else None  # type: ignore[arg-type]


def _slug(node: Node) -> str:
    word = raw(node)
    if not is_slug(word) or word in DEVICES:
        said = f"{word!r} cannot be part of an address"
        raise Invalid(node, "bad-name", said, "use lower-case letters, digits and hyphens")
    return word


def _words(node: Node) -> tuple[str, ...]:
    return tuple(line_of_text(item) for item in items(node))


def _choice(words: tuple[str, ...], node: Node) -> str:
    word = raw(node)
    if word not in words:
        said = f"{word!r} is not {', '.join(words[:-1])} or {words[-1]}"
        raise Invalid(node, "bad-value", said)
    return word
