"""Maps of the world: countries shaded by how many records they have, and where a record is."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from kbgen.pictures.frame import Frame, Mark, frame_around, window_frame, world_frame
from kbgen.pictures.geography import areas, square_kilometres
from kbgen.pictures.shades import Shade, shade_of, shades
from kbgen.pictures.words import ENGLISH, Words

_LABEL_HEIGHT, _LETTER_WIDTH = 22, 12
"""The size of a label in units of a regional picture, as `pictures.css` sets it."""

# What is made for every record, or every country of a map. Filled in by % it takes half the time.
_PATH = Markup('<path class="%s" d="%s"/>')
_LABEL = Markup('<text x="%s" y="%s">%s</text>')
_LINK = Markup('<a href="%s"><title>%s</title>%s%s</a>')
_NO_LINK = Markup('<g role="img"><title>%s</title>%s%s</g>')
_LOCATOR = Markup(
    '<svg class="map-picture map-locator" viewBox="0 0 %s %s" role="img" aria-label="%s">'
    "%s%s%s%s</svg>"
)


@dataclass(frozen=True)
class Place:
    """A country and how many records it has. `href` may be empty: then it is no link."""

    code: str
    label: str
    count: int
    href: str = ""


def world_map(
    places: Sequence[Place],
    *,
    title: str,
    description: str,
    highlight: Collection[str] = (),
    crop: Collection[str] | None = None,
    name: str = "map",
    words: Words = ENGLISH,
) -> Markup:
    """A figure: the world with its countries shaded by number of records, and a legend.

    Each place with records is a link named like "Kyrgyzstan: 7 records", in the order given; others
    are drawn, but are no stop for the keyboard. Places that cannot be drawn stand in a list below
    the map, so that the map says all that its table says. `highlight` gives places a strong
    outline. With `crop`, codes of countries, the picture shows the region around them. `name` is
    the beginning of the ids in the figure: give it when a page has two.
    """
    counted = [place for place in places if place.count > 0]
    steps = shades(place.count for place in counted)
    frame = frame_around(crop) if crop else world_frame()
    shown = {place.code for place in counted} | set(highlight)
    marks = [frame.marks.get(place.code) for place in counted]
    drawn = Markup().join(
        _link(place, mark, shade_of(place.count, steps), place.code in highlight, words)
        for place, mark in zip(counted, marks, strict=True)
        if mark
    )
    missing = [place for place, mark in zip(counted, marks, strict=True) if not mark]
    alone = set(highlight) - {place.code for place in counted}
    return Markup(
        '<figure class="map" id="{name}">'
        '<svg class="map-picture{region}" viewBox="0 0 {width} {height}" role="group"'
        ' aria-label="{title}" aria-describedby="{name}-description">{land}{alone}{drawn}</svg>'
        '{legend}{missing}<figcaption id="{name}-description">{description}</figcaption></figure>'
    ).format(
        name=name,
        region=" map-region" if crop else "",
        width=frame.width,
        height=frame.height,
        title=title,
        land=_land(frame, without=shown),
        alone=_highlighted(sorted(alone), frame),
        drawn=drawn,
        legend=_legend(steps, words),
        missing=_missing(missing, frame, words),
        description=description,
    )


def locator_map(
    codes: Collection[str],
    *,
    title: str,
    around: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
) -> Markup:
    """A small picture of where some countries are, without links. Empty if none can be drawn.

    It shows the region that they lie in; if they lie far apart, the world. Countries `around` them
    are drawn as their neighbours. `title` is all that a screen reader hears, so it names the
    countries. `labels`, by code, are written on the map where they fit.
    """
    known = sorted(set(codes) & areas().keys())
    if not known:
        return Markup()
    frame = window_frame(known)
    near = sorted(set(around) - set(known))
    return _LOCATOR % (
        frame.width,
        frame.height,
        title,
        _whole_land(frame),
        _path("map-near", _shapes(near, frame)),
        _highlighted(known, frame),
        _labels(known, labels or {}, frame),
    )


def _link(place: Place, mark: Mark, shade: int, strong: bool, words: Words) -> Markup:
    name = f"{place.label}: {words.counted(place.count)}"
    kind = f"map-{shade} map-strong" if strong else f"map-{shade}"
    shape = _path(kind, mark.shape)
    dot = _path("map-ring", mark.dot) + _path(f"map-dot {kind}", mark.dot) if mark.dot else ""
    if place.href:
        return _LINK % (place.href, name, shape, dot)
    return _NO_LINK % (name, shape, dot)


def _land(frame: Frame, without: Collection[str]) -> Markup:
    """All places without records in two paths: their shapes, and, where there
    is room, dots for the small ones."""
    marks = [mark for code, mark in frame.marks.items() if code not in without]
    shapes = "".join([mark.shape for mark in marks])
    dots = "".join([mark.dot for mark in marks]) if frame.roomy else ""
    return _path("map-land", shapes) + _path("map-islet", dots)


@cache
def _whole_land(frame: Frame) -> Markup:
    """All places: what stands out in a picture is drawn on top of them."""
    return _land(frame, without=())


def _shapes(codes: Collection[str], frame: Frame) -> str:
    return "".join(frame.marks[code].shape for code in codes if code in frame.marks)


def _highlighted(codes: Sequence[str], frame: Frame) -> Markup:
    marks = [frame.marks[code] for code in codes if code in frame.marks]
    dots = "".join(mark.dot for mark in marks)
    return (
        _path("map-chosen", "".join(mark.shape for mark in marks))
        + _path("map-ring", dots)
        + _path("map-dot map-chosen", dots)
    )


def _path(kind: str, shape: str) -> Markup:
    return _PATH % (kind, shape) if shape else Markup()


def _labels(codes: Sequence[str], labels: Mapping[str, str], frame: Frame) -> Markup:
    """Names on the map, largest places first.

    A name that would lie on another, or in another of these places, is left out.
    """
    taken: list[tuple[float, float, float]] = []
    texts = []
    by_size = sorted(codes, key=lambda code: (-square_kilometres(code), code))
    spots = {code: at for code in by_size if (at := frame.place(code))}
    sides = {code: math.sqrt(frame.square_units(square_kilometres(code))) for code in spots}
    for code, at in spots.items():
        text = labels.get(code, "")
        if not text:
            continue
        half = len(text) * _LETTER_WIDTH / 2
        area, reach = sides[code] ** 2, sides[code] / 2 + 8
        others = [(*spots[other], sides[other] / 2) for other in spots if other != code]
        above, below = at[1] - reach, at[1] + reach + _LABEL_HEIGHT * 0.7
        if area > half * 2 * _LABEL_HEIGHT * 2:
            above = at[1] + _LABEL_HEIGHT * 0.3
        x = min(max(at[0], half + 4), frame.width - half - 4)
        for y in (above, below):
            middle = y - _LABEL_HEIGHT * 0.3
            free = all(abs(x - a) > half + b or abs(y - c) > _LABEL_HEIGHT for a, b, c in taken)
            free = free and all(abs(x - a) > r or abs(middle - b) > r for a, b, r in others)
            if free and half * 2 < frame.width and _LABEL_HEIGHT < y < frame.height - 6:
                taken.append((x, half, y))
                texts.append(_LABEL % (round(x), round(y), text))
                break
    if not texts:
        return Markup()
    return Markup('<g class="map-labels">{}</g>').format(Markup().join(texts))


def _legend(steps: Sequence[Shade], words: Words) -> Markup:
    if not steps:
        return Markup()
    rows = [(0, words.none), *((s.number, words.ranged(s.first, s.last)) for s in steps)]
    return Markup('<ul class="map-legend">{}</ul>').format(
        Markup().join(
            Markup("<li>{}{}</li>").format(swatch(f"map-{number}"), text) for number, text in rows
        )
    )


def _missing(places: Sequence[Place], frame: Frame, words: Words) -> Markup:
    if not places:
        return Markup()
    names = Markup(", ").join(
        Markup('<a href="{}">{}</a>: {}').format(
            place.href, place.label, words.counted(place.count)
        )
        if place.href
        else Markup("{}: {}").format(place.label, words.counted(place.count))
        for place in places
    )
    return Markup('<p class="map-missing">{}: {}.</p>').format(words.off_map, names)


def swatch(kind: str) -> Markup:
    """A small square in the colour of a class, for a legend."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">'
        '<rect class="{}" width="16" height="16" rx="3"/></svg>'
    ).format(kind)
