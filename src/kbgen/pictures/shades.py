"""Classes of counts: which of five shades a number of records is painted in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

SHADES = 5


class Shade(NamedTuple):
    """One step of a legend: counts from `first` to `last` have shade `number`, 1 (pale) to 5."""

    number: int
    first: int
    last: int


def shades(counts: Iterable[int]) -> tuple[Shade, ...]:
    """The steps for these counts, from few to many; zero has none.

    Steps grow like the counts of a knowledge base do: most places have few records, a few have
    many. Up to five records every count has a step of its own.
    """
    largest = max(counts, default=0)
    lasts: list[int] = []
    for step in range(1, SHADES + 1):
        # The tiny addition keeps 32 ** (1 / 5) from being counted as 1.999...
        last = int(largest ** (step / SHADES) + 1e-9)
        last = max(last, lasts[-1] + 1 if lasts else 1)
        if last > largest:
            break
        lasts.append(last)
    firsts = [1, *(last + 1 for last in lasts[:-1])]
    return tuple(
        Shade(_spread(n, len(lasts)), first, last)
        for n, (first, last) in enumerate(zip(firsts, lasts, strict=False))
    )


def shade_of(count: int, steps: Iterable[Shade]) -> int:
    """The number of the step that a count falls in; 0 for none."""
    return next((step.number for step in steps if step.first <= count <= step.last), 0)


def _spread(step: int, steps: int) -> int:
    """Few steps are spread over the whole range of shades, so that they can be told apart."""
    return 3 if steps == 1 else 1 + round(step * (SHADES - 1) / (steps - 1))
