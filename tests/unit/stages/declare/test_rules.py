from __future__ import annotations

import pytest

from kbgen.model.collection import Rule
from tests.make import declared

PATH = "content/practices/_collection.yml"
FIELDS = (
    "title: P\nfields:\n  title: {label: T, required: true}\n"
    "  scope: {label: S, type: term, of: scopes}\n  tags: {label: G, type: terms, of: tags}\n"
    "  names: {label: N, type: texts}\n"
)


def read(rule: str) -> tuple[tuple[Rule, ...], list[str]]:
    """What is read of a rule, and what is said of it, which is on line 8."""
    text = f"{FIELDS}rules:\n  - {rule}\n"
    knowledge, said = declared(practices=text, tags="title: T\nopen: true\n")
    its = knowledge.collections["practices"].rules
    return its, [place.removeprefix(f"{PATH}:") for place in said]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("{when: {scope: local}, needs: names}", Rule("scope", ("local",), ("names",))),
        ("{when: {scope: [local, global]}, needs: [names, tags]}",
         Rule("scope", ("local", "global"), ("names", "tags"))),
        ("{when: {scope: local}, at_most: {names: 1, tags: 9999}}",
         Rule("scope", ("local",), (), (("names", 1), ("tags", 9999)))),
        ("{when: {scope: local}, needs: tags, at_most: {names: 2}}",
         Rule("scope", ("local",), ("tags",), (("names", 2),))),
        ("{when: {tags: anything}, needs: names}", Rule("tags", ("anything",), ("names",))),
    ],
)  # fmt: skip
def test_a_rule_is_read(written: str, rule: Rule) -> None:
    assert read(written) == ((rule,), [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{needs: names}", "8:5 missing-key"),
        ("{when: {scope: local}}", "8:5 missing-key"),
        ("{when: {}, needs: names}", "8:6 missing-key"),
        ("{when: {scope: local, tags: x}, needs: names}", "8:12 bad-value"),
        ("{when: {nothing: local}, needs: names}", "8:13 unknown-field"),
        ("{when: {names: local}, needs: names}", "8:13 unknown-field"),
        ("{when: {scope: locl}, needs: names}", "8:20 unknown-term"),
        ("{when: {scope: local}, needs: [names, nothing]}", "8:35 unknown-field"),
        ("{when: {scope: local}, at_most: {scope: 1}}", "8:38 unknown-field"),
        *((f"{{when: {{scope: local}}, at_most: {{names: {number}}}}}", "8:45 bad-value")
          for number in ("0", "-1", "x", "10000", "1.5", "१")),
        ("local", "8:5 bad-value"),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_left_out_and_told(written: str, said: str) -> None:
    assert read(written) == ((), [said])
