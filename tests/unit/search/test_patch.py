"""An edit of some records gives byte for byte the index that is made anew, and reads little."""

# ruff: noqa: SIM905 (words are easier to read in one string)

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

import pytest

from kbgen.search import (
    Edit,
    Ledger,
    OutOfDate,
    Patch,
    SearchDocument,
    SearchOptions,
    SearchSettings,
    analyse,
    fragment_of,
    index_files,
    ledger_of,
)
from tests.trials import amount
from tests.unit.search.samples import FIELDS as SAMPLE_FIELDS
from tests.unit.search.samples import SYNONYMS, facets, known
from tests.unit.search.test_index import SMALL, invented

FIELDS = [field._replace(listed=field.name == "summary") for field in SAMPLE_FIELDS]
SETTINGS = SearchSettings(FIELDS, facets(), SYNONYMS, SMALL)
WITH_LUNR = SETTINGS._replace(options=SMALL._replace(lunr_index=True))
WORDS = """migration migrating migrates migrant survey surveys zone zoned aesthetic esthetics
    oestrus yes kalo lomi Ω мир 民主 x9 4.7 𐍈a 𐍈b égal COVID-19""".split()


class Base:
    """An index in memory and the records that it is made of."""

    def __init__(
        self, documents: Sequence[SearchDocument], settings: SearchSettings = SETTINGS
    ) -> None:
        self.documents, self.settings = list(documents), settings
        self.ledger = Ledger()
        made = index_files(*known(self.documents, FIELDS), settings, self.ledger)
        self.files = dict(made)
        self.read: list[str] = []

    def patched(self, documents: Sequence[SearchDocument]) -> dict[str, bytes | None]:
        """The files after an edit, None for those that stay."""
        edits = [
            Edit(place, analyse(before, FIELDS), analyse(after, FIELDS))
            for place, (before, after) in enumerate(zip(self.documents, documents, strict=True))
            if before != after
        ]
        self.patched_ledger = ledger_of(json.loads(json.dumps(self.ledger.plain())))
        patch = Patch(
            self.patched_ledger,
            edits,
            self.settings,
            self._file,
            [document.permalink for document in documents],
            lambda: known(documents, FIELDS)[0],
            lambda place: analyse(documents[place], FIELDS)["title"],
            lambda place: fragment_of(documents[place]),
        )
        return dict(patch.files())

    def _file(self, path: str) -> bytes:
        self.read.append(path)
        return self.files[path]


def rewritten(document: SearchDocument, **texts: str) -> SearchDocument:
    """A record with other texts."""
    fields = {**document.fields, **texts}
    fragment = {**document.fragment, "title": fields["title"], "text": fields["body"]}
    return document._replace(fields=fields, fragment=fragment)


def random_edit(source: random.Random, document: SearchDocument) -> SearchDocument:
    """Words come, go, or are all replaced; sometimes the years change."""
    field = source.choice(["body", "body", "title", "summary"])
    words = document.fields[field].split()
    kind = source.random()
    if kind < 0.5:
        place = source.randrange(len(words) + 1)
        words[place:place] = source.choices(WORDS, k=source.randint(1, 4))
    elif kind < 0.8:
        words = [word for word in words if source.random() < 0.8]
    elif kind < 0.9:
        words = []
    else:
        words = source.choices(
            invented(5, seed=source.randrange(99))[0].fields["body"].split(), k=60
        )
    edited = rewritten(document, **{field: " ".join(words)})
    if source.random() < 0.2:
        edited = edited._replace(years=(source.choice([1990, 2001]), 2011))
    return edited


@pytest.mark.parametrize("seed", range(4))
def test_the_bytes_are_those_of_a_new_index(seed: int) -> None:
    source = random.Random(seed)
    base = Base(invented(80), WITH_LUNR)
    patched = 0
    for _ in range(amount(25, few=2)):
        documents = base.documents[:]
        for place in source.sample(range(80), source.choice([1, 1, 1, 2, 5])):
            documents[place] = random_edit(source, documents[place])
        fresh = Base(documents, WITH_LUNR)
        try:
            found = base.patched(documents)
        except OutOfDate:  # a synonym has come or gone
            found = dict(fresh.files)
        else:
            patched += 1
            assert base.patched_ledger == fresh.ledger
        whole = {p: base.files[p] if content is None else content for p, content in found.items()}
        assert whole == fresh.files
        base = fresh
    assert patched >= amount(21, few=1)


def test_little_is_read_and_written() -> None:
    base = Base(invented(80))
    documents = base.documents[:]
    documents[30] = rewritten(documents[30], body=documents[30].fields["body"] + " kamikatsu again")
    differing = [path for path, content in base.patched(documents).items() if content is not None]
    assert len(base.files) > 60
    assert len(base.read) <= 4, "two words files and two postings files"
    assert len(differing) <= 6, "these, the fragment and the lengths"


@pytest.mark.parametrize(
    "body",
    [
        "survey of surveys",  # new words and none of the old ones
        "",
        " ".join(f"survey{number}" for number in range(300)),  # all later terms get other numbers
    ],
)
def test_the_ordinary_lunr_index_is_patched_too(body: str) -> None:
    base = Base(invented(20), WITH_LUNR)
    documents = base.documents[:]
    documents[3] = rewritten(documents[3], body=body)
    content = base.patched(documents)["lunr-index.json"]
    fresh = Base(documents, WITH_LUNR)
    assert content == fresh.files["lunr-index.json"]
    assert base.patched_ledger.occurrences == fresh.ledger.occurrences


def test_the_ordinary_lunr_index_stays_where_no_word_has_changed() -> None:
    base = Base(invented(20), WITH_LUNR)
    documents = base.documents[:]
    documents[3] = documents[3]._replace(years=(1990, 2011))
    assert base.patched(documents)["lunr-index.json"] is None
    assert "lunr-index.json" not in base.read


def _spoil_a_file(base: Base) -> None:
    base.files = {path: content + b" " for path, content in base.files.items()}


def _spoil_the_ordinary_index(base: Base) -> None:
    base.files["lunr-index.json"] += b" "


def _change_the_fields(base: Base) -> None:
    base.settings = base.settings._replace(fields=FIELDS[:2])


def _change_the_synonyms(base: Base) -> None:
    base.settings = base.settings._replace(synonyms=(("survey", "poll"),))


def _change_the_options(base: Base) -> None:
    base.settings = base.settings._replace(options=SearchOptions(shard_bytes=999))


@pytest.mark.parametrize(
    "spoil",
    [
        _spoil_a_file,
        _spoil_the_ordinary_index,
        _change_the_fields,
        _change_the_synonyms,
        _change_the_options,
    ],
)
def test_what_cannot_be_patched_is_refused(spoil: Callable[[Base], None]) -> None:
    base = Base(invented(20), WITH_LUNR)
    documents = base.documents[:]
    documents[3] = rewritten(documents[3], body="survey of surveys")
    spoil(base)
    with pytest.raises(OutOfDate):
        base.patched(documents)


def test_a_term_that_synonyms_hang_on_makes_the_index_anew() -> None:
    base = Base(invented(20))
    documents = base.documents[:]
    documents[3] = rewritten(documents[3], body="former combatants")
    with pytest.raises(OutOfDate):
        base.patched(documents)
