"""Records with words become terms with records."""

from __future__ import annotations

import pytest

from kbgen.search.model import SearchDocument, SearchField
from kbgen.search.postings import COUNT, COUNT_BITS, Posting, Postings, collect
from tests.unit.search.samples import known

FIELDS = (SearchField("body", 1), SearchField("title", 9))
BODY, TITLE = 0, 1
DOCUMENTS = [
    SearchDocument("a.html", "pages", {"title": "Camps", "body": "camps camp tents camps"}),
    SearchDocument("b.html", "pages", {"title": "Camps, camps and a camp"}),
    SearchDocument("c.html", "pages", {"body": "Camp"}),
]


def pairs(posting: Posting) -> list[tuple[int, int]]:
    """(record, how often)."""
    return [(one >> COUNT_BITS, one & COUNT) for one in posting]


@pytest.fixture(scope="module")
def postings() -> Postings:
    return collect(known(DOCUMENTS, FIELDS)[0], FIELDS)[0]


def test_terms_and_their_forms_are_in_order(postings: Postings) -> None:
    assert postings.terms == ["a", "and", "camp", "tent"]
    assert postings.forms == [["a"], ["and"], ["camp", "camps"], ["tents"]]
    assert (postings.records, postings.heaviest) == (3, TITLE)


def test_the_forms_of_a_term_count_together(postings: Postings) -> None:
    found = {field: pairs(posting) for field, posting in postings.of(2)}
    assert found == {BODY: [(0, 3), (2, 1)], TITLE: [(0, 1), (1, 3)]}
    assert [(field, pairs(posting)) for field, posting in postings.of(3)] == [(BODY, [(0, 1)])]


def test_every_occurrence_in_the_heaviest_field_names_its_form(postings: Postings) -> None:
    assert postings.named(2) == {0: [1], 1: [0, 1, 1]}
    assert postings.named(3) == {}, "a term with one form needs no names"


def test_a_form_is_in_so_many_texts(postings: Postings) -> None:
    assert postings.spread(2) == [3, 3]
    assert postings.spread(3) == [1]


def test_lengths_count_all_words_of_a_field(postings: Postings) -> None:
    assert postings.lengths == [[4, 0, 1], [1, 5, 0]]


def test_what_else_is_known_is_given_back_without_forms() -> None:
    analysed, _ = known(DOCUMENTS, FIELDS)
    _, rest = collect(iter(analysed), FIELDS)
    assert rest == [{**its, "forms": {}} for its in analysed]
    assert analysed[2]["forms"] == {"body": [1, "camp"]}, "and what was given stays as it is"


def test_no_records_at_all() -> None:
    postings, rest = collect([], FIELDS)
    assert (postings.terms, postings.lengths, postings.records, rest) == ([], [[], []], 0, [])


@pytest.mark.parametrize("order", [(1, 0), (0, 0)])
def test_records_out_of_order_are_refused(order: tuple[int, int]) -> None:
    analysed, _ = known(DOCUMENTS, FIELDS)
    with pytest.raises(ValueError, match=r"a\.html is out of order"):
        collect([analysed[place] for place in order], FIELDS)
