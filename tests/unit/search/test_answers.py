"""What a reader's words mean: the browser's engine on made-up records."""

# ruff: noqa: RUF001 (odd characters are the subject)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbgen.search import SearchOptions
from kbgen.search.site_index import SiteIndex
from kbgen.search.terminal import find
from tests.unit.search.samples import Asker, Writer, document, slugs

RECORDS = [
    document("survey-norway", "Survey of employment pathways", "A survey.", countries=("NOR",)),
    document("egypt-school", "Tourism school", "Pupils learn a trade.", countries=("EGY",)),
    document("ivory", "Cocoa farms", "Farmers are advised.", countries=("CIV",)),
    document("tot", "Training of trainers for border guards", "Guards learn to teach."),
    document("trainers", "Trainers and their rooms", "Rooms are let."),
    document("combatants", "Former combatants learn a trade", "They left armed groups."),
    document("trafficking", "Victims of trafficking", "Help after trafficking in persons."),
    document("labour", "Labour migration policy", "Policy on labour migration and programmes."),
    document("migration", "Migration of birds", "Labour of love, and no people."),
    document("covid", "Response to COVID-19", "Target SDG 4.7 and EMM2.0 and 4.a."),
    document("summer", "École d'été", "A summer school on migration."),
    document("accents", "Türkiye and the Åland coöperation", "naïve café İstanbul"),
    document("who", "Health and the WHO", "Written with the WHO."),
    document("arabic", "الهجرة والتنمية", "миграция и развитие 移民与发展"),
    document("stop", "Working with what is there", "Nothing."),
    document("experiment", "An experiment on assistance", "Experimental."),
]


@pytest.fixture(scope="module")
def site(write_index: Writer) -> Path:
    return write_index(RECORDS)


BEST = [
    ("survey", "survey-norway"),
    ("norway", "survey-norway"),
    ("NO", "survey-norway"),
    ("Noruega", "survey-norway"),
    ("Egipto", "egypt-school"),
    ("مصر", "egypt-school"),
    ("cote d'ivoire", "ivory"),
    ("Côte d’Ivoire", "ivory"),
    ("Ivory Coast", "ivory"),
    ("ToT", "tot"),
    ("train the trainers", "tot"),
    ("DDR", "combatants"),
    ("trafficing", "trafficking"),
    ("victims of trafikking", "trafficking"),
    ("labor migration", "labour"),
    ("program", "labour"),
    ("covid19", "covid"),
    ("COVID-19", "covid"),
    ("covid 19", "covid"),
    ("SDG 4.7", "covid"),
    ("SDG: 4.7", "covid"),
    ("EMM 2.0", "covid"),
    ("emm2.0", "covid"),
    ("4.a", "covid"),
    ("ecole d'ete", "summer"),
    ("l'école", "summer"),
    ("turkiye", "accents"),
    ("cooperation aland", "accents"),
    ("istanbul cafe", "accents"),
    ("WHO", "who"),
    ("الهجرة", "arabic"),
    ("миграция", "arabic"),
    ("发展", "arabic"),
    ("with", "stop"),
    ("(survey),", "survey-norway"),
    ("trainer", "trainers"),
]


CHOSEN: list[tuple[str, set[str]]] = [
    ('"labour migration"', {"labour"}),
    ('"migration labour"', set()),
    ("“summer school”", {"summer"}),
    ("migration -birds -labour", {"summer"}),
    ("labour -migration", set()),
    ('trade -"former combatants"', {"egypt-school"}),
]
NOTHING = ["", "  ", "*", "foo:", "~", "-", '"', '""', "zzzzqqq", "😀", "\ud800"]


@pytest.fixture(scope="module")
def answers(site: Path, ask: Asker) -> dict[str, dict[str, Any]]:
    """The answers to all of these words, from one start of Node."""
    words = [*(its for its, _ in BEST), *(its for its, _ in CHOSEN), *NOTHING]
    return dict(zip(words, ask(site, *words), strict=True))


@pytest.mark.parametrize(("words", "best"), BEST)
def test_finds(answers: dict[str, dict[str, Any]], words: str, best: str) -> None:
    answer = answers[words]
    assert "error" not in answer
    assert slugs(answer)[:1] == [best]


