"""Small values for tests, and a knowledge base read without building it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

from kbgen.model.collection import Collection, Field
from kbgen.model.issues import Issues
from kbgen.model.record import Content, Document, Record
from kbgen.model.site import Config, Knowledge, Site
from kbgen.model.taxonomy import Taxonomy, Term
from kbgen.stages.declare import declare
from kbgen.stages.link import link
from kbgen.stages.load import load
from kbgen.stages.validate import validate

SMALL: Mapping[str, str] = {
    "kbgen.yml": "title: Small\n",
    "content/_taxonomies/scopes.yml": (
        "title: Scopes\nterms:\n  global: {label: Global}\n  local: {label: Local}\n"
    ),
    "content/practices/_collection.yml": (
        "title: Practices\nsingular: Practice\nfields:\n"
        "  title: {label: Title, required: true}\n"
        "  scope: {label: Scope, type: term, of: scopes}\n"
        "  scopes: {label: Scopes, type: terms, of: scopes}\n"
        "  context: {label: Context, type: markdown}\n"
        "  dates: {label: Dates, type: dates}\n"
        "  figures: {label: Figures, type: figures}\n"
        "  related: {label: Related, type: records, of: practices, inverse: Related}\n"
        "rules:\n  - {when: {scope: local}, needs: scopes}\n"
    ),
    "content/practices/other.md": "---\ntitle: Other\n---\n## A heading\n",
}
"""A knowledge base: the texts of its files by their paths."""

LONG_AGO = 1_700_000_000


def write_file(root: Path, path: str, text: str, age: int = 0) -> None:
    """Write a file, ``age`` seconds after a moment long enough ago to be sure of."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")
    os.utime(root / path, (LONG_AGO + age, LONG_AGO + age))


def make_content(files: Mapping[str, str | bytes] = SMALL) -> Content:
    """What `load` makes of these files; nothing is written."""
    documents = {path: make_document(path, text) for path, text in sorted(files.items())}
    below = {
        p.removeprefix("content/"): d for p, d in documents.items() if p.endswith((".md", ".yml"))
    }
    taxonomies = [d for p, d in below.items() if p.startswith("_taxonomies/")]
    return Content(
        documents.get("kbgen.yml"),
        tuple(d for p, d in below.items() if p.endswith("/_collection.yml")),
        tuple(taxonomies),
        below.get("_glossary.yml"),
        below.get("_events.yml"),
        below.get("_search/synonyms.yml"),
        tuple(d for p, d in below.items() if p.endswith(".md")),
        frozenset(p.removeprefix("content/") for p in documents if not p.endswith((".md", ".yml"))),
    )


def make_document(path: str, text: str | bytes) -> Document:
    """A document at ``path``, from the root of the knowledge base."""
    raw = text if isinstance(text, bytes) else text.encode()
    inside = path.startswith("content/")
    digest = blake2b(raw, digest_size=16).hexdigest()
    return Document(path.removeprefix("content/") if inside else f"../{path}", raw, digest)


def make_site(
    files: Mapping[str, str | bytes] = SMALL, issues: Issues | None = None
) -> tuple[Site, Issues]:
    """The site of these files, and what is wrong with them."""
    issues = Issues() if issues is None else issues
    return site_of(make_content(files), issues), issues


def read_site(root: Path, issues: Issues) -> Site:
    """The site of the knowledge base at ``root``."""
    return site_of(load(root, issues), issues)


def site_of(content: Content, issues: Issues) -> Site:
    """The site of ``content``, as a build makes it, without pages."""
    knowledge = declare(content, issues)
    issues.stop_on_errors()
    records = map(partial(validate, knowledge=knowledge, issues=issues), content.documents)
    return link([record for record in records if record], knowledge, issues)


def told(text: str | bytes, **more: str | bytes) -> list[str]:
    """``line:column severity[code]`` of the issues of one practice beside those of `SMALL`."""
    path = "content/practices/a.md"
    _, issues = make_site({**SMALL, path: text, **more})
    return [f"{i.line}:{i.column} {i.severity}[{i.code}]" for i in issues if i.path == path]


def make_taxonomy(
    name: str, *ids: str, open: bool = False, parents: Mapping[str, str] | None = None
) -> Taxonomy:
    """A taxonomy of terms whose labels are their ids in capitals; ``parents``: id -> parent."""
    taxonomy = Taxonomy(name, name.title(), name.title(), f"_taxonomies/{name}.yml", open=open)
    for id in ids:
        taxonomy.add(Term(id, id.title(), parent=(parents or {}).get(id, "")))
    return taxonomy


def make_knowledge(
    taxonomies: Iterable[Taxonomy] = (), fields: Iterable[Field] = (), order: str = "title"
) -> Knowledge:
    """A knowledge base with one collection, ``practices``."""
    declared = {f.name: f for f in (Field("title", "Title", required=True), *fields)}
    path = "practices/_collection.yml"
    collection = Collection("practices", "Practices", "Practice", path, declared, order=order)
    return Knowledge(
        Config(), {"practices": collection}, {taxonomy.name: taxonomy for taxonomy in taxonomies}
    )


def make_record(slug: str, title: str = "", collection: str = "practices") -> Record:
    """A record with a title and nothing else."""
    path = f"{collection}/{slug}.md"
    return Record(collection, slug, path, title or slug.title(), {"title": title or slug.title()})


def declared(**files: str) -> tuple[Knowledge, list[str]]:
    """What is declared by `SMALL` and these files, whose names are shortened."""
    long = {"config": "kbgen.yml", "practices": "content/practices/_collection.yml"}
    long |= {"glossary": "content/_glossary.yml", "events": "content/_events.yml"}
    paths = {
        name if "/" in name else long.get(name, f"content/_taxonomies/{name}.yml"): text
        for name, text in files.items()
    }
    issues = Issues()
    knowledge = declare(make_content({**SMALL, **paths}), issues)
    return knowledge, [f"{i.path}:{i.line}:{i.column} {i.code}" for i in issues]
