"""Layouts as Jinja reads and fills them, without what it does for others at every page."""

from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, Template, TemplateSyntaxError
from jinja2.runtime import Context

from kbgen import __version__
from kbgen.stages.render.compiled import CompiledLayouts
from kbgen.stages.render.missing import Missing
from kbgen.text.safe import escaped

_OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": Missing,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "cache_size": -1,
    "keep_trailing_newline": True,
}


def layouts_in(folders: Sequence[Path], compiled: str, **globals: Any) -> Environment:
    """The layouts in ``folders``, all of which see ``globals``.

    A file in an earlier folder hides the same file in a later one. All values are escaped, and
    names that are not there are errors. ``compiled`` is the folder in which they are kept as
    Python runs them, empty for none.
    """
    layouts = _Layouts(
        loader=_Folders(folders),
        bytecode_cache=CompiledLayouts(compiled, f"{__version__} {_OPTIONS}") if compiled else None,
        **_OPTIONS,
    )
    layouts.globals.update(globals)
    return layouts


class _Layout(Template):
    """A layout that escapes what it prints by `escaped`."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        found = super().from_code(environment, code, globals, uptodate)
        cast(FunctionType, found.root_render_func).__globals__["escape"] = escaped
        return found


class _Calls(Context):
    """Calls what layouts call with what they give, and with nothing else.

    Jinja's own way asks each function four times whether it wants to see the context too. None of
    ours does, macros know without it that they escape, and a page has hundreds of calls.
    """

    def call(
        self,
        function: Callable[..., Any],
        /,
        *given: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        return function(*given, **named)


class _Layouts(Environment):
    template_class = _Layout
    context_class = _Calls

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals, the same for all layouts.

        Jinja's own way makes a map for each of them, and copies all of it whenever one is included.
        """
        return super().make_globals(d) if d else self.globals


class _Folders(FileSystemLoader):
    """Says which layout is no text, as it says which has a mistake."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise TemplateSyntaxError("the file is not UTF-8", 1, template) from None
