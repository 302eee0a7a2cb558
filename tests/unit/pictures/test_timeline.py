from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from kbgen.pictures.timeline import Entry, timeline
from tests.unit.pictures.reading import by_class, gzipped, links, parse

HOSTILE = '"><script>alert(1)</script>&</title>'
SCHOOL = Entry(1953, "1953, Netherlands: a farm school", "r/school.html", "event")
LONG = Entry(1957, "Language training", "r/language.html", end=1972)
RUNNING = Entry(2013, "Training for policymakers", "r/mecc.html", open_ended=True)
BRIEF = Entry(2022, "A workshop", "r/workshop.html")


def drawn(*entries: Entry, **options: object) -> Element:
    return parse(timeline(entries, first=1951, last=2026, title="Time", **options))  # type: ignore[arg-type]


def band(root: Element, decade: int) -> Element:
    for element in by_class(root, "timeline-band"):
        if element.find(f".//*[@id='timeline-{decade}']") is not None:
            return element
    raise AssertionError(decade)


def test_every_entry_is_one_link_in_the_decade_where_it_starts() -> None:
    root = drawn(RUNNING, LONG, BRIEF, SCHOOL)
    assert links(root) == {e.label: e.href for e in (SCHOOL, LONG, RUNNING, BRIEF)}
    assert list(links(band(root, 1950))) == [SCHOOL.label, LONG.label]
    assert list(links(band(root, 2010))) == [RUNNING.label]


def test_all_decades_have_an_id_even_without_entries() -> None:
    names = by_class(drawn(SCHOOL), "timeline-decade")
    assert [n.get("id") for n in names] == [f"timeline-{d}" for d in range(1950, 2030, 10)]
    assert {n.tag for n in names} == {"p"}


def test_decades_can_be_headings_that_lead_to_the_list() -> None:
    names = by_class(drawn(SCHOOL, heading=3, list_href="#decade-"), "timeline-decade")
    assert {n.tag for n in names} == {"h3"}
    assert links(names[2]) == {"1970s": "#decade-1970"}


def test_the_words_beside_a_decade_count_what_is_drawn() -> None:
    root = drawn(SCHOOL, LONG, RUNNING, BRIEF)
    said = {d: by_class(band(root, d), "timeline-count")[0].text for d in range(1950, 2030, 10)}
    assert said[1950] == "2 begin"
    assert said[1960] == "0 begin · 1 continues"
    assert said[1980] == "0 begin"
    assert said[2020] == "1 begins · 1 continues"
    for decade, words in said.items():
        runs = int(m[1]) if (m := re.search(r"(\d+) continue", words or "")) else 0
        assert len(by_class(band(root, decade), "timeline-run")) == runs


def test_a_bar_covers_its_years_and_an_event_stands_in_its_year() -> None:
    root = drawn(SCHOOL, LONG, BRIEF)
    (event,) = by_class(band(root, 1950), "timeline-event")
    assert event.get("cx") == "35%"
    (bar,) = by_class(band(root, 1950), "timeline-record")
    assert (bar.get("x"), bar.get("width")) == ("70%", "30%")
    assert [run.get("x2") for run in by_class(band(root, 1960), "timeline-run")] == ["100%"]
    assert [run.get("x2") for run in by_class(band(root, 1970), "timeline-run")] == ["30%"]
    (brief,) = by_class(band(root, 2020), "timeline-record")
    assert (brief.get("x"), brief.get("width")) == ("20%", "10%")


def test_what_still_runs_reaches_the_last_year_and_no_further() -> None:
    root = drawn(Entry(2024, "Now", "now.html", open_ended=True), RUNNING)
    (bar,) = by_class(band(root, 2020), "timeline-record")
    assert (bar.get("x"), bar.get("width")) == ("40%", "30%")
    assert [run.get("x2") for run in by_class(band(root, 2020), "timeline-run")] == ["70%"]
    assert by_class(band(root, 2020), "timeline-open")


def test_years_outside_the_picture_are_kept_at_its_ends() -> None:
    root = drawn(Entry(1919, "Early", "e.html"), Entry(2031, "Late", "l.html"))
    assert list(links(band(root, 1950))) == ["Early"]
    assert list(links(band(root, 2020))) == ["Late"]
    for bar in by_class(root, "timeline-record")[1:]:
        assert float((bar.get("width") or "").rstrip("%")) > 0


def test_a_long_label_is_written_short_and_spoken_whole() -> None:
    label = "Psychosocial help and lessons on trafficking in a school of the province " * 2
    root = drawn(Entry(2005, label.strip(), "x.html"))
    (written,) = by_class(root, "timeline-text")
    assert (written.text or "").endswith("\N{HORIZONTAL ELLIPSIS}")
    assert 42 < len(written.text or "") < 60, "the middle of a decade has room for half of a line"
    assert written.get("aria-hidden") == "true"
    assert list(links(root)) == [label.strip()]


def test_a_label_is_written_where_more_room_is() -> None:
    label = "A training of one week for the staff of all the schools"
    for year, leftwards in ((2000, False), (2004, False), (2006, True), (2009, True)):
        (written,) = by_class(drawn(Entry(year, label, "x.html")), "timeline-text")
        assert written.text == label
        assert ("timeline-leftwards" in (written.get("class") or "")) == leftwards


def test_hostile_words_stay_words() -> None:
    root = drawn(Entry(2005, HOSTILE, HOSTILE, short=HOSTILE), name='a"b', list_href=HOSTILE)
    assert not list(root.iter("script"))
    assert links(band_of_any(root))[HOSTILE] == HOSTILE


def band_of_any(root: Element) -> Element:
    return next(e for e in by_class(root, "timeline-band") if e.find("svg") is not None)


def test_the_order_of_the_entries_does_not_matter() -> None:
    one = timeline([SCHOOL, LONG, RUNNING, BRIEF], first=1951, last=2026, title="Time")
    other = timeline([BRIEF, RUNNING, LONG, SCHOOL], first=1951, last=2026, title="Time")
    assert one == other


def test_two_hundred_entries_weigh_little() -> None:
    many = [
        Entry(1951 + n * 7 % 76, f"Record {n} about training", f"practices/record-{n}.html")
        for n in range(200)
    ]
    picture = timeline(many, first=1951, last=2026, title="Time")
    assert gzipped(picture) < 6_500
    assert not re.search(r"style=|<script|url\(", picture)
