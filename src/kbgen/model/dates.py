"""Read years, dates and ranges of dates."""

import datetime
import re

from yaml.nodes import Node, ScalarNode

from kbgen.model.values import Invalid, Value, line_of_text
from kbgen.text.dates import date_text

_YEAR = r"[12][0-9]{3}"
_DATE = rf"{_YEAR}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?"
_DASH = "[-\u2010-\u2015\u2212]"
_RANGE = re.compile(
    rf"({_DATE}|unknown)(?:\s*[\u2010-\u2015\u2212]\s*|\s+-\s*|\s*-\s+|-(?={_YEAR}|present|unknown))"
    rf"({_DATE}|present|unknown)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:now|today|to date|ongoing|on-going|current(?:ly)?|continuing)\b", re.I)
_SIDES = re.compile(r"\s+(?:to|until|till|-)\s+|\s*[\u2010-\u2015\u2212]\s*", re.IGNORECASE)
_FORMS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d.%m.%y",
)
_MONTHS = ("%B %Y", "%b %Y", "%m/%Y")
_EITHER = ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%m-%d-%Y")
"""Forms of which countries read the first two numbers in different order."""
_NUMBERS = re.compile(r"\b[0-9]{1,2}([/-])[0-9]{1,2}\1[0-9]{2,4}\b")


def read_year(node: Node) -> str:
    """Four digits."""
    value = line_of_text(node)
    if not re.fullmatch(_YEAR, value):
        years = re.findall(rf"\b{_YEAR}\b", value)
        hint = f"write {' or '.join(years[:2])}" if years else ""
        raise Invalid(node, "bad-year", f"{value[:80]!r} is not a year such as 2024", hint)
    return value


def read_date(node: Node) -> str:
    """A year, a month or a day, in ISO form."""
    value = line_of_text(node)
    if not re.fullmatch(_DATE, value):
        said = f"{value[:80]!r} is not a date such as 2023-09-29, 2023-09 or 2023"
        raise Invalid(node, "bad-date", said, _two_hint(value) or _iso_hint(value))
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        span = re.fullmatch(rf"({_YEAR})-([0-9]{{2}})", value)
        kind, hint = (
            ("month", f"for a range write {span[1]} - {span[1][:2]}{span[2]}")
            if span
            else ("day", "")
        )
        raise Invalid(node, "bad-date", f"there is no {kind} {value!r}", hint) from None
    return value


def read_dates(node: Node) -> Value:
    """[start, end]: ISO dates, ``present`` for the end, or empty where unknown."""
    value = line_of_text(node)
    found = _RANGE.fullmatch(value)
    if not found:
        if re.fullmatch(_DATE, value):
            day = read_date(node)
            return [day, day]
        said = f"{value[:80]!r} is not a date such as 2023-09-29 or a range such as 2013 - present"
        raise Invalid(
            node, "bad-date", said, _two_hint(value) or _range_hint(value) or _iso_hint(value)
        )
    start, end = (part.lower() for part in found.groups())
    for part in (start, end):
        if part[0].isdigit():
            read_date(ScalarNode(node.tag, part, node.start_mark, node.end_mark))
    if start == end == "unknown":
        raise Invalid(node, "bad-date", "neither start nor end is known", "leave the field out")
    if start[0].isdigit() and end[0].isdigit() and end < start[: len(end)]:
        raise Invalid(node, "end-before-start", f"the end {end} is before the start {start}")
    return ["" if part == "unknown" else part for part in (start, end)]


def _two_hint(value: str) -> str:
    """The two days that one in ``value`` can be, which nobody but its author can tell apart."""
    for written in _NUMBERS.finditer(value):
        days = [f"{date_text(day)} ({day})" for day in _meant(written[0])]
        if len(days) > 1:
            return f"{written[0]} can be {' or '.join(days)}: write the one that is meant"
    return ""


def _range_hint(value: str) -> str:
    """The range that ``value`` says in other words."""
    if value.casefold() in ("present", "unknown"):
        return "write both ends: 2013 - present, or 2013 - unknown"
    said = re.sub(r"(?:since|from)\s+", "", value, count=1, flags=re.IGNORECASE)
    sides = [_side(part) for part in _SIDES.split(said)]
    if len(sides) == 1 and len(said) < len(value):
        sides.append("present")
    if len(sides) == 2 and all(sides) and sides[0] != "present":
        return f"write {sides[0]} - {sides[1]}"
    dates = re.findall(rf"\b{_DATE}\b", value)
    if len(dates) == 1 and (_GOES_ON.search(value) or re.match(r"since\b|from\b", value, re.I)):
        return f"write {dates[0]} - present"
    if len(dates) == 1 and re.search(rf"{_DASH}\s*\Z", value):
        return f"write {dates[0]} - present, or {dates[0]} - unknown"
    if len(dates) == 1 and re.match(r"until\b|till\b|up to\b", value, re.I):
        return f"write unknown - {dates[0]}"
    return f"write {dates[0]} - {dates[1]}" if len(dates) == 2 else ""


def _side(value: str) -> str:
    """The start or end that ``value`` says in other words; empty where none or several can be."""
    if value.casefold() == "unknown":
        return "unknown"
    if _GOES_ON.fullmatch(value) or value.casefold() in ("present", "date"):
        return "present"
    found = _meant(value)
    return found[0] if len(found) == 1 else ""


def _iso_hint(value: str) -> str:
    """``value`` in ISO form."""
    found = _meant(value)
    return f"write {found[0]}" if found else ""


def _meant(value: str) -> list[str]:
    """Days or months in ISO form of which ``value`` may be one."""
    if re.fullmatch(_DATE, value):
        return [value]
    said = re.sub(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1", value, flags=re.IGNORECASE)
    said = re.sub(r"\b([a-z]{3})(?:t?\.|t\b)", r"\1", said, flags=re.IGNORECASE)
    for form in _FORMS:
        if day := _day(said, form):
            return [f"{day:%Y-%m-%d}"]
    for form in _MONTHS:
        if day := _day(said, form):
            return [f"{day:%Y-%m}"]
    days = [day for form in _EITHER if (day := _day(said, form))]
    return list(dict.fromkeys(f"{day:%Y-%m-%d}" for day in days))


def _day(value: str, form: str) -> datetime.date | None:
    try:
        day = datetime.datetime.strptime(value, form).date()
    except ValueError:
        return None
    return day if 1000 <= day.year <= 2999 else None
