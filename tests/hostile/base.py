"""A knowledge base in which a payload stands wherever a word of a stranger can stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from kbgen.model.issues import Issues
from kbgen.model.reading import RecordReader
from kbgen.model.taxonomy import fold
from kbgen.text.slugs import slugify
from kbgen.text.source import HIDDEN
from tests import forked
from tests.hostile.payloads import BREAKERS, payloads
from tests.trials import amount, some

RECORDS = amount(32, few=4)
LONGEST_LINE = 9_000

COLLECTION = {
    "title": BREAKERS[0],
    "singular": BREAKERS[3],
    "description": " ".join(BREAKERS),
    "disclaimer": " ".join(BREAKERS),
    "body": {"label": BREAKERS[1], "help": BREAKERS[1]},
    "fields": {
        "title": {"label": BREAKERS[2], "required": True, "search": 10},
        "summary": {"label": BREAKERS[3], "search": 4, "show": ["lead", "card"]},
        "lines": {"label": "Lines", "type": "texts", "search": 1, "note": BREAKERS[2]},
        "fact": {"label": BREAKERS[4]},
        "themes": {"label": BREAKERS[0], "type": "terms", "of": "themes", "facet": True},
        "partners": {"label": BREAKERS[1], "type": "terms", "of": "partners", "facet": True},
        "lands": {"label": BREAKERS[2], "type": "terms", "of": "lands", "facet": True},
        "dates": {"label": BREAKERS[3], "type": "dates", "facet": True},
        "links": {"label": BREAKERS[5], "type": "links"},
        "files": {"label": BREAKERS[0], "type": "files"},
        "figures": {"label": BREAKERS[1], "type": "figures"},
        "phases": {"label": BREAKERS[2], "type": "phases"},
        "sources": {"label": BREAKERS[3], "type": "sources"},
        "related": {
            "label": BREAKERS[0],
            "type": "records",
            "of": ["practices"],
            "inverse": BREAKERS[1],
        },
        "prose": {"label": BREAKERS[6], "type": "markdown", "search": 1},
    },
}
LANDS = ("KGZ", "NOR", "KEN", "BRA", "IND", "FJI", "CAN", "FRA")


def lines() -> list[str]:
    """The payloads that may be a line of text, as they are shown: blanks folded.

    The others hold what no reader can see, or nothing, and are refused.
    """
    tried = (*BREAKERS, *some(payloads(), few=150))
    folded = (" ".join(p.split()) for p in tried if not HIDDEN.search(p))
    return [line for line in dict.fromkeys(folded) if line]


def write(root: Path) -> Path:
    """The knowledge base at ``root``."""
    content, sound = root / "content", lines()
    shares = [sound[n::RECORDS] for n in range(RECORDS)]
    labels = list({fold(line): line for line in sound}.values())
    _yaml(root / "kbgen.yml", _config())
    _yaml(content / "practices/_collection.yml", COLLECTION)
    _yaml(content / "_taxonomies/themes.yml", _themes(labels))
    _yaml(content / "_taxonomies/partners.yml", {"title": BREAKERS[5], "open": True})
    _yaml(content / "_taxonomies/lands.yml", _lands())
    _yaml(content / "_taxonomies/documents.yml", _documents(sound))
    _yaml(content / "_glossary.yml", {f"A{n}": line for n, line in enumerate(sound)})
    _yaml(content / "_events.yml", _events(sound))
    _yaml(content / "_search/synonyms.yml", [[line, f"s{n}"] for n, line in enumerate(sound)])
    (content / "practices/plan.pdf").write_bytes(b"%PDF")
    for number, share in enumerate(shares):
        values = _record(number, share, list(_opened(share))[:2])
        body = "\n\n".join(
            [*_paragraphs(sound, number), *(f"A{number + RECORDS * n}" for n in range(8))]
        )
        text = f"---\n{json.dumps(values, ensure_ascii=False)}\n---\n{body}\n"
        (content / f"practices/r{number}.md").write_text(text, "utf-8")
    deep = content / "practices/a b#c%é'/deep.md"
    deep.parent.mkdir()
    deep.write_text("---\ntitle: Deep\n---\n[First](../r0.md)\n", "utf-8")
    about = f"---\n{json.dumps({'title': BREAKERS[0], 'summary': BREAKERS[1]})}\n---\n"
    (content / "about.md").write_text(about + "\n\n".join(_paragraphs(sound, 0)), "utf-8")
    return root


def build(root: Path) -> None:
    """Write the knowledge base and build it with the default layouts."""
    built = forked.run(write(root), "build", "-q")
    assert built.returncode == 0, built.stderr[-3000:]


def some_pages(site: Path) -> list[Path]:
    """The pages of the site; of terms that have nothing but a label, a few."""
    alike = {page for names in ("partners/*", "themes/t*") for page in sorted(site.glob(names))[8:]}
    return sorted(set(site.rglob("*.html")) - alike)


def _record(number: int, share: Sequence[str], opened: Sequence[str]) -> dict[str, object]:
    document = {"document": "d0"}
    return {
        "title": _joined(share[:6]),
        "summary": _joined(share[6:12]),
        "lines": share,
        "fact": _joined(share),
        "themes": [f"t{number}", f"c{number}"],
        "partners": opened,
        "lands": [LANDS[number % len(LANDS)]],
        "dates": f"{1990 + number % 30} - present",
        "links": [{"label": line, "url": "https://example.org/"} for line in share],
        "files": [{"label": line, "file": "plan.pdf"} for line in share],
        "figures": [{"value": "450", "what": line} for line in share],
        "phases": [{"label": line, "what": line} for line in share],
        "sources": [{**document, "at": line} for line in share],
        "related": [f"r{(number + 1) % RECORDS}"],
        "prose": "\n\n".join(paragraph for line in share if (paragraph := _quoted(line))),
    }


def _config() -> dict[str, object]:
    return {
        "title": BREAKERS[2],
        "tagline": BREAKERS[0],
        "description": BREAKERS[3],
        "repo_url": "https://example.org/a?b='c'&d",
        "branch": BREAKERS[0],
        "boundaries": " ".join(BREAKERS),
        "licence": {"label": BREAKERS[1], "url": "https://example.org/"},
        "footnotes": [{"words": ["alert"], "text": " ".join(BREAKERS)}],
        "doors": ["themes", "partners"],
        "map": "lands",
        "matrices": [
            {"slug": "m", "title": BREAKERS[0], "rows": "partners", "columns": "lands"},
        ],
    }


def _themes(labels: Sequence[str]) -> dict[str, object]:
    """Every payload as a label; those of the first terms are on pages of their own."""
    chunks = list(_chunks(labels))
    terms: dict[str, object] = {
        f"c{n}": {"label": f"Chunk {n}", "description": chunk, "note": chunk}
        for n, chunk in enumerate(chunks)
    }
    assert len(chunks) < RECORDS
    terms |= {f"c{n}": {"label": f"Chunk {n}"} for n in range(len(chunks), RECORDS)}
    terms |= {f"t{n}": {"label": label} for n, label in enumerate(labels)}
    own = {"title": BREAKERS[2], "singular": BREAKERS[1], "description": BREAKERS[0]}
    return {**own, "within": "lands", "terms": terms}  # only terms of records have pages then


def _lands() -> dict[str, object]:
    labels = {code: {"label": f"{BREAKERS[n]} {code}"} for n, code in enumerate(LANDS)}
    return {"title": BREAKERS[1], "terms": labels}


def _documents(sound: Sequence[str]) -> dict[str, object]:
    """A taxonomy with further fields, all of them payloads."""
    fields = {"url": {"label": "Web", "type": "url"}, "more": {"label": "More", "type": "texts"}}
    term = {"label": BREAKERS[2], "url": "https://example.org/?a='b'&c", "more": sound[:200]}
    return {"title": BREAKERS[0], "fields": fields, "terms": {"d0": term}}


def _events(sound: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"year": 1960 + n % 60, "what": line, "place": line, "records": [f"r{n % RECORDS}"]}
        for n, line in enumerate(sound[::40])
    ]


def _paragraphs(sound: Sequence[str], number: int) -> Iterator[str]:
    """A share of the payloads as Markdown, each in a quotation that it cannot leave."""
    for line in sound[number::RECORDS]:
        link, title = f"[{line}](https://example.org/)", f"[x](https://example.org/ '{line}')"
        for written in (link, title, f"[x](<{line}>)"):
            if paragraph := _quoted(written):
                yield paragraph


def _quoted(line: str) -> str:
    """``line`` as a quotation; empty where it would be refused."""
    quoted = f"> {line}\n\n***"
    reader = RecordReader("a.md", Issues(), content_path="about.md")
    reader.render(quoted, "body", 1)
    return "" if reader.issues.errors or reader.references else quoted


def _opened(share: Sequence[str]) -> Iterator[str]:
    """Payloads of which an address can be made, so that an open taxonomy takes them in."""
    return (line for line in share if 3 < len(slugify(line)) < 60)


def _chunks(share: Sequence[str]) -> Iterator[str]:
    chunk = ""
    for line in share:
        if len(chunk) + len(line) > LONGEST_LINE:
            yield chunk
            chunk = ""
        chunk = f"{chunk} {line}".strip()
    yield chunk


def _joined(share: Sequence[str]) -> str:
    return next(_chunks([line for line in share if len(line) < 1000]))


def _yaml(file: Path, value: object) -> None:
    """JSON is YAML."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
