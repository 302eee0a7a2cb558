"""The years as a picture: one band for each decade, a column for each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from kbgen.pictures.lanes import Box, pack
from kbgen.pictures.words import ENGLISH, Words

_LANE = 26
"""Pixels from one line of marks to the next: marks are easy to hit with a finger."""
_BAR = 20
_AXIS = 22
"""Pixels for the years above the marks."""
_RUN = 6
"""Pixels for each record that runs on from an earlier decade."""
_LONGEST = 96
"""Letters at most beside a mark; the whole text is in the list and in the tooltip."""
_GAP = 0.3
"""Columns between a mark and its letters, or the next mark."""
_LETTER = 0.088
"""The width of a letter in columns, on the narrowest screen on which letters are shown."""


@dataclass(frozen=True)
class Entry:
    """Something with a date. `label` is all that is said about it; `short` is written beside it.

    Without an `end` it stands in its first year alone, unless it is `open_ended`: still running.
    """

    start: int
    label: str
    href: str
    kind: Literal["event", "record"] = "record"
    end: int | None = None
    open_ended: bool = False
    short: str = ""


@dataclass(frozen=True)
class _Mark:
    """An entry in the decade in which it starts; columns are counted from 0 to 10."""

    entry: Entry
    left: float
    right: float
    lane: int
    text: str
    leftwards: bool


def timeline(
    entries: Sequence[Entry],
    *,
    first: int,
    last: int,
    title: str,
    heading: int | None = None,
    name: str = "timeline",
    list_href: str = "",
    words: Words = ENGLISH,
) -> Markup:
    """Bands of ten years from the decade of `first` to that of `last`.

    Each decade's name has an id like `timeline-1950`, made from `name`. It is a heading if
    `heading` gives a level; leave that out where the page has headings for the decades already.
    With `list_href`, such as "#decade-", it links to the decade in the page's list. Every entry is
    one link, in the decade where it starts, named by its label; an entry before `first` stands in
    the first year, one after `last` in the last.
    """
    ordered = sorted(entries, key=lambda e: (e.start, e.kind, e.label, e.href))
    decades = range(first // 10 * 10, last + 1, 10)
    begun = {
        decade: [e for e in ordered if decade == min(max(e.start, first), last) // 10 * 10]
        for decade in decades
    }
    bands = Markup().join(
        _band(decade, begun[decade], ordered, (first, last), heading, name, list_href, words)
        for decade in decades
    )
    return Markup('<div class="timeline" role="group" aria-label="{}">{}{}</div>').format(
        title, _legend(words), bands
    )


def _band(
    decade: int,
    begun: Sequence[Entry],
    entries: Sequence[Entry],
    span: tuple[int, int],
    heading: int | None,
    name: str,
    list_href: str,
    words: Words,
) -> Markup:
    last = span[1]
    runs = [e for e in entries if e.start < decade and _end(e, last) >= decade and e not in begun]
    marks = _marks(decade, begun, span)
    label = Markup("{}s").format(decade)
    if list_href:
        label = Markup('<a href="{}{}">{}</a>').format(list_href, decade, label)
    counts = [words.begin(len(begun))] + ([words.run_on(len(runs))] if runs else [])
    head = Markup(
        '<div class="timeline-head"><{0} class="timeline-decade" id="{1}-{2}">{3}</{0}>'
        '<p class="timeline-count">{4}</p></div>'
    ).format(f"h{heading}" if heading else "p", name, decade, label, " · ".join(counts))
    return Markup('<div class="timeline-band">{}{}</div>').format(
        head, _picture(decade, marks, runs, last, name)
    )


def _picture(
    decade: int, marks: Sequence[_Mark], runs: Sequence[Entry], last: int, name: str
) -> Markup:
    if not marks and not runs:
        return Markup()
    lanes = 1 + max((mark.lane for mark in marks), default=-1)
    below = _AXIS + 4 + lanes * _LANE
    height = below + len(runs) * _RUN + 2
    years = Markup().join(
        Markup(
            '<line class="timeline-year" x1="{0}%" x2="{0}%" y2="{1}"/>'
            '<text class="timeline-{2}" x="{3}%" y="13">{4}</text>'
        ).format(n * 10, height, "five" if n % 5 == 0 else "one", n * 10 + 5, decade + n)
        for n in range(10)
        if decade + n <= last
    )
    lines = Markup().join(
        Markup('<line class="timeline-run" x2="{0}%" y1="{1}" y2="{1}"/>').format(
            10 * min(_end(entry, last) - decade + 1, 10), below + n * _RUN + 3
        )
        for n, entry in enumerate(runs)
    )
    drawn = Markup().join(_mark(mark) for mark in marks)
    # Without a viewBox and with columns in per cent: bands grow with the screen, letters do not.
    return Markup(
        '<svg class="timeline-picture" width="100%" height="{}" role="group"'
        ' aria-labelledby="{}-{}"><g aria-hidden="true">{}{}</g>{}</svg>'
    ).format(height, name, decade, years, lines, drawn)


def _mark(mark: _Mark) -> Markup:
    entry = mark.entry
    top = _AXIS + 4 + mark.lane * _LANE
    left, width = _percent(mark.left), _percent(mark.right - mark.left)
    if entry.kind == "event":
        shape = Markup('<circle class="timeline-event" cx="{}%" cy="{}" r="6"/>').format(
            _percent((mark.left + mark.right) / 2), top + _BAR // 2
        )
        x, shift = (mark.left + mark.right) / 2, 11
    else:
        shape = Markup(
            '<rect class="timeline-record" x="{0}%" y="{1}" width="{2}%" height="{3}" rx="3"/>'
            '<rect class="timeline-start" x="{0}%" y="{1}" width="4" height="{3}" rx="2"/>'
        ).format(left, top, width, _BAR)
        x, shift = mark.left, 10
        if entry.open_ended and mark.right < 10:
            shape += Markup(
                '<svg class="timeline-open" x="{}%" y="{}"><path d="M3 4l6 6l-6 6"/></svg>'
            ).format(_percent(mark.right), top)
    text = Markup(
        '<text class="timeline-text{}" aria-hidden="true" x="{}%" y="{}" dx="{}">{}</text>'
    ).format(
        " timeline-leftwards" if mark.leftwards else "",
        _percent(x),
        top + 15,
        -shift if mark.leftwards else shift,
        mark.text,
    )
    return Markup('<a href="{}"><title>{}</title>{}{}</a>').format(
        entry.href, entry.label, shape, text
    )


def _marks(decade: int, begun: Sequence[Entry], span: tuple[int, int]) -> list[_Mark]:
    first, last = span
    placed: list[tuple[_Mark, Box]] = []
    for entry in begun:
        left = float(min(max(entry.start, first), last) - decade)
        right = left + 1
        if entry.kind == "record":
            right = min(max(right, _end(entry, last) - decade + 1.0), 10.0)
        # Beside an event and over a record; to the left of both where more room is there.
        begin = left + 0.6 if entry.kind == "event" else left
        label = entry.short or entry.label
        rightwards, leftwards = _letters(10.0 - begin), _letters(left)
        to_left = len(label) > rightwards < leftwards
        text = _shortened(label, leftwards if to_left else rightwards)
        length = len(text) * _LETTER + _GAP
        box = Box(left - length, right) if to_left else Box(left, max(right, begin + length))
        placed.append((_Mark(entry, left, right, 0, text, to_left), box))
    lanes = pack([box for _, box in placed])
    return [replace(mark, lane=lane) for (mark, _), lane in zip(placed, lanes, strict=True)]


def _end(entry: Entry, last: int) -> int:
    """The last year that an entry covers in the picture; an event is a moment."""
    if entry.kind == "event":
        return entry.start
    if entry.open_ended:
        return last
    return min(max(entry.end or entry.start, entry.start), last)


def _letters(columns: float) -> int:
    """How many letters may stand in so many columns."""
    return min(_LONGEST, int((columns - _GAP) / _LETTER))


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "\N{HORIZONTAL ELLIPSIS}"


def _percent(columns: float) -> str:
    return f"{columns * 10:g}"


def _legend(words: Words) -> Markup:
    return Markup(
        '<ul class="timeline-legend">'
        '<li><svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">'
        '<circle class="timeline-event" cx="8" cy="8" r="6"/></svg>{}</li>'
        '<li><svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">'
        '<rect class="timeline-record" y="2" width="16" height="12" rx="3"/>'
        '<rect class="timeline-start" y="2" width="4" height="12" rx="2"/></svg>{}</li>'
        '<li><svg class="swatch timeline-open" viewBox="0 0 16 16" aria-hidden="true">'
        '<path d="M5 2l6 6l-6 6"/></svg>{}</li></ul>'
    ).format(words.event, words.record, words.ongoing)
