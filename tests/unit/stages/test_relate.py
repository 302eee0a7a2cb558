from __future__ import annotations

from kbgen.stages.relate import relate
from tests.make import SMALL, make_site


def related(**texts: str) -> dict[str, list[tuple[str, str]]]:
    files = {f"content/practices/{slug}.md": f"---\n{text}\n---\n" for slug, text in texts.items()}
    site, issues = make_site({**SMALL, **files})
    assert list(issues) == []
    return {
        key.split("/")[1]: [(other.split("/")[1], reason) for other, reason in found]
        for key, found in relate(site).items()
    }


def test_what_is_shared_is_the_reason() -> None:
    found = related(
        a="title: Gardens\nscope: global", b="title: Schools\nscope: global", c="title: Gardens"
    )
    assert found["b"] == [("a", "Same scopes")]
    assert found["a"] == [("b", "Same scopes"), ("c", "Similar wording")]
    assert found["other"] == []


def test_records_that_name_one_another_are_left_out() -> None:
    found = related(a="title: Gardens\nrelated: [b]", b="title: Gardens", c="title: Gardens")
    assert [other for other, _ in found["a"]] == ["c"]
    assert [other for other, _ in found["b"]] == ["c"]


def test_at_most_five() -> None:
    found = related(**{f"r{n}": "title: Gardens" for n in range(9)})
    assert {len(others) for key, others in found.items() if key != "other"} == {5}
