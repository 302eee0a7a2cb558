from __future__ import annotations

import pytest
from jinja2 import Environment, UndefinedError

from kbgen.model.collection import Field
from kbgen.model.site import Licence
from kbgen.stages.render.missing import Missing


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nope", "there is no 'nope' here"),
        ("none.nope", "'nope' is asked of what is empty here"),
        ("'a'.nope", "a text has no 'nope'"),
        ("7 .nope", "a number has no 'nope'"),
        ("[].nope", "a list has no 'nope'"),
        ("(1, 2).nope", "a list has no 'nope'"),
        ("licence.nope", "a licence has no 'nope'; it has label, url"),
        ("field.nope.more", "a field has no 'nope'; it has facet, help, implied_by, "),
    ],
)
def test_what_is_missing_is_an_error_that_says_what_there_is(asked: str, said: str) -> None:
    layouts = Environment(undefined=Missing, autoescape=True)
    given = {"licence": Licence("a", "b"), "field": Field("a", "A")}
    with pytest.raises(UndefinedError) as refused:
        layouts.from_string("{{ " + asked + " }}").render(given)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("use", ["{% if nope %}{% endif %}", "{% for x in nope %}{% endfor %}"])
def test_a_name_that_is_missing_is_no_empty_value(use: str) -> None:
    with pytest.raises(UndefinedError):
        Environment(undefined=Missing, autoescape=True).from_string(use).render()


class HomeView:
    """Named as views are, and of a module of the package's name."""

    title = ""

    def method(self) -> None:
        """What can be called is nothing that a layout asks for."""


class Event(HomeView):
    pass


class Chrome(HomeView):
    pass


@pytest.mark.parametrize(
    ("kind", "called"), [(HomeView, "the view of home"), (Event, "an event"), (Chrome, "site")]
)
def test_what_is_asked_goes_by_the_name_that_layouts_give_it(
    kind: type, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kind, "__module__", "kbgen.views.anything")
    with pytest.raises(UndefinedError) as refused:
        Environment(undefined=Missing, autoescape=True).from_string("{{ a.b }}").render(a=kind())
    assert str(refused.value) == f"{called} has no 'b'; it has title"
