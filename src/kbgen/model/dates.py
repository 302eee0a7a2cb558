"""Read years, dates and ranges of dates."""

import datetime
import re

from yaml.nodes import Node, ScalarNode

from kbgen.model.values import Invalid, Value, line_of_text

_YEAR = r"[12][0-9]{3}"
_DATE = rf"{_YEAR}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?"
_DASH = "[-\u2010-\u2015\u2212]"
_RANGE = re.compile(
    rf"({_DATE}|unknown)(?:\s*[\u2010-\u2015\u2212]\s*|\s+-\s*|\s*-\s+|-(?={_YEAR}|present|unknown))"
    rf"({_DATE}|present|unknown)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:now|today|to date|ongoing|on-going|current(?:ly)?|continuing)\b", re.I)
_FORMS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d.%m.%Y",
)


def read_year(node: Node) -> str:
    """Four digits."""
    value = line_of_text(node)
    if not re.fullmatch(_YEAR, value):
        raise Invalid(node, "bad-year", f"{value[:80]!r} is not a year such as 2024")
    return value


def read_date(node: Node) -> str:
    """A year, a month or a day, in ISO form."""
    value = line_of_text(node)
    if not re.fullmatch(_DATE, value):
        said = f"{value[:80]!r} is not a date such as 2023-09-29, 2023-09 or 2023"
        raise Invalid(node, "bad-date", said, _iso_hint(value))
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
        raise Invalid(node, "bad-date", said, _range_hint(value) or _iso_hint(value))
    start, end = (part.lower() for part in found.groups())
    for part in (start, end):
        if part[0].isdigit():
            read_date(ScalarNode(node.tag, part, node.start_mark, node.end_mark))
    if start == end == "unknown":
        raise Invalid(node, "bad-date", "neither start nor end is known", "leave the field out")
    if start[0].isdigit() and end[0].isdigit() and end < start[: len(end)]:
        raise Invalid(node, "end-before-start", f"the end {end} is before the start {start}")
    return ["" if part == "unknown" else part for part in (start, end)]


def _range_hint(value: str) -> str:
    """The range that ``value`` says in other words."""
    if value.casefold() in ("present", "unknown"):
        return "write both ends: 2013 - present, or 2013 - unknown"
    dates = re.findall(rf"\b{_DATE}\b", value)
    if len(dates) == 1 and (_GOES_ON.search(value) or re.match(r"since\b|from\b", value, re.I)):
        return f"write {dates[0]} - present"
    if len(dates) == 1 and re.search(rf"{_DASH}\s*\Z", value):
        return f"write {dates[0]} - present, or {dates[0]} - unknown"
    if len(dates) == 1 and re.match(r"until\b|till\b|up to\b", value, re.I):
        return f"write unknown - {dates[0]}"
    return f"write {dates[0]} - {dates[1]}" if len(dates) == 2 else ""


def _iso_hint(value: str) -> str:
    """``value`` in ISO form, where only one day or month can be meant."""
    for form in _FORMS:
        if day := _day(value, form):
            return f"write {day:%Y-%m-%d}"
    if month := _day(value, "%B %Y") or _day(value, "%m/%Y"):
        return f"write {month:%Y-%m}"
    days = dict.fromkeys(filter(None, (_day(value, "%d/%m/%Y"), _day(value, "%m/%d/%Y"))))
    return " or ".join(f"{'' if n else 'write '}{day:%Y-%m-%d}" for n, day in enumerate(days))


def _day(value: str, form: str) -> datetime.date | None:
    try:
        day = datetime.datetime.strptime(value, form).date()
    except ValueError:
        return None
    return day if 1000 <= day.year <= 2999 else None
