#!/usr/bin/env python3
"""Make content/_taxonomies/countries.yml. Needed only when names or codes of countries change.

    pip install --no-deps hdx-python-country==4.2.5
    python tools/build_countries.py

Names, codes and sub-regions come from the list of countries and territories in that package; short
labels, further names and the places that the standard M49 does not list stand in
tools/country_additions.yml. The regions are those of content/_taxonomies/regions.yml, found by
their M49 codes. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

PACKAGE, VERSION = "hdx-python-country", "4.2.5"
ROOT = Path(__file__).parents[1]
ADDITIONS = ROOT / "tools/country_additions.yml"
REGIONS = ROOT / "content/_taxonomies/regions.yml"
OUTPUT = ROOT / "content/_taxonomies/countries.yml"

LANGUAGES = ("French", "Spanish", "Russian", "Chinese", "Arabic")
ALPHA_2, ALPHA_3 = "ISO 3166-1 Alpha 2-Codes", "ISO 3166-1 Alpha 3-Codes"

HEADER = f"""\
# Made by tools/build_countries.py; change tools/country_additions.yml and run it again.
# Codes, names and sub-regions: PyPI package {PACKAGE} {VERSION} (MIT), which carries a list of
# the United Nations Office for the Coordination of Humanitarian Affairs.
# Labels are the names of the standard M49; aliases are for finding, and take no position on a name.
#
# Two decisions of the editors. TWN: ISO 3166-1 has the code, M49 does not list the area apart from
# China; it is kept so that every ISO code can be used, is named as the United Nations does, and has
# no M49 code. XKX: a user-assigned code outside both standards, kept because records need it, with
# the footnote of the United Nations; it stands with its neighbours in Southern Europe. Antarctica
# belongs to no region.
"""


def _by_label(item: tuple[str, dict[str, Any]]) -> str:
    """Readers look for names, so the file stands in their order: Å with A, and so on."""
    folded = unicodedata.normalize("NFKD", item[1]["label"]).casefold()
    return "".join(c for c in folded if c.isascii())


def main() -> int:
    """Write the taxonomy; exit 1 when a name would stand for two places."""
    additions = yaml.safe_load(ADDITIONS.read_text("utf-8"))
    regions = yaml.safe_load(REGIONS.read_text("utf-8"))["terms"]
    by_m49 = {region["m49"]: name for name, region in regions.items() if "m49" in region}
    rows = {row[ALPHA_3]: row for row in read_package() if row[ALPHA_3]}
    terms = {
        code: term(rows.get(code), additions.get(code, {}), by_m49) for code in rows | additions
    }
    shared = names_of_two(terms)
    for name, codes in sorted(shared.items()):
        print(f"{name}: {', '.join(codes)}", file=sys.stderr)
    if not shared:
        OUTPUT.write_text(HEADER + dump(terms), "utf-8")
        print(f"{len(terms)} countries and areas in {OUTPUT.relative_to(ROOT)}")
    return 1 if shared else 0


def read_package() -> list[dict[str, str]]:
    """The rows of the installed package's list, without the row that explains the columns."""
    if metadata.version(PACKAGE) != VERSION:
        sys.exit(f"{PACKAGE} {metadata.version(PACKAGE)} is installed; this needs {VERSION}")
    table = next(file for file in metadata.files(PACKAGE) or [] if file.suffix == ".csv")
    with open(str(table.locate()), encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def term(
    row: dict[str, str] | None, addition: dict[str, Any], by_m49: dict[str, str]
) -> dict[str, Any]:
    """The term of one place: what the package has, then what is added by hand."""
    names: list[str] = []
    parts: dict[str, Any] = {}
    if row and row["M49 English"]:
        parts["label"] = plain(row["M49 English"])
        area = row["Intermediate Region Code"].zfill(3), row["Sub-region Code"].zfill(3)
        parent = next((by_m49[code] for code in area if code in by_m49), None)
        if parent:
            parts["parent"] = parent
        parts["m49"] = row["m49 numerical code"].zfill(3)
        names += [row[ALPHA_2], row["English Short"], row["English Formal"].removeprefix("the ")]
        names += [row["ISO Alt Term"]]
    if "short" in addition:
        names.append(addition["short"])
    names += addition.get("aliases", [])
    if row:
        for language in LANGUAGES:
            names += [row[f"M49 {language}"], row[f"{language} Short"]]
    parts |= {key: value for key, value in addition.items() if key != "aliases"}
    parts["aliases"] = distinct([plain(name) for name in names], besides=parts["label"])
    order = ("label", "short", "parent", "m49", "aliases", "note")
    return {key: parts[key] for key in order if key in parts}


def plain(name: str) -> str:
    """A name with straight apostrophes and single spaces, as people type it."""
    return " ".join(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def distinct(names: list[str], besides: str) -> list[str]:
    """The names once each in their order, without empty ones and without the label."""
    found = {besides.casefold(): besides}
    for name in names:
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())[1:]


def names_of_two(terms: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Names, labels and codes that stand for more than one place: a record could not tell which."""
    holders: dict[str, list[str]] = {}
    for code, parts in terms.items():
        for name in {word.casefold() for word in (code, parts["label"], *parts["aliases"])}:
            holders.setdefault(name, []).append(code)
    return {name: codes for name, codes in holders.items() if len(codes) > 1}


class Quoting(yaml.SafeDumper):
    """Puts codes made of digits in quotes, all of them: YAML needs that for 004 but not for 008."""


def quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """The node of a text, quoted if it is a number to the eye."""
    style = '"' if text.isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


Quoting.add_representer(str, quoted)


def dump(terms: dict[str, dict[str, Any]]) -> str:
    """The taxonomy as YAML: one block for each place, in the order of the codes."""
    taxonomy = {
        "title": "Countries",
        "singular": "Country",
        "related": 3,
        "description": (
            "Countries and areas by their ISO 3166-1 alpha-3 codes, each in its sub-region of the "
            "standard M49. Names and groupings express no opinion on legal status or boundaries."
        ),
        "within": "regions",
        "fields": {
            "m49": {
                "label": "M49 code",
                "help": "Three digits, of the United Nations standard M49.",
                "show": "hidden",
            },
        },
        "terms": dict(sorted(terms.items(), key=_by_label)),
    }
    return yaml.dump(
        taxonomy,
        Dumper=Quoting,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=100,
    )


if __name__ == "__main__":
    sys.exit(main())
