"""Boxes beside one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbgen.pictures.lanes import Box, pack


@given(
    st.lists(
        st.tuples(st.sampled_from((0.0, 1.0, 2.5, 7.0)), st.floats(0.1, 5)).map(
            lambda p: Box(p[0], p[0] + p[1])
        ),
        max_size=30,
    )
)
def test_each_box_is_in_the_first_lane_where_it_touches_no_other(boxes: list[Box]) -> None:
    lanes = pack(boxes)
    for n, box in enumerate(boxes):
        before = list(zip(boxes[:n], lanes, strict=False))
        taken = {lane for b, lane in before if box.left < b.right and b.left < box.right}
        assert lanes[n] == next(lane for lane in range(n + 1) if lane not in taken)


def test_boxes_are_not_compared_with_each_other() -> None:
    """With thousands in a decade that took most of a build."""
    compared = 0

    class Edge(float):
        def __lt__(self, other: float) -> bool:
            nonlocal compared
            compared += 1
            return float(self) < float(other)

    boxes = [Box(Edge(n % 10), Edge(n % 10 + 1 + n % 7 / 10)) for n in range(1_000)]
    assert len(set(pack(boxes))) > 100
    assert compared < 10_000


def test_boxes_that_meet_share_a_lane_and_those_that_overlap_do_not() -> None:
    assert pack([Box(0, 2), Box(2, 3), Box(1, 4), Box(1, 2), Box(4, 5)]) == [0, 0, 1, 2, 0]
    assert pack([Box(0, 1), Box(0, 1)]) == [0, 1]
    assert pack([]) == []
