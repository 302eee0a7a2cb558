"""What a layout asks for and does not get, in the words of docs/layouts.md."""

import re
from typing import Any

from jinja2 import StrictUndefined
from jinja2.utils import missing

_PLAIN = {str: "a text", int: "a number", list: "a list", tuple: "a list"}
_CALLED = {"Chrome": "site", "Sheet": "page", "FieldView": "a field view"}


class Missing(StrictUndefined):
    """A name that is not there: an error, which says what is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if self._undefined_hint or not isinstance(name, str):
            return super()._undefined_message
        if owner is missing:
            return f"there is no {name!r} here"
        if owner is None:
            return f"{name!r} is asked of what is empty here"
        if not type(owner).__module__.startswith("kbgen."):
            kind = next((words for its, words in _PLAIN.items() if isinstance(owner, its)), "")
            return f"{kind} has no {name!r}" if kind else super()._undefined_message
        return f"{_called(owner)} has no {name!r}; it has {', '.join(_names(owner))}"


def _called(owner: Any) -> str:
    """What layouts call it: ``the view of home``, ``a card``."""
    kind = type(owner).__name__
    if kind in _CALLED:
        return _CALLED[kind]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
    if words.endswith(" view"):
        return f"the view of {words.removesuffix(' view')}"
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _names(owner: Any) -> list[str]:
    """What it has, as a layout may ask for it."""
    names = [name for name in dir(owner) if not name.startswith("_")]
    return [name for name in names if not callable(getattr(owner, name))]
