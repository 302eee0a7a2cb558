#!/usr/bin/env python3
"""Make world.json, drawn.json and regions.json in src/kbgen/pictures/ from tools/world.json. Needed
only to change the map, the windows of small maps, or the regions whose maps are drawn beforehand.

    PYTHONPATH=src python tools/draw_world.py

What a build would otherwise reckon anew every time is in these files. The first has borders and
coasts as directions from the middle of the earth, in short pieces with a ball around each; the
second has pictures of the whole world, on the Equal Earth projection, and of the windows; the third
those of the regions in content/_taxonomies. Windows and regions are drawn by the package from its
files as they stand: after a change of places, run this twice.
docs/adr/0014-world-map.md gives the reasons.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import yaml

from kbgen.pictures.frame import LARGE, SMALL, WIDEST, Region, region_around
from kbgen.pictures.geography import NO_PLACE
from kbgen.pictures.outline import path_of
from kbgen.pictures.windows import windows

Point = tuple[float, float]
"""Longitude and latitude in degrees; or x to the right and y downwards in a picture."""

INPUT = Path(__file__).with_name("world.json")
OUTPUT = Path(__file__).parents[1] / "src/kbgen/pictures"
TAXONOMIES = Path(__file__).parents[1] / "content/_taxonomies"

DIGITS = 4
"""Decimals of a direction: steps of 640 metres."""
COARSEST, FINEST = 1, 3
"""Levels of detail of regions."""
WORLDS = {"world": (1000, 1), "small-world": (480, 0)}
"""Widths of pictures of the world, and their levels of detail."""
PIECE = 32
"""The least number of points in a piece, if its line goes on."""
STEP = 4.0
"""Degrees of longitude."""
EDGE = 4
"""Units above and below the world, for lines and dots at its edge."""
CUT = -169.7
"""The meridian in the Bering Strait along which the world map is cut: no country lies on it."""

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    lines = ['{"source": ' + json.dumps(topology()["source"]) + ","]
    pieces, numbers = cut_up()
    lines += ['"pieces": [', ",\n".join(compact(piece) for piece in pieces), "],"]
    places = {code: place(code, numbers) for code in topology()["places"]}
    lines += ['"places": {', rows(places), "}}", ""]
    write(output / "world.json", lines)
    pictures = {name: world(*size) for name, size in WORLDS.items()}
    views = (view(region_around(sorted(window), SMALL)) for window in windows())
    pictures |= {str(number): picture for number, picture in enumerate(views)}
    areas = {code: entry["area"] for code, entry in places.items() if code != NO_PLACE}
    lines = ['{"areas": ' + compact(areas) + ",", '"pictures": {', rows(pictures), "}}", ""]
    write(output / "drawn.json", lines)
    around = {" ".join(codes): region_around(codes, LARGE) for codes in regions()}
    wide = {codes: view(r) if r.across <= WIDEST else None for codes, r in around.items()}
    write(output / "regions.json", ["{", rows(wide), "}", ""])


def regions(above: str = "") -> Iterator[tuple[str, ...]]:
    """Codes of the places in each region below another, narrower regions first."""
    for region, term in terms("regions").items():
        if term.get("parent", "") == above:
            narrower = list(regions(region))
            yield from narrower
            own = {code for code, its in terms("countries").items() if its.get("parent") == region}
            if codes := tuple(sorted(own.union(*narrower))):
                yield codes


@cache
def terms(taxonomy: str) -> dict[str, dict[str, str]]:
    declared = yaml.safe_load((TAXONOMIES / f"{taxonomy}.yml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = declared["terms"]
    return found


def write(file: Path, lines: list[str]) -> None:
    file.write_text("\n".join(lines), encoding="utf-8")
    print(f"{file}: {file.stat().st_size} bytes")


def view(frame: Region) -> dict[str, Any]:
    """The picture of a region."""
    marks = frame.marks
    spots = {code: frame.place(code) for code in sorted(topology()["places"]) if code != NO_PLACE}
    return {
        "width": frame.width,
        "height": frame.height,
        "scale": round(frame.scale, 3),
        "shapes": {code: mark.shape for code, mark in marks.items() if mark.shape},
        "spots": {c: [round(at[0]), round(at[1])] for c, at in spots.items() if at},
    }


def rows(entries: dict[str, Any]) -> str:
    """An entry on every line."""
    return ",\n".join(f'"{name}": ' + compact(entry) for name, entry in entries.items())


def compact(entry: Any) -> str:
    return json.dumps(entry, separators=(",", ":"))


@cache
def topology() -> Any:
    return json.loads(INPUT.read_text(encoding="utf-8"))


@cache
def arcs(level: int) -> list[list[Point]]:
    return [[point for digit, point in arc if digit <= level] for arc in full_arcs()]


@cache
def full_arcs() -> list[list[tuple[int, Point]]]:
    """Every arc as points, each with its level."""
    per_degree = topology()["per_degree"]
    found = []
    for levels, *steps in topology()["arcs"]:
        easts, norths = accumulate(steps[::2]), accumulate(steps[1::2])
        points = [(x / per_degree, y / per_degree) for x, y in zip(easts, norths, strict=True)]
        found.append(with_steps([(int(n), at) for n, at in zip(levels, points, strict=True)]))
    return found


def with_steps(arc: list[tuple[int, Point]]) -> list[tuple[int, Point]]:
    """A border along a parallel is a curve on most maps: long parts of it get points between."""
    stepped = arc[:1]
    for (_, (x, y)), (level, (next_x, next_y)) in pairwise(arc):
        steps = int(abs(next_x - x) / STEP)
        for n in range(1, steps + 1):
            part = n / (steps + 1)
            stepped.append((0, (x + (next_x - x) * part, y + (next_y - y) * part)))
        stepped.append((level, (next_x, next_y)))
    return stepped


def rings(code: str, level: int) -> list[list[Point]]:
    lines = arcs(level)
    found = []
    for ring in rings_of_arcs(code):
        joined: list[Point] = []
        for n in ring:
            joined += lines[~n][:0:-1] if n < 0 else lines[n][:-1]
        found.append(joined)
    return found


@cache
def rings_of_arcs(code: str) -> list[list[int]]:
    """The rings of a place, those of its main parts first."""
    found: list[list[int]] = topology()["places"][code]["rings"]
    large = main_parts(code)
    return sorted(found, key=lambda ring: ring not in large)


@cache
def main_parts(code: str) -> list[list[int]]:
    """Rings not much smaller than the largest one: France is where Paris is."""
    found: list[list[int]] = topology()["places"][code]["rings"]
    lines = arcs(1)
    sizes = []
    for ring in found:
        ends = [lines[~n][:0:-1] if n < 0 else lines[n][:-1] for n in ring]
        sizes.append(size(equal_earth([point for arc in ends for point in arc])))
    return [ring for ring, one in zip(found, sizes, strict=True) if one * 4 >= max(sizes)]


def size(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2


def place(code: str, numbers: list[list[int]]) -> dict[str, Any]:
    """The rings of a place are made of pieces: ~n is piece n backwards."""
    entry = topology()["places"][code]
    directions = [vector(point) for ring in rings(code, FINEST) for point in ring]
    return {
        "at": stored(vector(entry["at"])),
        "area": entry["area"],
        "main": len(main_parts(code)),
        "ball": ball(directions or [vector(entry["at"])]),
        "rings": [
            [m for n in ring for m in ([~p for p in numbers[~n][::-1]] if n < 0 else numbers[n])]
            for ring in rings_of_arcs(code)
        ],
    }


def world(width: int, level: int) -> dict[str, Any]:
    """A picture of the whole world without Antarctica."""
    codes = topology()["places"]
    plane = {code: [equal_earth(ring) for ring in rings(code, 1)] for code in codes}
    heights = [y for shapes in plane.values() for ring in shapes for _, y in ring]
    edge = abs(equal_earth([(CUT, 0.0)])[0][0])
    scale = width / (2 * edge)
    top = min(heights) - EDGE / scale
    height = math.ceil((max(heights) - min(heights)) * scale) + 2 * EDGE

    def on_paper(ring: list[Point]) -> list[Point]:
        return [((x + edge) * scale, (y - top) * scale) for x, y in equal_earth(ring)]

    shapes = {
        code: path_of([on_paper(ring) for ring in rings(code, level)], width, height)
        for code in codes
    }
    spots = {code: on_paper([codes[code]["at"]])[0] for code in codes}
    return {
        "width": width,
        "height": height,
        "scale": round(scale, 3),
        "shapes": {code: shape for code, shape in shapes.items() if shape},
        "spots": {code: [round(x), round(y)] for code, (x, y) in spots.items()},
    }


def equal_earth(ring: list[Point]) -> list[Point]:
    """The whole world on the Equal Earth projection (Savric, Patterson and Jenny 2018)."""
    middle = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    turn = 360 * math.floor((middle - CUT) / 360)
    plane = []
    for longitude, latitude in ring:
        # An island on the cut keeps to one side: it is pressed against the edge.
        east = math.radians(min(max(longitude - turn - CUT - 180, -180), 180))
        t = math.asin(ROOT * math.sin(math.radians(latitude)))
        t2 = t * t
        t6 = t2 * t2 * t2
        slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)
        plane.append(
            (east * math.cos(t) / (ROOT * slope), -t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)))
        )
    return plane


def cut_up() -> tuple[list[Any], list[list[int]]]:
    """All lines in pieces: a ball, the levels of its points, and the points. Second, for every
    arc, the numbers of its pieces."""
    pieces: list[Any] = []
    numbers: list[list[int]] = []
    for arc in full_arcs():
        ends = [0]
        for n, (level, _) in enumerate(arc):
            # Pieces end at points that every level has, so that they fit together at all of them.
            if (level <= COARSEST and n - ends[-1] >= PIECE) or n == len(arc) - 1:
                ends.append(n)
        numbers.append(list(range(len(pieces), len(pieces) + len(ends) - 1)))
        for start, end in pairwise(ends):
            part = [vector(point) for _, point in arc[start : end + 1]]
            levels = "".join(str(max(level, COARSEST)) for level, _ in arc[start : end + 1])
            pieces.append([*ball(part), levels, [stored(direction) for direction in part]])
    return pieces, numbers


def vector(point: Point) -> tuple[float, float, float]:
    longitude, latitude = math.radians(point[0]), math.radians(point[1])
    level = math.cos(latitude)
    return level * math.cos(longitude), level * math.sin(longitude), math.sin(latitude)


def stored(direction: tuple[float, float, float]) -> list[float]:
    return [round(part, DIGITS) for part in direction]


def ball(directions: list[tuple[float, float, float]]) -> list[Any]:
    """A ball with some points in it: its middle and its radius, both as they are stored."""
    ends = [(min(parts), max(parts)) for parts in zip(*directions, strict=True)]
    x, y, z = ((least + most) / 2 for least, most in ends)
    radius = max(math.dist((x, y, z), direction) for direction in directions)
    return [stored((x, y, z)), round(radius + 2 * 10**-DIGITS, DIGITS)]


if __name__ == "__main__":
    main()
