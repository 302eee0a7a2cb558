"""What the libraries of a build cost, beside others that do the same.

    python bench/libraries.py [RECORDS]

Prints milliseconds of CPU a record: the least of three passes over as many generated records as
wanted (500). Others are measured where they are installed; none of them is needed for anything
else, and none does all that kbgen asks (places of every key and link, safe addresses, footnotes).
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Any

from generate import Maker

from kbgen.text.frontmatter import split
from kbgen.text.markdown import render
from kbgen.text.nodes import compose

PASSES = 3
TEMPLATE = """<h1>{{ title }}</h1><dl>{% for name, values in facts %}<dt>{{ name }}</dt>
{% for value in values %}<dd><a href="{{ value }}.html">{{ value }}</a></dd>{% endfor %}
{% endfor %}</dl>{{ body|safe }}"""
Task = Callable[[Sequence[Any]], object]


def main(arguments: Sequence[str]) -> int:
    """Measures and prints everything."""
    count = int(arguments[0]) if arguments else 500
    maker = Maker(count)
    texts = [split(maker.record(number)) for number in range(count)]
    fronts, bodies = [front for front, _, _ in texts], [body for _, body, _ in texts]
    records = [{"ref": str(n), "body": body} for n, body in enumerate(bodies)]
    facts = [[(f"Field {n}", front.split()[:4]) for n in range(12)] for front in fronts]
    pages = [
        {"title": front.splitlines()[0], "facts": own, "body": body}
        for front, own, body in zip(fronts, facts, bodies, strict=True)
    ]
    for title, given, tasks in (
        ("YAML", fronts, yaml_tasks()),
        ("Markdown", bodies, markdown_tasks()),
        ("templates", pages, template_tasks()),
        ("index of full texts", records, index_tasks()),
    ):
        print(f"\n| {title} | ms a record |\n|---|---|")
        for name, task in tasks:
            task(given[:20])
            print(f"| {name} | {cost(task, given):.2f} |", flush=True)
    return 0


def cost(task: Task, given: Sequence[Any]) -> float:
    """Milliseconds of CPU for one of the given, in the quickest of some passes."""
    best = float("inf")
    for _ in range(PASSES):
        started = time.process_time()
        task(given)
        best = min(best, time.process_time() - started)
    return best * 1000 / len(given)


def for_each(function: Callable[[Any], object]) -> Task:
    """A task that does one record after the other."""

    def run(given: Sequence[Any]) -> None:
        for one in given:
            function(one)

    return run


def installed(package: str, module: str) -> Any | None:
    """A module by its name, or None where its package is not installed."""
    try:
        found = importlib.import_module(module)
        found.bench_name = f"{package} {version(package)}"  # type: ignore[attr-defined]
    except ImportError:
        return None
    return found


def yaml_tasks() -> Iterator[tuple[str, Task]]:
    """Front matter to nodes with places, or to plain values."""
    import yaml

    yield "PyYAML in C, to nodes as kbgen reads them", for_each(compose)
    yield "PyYAML in C, to values", for_each(lambda t: yaml.load(t, yaml.CSafeLoader))
    yield "PyYAML in Python, to values", for_each(lambda t: yaml.load(t, yaml.SafeLoader))
    if ryaml := installed("ryaml", "ryaml"):
        yield f"{ryaml.bench_name} (Rust), to values", for_each(ryaml.loads)
    if yaml_rs := installed("yaml-rs", "yaml_rs"):
        yield f"{yaml_rs.bench_name} (Rust), to values", for_each(yaml_rs.loads)


def markdown_tasks() -> Iterator[tuple[str, Task]]:
    """Bodies to HTML; kbgen's own way also gathers text, headings and links, and checks them."""
    from markdown_it import MarkdownIt

    plain = MarkdownIt("commonmark", {"html": False}).enable("table")
    yield "markdown-it-py as kbgen uses it", for_each(lambda t: render(t, str))
    yield "markdown-it-py, commonmark and tables", for_each(plain.render)
    if mistune := installed("mistune", "mistune"):
        yield mistune.bench_name, for_each(mistune.create_markdown(plugins=["table"]))
    if rust := installed("markdown-it-pyrs", "markdown_it_pyrs"):
        parser = rust.MarkdownIt("commonmark").enable("table")
        yield f"{rust.bench_name} (Rust)", for_each(parser.render)
    if cmark := installed("cmarkgfm", "cmarkgfm"):
        yield f"{cmark.bench_name} (C)", for_each(cmark.github_flavored_markdown_to_html)
    if comrak := installed("comrak", "comrak"):
        yield f"{comrak.bench_name} (Rust)", for_each(comrak.render_markdown)


def template_tasks() -> Iterator[tuple[str, Task]]:
    """The same small page of twelve fields, with escaping."""
    from jinja2 import DictLoader, Environment

    page = Environment(loader=DictLoader({"a.html": TEMPLATE}), autoescape=True).get_template(
        "a.html"
    )
    yield "Jinja2", for_each(lambda given: page.render(given))
    if mini := installed("minijinja", "minijinja"):
        environment = mini.Environment(templates={"a.html": TEMPLATE})
        yield (
            f"{mini.bench_name} (Rust)",
            for_each(lambda given: environment.render_template("a.html", **given)),
        )


def index_tasks() -> Iterator[tuple[str, Task]]:
    """An index of all bodies."""
    from lunr import lunr  # type: ignore[import-untyped]

    from kbgen.search import (
        SearchDocument,
        SearchField,
        SearchOptions,
        SearchSettings,
        analyse,
        fragment_of,
        index_files,
    )

    settings = SearchSettings([SearchField("body", 1)], options=SearchOptions(lunr_index=False))

    def ours(records: Sequence[Any]) -> None:
        documents = [
            SearchDocument(record["ref"], "practices", {"body": record["body"]})
            for record in sorted(records, key=lambda record: str(record["ref"]))
        ]
        analysed = [analyse(document, settings.fields) for document in documents]
        for _ in index_files(analysed, [fragment_of(d) for d in documents], settings):
            pass

    def theirs(records: Sequence[Any]) -> None:
        json.dumps(lunr(ref="ref", fields=("body",), documents=records).serialize())

    yield "kbgen's compact index", ours
    yield "lunr.py", theirs


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
