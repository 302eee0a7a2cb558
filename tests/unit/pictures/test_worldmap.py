from __future__ import annotations

import math
import re
import subprocess
import sys
from functools import cache

from kbgen.pictures.frame import window_frame
from kbgen.pictures.geography import square_kilometres, territories
from kbgen.pictures.worldmap import Place, locator_map, world_map
from tests.trials import some
from tests.unit.pictures.reading import by_class, gzipped, links, parse, spoken

HOSTILE = "\"><script>alert(1)</script>&'</title></svg>"
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


@cache
def everywhere() -> list[Place]:
    return [
        Place(code, f"Country {code}", n % 9, f"countries/{code.lower()}.html")
        for n, code in enumerate(sorted(territories()))
    ]


def drawn(places: list[Place], **options: object) -> str:
    return world_map(places, title="World", description="Words", **options)  # type: ignore[arg-type]


def counts(names: object) -> dict[str, int]:
    pairs = (re.fullmatch(r"(.*): (\d+) records?", str(name)) for name in names)  # type: ignore[attr-defined]
    return {pair[1]: int(pair[2]) for pair in pairs if pair}


def test_the_map_gives_the_counts_of_the_places() -> None:
    wanted = {place.label: place.count for place in everywhere() if place.count}
    assert counts(links(parse(drawn(everywhere())))) == wanted


def test_every_place_with_records_is_a_link_to_its_page_with_a_mark() -> None:
    root = parse(drawn(everywhere()))
    assert set(links(root).values()) == {place.href for place in everywhere() if place.count}
    for link in root.iterfind(".//svg/a"):
        assert link.find("path") is not None, spoken(link)


def test_a_place_without_records_is_drawn_and_is_no_link() -> None:
    root = parse(drawn([Place("KGZ", "Kyrgyzstan", 0, "kgz.html")]))
    assert not links(root)
    assert by_class(root, "map-land")[0].get("d", "") > ""
    assert not by_class(root, "map-legend")


def test_more_records_are_a_darker_class() -> None:
    places = [Place("KGZ", "K", 1, "k"), Place("COL", "C", 7, "c"), Place("ITA", "I", 3, "i")]
    shade = {
        link.get("href"): max(path.get("class", "") for path in link.iter("path"))
        for link in parse(drawn(places)).iter("a")
    }
    assert shade["k"] < shade["i"] < shade["c"]


def test_small_states_have_a_dot() -> None:
    for code in ("MDV", "TUV", "SGP", "MLT", "CPV", "FSM", "GIB", "GLP"):
        root = parse(drawn([Place(code, code, 2, "x.html")]))
        assert by_class(root, "map-dot"), code
    assert not by_class(parse(drawn([Place("KAZ", "Kazakhstan", 2, "x")])), "map-dot")


def test_a_place_that_cannot_be_drawn_is_named_below_the_map() -> None:
    root = parse(drawn([Place("ATA", "Antarctica", 3, "ata.html"), Place("", "At sea", 1)]))
    (missing,) = by_class(root, "map-missing")
    assert "".join(missing.itertext()) == "Not on the map: Antarctica: 3 records, At sea: 1 record."
    assert links(root) == {"Antarctica": "ata.html"}


def test_a_place_without_a_page_keeps_its_name() -> None:
    root = parse(drawn([Place("KGZ", "Kyrgyzstan", 1)]))
    assert not links(root)
    assert [spoken(group) for group in root.iter("g")] == ["Kyrgyzstan: 1 record"]


def test_a_highlighted_place_is_marked_with_and_without_records() -> None:
    root = parse(drawn([Place("KGZ", "Kyrgyzstan", 1, "k")], highlight={"KGZ", "TJK"}))
    assert by_class(root, "map-strong")
    assert len(by_class(root, "map-chosen")) == 1


def test_a_crop_keeps_its_countries_and_leaves_the_far_ones_to_the_list() -> None:
    places = [Place(c, c, 1, f"{c}.html") for c in (*CENTRAL_ASIA, "PER")]
    root = parse(drawn(places, crop=CENTRAL_ASIA))
    in_picture = [spoken(link)[:3] for link in root.iterfind(".//svg/a")]
    assert in_picture == list(CENTRAL_ASIA)
    assert "PER: 1 record" in "".join(by_class(root, "map-missing")[0].itertext())


