"""What is kept of declarations is read as what was declared."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kbgen.model.collection import Collection, Field, Rule
from kbgen.model.declared import declared_of, plain_declared
from kbgen.model.record import Reference
from kbgen.model.site import Config, Event, Footnote, GlossaryEntry, Licence, Matrix
from kbgen.model.taxonomy import Taxonomy, Term
from kbgen.text.prose import Heading, Link, Prose

TERM = Term(
    "a",
    "A",
    aliases=("b", "c"),
    values={"size": 7, "names": ["x", "[]"], "true": True, "range": {"from": "1", "to": ""}},
    prose={"note": Prose("<p>", "é", (Heading("h", "H", 2, 1),), (Link("l", 2, True, "m"),))},
)


def kept(value: Any) -> Any:
    return declared_of(json.loads(json.dumps(plain_declared(value))))


@pytest.mark.parametrize(
    "value",
    [
        Collection(
            "a", "A", "A", "a.yml", {"t": Field("t", "T", of=("x",), search=1.5, show=("lead",))},
            rules=(Rule("f", ("x",), ("n",), (("m", 2),)),), added=("d",),
        ),
        Config(licence=Licence("L", "u"), footnotes=(Footnote(("w",), "t"),), doors=("a", "b"),
               matrices=(Matrix("s", "t", "r", "c"),)),
        GlossaryEntry("IOM", "x", ("y", "z")),
        Event("1951", "x", references=(Reference("record", "a", 1, 2),)),
        TERM,
        (), [], {}, "", ((), ("",)), [["a"], []], {"Term": ["Term", "[]", ""]}, ("Term", "a"),
        None, True, 7, 1.5,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_was_declared_comes_back_as_it_was(value: Any) -> None:
    found = kept(value)
    assert found == value
    assert repr(found) == repr(value)  # a named tuple equals any tuple with the same parts


def test_a_taxonomy_finds_its_words_again() -> None:
    taxonomy = Taxonomy("t", "T", "T", "t.yml", "s", "d", "w", True, 2.5, {"f": Field("f", "F")})
    taxonomy.add(TERM)
    found = kept(taxonomy)
    assert found == taxonomy
    assert found.find("B") == taxonomy.find("B")
    assert found.find("A") is not None
