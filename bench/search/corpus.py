"""Records for the benchmark: as many as wanted, with the statistics of real ones.

Words come from a Pitman-Yor process that starts with the words of this knowledge base; new words
come from a trigram model of its letters, so that stemming has real endings to work on. A word is
repeated within its record and its topic more often than by chance. Same number, same records.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2] / "content"
DISCOUNT = 0.62
STRENGTH = 20
REPEATED_IN_RECORD = 0.17
REPEATED_IN_TOPIC = 0.17
TOPICS = 60
AREAS = ("skills", "education", "health", "borders", "diaspora", "camps", "trafficking", "labour")
TYPES = ("Training material", "Campaign", "Study", "Project", "Manual", "Course")


def records(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Yields records as plain mappings: slug, title, summary, body, tags, countries and so on."""
    source = random.Random(seed)
    words = Words(source)
    countries, organisations = _names(words, 190), _names(words, 300)
    for number in range(count):
        topic = source.randrange(TOPICS)
        words.begin(topic)
        start = source.randint(1951, 2023)
        yield {
            "slug": f"record-{number:05d}",
            "title": " ".join(words.take(source.randint(6, 12))).capitalize(),
            "summary": _sentences(words, source, source.randint(24, 40)),
            "body": "\n\n".join(
                _sentences(words, source, source.randint(70, 110))
                for _ in range(source.randint(6, 8))
            ),
            "tags": words.take(source.randint(3, 6)),
            "countries": source.sample(countries, source.choice((1, 1, 1, 2, 3))),
            "organisations": source.sample(organisations, source.choice((1, 1, 2))),
            "area": source.sample(AREAS, source.choice((1, 1, 2))),
            "type": source.choice(TYPES),
            "years": (start, min(2024, start + source.choice((0, 0, 1, 3, 8)))),
        }


class Words:
    """Draws words one after the other."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        text = " ".join(path.read_text("utf-8") for path in sorted(CONTENT.rglob("*.md")))
        self._tokens = re.findall(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*|\d[\d.,]*\d|\d", text.lower())
        self._counts = Counter(self._tokens)
        self._letters: dict[str, str] = {}
        for word in self._counts:
            if word.isalpha():
                for i in range(len(word) + 1):
                    before = ("  " + word)[i : i + 2]
                    self._letters[before] = self._letters.get(before, "") + (word + " ")[i]
        self._topics: list[list[str]] = [[] for _ in range(TOPICS)]
        self._record: list[str] = []
        self._topic: list[str] = []

    def begin(self, topic: int) -> None:
        """A new record, of a topic."""
        self._topic = self._topics[topic]
        self._record = []

    def take(self, count: int) -> list[str]:
        """The next words."""
        return [self._next() for _ in range(count)]

    def invent(self) -> str:
        """A new word that looks like the others."""
        while True:
            word = ""
            while len(word) < 16:
                letter = self._source.choice(self._letters[("  " + word)[-2:]])
                if letter == " ":
                    break
                word += letter
            if len(word) > 3:
                return word

    def _next(self) -> str:
        chance = self._source.random()
        if self._record and chance < REPEATED_IN_RECORD:
            word = self._source.choice(self._record)
        elif self._topic and chance < REPEATED_IN_RECORD + REPEATED_IN_TOPIC:
            word = self._source.choice(self._topic)
        else:
            word = self._draw()
        self._record.append(word)
        if self._source.random() < 0.1:
            self._topic.append(word)
        return word

    def _draw(self) -> str:
        total = len(self._tokens)
        new = (STRENGTH + DISCOUNT * len(self._counts)) / (STRENGTH + total)
        if self._source.random() < new:
            chance = self._source.random()
            word = str(self._source.randint(2, 99_999)) if chance < 0.06 else self.invent()
        else:
            while True:  # in proportion to its count less the discount
                word = self._tokens[int(self._source.random() * total)]
                count = self._counts[word]
                if self._source.random() * count < count - DISCOUNT:
                    break
        self._tokens.append(word)
        self._counts[word] += 1
        return word


def _names(words: Words, count: int) -> list[str]:
    return [words.invent().capitalize() for _ in range(count)]


def _sentences(words: Words, source: random.Random, count: int) -> str:
    found = []
    while count > 0:
        length = min(count, source.randint(8, 22))
        count -= length
        sentence = words.take(length)
        if length > 12:
            sentence[length // 2] += ","
        found.append(" ".join(sentence).capitalize() + ".")
    return " ".join(found)