def test_words_of_other_records_do_not_come_first(site: Path, ask: Asker) -> None:
    every, some = ask(site, "labour migration", "labour egypt trainers rooms")
    assert (every["every"], slugs(every)[0]) == (2, "labour")
    assert [hit["every"] for hit in every["hits"]] == [True, True, *[False] * (every["total"] - 2)]
    assert some["every"] == 0
    assert slugs(some)[0] == "trainers"


@pytest.mark.parametrize(("words", "found"), CHOSEN)
def test_phrases_and_exclusions(
    answers: dict[str, dict[str, Any]], words: str, found: set[str]
) -> None:
    assert set(slugs(answers[words])) == found


def test_a_phrase_stands_in_one_text(write_index: Writer, ask: Asker) -> None:
    ends = document("ends", "A summer", summary="School of law")
    goes_on = document("goes-on", "Of law", "In the summer school.")
    site = write_index([ends, goes_on])
    (answer,) = ask(site, '"summer school"')
    assert slugs(answer) == ["goes-on"]
    assert [match.record for match in find(SiteIndex(site), '"summer school"').matches] == [1]


def test_a_phrase_is_found_behind_many_better_records(write_index: Writer, ask: Asker) -> None:
    others = [
        document(f"other-{n:03}", "Summer camp", "A school", summary="Summer") for n in range(150)
    ]
    body = "words " * 200 + "summer school"
    site = write_index([*others, document("phrase", "Long", body)])
    (answer,) = ask(site, '"summer school"')
    assert (slugs(answer), answer["more"]) == (["phrase"], False)
    assert len(find(SiteIndex(site), '"summer school"').matches) == 1


def test_a_phrase_of_stop_words_is_looked_for_in_texts(write_index: Writer, ask: Asker) -> None:
    site = write_index([document("one", "End of term", "Part of the whole"), document("two", "Of")])
    (answer,) = ask(site, '"of the"')
    assert slugs(answer) == ["one"]


def test_records_with_a_phrase_are_told_as_they_are_read(write_index: Writer, ask: Asker) -> None:
    bodies = ["a summer school", "school of summer"] * 30
    site = write_index([document(f"r-{n:02}", "Title", body) for n, body in enumerate(bodies)])
    (answer,) = ask(site, {"words": '"summer school"', "limit": 60})
    final = [hit["permalink"] for hit in answer["hits"]]
    assert (len(final), answer["total"], answer["partial"]) == (30, 30, False)
    sizes = [len(hits) for hits in answer["before"]]
    assert len(sizes) > 2
    assert sizes == sorted(sizes)
    assert sizes[0] < 30
    assert all(final[: len(hits)] == hits for hits in answer["before"])


def test_a_phrase_says_how_many_texts_are_read_for_it(write_index: Writer, ask: Asker) -> None:
    bodies = ["a summer school", "school of summer"] * 6
    site = write_index([document(f"r-{n:02}", "Title", body) for n, body in enumerate(bodies)])
    phrase = {"words": '"summer school"', "limit": 20}
    first, again, plain = ask(site, phrase, phrase, "summer school")
    assert (first["reads"], again["reads"], plain["reads"]) == ([12], [], [])
    assert first["total"] == again["total"] == 6


def test_first_hits_can_come_before_the_texts_of_the_others(
    write_index: Writer, ask: Asker
) -> None:
    documents = [document(f"d{n:02}", "Schools", "school " * n) for n in range(1, 13)]
    site = write_index(documents, SearchOptions(fragment_bytes=1))
    _, whole = ask(site, "zebra", "schools")
    wanted = {"words": "schools", "soon": 2}
    _, first, again = ask(site, "zebra", wanted, wanted)  # the first one loads the facets
    best = [hit["permalink"] for hit in whole["hits"]]
    assert (first["before"], again["before"]) == ([best[:2]], [])
    for answer in (first, again):
        assert {**answer, "before": [], "loaded": []} == {**whole, "before": [], "loaded": []}


def test_a_misspelling_is_mended_and_said(site: Path, ask: Asker) -> None:
    (answer,) = ask(site, "victims trafikking")
    assert answer["didYouMean"] == "victims trafficking"
    assert answer["hits"][0]["why"] == ["similar word: trafficking"]