def test_two_maps_on_a_page_share_no_id() -> None:
    root = parse(drawn(everywhere()) + drawn(everywhere()[:9], name="second"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4
    assert {svg.get("aria-describedby") for svg in root.iter("svg")} - {None} <= set(ids)


def test_every_place_can_be_located_and_weighs_little() -> None:
    """All in one test: there are as many as of all other tests of pictures."""
    for code in some(sorted(territories()), few=50):
        drawn = locator_map([code], title=code, labels={code: code})
        paths = by_class(parse(drawn), "map-chosen")
        assert paths, code
        for path in paths:
            x, y = (int(n) for n in re.findall(r"-?\d+", path.get("d", ""))[:2])
            assert -20 <= x <= 500 and -20 <= y <= 340, code
        assert gzipped(drawn) < 6_000, code


def test_a_locator_is_one_image_with_a_name_and_no_links() -> None:
    root = parse(locator_map(["KGZ"], title="Where: Kyrgyzstan", around=CENTRAL_ASIA))
    (svg,) = root
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Where: Kyrgyzstan"
    assert by_class(root, "map-near")
    assert not links(root)


def test_a_locator_of_nothing_known_is_empty() -> None:
    assert locator_map([], title="Nowhere") == locator_map(["ATA", "??"], title="Nowhere") == ""


def test_labels_never_lie_on_one_another() -> None:
    codes = ["BDI", "RWA", "UGA", "KEN", "TZA", "COD", "MWI", "ZMB"]
    root = parse(locator_map(codes, title="x", labels={c: f"Republic {c}" for c in codes}))
    spots = [(int(t.get("x", "")), int(t.get("y", ""))) for t in root.iter("text")]
    assert len(spots) > 2
    for n, (x, y) in enumerate(spots):
        assert all(abs(x - a) > 60 or abs(y - b) >= 20 for a, b in spots[:n])


def test_the_name_of_a_place_does_not_lie_in_another() -> None:
    """Above Uzbekistan is the middle of Kazakhstan: its name there would rename a country."""
    names = {"KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "TJK": "Tajikistan", "UZB": "Uzbekistan"}
    codes = [*names, "MDA"]
    root = parse(locator_map(codes, title="x", labels=names))
    spots = {t.text: (int(t.get("x", "")), int(t.get("y", ""))) for t in root.iter("text")}
    frame = window_frame(codes)
    x, y = frame.place("KAZ") or (0, 0)
    side = math.sqrt(frame.square_units(square_kilometres("KAZ")))
    del spots["Kazakhstan"]
    assert spots
    assert [name for name, (a, b) in spots.items() if abs(a - x) + abs(b - y) < side / 2] == []


def test_hostile_words_stay_words() -> None:
    place = Place("KGZ", HOSTILE, 2, 'javascript"onclick="x')
    far = Place("ATA", HOSTILE, 1, HOSTILE)
    pictures = [
        world_map([place, far], title=HOSTILE, description=HOSTILE, name='a"b'),
        locator_map(["KGZ"], title=HOSTILE, labels={"KGZ": "<b>&"}),
    ]
    for picture in pictures:
        root = parse(picture)
        assert not list(root.iter("script")) and not list(root.iter("b"))
        assert not [e for e in root.iter() if e.get("onclick") or e.get("style")]
    assert parse(pictures[0]).findtext(".//figcaption") == HOSTILE
    assert f"{HOSTILE}: 2 records" in links(parse(pictures[0]))


def test_pictures_carry_no_style_and_no_script() -> None:
    for picture in (drawn(everywhere()), locator_map(["KGZ"], title="x")):
        assert not re.search(r"style=|<style|<script|on\w+=|url\(|http", picture)


def test_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from kbgen.pictures.worldmap import *;"
        "m = world_map([Place('KGZ', 'K', 2, 'k')], title='t', description='d',"
        " highlight={'COL', 'PER', 'ITA'}, crop={'KGZ', 'TJK', 'UZB'});"
        "l = locator_map({'KGZ', 'TJK', 'UZB'}, title='t', around={'KAZ', 'TKM'});"
        "print(hashlib.sha256((m + l).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_world_weighs_little() -> None:
    seventy = [
        Place(p.code, p.label, n % 7 + 1, p.href)
        for n, p in enumerate(everywhere())
        if n % 7 in (1, 4)
    ]
    assert len(seventy) > 70
    assert gzipped(drawn(seventy)) < 12_900


def test_a_locator_of_countries_far_apart_weighs_no_more() -> None:
    assert gzipped(locator_map(["COL", "ITA", "KGZ", "FJI"], title="x")) < 5_000
