"""What is wrong with the content: values with a place, collected and reported together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One thing that is wrong, and where: ``path`` from the root of the knowledge base."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    """A short name that never changes its meaning, such as ``unknown-term``."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{printable(self.path)}:{self.line}:{self.column}"
        said = f"{where}: {self.severity}[{self.code}] {printable(self.message)}"
        return f"{said}\n    hint: {printable(self.hint)}" if self.hint else said


class ContentError(Exception):
    """The content has errors; the issues say which."""


class Issues:
    """The issues of one run, in the order of their places."""

    def __init__(self) -> None:
        self._found: set[Issue] = set()

    def error(
        self, code: str, message: str, path: str, line: int = 1, column: int = 1, hint: str = ""
    ) -> None:
        """Note something that keeps the site from being built."""
        self._found.add(Issue(path, line, column, "error", code, message, hint))

    def warning(
        self, code: str, message: str, path: str, line: int = 1, column: int = 1, hint: str = ""
    ) -> None:
        """Note something that an editor should look at."""
        self._found.add(Issue(path, line, column, "warning", code, message, hint))

    def extend(self, issues: "Issues | list[Issue]") -> None:
        """Take over issues that were found elsewhere."""
        self._found.update(issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(issue.severity == "error" for issue in self._found)

    @property
    def warnings(self) -> int:
        """How many of them are warnings."""
        return len(self._found) - self.errors

    def refuse_warnings(self) -> None:
        """Raise `ContentError` if there is any issue at all."""
        if self._found:
            raise ContentError

    def stop_on_errors(self) -> None:
        """Raise `ContentError` if going on would only produce noise."""
        if self.errors:
            raise ContentError


def printable(text: str) -> str:
    """``text`` on one line, with what a terminal would obey or hide written as an escape."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )
