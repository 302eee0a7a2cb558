from hypothesis import given
from hypothesis import strategies as st

from kbgen.pictures.shades import shade_of, shades


def test_few_counts_have_a_step_each() -> None:
    assert [(s.first, s.last) for s in shades([1, 3, 2])] == [(1, 1), (2, 2), (3, 3)]


def test_many_counts_share_steps_that_grow() -> None:
    assert [(s.first, s.last) for s in shades([32, 1])] == [
        (1, 2),
        (3, 4),
        (5, 8),
        (9, 16),
        (17, 32),
    ]


def test_nothing_has_no_steps() -> None:
    assert shades([]) == shades([0, 0]) == ()


@given(st.lists(st.integers(0, 5000)))
def test_steps_cover_every_count_once_and_darken(counts: list[int]) -> None:
    steps = shades(counts)
    for count in counts:
        assert sum(s.first <= count <= s.last for s in steps) == (count > 0)
        assert (shade_of(count, steps) == 0) == (count == 0)
    assert [s.number for s in steps] == sorted({s.number for s in steps})
    assert all(1 <= s.number <= 5 for s in steps)
    assert max((s.last for s in steps), default=0) == max(counts, default=0)
