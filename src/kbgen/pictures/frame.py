"""Which part of the world a picture shows, and how large."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from kbgen.pictures.geography import (
    CONTINENT,
    NO_PLACE,
    REGION,
    WHOLE_WORLD,
    Ball,
    Direction,
    Drawn,
    Piece,
    Point,
    Territory,
    areas,
    bodies,
    drawn,
    drawn_regions,
    joined,
    piece_number,
    pieces,
    territories,
)
from kbgen.pictures.outline import path_of
from kbgen.pictures.projection import Azimuthal
from kbgen.pictures.windows import window_around

WORLD, SMALL_WORLD = "world", "small-world"
LARGE, SMALL = 960, 480
"""Widths of regional pictures."""
RATIO = 1.5
"""Width to height of regional pictures."""
CLOSEST = 0.55
"""The least width of a regional picture in radii of the earth: 3,500 km, so that it can be
recognised."""
WIDEST = 1.9
"""Beyond this width in radii of the earth, the whole world is the better picture."""
MARGIN = 1.25
"""How much more than the places themselves a picture shows."""
_DOT_BELOW = 30
"""Square units below which a place gets a dot on top of its shape, so that it can be seen."""
_SLACK = 0.02
"""Part of a picture's width around it within which lines keep all their points."""


class Mark(NamedTuple):
    """How a place stands in a picture: a shape, a dot, or both when the shape is small."""

    shape: str
    dot: str


class Frame(ABC):
    """A part of the world, drawn `width` by `height` units large."""

    roomy = True
    """Whether every small place can have a dot."""

    def __init__(self, width: int, height: int, scale: float) -> None:
        """The scale is units of the picture in the earth's radius."""
        self.width, self.height, self.scale = width, height, scale

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Every place that can be seen in the frame, by code, and land that is nobody's."""
        shapes = self._shapes()
        marks = {NO_PLACE: Mark(shapes.get(NO_PLACE, ""), "")}
        for code, area in areas().items():
            shape = shapes.get(code, "")
            small = self.square_units(area) < _DOT_BELOW
            at = self.place(code) if small or not shape else None
            if shape or at:
                # A line without length and with round ends is a dot: it has the same size on
                # every screen.
                marks[code] = Mark(shape, f"M{round(at[0])} {round(at[1])}h0" if at else "")
        return marks

    def square_units(self, square_kilometres: float) -> float:
        """How large an area of the earth is in the picture."""
        return square_kilometres / 6371.0**2 * self.scale**2

    @abstractmethod
    def place(self, code: str) -> Point | None:
        """Where a dot for a place goes, or None if it is outside the picture."""

    @abstractmethod
    def _shapes(self) -> Mapping[str, str]:
        """The path data of every place of which something can be seen, by code."""


class _Ready(Frame):
    def __init__(self, picture: Drawn, roomy: bool = True) -> None:
        self._drawn = picture
        super().__init__(picture.width, picture.height, picture.scale)
        self.roomy = roomy

    def place(self, code: str) -> Point | None:
        spot = self._drawn.spots.get(code)
        return (spot[0], spot[1]) if spot else None

    def _shapes(self) -> Mapping[str, str]:
        return self._drawn.shapes


