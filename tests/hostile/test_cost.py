"""Content that is small to write and dear to read: its cost is bounded, and said in an issue.

The command checks it in a process with a limit on its time and memory, and no clock is looked at:
what grows with the square of its size, or doubles, comes nowhere near an end within the limit.
"""

from __future__ import annotations

import resource
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.make import SMALL
from tests.trials import amount, some
from tests.writing.knowledge_base import build_told

PROCESSOR_SECONDS = amount(60, few=5)
MEMORY = 1_000_000_000


def size(count: int) -> int:
    """So many of a thing; in a quick run, whose limit is lower, a twentieth."""
    return amount(count, few=count // 20)


SIZE = size(48_000)
COLLECTION, TAXONOMY = "content/practices/_collection.yml", "content/_taxonomies/scopes.yml"

SIGNS = """
* _ **a *a_ ` a`` < <a <a: & &# ![a [a]( [ ]( ] \\ ~ ~~a a* *a**b __a ^[ [^a [^a] <a:b> " | #
= + ~~~ [a]: [a][a] ![]( ![](a) <!-- <![CDATA[ <? é 😀 - |- [x](<a ![ [![ _* *_`[ &amp; http:
"""
"""They cost something to those who must decide where a thing ends."""
REPEATED = some(SIGNS.split(), few=12)

BODIES: Mapping[str, str] = {
    **{f"sign-{n}": sign * (SIZE // len(sign)) for n, sign in enumerate(REPEATED)},
    **{f"signs-{n}": f"{sign}a " * (SIZE // (len(sign) + 2)) for n, sign in enumerate(REPEATED)},
    "wide-table": "|" + "a|" * 6000 + "\n|" + "-|" * 6000 + "\n" + "|\n" * 8000,
    "many-tables": ("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "|\n" * 250 + "\n") * 200,
    "long-table": "a|\n-|\n" + "b|\n" * size(15_000),
    "nested-footnotes": ("^[" * 990 + "a" + "]" * 990 + "\n\n") * 200,
    "nested-links": ("[" * 990 + "a" + "](b)" * 990 + "\n\n") * 60,
    "nested-images": ("![" * 990 + "a" + "](b)" * 990 + "\n\n") * 60,
    "open-links": ("[a](<" * 990 + "a" * 40_000 + "\n\n") * amount(5, few=2),
    "open-titles": ('[a](b "' * 990 + "a" * 40_000 + "\n\n") * amount(5, few=2),
    "reference-bomb": f"[a]: {'x' * 40_000}\n\n" + ("[a] " * 30 + "\n\n") * size(3000),
    "title-bomb": f"[a]: b '{'x' * 40_000}'\n\n" + ("![c][a] " * 90 + "\n\n") * 200,
    "references": "".join(f"[a{n}]: b\n\n" for n in range(size(8000))),
    "footnotes": "".join(f"[^{n}]: [^{n + 1}] [^{n + 2}]\n\n" for n in range(size(4000))) + "[^0]",
    "quotations": ">" * SIZE,
    "quotations-in-lines": (">" * 400 + " a\n") * 100,
    "many-quotations": (">" * 38 + " a\n\n") * size(1500),
    "lists": "- " * (SIZE // 2) + "a",
    "lists-in-lines": "".join("  " * n + "- a\n" for n in range(300)),
    "definitions": "a\n" + "".join("  " * n + ": a\n" for n in range(200)),
    "headings": "## a\n\n" * size(8000),
    "fences": "".join("`" * n + " " for n in range(1, 300)),
    "spaces": " " * 900_000,
    "tabs": "\t" * SIZE,
    "bytes": "a" * 999_000,
}

FRONT_MATTERS: Mapping[str, str] = {
    "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "deep-lists": "x: " + "[" * size(400_000),
    "deep-maps": "x: " + "{a: " * size(200_000),
    "deep-hyphens": "x:\n  " + "- " * size(40_000) + "a",
    "deep-questions": "? " * size(40_000) + "a",
    "deep-lines": "\n".join(" " * n + "a:" for n in range(1200)),
    "spaces-in-key": "a" + " " * size(900_000) + "!\nb: c: d",
    "two-colons": "a: b: c" + " x" * size(400_000),
    "many-keys": "\n".join(f"a{n}: b" for n in range(size(20_000))),
    "one-key": "a: b\n" * size(20_000),
    "unknown-terms": f"scopes: [{', '.join(f't{n}' for n in range(size(20_000)))}]",
    "unknown-records": f"related: [{', '.join(f't{n}' for n in range(size(20_000)))}]",
    "escapes": 'x: "' + "\\x41" * size(200_000) + '"',
    "folded": "context: >\n" + "  a\n\n" * size(20_000),
    "comments": "#a\n" * size(200_000),
    "long-number": f"figures: [{{value: {'1' * size(100_000)}, what: x}}]",
    "long-title": "scope: " + "a" * size(900_000),
}

WHOLE: Mapping[str, str] = {
    "dashes": "---\ntitle: A\n" + "\u2013" * size(300_000) + "x\n",
    "dashes-first": "\u2013" * size(300_000) + "x\n",
    "hyphens-and-dashes": "---\n" + "-\u2013" * size(200_000) + "x\n",
    "spaces-first": " " * size(900_000) + "x\n",
    "no-end": "---\na" + " " * size(900_000) + "\n",
}


def check(root: Path, files: Mapping[str, str], verb: str = "check") -> str:
    """What the command says of these files within its limits."""
    for path, text in {**SMALL, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    status, said = build_told(root, verb, limited)
    assert status in (0, 1), (status, said[-2000:])
    assert "Traceback" not in said
    assert "Memory" not in said
    return said


def records(texts: Mapping[str, str]) -> dict[str, str]:
    return {f"content/practices/{name}.md": text for name, text in texts.items()}


def test_dear_markdown(tmp_path: Path) -> None:
    bodies = {name: f"---\ntitle: A\n---\n{body}\n" for name, body in BODIES.items()}
    said = check(tmp_path, records(bodies))
    for name in ("wide-table", "many-tables", "nested-footnotes", "nested-links", "bytes"):
        assert f"{name}.md:" in said
        place = next(line for line in said.split("\n") if f"{name}.md:" in line)
        assert "error[too-large]" in place, place
    assert "error[too-large] the addresses of so many links" in said


def test_dear_front_matter(tmp_path: Path) -> None:
    fronts = {name: f"---\ntitle: A\n{front}\n---\n" for name, front in FRONT_MATTERS.items()}
    said = check(tmp_path, records({**fronts, **WHOLE}))
    for name in (*FRONT_MATTERS, *WHOLE):
        if name not in ("comments", "folded"):
            assert f"content/practices/{name}.md:" in said, name


def test_dear_shape_of_a_file(tmp_path: Path) -> None:
    large = {
        "a-line": "---\ntitle: " + "a" * size(100_000_000),
        "hidden": "---\ntitle: A\n---\n" + "\x01\n" * 450_000,
        "no-end": "---\n" + "a: b\n" * size(150_000) + "--\u2014" * 10_000,
    }
    said = check(tmp_path, records(large))
    assert "a-line.md:1:1: error[too-large] the file is too large" in said
    assert "error[too-many] this file has more than 100 errors" in said
    assert "no-end.md:" in said


def _word(number: int) -> str:
    return "".join(chr(65 + number // 26**place % 26) for place in range(4))


@pytest.mark.parametrize(
    "files",
    [
        {
            TAXONOMY: "title: S\nterms:\n"
            + "".join(f"  t{n}: {{label: T}}\n" for n in range(size(20_000)))
        },
        {
            TAXONOMY: "title: S\nterms:\n"
            + "".join(
                f"  t{n}: {{label: T{n}, parent: t{(n + 1) % size(9000)}}}\n"
                for n in range(size(9000))
            )
        },
        {
            TAXONOMY: "title: S\nterms:\n"
            + "".join(f"  t{n}: {{label: T{n}, parent: q{n}}}\n" for n in range(size(9000)))
        },
        {
            COLLECTION: SMALL[COLLECTION].split("rules")[0]
            + "".join(f"  f{n}: {{label: F}}\n" for n in range(size(9000))),
            "content/practices/a.md": "---\ntitle: A\n"
            + "".join(f"g{n}x: b\n" for n in range(size(9000)))
            + "---\n",
        },
        {
            "content/_glossary.yml": "".join(f"{_word(n)}: x\n" for n in range(size(20_000))),
            "content/practices/a.md": "---\ntitle: A\n---\n"
            + "\n\n".join(
                " ".join(map(_word, range(n, n + size(5000))))
                for n in range(0, size(20_000), size(5000))
            ),
        },
        {"content/_search/synonyms.yml": "- [a, b]\n" * size(60_000)},
        {"content/_events.yml": "- {year: 2000, what: x, records: [other]}\n" * size(15_000)},
        {"kbgen.yml": "title: x\ndoors: [" + "scopes, " * size(60_000) + "]\n"},
        {"kbgen.yml": "a: &a [x, x]\n" + "b: [*a, *a, *a]\n" * 1000},
    ],
    ids=[
        "words",
        "circle",
        "parents",
        "fields",
        "glossary",
        "synonyms",
        "events",
        "doors",
        "laughs",
    ],
)
def test_dear_declarations(tmp_path: Path, files: Mapping[str, str]) -> None:
    check(tmp_path, files, "build")


def test_a_film_beside_a_record(tmp_path: Path) -> None:
    film = tmp_path / "content/practices/film.mp4"
    film.parent.mkdir(parents=True)
    with film.open("wb") as file:
        file.truncate(3_000_000_000)  # a hole: it takes no room
    text = "---\ntitle: A\n---\n[The film](film.mp4)\n"
    said = check(tmp_path, records({"a": text}), "build")
    assert "content/practices/film.mp4:1:1: error[too-large]" in said
