"""Whatever is edited, the next build gives byte for byte what a first build gives."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.writing.knowledge_base import (
    COLLECTION,
    PARTNERS,
    THEMES,
    build,
    clean_build,
    make,
    record,
    site_bytes,
)

RECORDS = 6
numbers = st.integers(0, RECORDS + 1)
words = st.sampled_from(["one", "two", "UN & co", "<b>three</b>", "Récif", "wells"])


class Edits(RuleBasedStateMachine):
    """Random edits of one knowledge base, built after each, compared with a first build at the end."""

    edits_begun = False

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.root = make(self.place / "base", RECORDS)
        self.content = self.root / "content"
        self.edits_begun = True

    def teardown(self) -> None:
        assert site_bytes(self.root / "site") == clean_build(self.root, self.place / "clean")
        shutil.rmtree(self.place)

    def _file(self, number: int) -> Path:
        return self.content / "practices" / f"r{number}.md"

    @rule(number=numbers, word=words)
    def edit_a_body(self, number: int, word: str) -> None:
        self._file(number).write_text(record(number, RECORDS, body=f"Body {word}."))

    @rule(number=numbers, word=words)
    def edit_a_title(self, number: int, word: str) -> None:
        self._file(number).write_text(record(number, RECORDS, title=f'"{word} {number}"'))

    @rule(number=numbers)
    def bring_a_term(self, number: int) -> None:
        text = record(number, RECORDS).replace(f"Partner {number % 2}", "A New Partner")
        self._file(number).write_text(text)

    @rule(number=numbers)
    def spell_a_term_otherwise(self, number: int) -> None:
        text = record(number, RECORDS).replace(f"Partner {number % 2}", f"PARTNER {number % 2}")
        self._file(number).write_text(text)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        self._file(number).unlink(missing_ok=True)

    @rule(first=numbers, second=numbers)
    def relate(self, first: int, second: int) -> None:
        if first != second and self._file(first).exists() and self._file(second).exists():
            text = record(first, RECORDS).replace(f"[r{(first + 1) % RECORDS}]", f"[r{second}]")
            self._file(first).write_text(text)

    @rule(label=words)
    def edit_a_taxonomy(self, label: str) -> None:
        file = self.content / "_taxonomies" / "themes.yml"
        file.write_text(THEMES.replace("label: Roads", f'label: "{label}"'))

    @rule(label=words)
    def list_a_partner(self, label: str) -> None:
        file = self.content / "_taxonomies" / "partners.yml"
        file.write_text(PARTNERS.replace("{}", f'{{partner-0: {{label: "{label}"}}}}'))

    @rule(label=words)
    def edit_the_declaration(self, label: str) -> None:
        text = COLLECTION.replace("label: Lessons", f'label: "{label}"')
        (self.content / "practices" / "_collection.yml").write_text(text)

    @rule(title=words)
    def edit_the_config(self, title: str) -> None:
        (self.root / "kbgen.yml").write_text(f'title: "{title}"\ndoors: [themes]\n')

    @rule(meaning=words)
    def edit_the_glossary(self, meaning: str) -> None:
        (self.content / "_glossary.yml").write_text(f'UN: "{meaning}"\nSDG: Goal\n')

    @rule(title=words)
    def edit_a_page(self, title: str) -> None:
        (self.content / "about.md").write_text(f'---\ntitle: "{title}"\n---\nAbout the UN.\n')

    @rule(said=words)
    def change_a_layout(self, said: str) -> None:
        layouts = self.root / "layouts" / "pages"
        layouts.mkdir(parents=True, exist_ok=True)
        said = said.replace("<", "").replace("&", "")
        text = '{% extends "base.html" %}{% block main %}<h1>' + said + "</h1>{% endblock %}"
        (layouts / "404.html").write_text(text)
        (layouts / "text.html").write_text(text)

    @rule()
    def drop_the_layouts(self) -> None:
        shutil.rmtree(self.root / "layouts", ignore_errors=True)

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
    def build_again(self) -> None:
        """A build after every edit: what it keeps wrongly would stay wrong."""
        if not self.edits_begun:
            return
        self._forget_lost_relations()
        assert build(self.root) == 0

    def _forget_lost_relations(self) -> None:
        for file in self.content.glob("practices/r*.md"):
            kept = [line for line in file.read_text().split("\n") if not self._is_lost(line)]
            if "\n".join(kept) != file.read_text():
                file.write_text("\n".join(kept))

    def _is_lost(self, line: str) -> bool:
        name = line.removeprefix("related: [").rstrip("]")
        return line.startswith("related: [") and not (self.content / "practices" / f"{name}.md").exists()


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=6,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