class Region(Frame):
    """The part of the world around some places, seen from above its own middle."""

    def __init__(self, points: Sequence[Direction], width: int) -> None:
        """The region around ``points``; `across` is its width in radii of the earth."""
        self._projection = Azimuthal(points)
        plane = self._projection.plane(points)
        left, right = min(x for x, _ in plane), max(x for x, _ in plane)
        top, bottom = min(y for _, y in plane), max(y for _, y in plane)
        self.across = max((right - left) * MARGIN, (bottom - top) * MARGIN * RATIO, CLOSEST)
        super().__init__(width, round(width / RATIO), width / self.across)
        x, y = (left + right) / 2, (top + bottom) / 2
        self._corner = x - self.across / 2, y - self.across / RATIO / 2
        edge = _SLACK * self.across
        self._may_show = self._projection.window(
            self._corner[0] - edge,
            self._corner[1] - edge,
            self._corner[0] + self.across + edge,
            self._corner[1] + self.across / RATIO + edge,
        )

    def place(self, code: str) -> Point | None:
        """Where a dot for a place goes, or None if it is outside the picture."""
        at = territories()[code].at
        if not self._may_show(Ball(at, 0)):
            return None
        ((x, y),) = self._projection.plane([at], *self._corner, self.scale)
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None

    def _shapes(self) -> Mapping[str, str]:
        known, may_show = pieces(_level(self.scale)), self._may_show
        rings = {
            code: [
                ring
                for ring in body.rings
                if len(ring) > 1 or may_show(known[piece_number(ring[0])].ball)
            ]
            for code, body in bodies().items()
            if may_show(body.ball)
        }
        numbers = {piece_number(n) for shown in rings.values() for ring in shown for n in ring}
        lines = self._lines({n: known[n] for n in sorted(numbers)})
        shapes = {
            code: path_of([joined(ring, lines) for ring in shown], self.width, self.height)
            for code, shown in rings.items()
        }
        return {code: shape for code, shape in shapes.items() if shape}

    def _lines(self, known: Mapping[int, Piece]) -> Mapping[int, list[Point]]:
        """Pieces in units of the picture, by number; of those outside it only the ends.

        What lies in the picture stays on the same side of a line: neither such a piece nor the
        straight line in its place comes near.
        """
        points: list[Direction] = []
        spans = []
        may_show = self._may_show
        for ball, line in known.values():
            start = len(points)
            points += line if may_show(ball) else (line[0], line[-1])
            spans.append((start, len(points)))
        drawn = self._projection.plane(points, *self._corner, self.scale)
        return {n: drawn[start:end] for n, (start, end) in zip(known, spans, strict=True)}


@cache
def world_frame() -> Frame:
    """The whole world without Antarctica."""
    return _Ready(drawn(WORLD))


def frame_around(codes: Collection[str]) -> Frame:
    """The region around these places with some margin; the whole world if they lie far apart.

    Overseas parts do not count: France is where Paris is.
    """
    return _frame_around(tuple(sorted(set(codes) & areas().keys())))


@lru_cache(maxsize=256)
def _frame_around(codes: tuple[str, ...]) -> Frame:
    ready, name = drawn_regions(), " ".join(codes)
    if name in ready:
        picture = ready[name]
        return _Ready(picture) if picture else world_frame()
    if codes:
        region = region_around(codes, LARGE)
        if region.across <= WIDEST:
            return region
    return world_frame()


def window_frame(codes: Collection[str]) -> Frame:
    """A small picture with all these places in it, the same for all places of a region."""
    return _window_frame(window_around(frozenset(codes)))


@cache
def _window_frame(number: int | None) -> Frame:
    if number is None:
        return _Ready(drawn(SMALL_WORLD), roomy=False)
    return _Ready(drawn(str(number)))


def region_around(codes: Iterable[str], width: int) -> Region:
    """The region around these places with some margin, however wide it is."""
    return Region(
        list(chain.from_iterable(_main_parts(territories()[code]) for code in codes)), width
    )


def _level(scale: float) -> int:
    """As much detail as the units of a picture can show."""
    square_kilometres = (6371.0 / scale) ** 2
    if square_kilometres < 70:
        return REGION
    return CONTINENT if square_kilometres < 250 else WHOLE_WORLD


def _main_parts(territory: Territory) -> Sequence[Direction]:
    known = pieces(WHOLE_WORLD)
    main = territory.rings[: territory.main]
    lines = {n: known[n].points for n in map(piece_number, chain.from_iterable(main))}
    rings = [joined(ring, lines) for ring in main]
    return list(chain.from_iterable(rings)) or [territory.at]
