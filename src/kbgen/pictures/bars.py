"""Counts by term as horizontal bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbgen.pictures.words import ENGLISH, Words


@dataclass(frozen=True)
class Bar:
    """A term and how many records have it. `href` may be empty: then it is no link."""

    label: str
    count: int
    href: str = ""


def bars(rows: Sequence[Bar], *, title: str, words: Words = ENGLISH) -> Markup:
    """A list of terms, in the order given, each with a bar; the longest takes the whole width.

    A term is named like "Equity: 7 records" to a screen reader, which hears nothing of the bars.
    """
    largest = max((row.count for row in rows), default=0)
    return Markup('<ul class="bars" aria-label="{}">{}</ul>').format(
        title, Markup().join(_row(row, largest, words) for row in rows)
    )


def _row(row: Bar, largest: int, words: Words) -> Markup:
    spoken = words.counted(row.count) if row.count > 0 else words.none
    label = Markup('{}<span class="visually-hidden">: {}</span>').format(row.label, spoken)
    name = (
        Markup('<a href="{}">{}</a>').format(row.href, label)
        if row.href
        else Markup("<span>{}</span>").format(label)
    )
    share = 100 * max(row.count, 0) / largest if largest > 0 else 0
    return Markup(
        '<li class="bars-row">{}<svg class="bars-bar" aria-hidden="true">'
        '<rect width="{}%" height="100%" rx="2"/></svg>'
        '<span class="bars-count" aria-hidden="true">{}</span></li>'
    ).format(name, f"{share:.4g}", row.count)
