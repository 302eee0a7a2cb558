from __future__ import annotations

from kbgen.pictures.bars import Bar, bars
from tests.unit.pictures.reading import links, parse

HOSTILE = '"><script>alert(1)</script>&'


def test_bars_are_links_with_counts_and_widths_in_proportion() -> None:
    root = parse(bars([Bar("Equity", 4, "e.html"), Bar("Teachers", 1, "t.html")], title="By area"))
    assert links(root) == {"Equity: 4 records": "e.html", "Teachers: 1 record": "t.html"}
    assert [rect.get("width") for rect in root.iter("rect")] == ["100%", "25%"]


def test_a_term_without_records_has_no_bar_and_says_so() -> None:
    root = parse(bars([Bar("Teachers", 0, "t.html")], title="By area"))
    assert links(root) == {"Teachers: no record": "t.html"}
    assert [rect.get("width") for rect in root.iter("rect")] == ["0%"]


def test_a_term_without_a_page_is_no_link() -> None:
    root = parse(bars([Bar("Equity", 4)], title="By area"))
    assert not links(root)
    assert "Equity: 4 records" in "".join(root.itertext())


def test_hostile_words_stay_words() -> None:
    root = parse(bars([Bar(HOSTILE, 2, HOSTILE)], title=HOSTILE))
    assert links(root) == {f"{HOSTILE}: 2 records": HOSTILE}
    assert not list(root.iter("script"))
