"""Whatever is edited, the next build gives byte for byte what a first build gives."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.properties.inputs import quick
from tests.trials import amount
from tests.writing.knowledge_base import (
    COLLECTION,
    PARTNERS,
    THEMES,
    build_apart,
    clean_build,
    make,
    record,
    site_bytes,
)

RECORDS = 6
KINDS = ["body", "body", "heading", "link", "title", "term", "dates"]
LONG_AGO = 1_700_000_000
numbers = st.integers(0, RECORDS + 1)
words = st.sampled_from(["one", "two", "UN & co", "<b>three</b>", "Récif", "springs"])


class Edits(RuleBasedStateMachine):
    """Random edits of one knowledge base, built after each and compared with a first build."""

    edits_begun = False

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.root = make(self.place / "base", RECORDS)
        self.content = self.root / "content"
        self.edits_begun, self.edits = True, 0

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    def _file(self, number: int) -> Path:
        return self.content / "practices" / f"r{number}.md"

    @rule(number=numbers, word=words, kind=st.sampled_from(KINDS))
    def edit_a_record(self, number: int, word: str, kind: str) -> None:
        text = record(number, RECORDS)
        if kind == "body":
            text = record(number, RECORDS, body=f"Body {word}.")
        elif kind == "heading":
            text = record(number, RECORDS, body=f"## {word}\n\nA body with a heading.")
        elif kind == "link":
            text = record(number, RECORDS, body=f"{word}\n\nIt says more [about](../about.md) it.")
        elif kind == "title":
            text = record(number, RECORDS, title=f'"{word} {number}"')
        elif kind == "term":
            text = text.replace("themes: [", "themes: [roads, ").replace("[roads, roads", "[roads")
        else:
            text = text.replace(f"{2000 + number} - present", "1999 - 2001")
        self._file(number).write_text(text)

    @rule(number=numbers, kind=st.sampled_from(["A New Partner", "PARTNER 0", "Partner-1"]))
    def bring_a_term(self, number: int, kind: str) -> None:
        text = record(number, RECORDS).replace(f"Partner {number % 2}", kind)
        self._file(number).write_text(text)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        self._file(number).unlink(missing_ok=True)

    @rule(first=numbers, second=numbers)
    def relate(self, first: int, second: int) -> None:
        if first != second and self._file(first).exists() and self._file(second).exists():
            text = record(first, RECORDS).replace(f"[r{(first + 1) % RECORDS}]", f"[r{second}]")
            self._file(first).write_text(text)

    @rule(
        word=words,
        kind=st.sampled_from(["themes", "partners", "fields", "config", "glossary", "page"]),
    )
    def edit_what_all_share(self, word: str, kind: str) -> None:
        quoted = f'"{word}"'
        path, text = {
            "themes": (
                "_taxonomies/themes.yml",
                THEMES.replace("label: Roads", f"label: {quoted}"),
            ),
            "partners": (
                "_taxonomies/partners.yml",
                PARTNERS.replace("{}", f"{{partner-0: {{label: {quoted}}}}}"),
            ),
            "fields": (
                "practices/_collection.yml",
                COLLECTION.replace("label: Lessons", f"label: {quoted}"),
            ),
            "config": ("../kbgen.yml", f"title: {quoted}\ndoors: [themes]\n"),
            "glossary": ("_glossary.yml", f"UN: {quoted}\nSDG: Goal\n"),
            "page": ("about.md", f"---\ntitle: {quoted}\n---\nAbout the UN.\n"),
        }[kind]
        (self.content / path).write_text(text)

    @rule(
        kind=st.sampled_from(["search: json", "search: none", "lunr_index: false", "search: lunr"])
    )
    def change_the_search(self, kind: str) -> None:
        (self.root / "kbgen.yml").write_text(f"title: Small\ndoors: [themes]\n{kind}\n")

    @rule(said=st.sampled_from(["one", "two", ""]))
    def change_the_layouts(self, said: str) -> None:
        layouts = self.root / "layouts" / "pages"
        shutil.rmtree(self.root / "layouts", ignore_errors=True)
        if said:
            layouts.mkdir(parents=True)
            text = '{% extends "base.html" %}{% block main %}<h1>' + said + "</h1>{% endblock %}"
            (layouts / "404.html").write_text(text)
            (layouts / "text.html").write_text(text)

    @precondition(lambda self: (self.root / "site" / "about.html").exists())
    @rule()
    def spoil_the_site(self) -> None:
        (self.root / "site" / "about.html").write_text("spoilt")
        (self.root / "site" / "index.html").unlink(missing_ok=True)

    @rule()
    def lose_what_is_kept(self) -> None:
        for file in (self.root / ".kbgen").glob("memo*"):
            file.unlink()

    @invariant()
    def build_and_compare(self) -> None:
        """After every edit: a later one could hide what was kept wrongly."""
        if not self.edits_begun:
            return
        self._forget_lost_relations()
        self._let_time_pass()
        assert build_apart(self.root) == 0
        assert site_bytes(self.root / "site") == clean_build(self.root, self.place / "clean")

    def _let_time_pass(self) -> None:
        """Nobody edits twice in two seconds; with times as young as that, all is read anew."""
        sources = (self.content, self.root / "layouts", self.root / "kbgen.yml")
        for file in [file for place in sources for file in (place, *place.rglob("*"))]:
            if not file.exists():
                continue
            if file.stat().st_mtime > LONG_AGO + self.edits:
                self.edits += 1
                os.utime(file, (LONG_AGO + self.edits, LONG_AGO + self.edits))

    def _forget_lost_relations(self) -> None:
        for file in self.content.glob("practices/r*.md"):
            kept = [line for line in file.read_text().split("\n") if not self._is_lost(line)]
            if "\n".join(kept) != file.read_text():
                file.write_text("\n".join(kept))

    def _is_lost(self, line: str) -> bool:
        name = line.removeprefix("related: [").rstrip("]")
        return (
            line.startswith("related: [")
            and not (self.content / "practices" / f"{name}.md").exists()
        )


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    quick,
    max_examples=int(os.environ.get("KBGEN_EDITS", amount(6, few=3))),
    stateful_step_count=amount(10, few=5),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""A handful of sequences in every run of the suite; ``KBGEN_EDITS=200`` for a long one.

The first two are the simplest there are, and try next to nothing.
"""
