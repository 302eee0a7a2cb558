"""Dates as readers want to see them."""

from collections.abc import Sequence

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date_text(iso: str) -> str:
    """``2023-09-29`` as ``29 September 2023``, ``2015-11`` as ``November 2015``."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def range_text(dates: Sequence[str]) -> str:
    """A start and an end in words; an empty one is not known."""
    start, end = dates
    if start == end:
        return date_text(start) if start else ""
    if not start:
        return "Still running, start not known" if end == "present" else f"Until {date_text(end)}"
    if not end:
        return f"From {date_text(start)}"
    if end == "present":
        return f"{date_text(start)} \u2013 present"
    first, last = date_text(start).split(), date_text(end).split()
    while len(first) == len(last) > 1 and first[-1] == last[-1]:
        first.pop()
        last.pop()
    shared = date_text(end).split()[len(last) :]
    dash = "\u2013" if shared and len(last) == 1 else " \u2013 "
    return " ".join([f"{' '.join(first)}{dash}{' '.join(last)}", *shared])


def years(dates: Sequence[str], today: int = 0) -> tuple[int, int] | None:
    """First and last year of a range, None when neither is known.

    An end that is not known is the start; ``present`` is the year ``today``, if that is later.
    """
    start, end = (part[:4] for part in dates)
    first = int(start) if start.isdigit() else 0
    last = int(end) if end.isdigit() else 0
    if end == "pres":
        last = max(first, today)
    return (first or last, last or first) if first or last else None
