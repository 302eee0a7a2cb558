"""What pictures say in English."""

from __future__ import annotations

import pytest

from kbgen.pictures.words import ENGLISH


@pytest.mark.parametrize(
    ("count", "records", "begin", "run_on"),
    [
        (0, "0 records", "0 begin", "0 continue"),
        (1, "1 record", "1 begins", "1 continues"),
        (2, "2 records", "2 begin", "2 continue"),
    ],
)
def test_one_is_said_in_the_singular(count: int, records: str, begin: str, run_on: str) -> None:
    assert (ENGLISH.counted(count), ENGLISH.begin(count), ENGLISH.run_on(count)) == (
        records,
        begin,
        run_on,
    )


def test_a_range_of_one_number_is_that_number() -> None:
    assert ENGLISH.ranged(1, 1) == "1 record"
    assert ENGLISH.ranged(3, 3) == "3 records"
    assert ENGLISH.ranged(1, 3) == "1\N{EN DASH}3 records"
