from __future__ import annotations

import pytest

from kbgen.text.slugs import is_slug, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Keyhole gardens", "keyhole-gardens"),
        ("Élan — vital!", "elan-vital"),
        ("Migrants' rights", "migrants-rights"),
        ("4.3", "4-3"),
        ("Straße, Łódź, İzmir", "strasse-lodz-izmir"),
        ("国連", ""),
        ("--a--", "a"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["", "A", "a_b", "-a", "a--b", "a\n", "é", "a/b"])
def test_is_slug_refuses(text: str) -> None:
    assert not is_slug(text)
