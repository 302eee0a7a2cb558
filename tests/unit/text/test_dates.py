from __future__ import annotations

import pytest

from kbgen.text.dates import date_text, range_text, years


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2015", "2015"), ("2015-11", "November 2015"), ("2023-09-01", "1 September 2023")],
)
def test_date_text(iso: str, text: str) -> None:
    assert date_text(iso) == text


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (("2013", "2013"), "2013"),
        (("2013", "2015"), "2013 \u2013 2015"),
        (("2013-05", "present"), "May 2013 \u2013 present"),
        (("2013", ""), "From 2013"),
        (("", "2015"), "Until 2015"),
        (("", "present"), "Still running, start not known"),
        (("", ""), ""),
        (("2022-12-08", "2022-12-10"), "8\u201310 December 2022"),
        (("2022-11-08", "2022-12-10"), "8 November \u2013 10 December 2022"),
        (("2021-12-08", "2022-12-08"), "8 December 2021 \u2013 8 December 2022"),
    ],
)
def test_range_text(dates: tuple[str, str], text: str) -> None:
    assert range_text(dates) == text


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (("2013-05", "2015"), (2013, 2015)),
        (("2013", "present"), (2013, 2020)),
        (("2022", "present"), (2022, 2022)),
        (("2013", ""), (2013, 2013)),
        (("", "2015"), (2015, 2015)),
        (("", ""), None),
    ],
)
def test_years(dates: tuple[str, str], found: tuple[int, int] | None) -> None:
    assert years(dates, 2020) == found
