"""How full records are: what counts, and which record an editor should turn to first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.completeness import Fullness, fullness, report
from kbgen.model.issues import Issues
from kbgen.model.site import Site
from kbgen.stages.declare import declare
from kbgen.stages.link import link
from kbgen.stages.load import load
from kbgen.stages.validate import validate

COLOURS = """\
title: Colours
terms:
  warm: {label: Warm}
  red: {label: Red, parent: warm}
"""
REPORTS = """\
title: Reports
body: {label: Story}
fields:
  title: {label: Title, required: true}
  summary: {label: Summary, search: 4}
  colours: {label: Colours, type: terms, of: colours, search: 1}
  related: {label: Related, type: records, of: [reports], search: 1}
  note: {label: Editor's note, search: 1, show: hidden}
  day: {label: Day, type: date}
"""
FULL = "summary: Said.\ncolours: [red]\nrelated: [poor]\nnote: Mine\nday: 2020\n---\nA story.\n"


def site_of(root: Path, **records: str) -> Site:
    """The site of these records; every one has a title."""
    files = {
        "_taxonomies/colours.yml": COLOURS,
        "reports/_collection.yml": REPORTS,
        **{f"reports/{slug}.md": f"---\ntitle: T\n{text}" for slug, text in records.items()},
    }
    for name, text in files.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, "utf-8")
    issues = Issues()
    content = load(root, issues)
    knowledge = declare(content, issues)
    read = [validate(document, knowledge, issues) for document in content.documents]
    site = link([record for record in read if record], knowledge, issues)
    assert not list(issues)
    return site


def by_slug(site: Site) -> dict[str, Fullness]:
    return {found.record.slug: found for found in fullness(site)}


def test_required_and_searched_fields_and_the_body_count(tmp_path: Path) -> None:
    found = by_slug(
        site_of(tmp_path, full=FULL, poor="---\n", other="note: Mine\nday: 2020\n---\n")
    )
    assert found["full"].share == 1.0
    assert found["full"].missing == ()
    # Title 2 and story 2, summary, colours and related 1 each: 2 of 7.
    assert found["poor"].share == pytest.approx(2 / 7)
    assert found["other"].share == found["poor"].share, "neither hidden nor unsearched fields count"


def test_missing_are_named_by_weight_then_by_what_others_have(tmp_path: Path) -> None:
    found = by_slug(site_of(tmp_path, full=FULL, some="colours: [red]\n---\n", poor="---\n"))
    assert found["poor"].missing == ("Story", "Colours", "Summary", "Related")
    assert found["some"].missing == ("Story", "Summary", "Related")


def test_who_names_a_record_is_counted_once(tmp_path: Path) -> None:
    linking = "related: [poor]\n---\n[It](poor.md), [again](poor.md) and [myself](linking.md).\n"
    found = by_slug(site_of(tmp_path, linking=linking, full=FULL, poor="---\n[Me](poor.md).\n"))
    assert found["poor"].named_by == 2
    assert found["linking"].named_by == 0


def test_pages_of_broader_terms_list_a_record_too(tmp_path: Path) -> None:
    found = by_slug(site_of(tmp_path, some="colours: [red]\n---\n", poor="---\n"))
    assert found["some"].listed_on == 2
    assert found["poor"].listed_on == 0


def test_the_record_that_readers_are_led_to_comes_first(tmp_path: Path) -> None:
    lonely = "---\n"
    site = site_of(tmp_path, lonely=lonely, full=FULL, poor="---\n", other="related: [poor]\n---\n")
    first = report(site).split("Worth completing first")[1]
    assert first.index("content/reports/poor.md") < first.index("content/reports/lonely.md")
    assert "content/reports/full.md" not in first, "there is nothing left to complete"


def test_the_report_counts_and_averages(tmp_path: Path) -> None:
    site = site_of(tmp_path, full=FULL, poor="---\n")
    lines = [line.split() for line in report(site).splitlines()]
    assert ["Reports", "2", "64%", "1"] in lines  # the mean of 7/7 and 2/7; one is under half
    assert ["Reports:", "Story", "1", "2"] in lines
    assert not any("Title" in line or "Day" in line for line in lines)


def test_a_collection_without_records_is_left_out(tmp_path: Path) -> None:
    assert report(site_of(tmp_path)) == "There are no records yet."


def test_the_same_site_gives_the_same_report(tmp_path: Path) -> None:
    records = {f"r{n}": "---\n" for n in range(20)}
    first = report(site_of(tmp_path / "a", **records))
    second = report(site_of(tmp_path / "b", **dict(reversed(records.items()))))
    assert first == second
    assert first.count("content/reports/") == 10
