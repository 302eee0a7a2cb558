from __future__ import annotations

import pytest

from kbgen.model.issues import MOST_PER_FILE, ContentError, Issue, Issues


def test_issues_come_in_the_order_of_their_places_and_once() -> None:
    issues = Issues()
    for path, line in (("b", 1), ("a", 10), ("a", 9), ("a", 9)):
        issues.error("yaml", "said", path, line)
    assert [(i.path, i.line) for i in issues] == [("a", 9), ("a", 10), ("b", 1)]
    assert (len(issues), issues.errors, issues.warnings) == (3, 3, 0)


def test_only_errors_stop() -> None:
    issues = Issues()
    issues.warning("alias", "said", "a")
    issues.stop_on_errors()
    with pytest.raises(ContentError):
        issues.refuse_warnings()
    issues.error("yaml", "said", "a")
    with pytest.raises(ContentError):
        issues.stop_on_errors()


def test_a_flood_of_warnings_hides_no_error() -> None:
    issues = Issues()
    for line in range(1, 5000):
        issues.warning("alias", "said", "a", line)
    issues.error("yaml", "said", "a", 5000)
    assert issues.warnings == MOST_PER_FILE + 1
    assert issues.errors == 1


def test_hints_are_found_only_for_what_is_shown() -> None:
    asked: list[int] = []
    issues = Issues()
    for line in range(1, 500):
        issues.error("yaml", "said", "a", line, hint=lambda line=line: str(asked.append(line)))  # type: ignore[misc, func-returns-value]
    assert len(asked) == MOST_PER_FILE


def test_what_was_kept_is_taken_over_whole() -> None:
    kept = [Issue("a", n, 1, "error", "yaml", "said") for n in range(500)]
    issues = Issues()
    issues.extend(kept)
    issues.extend(kept)
    assert len(issues) == issues.errors == 500


def test_an_issue_is_one_line_and_a_hint() -> None:
    issue = Issue("a\nb.md", 3, 4, "error", "yaml", "x\x1b[2Jy", "do\r\nthat")
    assert str(issue) == ("a\\nb.md:3:4: error[yaml] x\\x1b[2Jy\n    hint: do\\r\\nthat")
