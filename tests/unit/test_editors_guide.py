"""The editors' guide quotes messages, which are what kbgen says today; the site's page agrees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbgen.build import check
from kbgen.model.issues import ContentError, Issues
from kbgen.project import Project

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/editors.md").read_text("utf-8")
PAGE = (ROOT / "content/contribute.md").read_text("utf-8")
FRONT = "---\ntitle: T\nsummary: S\n"
RECORDS = {
    "unknown-term": f"{FRONT}countries: [Kirgistan]\n---\n",
    "missing-field": "---\ntitle: T\n---\n",
    "unknown-field": f"{FRONT}sumary: S\n---\n",
    "yaml": "---\ntitle: Farm schools: a pilot\n---\n",
    "broken-link": f"{FRONT}---\n[a](keyhole.md)\n",
}
FILES = {
    "_taxonomies/countries.yml": "title: Countries\nterms:\n  KGZ: {label: Kyrgyzstan}\n",
    "practices/_collection.yml": """\
title: Practices
singular: Practice
fields:
  title: {label: Title, required: true}
  summary: {label: Summary, required: true}
  countries: {label: Countries, type: terms, of: countries}
""",
}


def quoted() -> dict[str, str]:
    """Code -> message, as the guide has them."""
    return dict(re.findall(r"^\*\*`([a-z0-9-]+)`: (.*?)\.\*\*", GUIDE, re.MULTILINE))


def test_the_guide_explains_five_messages() -> None:
    assert quoted().keys() == RECORDS.keys()


@pytest.mark.parametrize("code", RECORDS)
def test_what_the_guide_quotes_is_what_is_said(code: str, tmp_path: Path) -> None:
    for name, text in {**FILES, "practices/a.md": RECORDS[code]}.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    issues = Issues()
    with pytest.raises(ContentError):
        check(Project(tmp_path, tmp_path / "site"), issues)
    said = {issue.code: issue.message.removeprefix("countries: ") for issue in issues}
    assert said == {code: quoted()[code]}


def test_the_page_for_contributors_leads_the_same_way_as_the_guide() -> None:
    steps = re.findall(r"^\d\. \*\*(\w+ \w+)", GUIDE, re.MULTILINE)
    assert len(steps) == 7
    assert re.findall(r"^\d\. \*\*(\w+ \w+)", PAGE, re.MULTILINE) == steps
    emphasised = re.compile(r"(?<!\*)\*([A-Z][^*?]+)\*(?!\*)")
    buttons = set(emphasised.findall(PAGE))
    assert {"Add file", "Create pull request"} <= buttons <= set(emphasised.findall(GUIDE))


def test_the_page_for_contributors_asks_for_no_program_and_names_what_there_is() -> None:
    assert "`kbgen" not in PAGE
    assert PAGE.index("kbgen") > PAGE.index("## On your own computer")
    paths = re.findall(r"`((?:content|docs)/[^`]*|README\.md)`", PAGE)
    assert len(paths) == 5
    assert all((ROOT / path).exists() for path in paths)
    assert re.findall(r"\S+@\S+|https?://\S+", PAGE) == [], "no address that may not be there"
