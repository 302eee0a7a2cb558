from __future__ import annotations

import random

from kbgen.stages.relate import Before, relate
from tests.make import SMALL, make_site
from tests.trials import amount


def related(**texts: str) -> dict[str, list[tuple[str, str]]]:
    files = {f"content/practices/{slug}.md": f"---\n{text}\n---\n" for slug, text in texts.items()}
    site, issues = make_site({**SMALL, **files})
    assert list(issues) == []
    return {
        key.split("/")[1]: [(other.split("/")[1], reason) for other, reason in found]
        for key, found in relate(site)[0].items()
    }


def test_what_is_shared_is_the_reason() -> None:
    found = related(
        a="title: Gardens\nscope: global", b="title: Schools\nscope: global", c="title: Gardens"
    )
    assert found["b"] == [("a", "Same scopes")]
    assert found["a"] == [("b", "Same scopes"), ("c", "Similar wording")]
    assert found["other"] == []


def test_terms_count_as_their_taxonomy_says() -> None:
    path = "content/_taxonomies/scopes.yml"
    records = {
        "content/practices/a.md": "---\ntitle: Gardens\nscope: global\n---\n",
        "content/practices/b.md": "---\ntitle: Schools\nscope: global\n---\n",
        "content/practices/c.md": "---\ntitle: Gardens\n---\n",
    }
    for weight, first in (("0.5", "practices/c"), ("2", "practices/b")):
        taxonomy = {path: SMALL[path].replace("terms:", f"related: {weight}\nterms:")}
        site, _ = make_site({**SMALL, **records, **taxonomy})
        assert relate(site)[0]["practices/a"][0][0] == first


def test_records_that_name_one_another_are_left_out() -> None:
    found = related(a="title: Gardens\nrelated: [b]", b="title: Gardens", c="title: Gardens")
    assert [other for other, _ in found["a"]] == ["c"]
    assert [other for other, _ in found["b"]] == ["c"]


def test_at_most_five() -> None:
    found = related(**{f"r{n}": "title: Gardens" for n in range(9)})
    assert {len(others) for key, others in found.items() if key != "other"} == {5}


def test_what_was_found_before_gives_the_same_as_a_first_look() -> None:
    source = random.Random(7)
    words = ("gardens", "schools", "bridges", "clinics", "markets", "harvests")
    texts = {f"r{n}": "title: Gardens" for n in range(70)}  # more than have a rare word
    before = None
    for _ in range(amount(40, few=12)):
        title = " ".join(source.sample(words, 2))
        scope = source.choice(["", "\nscope: global", "\nscopes: [local, global]"])
        other = source.choice(["", "\nrelated: [other]"])
        texts[f"r{source.randrange(70)}"] = f"title: {title}{scope}{other}"
        files = {f"content/practices/{s}.md": f"---\n{text}\n---\n" for s, text in texts.items()}
        site, _ = make_site({**SMALL, **files})
        found = related, features = relate(site, before)
        assert found == relate(site)
        faces = {record.path: record.face for record in site.records.values()}
        before = Before(faces, site.relations, site.backlinks, features, related)
