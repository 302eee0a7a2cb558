"""Records for the benchmark: as many as wanted, in the form of this knowledge base's own.

    python bench/generate.py 1000 /tmp/records

writes `practices/*.md` and `programmes/*.md`. Front matter has a title, a summary, dates and terms
of eight taxonomies; the body has five sections of about 140 words each, lists, tables, emphasis,
and links to other sites and records. Words come from this knowledge base in their own frequencies,
with invented ones between them so that the vocabulary grows as it does in real text. Same number,
same records.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import yaml

CONTENT = Path(__file__).resolve().parents[1] / "content"
COLLECTIONS = ("practices", "programmes")
SECTIONS = ("Background", "Implementation", "Benefit and impact", "Key lessons", "Recommendations")
RARE = 0.015
"""How often a word is one that no source has."""


def write(count: int, folder: Path) -> None:
    """Write ``count`` records below ``folder``, half of them in each collection."""
    maker = Maker(count)
    for collection in COLLECTIONS:
        (folder / collection).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / maker.path(number)).write_text(maker.record(number), "utf-8")


class Maker:
    """Makes records, each from a random source of its own."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._words = _Words()
        self._countries = [id for id, _ in _terms("countries")]
        self._regions = [id for id, term in _terms("regions") if "parent" not in term]
        self._objectives = [id for id, _ in _terms("objectives")]
        self._principles = [id for id, _ in _terms("principles")]
        self._goals = [id for id, _ in _terms("sdgs") if id.isdigit()]
        self._types = [id for id, _ in _terms("types")]
        self._document = _terms("documents")[0][0]
        source = random.Random("organisations")
        size = 150 + count // 20
        self._organisations = [f"{self._words.name(source)} {n}" for n in range(size)]
        self._fame = list(accumulate(1 / (place + 5) for place in range(size)))

    def path(self, number: int) -> str:
        """Where a record lies below the folder of content."""
        return f"{COLLECTIONS[number % 2]}/record-{number:05d}.md"

    def record(self, number: int) -> str:
        """The whole file."""
        source = random.Random(f"record {number}")
        return "\n".join(["---", *self._front(source), "---", *self._body(source, number)])

    def _front(self, source: random.Random) -> Iterator[str]:
        first = source.randint(2000, 2021)
        last = str(first + source.randint(0, 6)) if source.random() < 0.7 else "present"
        primary = source.sample(self._objectives, source.randint(1, 3))
        others = [id for id in self._objectives if id not in primary]
        title = " ".join(self._words.take(source, source.randint(4, 9)))
        summary = " ".join(self._words.take(source, source.randint(18, 32)))
        yield f"title: {json.dumps(title.capitalize(), ensure_ascii=False)}"
        yield f"summary: {json.dumps(summary.capitalize() + '.', ensure_ascii=False)}"
        yield from _list("primary_objectives", primary)
        yield from _list("secondary_objectives", source.sample(others, source.randint(0, 4)))
        yield from _list("principles", source.sample(self._principles, source.randint(1, 3)))
        yield from _list("sdgs", source.sample(self._goals, source.randint(1, 5)))
        yield f"dates: {first} - {last}"
        yield f"type: {source.choice(self._types)}"
        yield from _list("countries", source.sample(self._countries, source.randint(1, 4)))
        yield from _list("regions", [source.choice(self._regions)])
        organisations = self._some_organisations(source, source.randint(1, 3))
        yield from _list("organisations", organisations)
        partners = self._some_organisations(source, source.randint(0, 5))
        yield from _list("partners", [name for name in partners if name not in organisations])
        yield f"sources: [{{document: {self._document}, at: section {source.randint(1, 9)}}}]"
        month, day = source.randint(1, 12), source.randint(1, 28)
        yield f"date_submitted: {source.randint(2020, 2023)}-{month:02d}-{day:02d}"

    def _some_organisations(self, source: random.Random, count: int) -> list[str]:
        found = source.choices(self._organisations, cum_weights=self._fame, k=count)
        return list(dict.fromkeys(found))

    def _body(self, source: random.Random, number: int) -> Iterator[str]:
        wanted = source.randint(440, 720) // len(SECTIONS)
        for section in SECTIONS:
            yield f"## {section}\n"
            words = 0
            while words < wanted:
                sentences = source.randint(2, 3)
                paragraph = " ".join(self._sentence(source, number) for _ in range(sentences))
                words += paragraph.count(" ") + 1
                yield paragraph + "\n"
            if section == "Key lessons":
                yield "\n".join(f"- {self._sentence(source, number)}" for _ in range(3)) + "\n"
            if section == "Implementation" and number % 10 == 0:
                yield self._table(source)

    def _sentence(self, source: random.Random, number: int) -> str:
        words = self._words.take(source, source.randint(9, 26))
        place, chance = source.randrange(len(words) - 2), source.random()
        if chance < 0.05:
            words[place : place + 2] = [f"**{words[place]} {words[place + 1]}**"]
        elif chance < 0.10:
            words[place] = f"*{words[place]}*"
        elif chance < 0.125:
            words[place] = f"[{words[place]}](https://example.org/{source.randrange(10_000)})"
        elif chance < 0.14:
            other = source.randrange(self._count)
            if other != number:
                words[place] = f"[{words[place]}](../{self.path(other)})"
        for comma in range(4, len(words) - 3, 7):
            words[comma] += "," if source.random() < 0.6 else ""
        sentence = " ".join(words)
        return sentence[0].upper() + sentence[1:] + "."

    def _table(self, source: random.Random) -> str:
        rows = ["| Indicator | Before | After |", "| --- | --- | --- |"]
        for _ in range(5):
            what = " ".join(self._words.take(source, 3))
            rows.append(f"| {what} | {source.randint(1, 999)} | {source.randint(1000, 9999)} |")
        return "\n".join(rows) + "\n"


class _Words:
    """Words of this knowledge base as often as it has them, and invented ones."""

    def __init__(self) -> None:
        text = " ".join(path.read_text("utf-8") for path in sorted(CONTENT.rglob("*.md")))
        counts = Counter(re.findall(r"[A-Za-z][a-z'\u2019]+|[A-Z]{2,}", text))
        self._common = list(counts)
        self._weights = list(accumulate(counts.values()))
        long = [word for word in self._common if len(word) > 4 and word.islower()]
        source = random.Random("rare words")
        made = {
            source.choice(long)[: source.randint(3, 6)]
            + source.choice(long)[-source.randint(3, 5) :]
            for _ in range(60_000)
        }
        self._rare = sorted(made)
        source.shuffle(self._rare)
        self._rare_weights = list(accumulate(1 / (place + 10) for place in range(len(self._rare))))

    def take(self, source: random.Random, count: int) -> list[str]:
        """So many words."""
        words = source.choices(self._common, cum_weights=self._weights, k=count)
        for place in range(count):
            if source.random() < RARE:
                words[place] = source.choices(self._rare, cum_weights=self._rare_weights)[0]
        return words

    def name(self, source: random.Random) -> str:
        """A name of an organisation, unique with a number after it."""
        kind = source.choice(("Ministry", "Agency", "Foundation", "Centre", "Network", "Institute"))
        return f"{source.choice(self._rare).title()} {kind}"


def _terms(taxonomy: str) -> list[tuple[str, dict[str, object]]]:
    file = CONTENT / "_taxonomies" / f"{taxonomy}.yml"
    found = yaml.safe_load(file.read_text("utf-8"))["terms"]
    return [(str(id), term) for id, term in found.items()]


def _list(name: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        for value in values:
            yield f'  - "{value}"' if value.isdigit() else f"  - {value}"


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
