"""The pictures say what the records say: their numbers, counted again from the files themselves.

Nothing of kbgen is used to count: front matter is read by PyYAML, and parents are followed here.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

CONTENT = Path(__file__).parents[2] / "content"
COUNTED = re.compile(r"(\d+|no) records?")


class Text(yaml.CSafeLoader):
    """Keeps every value as the text that was typed."""


Text.yaml_implicit_resolvers = {}


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=Text)


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    """Permalink -> front matter of every record."""
    found = {}
    for collection in ("practices", "programmes"):
        for file in sorted((CONTENT / collection).rglob("*.md")):
            front = file.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n")
            found[f"{collection}/{file.stem}.html"] = yaml.load(front, Loader=Text)
    return found


@pytest.fixture(scope="module")
def terms() -> dict[str, dict[str, Any]]:
    return {file.stem: read(file)["terms"] for file in (CONTENT / "_taxonomies").glob("*.yml")}


def with_parents(ids: list[str], name: str, terms: dict[str, dict[str, Any]]) -> set[str]:
    """``ids`` and all that is broader, in the same taxonomy or, for countries, among regions."""
    found: set[str] = set()
    for id in ids:
        here: str | None = id
        while here:
            found.add(here)
            term = terms[name].get(here) or terms["regions"].get(here, {})
            here = term.get("parent")
    return found


def has(record: dict[str, Any], name: str, terms: dict[str, dict[str, Any]]) -> set[str]:
    if name == "regions":
        own = with_parents(record.get("regions", []), "regions", terms)
        return own | with_parents(record.get("countries", []), "countries", terms)
    fields = {"objectives": ("primary_objectives", "secondary_objectives")}.get(name, (name,))
    ids = [id for field in fields for id in record.get(field, [])]
    return with_parents(ids, name, terms)


def count_of(text: str) -> int:
    said = COUNTED.search(text)
    assert said, text
    return 0 if said[1] == "no" else int(said[1])


def page(site_dir: Path, permalink: str) -> str:
    return (site_dir / permalink).read_text("utf-8")


def test_the_map_and_its_table_count_alike(
    site_dir: Path, records: dict[str, Any], terms: dict[str, Any]
) -> None:
    expected = {
        f"countries/{code.lower()}.html": number
        for code in terms["countries"]
        if (number := sum(code in r.get("countries", []) for r in records.values()))
    }
    assert len(expected) > 50
    text = page(site_dir, "map.html")
    rows = re.findall(
        r'<th scope="row"><a href="([^"]+)">[^<]+</a></th><td class="number">(\d+)', text
    )
    assert {link: int(number) for link, number in rows} == expected
    assert len(rows) == len(expected)
    drawing = text[text.index('<svg class="map') : text.index("<tbody>")]
    drawn = re.findall(r'<a\b[^>]*href="(countries/[^"]+)"[^>]*>(.*?)</a>', drawing, re.DOTALL)
    names = {link: count_of(re.sub(r"<path[^>]*>", "", whole)) for link, whole in drawn}
    assert names == expected


@pytest.mark.parametrize(
    ("permalink", "rows", "columns"),
    [("areas-targets.html", "areas", "sdgs"), ("objectives-regions.html", "objectives", "regions")],
)
def test_a_matrix_counts_records(
    site_dir: Path,
    records: dict[str, Any],
    terms: dict[str, Any],
    permalink: str,
    rows: str,
    columns: str,
) -> None:
    text = page(site_dir, permalink)
    counted = any(has(r, rows, terms) and has(r, columns, terms) for r in records.values())
    assert ("<table" in text) == counted
    assert (permalink in page(site_dir, "index.html")) == counted, "the menu leads there"
    if not counted:
        assert permalink in page(site_dir, f"{rows}/index.html")
        return
    table = text[text.index("<thead>") : text.index("</table>")]
    head, *lines = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    column_totals = [count_of(cell) for cell in re.findall(r"<th.*?</th>", head, re.DOTALL)]
    column_ids = _ids(head, columns, terms)
    row_ids = [id for line in lines for id in _ids(line, rows, terms)]
    assert len(column_totals) == len(column_ids)
    assert column_totals == [
        sum(id in has(r, columns, terms) for r in records.values()) for id in column_ids
    ]
    seen = 0
    for line, row in zip(lines, row_ids, strict=True):
        cells = re.findall(r"<td.*?</td>", line, re.DOTALL)
        assert len(cells) == len(column_ids)
        for cell, column in zip(cells, column_ids, strict=True):
            expected = sum(
                row in has(r, rows, terms) and column in has(r, columns, terms)
                for r in records.values()
            )
            assert count_of(cell) == expected, (row, column)
            assert ('class="gap"' in cell) == (expected == 0)
            if expected:
                link = re.search(r'href="([^"]+)"', cell)
                assert link
                query = parse_qs(urlsplit(html.unescape(link[1])).query)
                assert query == {rows: [row], columns: [column]}
                seen += 1
    assert permalink != "areas-targets.html" or seen > 40


def _ids(row: str, name: str, terms: dict[str, Any]) -> list[str]:
    """The ids of the terms at the heads of a row: by their number or by their label."""
    labels = {}
    for id, term in terms[name].items():
        brief = term.get("short") or term["label"]
        labels[f"{id} {brief}" if id[0].isdigit() else brief] = id
    heads = re.findall(r"<th.*?</th>", row, re.DOTALL)
    names = [
        html.unescape(re.sub(r"<span class=\"matrix-total\">.*|<[^>]+>", "", h)).strip()
        for h in heads
    ]
    return [labels[name] for name in names]


def test_the_timeline_tells_every_event_and_dated_record_once(
    site_dir: Path, records: dict[str, Any]
) -> None:
    text = page(site_dir, "timeline.html")
    events = read(CONTENT / "_events.yml")
    lists = text[text.index('class="decade"') :]
    lines = re.findall(r'<li class="event">(.*?)</li>', lists, re.DOTALL)
    said = [html.unescape(re.sub(r"<[^>]+>", " ", line)) for line in lines]
    for event in events:
        found = [line for line in said if event["what"] in " ".join(line.split())]
        assert len(found) == sum(other["what"] == event["what"] for other in events), event
        assert all(event["year"] in line for line in found)
    dated = {
        permalink: start
        for permalink, record in records.items()
        if (start := _first_year(record.get("dates", "")))
    }
    assert len(lines) == len(events) + len(dated)
    for permalink, start in dated.items():
        own = [
            line
            for line in lines
            if f'href="{permalink}"' in line
            and records[permalink]["title"] in html.unescape(line)
            and "event-note" in line  # an event that names the record has none
        ]
        assert len(own) == 1, permalink
        assert start in own[0]
    picture = text[: text.index('class="decade"')]
    shapes = picture[picture.index("timeline-band") :]
    assert shapes.count('class="timeline-record"') == len(dated)
    assert shapes.count('class="timeline-event"') == len(events)
    marks = re.findall(r"<a\b[^>]*>", shapes)
    assert len([mark for mark in marks if "href" in mark]) >= len(lines)
    decades = {f"{line[:3]}0s" for line in (re.sub(r"\D", "", one)[:4] for one in said)}
    assert set(re.findall(r'class="decade-title"[^>]*>(\d{4}s)<', text)) == decades


def _first_year(dates: str) -> str:
    years = list(_years(dates))
    return years[0] if years else ""


def _years(dates: str) -> Iterator[str]:
    for found in re.finditer(r"(?<!\d)(\d{4})(?:-\d{2}(?:-\d{2})?)?(?!\d)", dates):
        yield found[1]
