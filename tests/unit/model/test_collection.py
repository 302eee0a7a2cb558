from __future__ import annotations

from kbgen.model.collection import Collection, Field


def test_fields_of_a_type_come_in_the_order_of_the_page() -> None:
    fields = [Field("c", "C", "date"), Field("a", "A"), Field("b", "B", "year"), Field("d", "D")]
    collection = Collection("x", "X", "X", "x", {field.name: field for field in fields})
    assert [f.name for f in collection.of_type("date", "year")] == ["c", "b"]
    assert [f.name for f in collection.of_type("text")] == ["a", "d"]
    assert list(collection.of_type("money")) == list(collection.of_type()) == []
