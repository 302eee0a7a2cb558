"""Read ``kbgen.yml``: the few facts about the whole site."""

from yaml.nodes import Node

from kbgen.model.record import Document
from kbgen.model.site import Config, Footnote, Licence, Matrix
from kbgen.model.values import Invalid, Keys, Reader, items, line_of_text, mapping, raw
from kbgen.text.slugs import is_slug
from kbgen.text.urls import is_web_address


def read_config(node: Node, reader: Reader, document: Document) -> Config:
    """The configuration in ``node``; what is not given keeps its default."""
    keys = Keys(
        {
            "title": line_of_text,
            "tagline": line_of_text,
            "description": line_of_text,
            "language": _language,
            "site_url": _address,
            "repo_url": _address,
            "branch": line_of_text,
            "licence": lambda n: _licence(n, reader),
            "boundaries": line_of_text,
            "footnotes": lambda n: tuple(reader.each(lambda item: _footnote(item, reader), n)),
            "doors": _words,
            "map": line_of_text,
            "matrices": lambda n: tuple(reader.each(lambda item: _matrix(item, reader), n)),
            "lunr_index": _choice,
        },
        ("title",),
        "kbgen.yml",
    )
    return Config(**keys.of(node, reader))  # type: ignore[arg-type]


def _language(node: Node) -> str:
    word = raw(node)
    if not word.replace("-", "").isalnum() or not word.isascii() or len(word) > 20:
        raise Invalid(node, "bad-value", f"{word!r} is not a language tag such as en")
    return word


def _address(node: Node) -> str:
    word = raw(node).strip()
    if not is_web_address(word):
        raise Invalid(node, "bad-url", f"{word!r} is not a full web address")
    return word.rstrip("/")


def _licence(node: Node, reader: Reader) -> Licence:
    mapping(node)
    values = Keys({"label": line_of_text, "url": _address}, ("label", "url"), "'licence'").of(node, reader)
    return Licence(**values)  # type: ignore[arg-type]


def _footnote(node: Node, reader: Reader) -> Footnote | None:
    mapping(node)
    keys = Keys(
        {"words": _words, "text": line_of_text},
        ("words", "text"),
        "a footnote",
    )
    values = keys.of(node, reader)
    return Footnote(**values) if len(values) == 2 else None  # type: ignore[arg-type]


def _matrix(node: Node, reader: Reader) -> Matrix | None:
    mapping(node)
    names = ("slug", "title", "rows", "columns")
    keys = Keys(dict.fromkeys((*names, "description", "short"), line_of_text), names, "a matrix")
    values = keys.of(node, reader)
    slug = values.get("slug")
    if isinstance(slug, str) and not is_slug(slug):
        reader.error(node, "bad-name", f"{slug!r} cannot be part of an address")
        return None
    return Matrix(**values) if set(names) <= set(values) else None  # type: ignore[arg-type]


def _words(node: Node) -> tuple[str, ...]:
    return tuple(line_of_text(item) for item in items(node))


def _choice(node: Node) -> str:
    word = raw(node)
    if word not in ("auto", "true", "false"):
        raise Invalid(node, "bad-value", f"{word!r} is not auto, true or false")
    return word
