"""What fuzzing is fed with, and what it found: each input that did harm once is tried for ever."""

from __future__ import annotations

import pytest

from fuzz.targets import DECLARATIONS, SEEDS, TARGETS

FOUND = (
    ("record", b'---\ntitle: "\\ud800"\n---\n'),
    ("record", b"---\ntitle: A\n---\n\xed\xa0\x80\n"),
    ("record", b"---\ntitle: A\n---\na &#x202e; b &#0; &#xd800; &#x110000;\n"),
    ("record", b"---\ntitle: A\n" + "\u2013".encode() * 3000 + b"x"),
    ("record", b"---\ntitle: A\n---\n" + b"^[" * 900),
    ("record", b"---\ntitle: A\n---\n" + b"> " * 900 + b"a"),
    ("query", b"\xed\xa0\x80 \xff \x00"),
    ("query", b'"' * 999),
    ("query", b"a" * 5000),
)


@pytest.mark.parametrize(("target", "raw"), FOUND)
def test_what_was_found(target: str, raw: bytes) -> None:
    TARGETS[target](raw)


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_fed_with_what_it_knows(target: str) -> None:
    assert SEEDS[target]
    for seed in SEEDS[target]:
        TARGETS[target](seed)
        TARGETS[target](seed[: len(seed) // 2])
    assert len(SEEDS["declaration"]) == len(DECLARATIONS)
