"""Two lists of terms against each other: how many records have both, and where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbgen.pictures.shades import shade_of, shades
from kbgen.pictures.words import ENGLISH, Words

_UPRIGHT_FROM = 8
"""With so many columns or more, their headings run upwards."""


@dataclass(frozen=True)
class Axis:
    """A term at the head of a row or a column; `count` is how many records have it."""

    label: str
    href: str = ""
    count: int = 0


@dataclass(frozen=True)
class Cell:
    """How many records have both terms, and the page that lists them."""

    count: int
    href: str = ""


@dataclass(frozen=True)
class Matrix:
    """`cells` has a sequence for each row, with a cell for each column."""

    rows: Sequence[Axis]
    columns: Sequence[Axis]
    cells: Sequence[Sequence[Cell]]


def matrix_table(
    matrix: Matrix, *, caption: str, corner: str, name: str = "matrix", words: Words = ENGLISH
) -> Markup:
    """A table that is shaded by count and scrolls inside its own region when it is wide.

    `corner` says what rows and columns are. Cells with records link to them; cells without have
    class `gap` and say so to screen readers; so do terms that no record has. `name` is the
    beginning of its ids: give it when a page has two.
    """
    steps = shades(cell.count for row in matrix.cells for cell in row)
    head = Markup().join(_heading(column, "col", words) for column in matrix.columns)
    rows = Markup().join(
        Markup("<tr>{}{}</tr>").format(
            _heading(row, "row", words),
            Markup().join(
                _cell(cell, row, column, shade_of(cell.count, steps), words)
                for cell, column in zip(cells, matrix.columns, strict=True)
            ),
        )
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
    )
    return Markup(
        '<div class="matrix-region" role="region" tabindex="0" aria-labelledby="{name}-caption">'
        '<table class="matrix{upright}">'
        '<caption id="{name}-caption"><span>{caption}</span></caption>'
        '<thead><tr><td class="matrix-corner">{corner}</td>{head}</tr></thead>'
        "<tbody>{rows}</tbody></table></div>"
    ).format(
        name=name,
        upright=" matrix-upright" if len(matrix.columns) >= _UPRIGHT_FROM else "",
        caption=caption,
        corner=corner,
        head=head,
        rows=rows,
    )


def _heading(axis: Axis, scope: str, words: Words) -> Markup:
    label = Markup('<a href="{}">{}</a>').format(axis.href, axis.label) if axis.href else axis.label
    gap = Markup(' class="gap"') if not axis.count else ""
    total = words.counted(axis.count) if axis.count else words.none
    return Markup(
        '<th scope="{}"{}><span class="matrix-head">{} '
        '<span class="matrix-total">{}</span></span></th>'
    ).format(scope, gap, label, total)


def _cell(cell: Cell, row: Axis, column: Axis, shade: int, words: Words) -> Markup:
    if not cell.count:
        return Markup('<td class="gap"><span class="visually-hidden">{}</span></td>').format(
            words.none
        )
    number = Markup(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}: {}, {}</span>'
    ).format(cell.count, words.counted(cell.count), row.label, column.label)
    if cell.href:
        number = Markup('<a href="{}">{}</a>').format(cell.href, number)
    return Markup('<td class="heat heat-{}">{}</td>').format(shade, number)