def test_another_spelling_has_no_word_that_no_record_has(site: Path, ask: Asker) -> None:
    lost, compound, growing = ask(
        site,
        "victims xqzzv trafikking",
        "victims-xqzzv trafikking",
        {"words": "trafikking xqzzv", "typing": True},
    )
    assert lost["didYouMean"] == "victims trafficking"
    assert compound["didYouMean"] == "victims-xqzzv trafficking"
    assert growing["didYouMean"] == "trafficking xqzzv", "the word may still become another"


def test_a_synonym_is_said_where_the_words_do_not_match(site: Path, ask: Asker) -> None:
    egypt, plain = ask(site, "Egipto", "training of trainers")
    assert egypt["hits"][0]["why"] == ["synonym: Egypt"]
    assert egypt["didYouMean"] is None
    assert plain["hits"][0]["why"] == []


def test_a_synonym_counts_no_more_than_the_word_it_stands_for(
    write_index: Writer, ask: Asker
) -> None:
    common = [document(f"training-{n}", f"Training number {n}", "Text.") for n in range(30)]
    rare = document("course", "Course of courses", "A course, another course.", summary="A course.")
    site = write_index([*common, rare])
    (answer,) = ask(site, {"words": "training", "limit": 31})
    assert slugs(answer)[-1] == "course"
    assert answer["hits"][-1]["why"] == ["synonym: course"]
    found = find(SiteIndex(site), "training").matches
    assert [match.score for match in found] == pytest.approx([h["score"] for h in answer["hits"]])


def test_a_phrase_that_is_nowhere_suggests_its_words(site: Path, ask: Asker) -> None:
    (answer,) = ask(site, '"migration labour"')
    assert (answer["total"], answer["didYouMean"]) == (0, "migration labour")


def test_the_last_word_grows_while_one_types(site: Path, ask: Asker) -> None:
    word = "experiment"
    requests = [{"words": f"an {word[:n]}", "typing": True} for n in range(3, len(word) + 1)]
    assert [slugs(answer)[:1] for answer in ask(site, *requests)] == [["experiment"]] * len(
        requests
    )


def test_words_are_marked(site: Path, ask: Asker) -> None:
    (answer,) = ask(site, {"words": "traffick", "typing": True})
    hit = answer["hits"][0]
    assert hit["title"] == [["Victims of ", False], ["trafficking", True]]
    assert ["trafficking", True] in hit["excerpt"]
    assert "".join(text for text, _ in hit["excerpt"]) == "Help after trafficking in persons."


@pytest.mark.parametrize("words", NOTHING)
def test_nothing_to_look_for_is_no_error(answers: dict[str, dict[str, Any]], words: str) -> None:
    answer = answers[words]
    assert "error" not in answer
    assert answer["total"] == (len(RECORDS) if not words.strip() else 0)


def test_a_newer_run_silences_an_older_one(site: Path, run_node: Callable[..., Any]) -> None:
    assert run_node("newest.js", ["survey", "trade", "who"], site / "data") == ["who"]


def test_lengths_that_stand_apart_come_with_the_words_that_need_them(
    write_index: Writer, ask: Asker
) -> None:
    documents = [
        document("a", "Schools in Egypt", countries=("EGY",)),
        document("b", "Schools", "for Norway and Egypt", countries=("NOR", "EGY")),
        document("c", "Teachers", countries=("CIV", "NOR")),
    ]
    together, apart = write_index(documents), write_index(documents, SearchOptions(length_bytes=0))
    requests = ["schools", "egypt", "-norway school", "teacher norw"]
    expected, found = ask(together, *requests), ask(apart, *requests)
    loaded = [[name for name in answer["loaded"] if "lengths" in name] for answer in found]
    assert loaded == [[], ["lengths-2.js"], [], []]
    assert [answer["hits"] for answer in found] == [answer["hits"] for answer in expected]
    for words, answer in zip(requests, found, strict=True):
        scores = [match.score for match in find(SiteIndex(apart), words).matches]
        assert scores == pytest.approx([hit["score"] for hit in answer["hits"]])


def test_only_what_is_needed_is_loaded(site: Path, ask: Asker) -> None:
    first, again = ask(site, "survey", "survey")
    assert {"boot.js", "facets.js"} < set(first["loaded"])
    assert "titles.js" not in first["loaded"]
    assert again["loaded"] == []
