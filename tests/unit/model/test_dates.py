"""What is proposed to whoever writes a date in another form."""

from __future__ import annotations

import pytest
from yaml.nodes import ScalarNode

from kbgen.model.dates import read_date, read_dates
from kbgen.model.values import Invalid

EITHER = "{} can be 3 April 2023 (2023-04-03) or 4 March 2023 (2023-03-04): "


def hint(value: str, read: object) -> str:
    assert callable(read)
    with pytest.raises(Invalid) as said:
        read(ScalarNode("tag:yaml.org,2002:str", value))
    found = said.value.hint
    return found if isinstance(found, str) else found()


@pytest.mark.parametrize("read", [read_date, read_dates])
@pytest.mark.parametrize("value", ["03/04/2023", "3/4/2023", "03/04/23", "03-04-2023"])
def test_a_date_with_two_meanings_is_asked_for(value: str, read: object) -> None:
    assert hint(value, read) == f"{EITHER.format(value)}write the one that is meant"


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2023 - present",
        "2022 - 03/04/2023",
        "since 03/04/2023",
        "13/04/2022 - 03/04/2023",
        "until 03/04/2023",
    ],
)
def test_a_range_in_which_one_date_has_two_meanings_is_asked_for(value: str) -> None:
    assert hint(value, read_dates).startswith(EITHER.format("03/04/2023"))


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("13/04/2023", "2023-04-13"),
        ("04-13-2023", "2023-04-13"),
        ("3/3/2023", "2023-03-03"),
        ("03.04.2023", "2023-04-03"),
    ],
)
@pytest.mark.parametrize("read", [read_date, read_dates])
def test_a_date_with_one_meaning_is_proposed(value: str, meant: str, read: object) -> None:
    assert hint(value, read) == f"write {meant}"
