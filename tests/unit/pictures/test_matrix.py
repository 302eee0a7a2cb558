from __future__ import annotations

import pytest

from kbgen.pictures.matrix import Axis, Cell, Matrix, matrix_table
from tests.unit.pictures.reading import by_class, gzipped, links, parse

HOSTILE = '"><script>alert(1)</script>&'
SMALL = Matrix(
    [Axis("Equity", "areas/equity.html", 4), Axis("Teachers", "areas/teachers.html")],
    [Axis("Africa", "regions/africa.html", 3), Axis("Asia", "regions/asia.html", 1)],
    [[Cell(3, "a.html"), Cell(1, "b.html")], [Cell(0), Cell(0)]],
)


def drawn(matrix: Matrix, name: str = "matrix") -> str:
    return matrix_table(matrix, caption="Areas by region", corner="Area, by region", name=name)


def test_cells_give_the_counts_and_lead_to_the_records() -> None:
    named = links(parse(drawn(SMALL)))
    assert named["3 records: Equity, Africa"] == "a.html"
    assert named["1 record: Equity, Asia"] == "b.html"
    rows = [
        [(cell.findtext(".//*[@aria-hidden]") or "0") for cell in row.iterfind("td")]
        for row in parse(drawn(SMALL)).iterfind(".//tbody/tr")
    ]
    assert rows == [["3", "1"], ["0", "0"]]


def test_gaps_are_marked_and_said() -> None:
    root = parse(drawn(SMALL))
    gaps = by_class(root, "gap")
    assert [gap.tag for gap in gaps] == ["th", "td", "td"]
    assert all("no record" in "".join(gap.itertext()) for gap in gaps)
    assert "Teachers" in "".join(gaps[0].itertext())


def test_it_is_a_table_with_headings_in_a_region_for_the_keyboard() -> None:
    root = parse(drawn(SMALL))
    (region,) = root
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert root.find(f".//*[@id='{region.get('aria-labelledby')}']") is not None
    assert [th.get("scope") for th in root.iter("th")] == ["col", "col", "row", "row"]


def test_more_records_are_a_darker_class() -> None:
    (dark, pale) = by_class(parse(drawn(SMALL)), "heat")
    assert dark.get("class", "") > pale.get("class", "")


def test_a_row_without_all_its_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn(Matrix(SMALL.rows, SMALL.columns, [[Cell(1)], [Cell(0)]]))


def test_hostile_words_stay_words() -> None:
    row, column = Axis(HOSTILE, HOSTILE, 1), Axis(f"{HOSTILE}2", HOSTILE, 1)
    root = parse(drawn(Matrix([row], [column], [[Cell(1, HOSTILE)]]), name='a"b'))
    assert not list(root.iter("script"))
    assert links(root)[f"1 record: {HOSTILE}, {HOSTILE}2"] == HOSTILE


def test_objectives_by_all_regions_weigh_little() -> None:
    rows = [Axis(f"{n} An objective of the Compact", f"objectives/{n}.html", n) for n in range(23)]
    columns = [Axis(f"Region {n}", f"regions/{n}.html", n) for n in range(22)]
    cells = [
        [Cell((r * c) % 4, f"../search.html?objectives={r}&regions={c}") for c in range(22)]
        for r in range(23)
    ]
    assert gzipped(drawn(Matrix(rows, columns, cells))) < 7_000
