"""What the edit of a record changes in terms; test_patch applies it to whole indexes."""

from __future__ import annotations

from kbgen.search.edits import Change, Edit, changes_of
from kbgen.search.model import SearchDocument, SearchField
from kbgen.search.record import analyse

FIELDS = (SearchField("title", 9), SearchField("body", 1))


def edit(record: int, before: dict[str, str], after: dict[str, str]) -> Edit:
    old, new = (analyse(SearchDocument("a.html", "pages", its), FIELDS) for its in (before, after))
    return Edit(record, old, new)


def test_forms_that_come_go_or_are_repeated_change_their_term() -> None:
    edited = edit(4, {"title": "Camps", "body": "camp tents tents"}, {"body": "camps tents aid"})
    found = changes_of([edited], FIELDS)
    assert {term: set(changes) for term, changes in found.items()} == {
        "camp": {
            Change(4, 0, "camps", 1, 0),
            Change(4, 1, "camp", 1, 0),
            Change(4, 1, "camps", 0, 1),
        },
        "tent": {Change(4, 1, "tents", 2, 1)},
        "aid": {Change(4, 1, "aid", 0, 1)},
    }


def test_the_order_of_words_changes_nothing() -> None:
    assert changes_of([edit(0, {"body": "camps tents"}, {"body": "tents, camps"})], FIELDS) == {}
    assert changes_of([], FIELDS) == {}
