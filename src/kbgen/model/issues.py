"""What is wrong with the content: values with a place, collected and reported together."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

Hint = str | Callable[[], str]
"""What may help; a function where finding it takes a while."""

MOST_PER_FILE = 100
"""Errors, and warnings, that are noted of one file: more would hide what they have in common."""


class Issue(NamedTuple):
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
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def error(
        self, code: str, message: str, path: str, line: int = 1, column: int = 1, hint: Hint = ""
    ) -> None:
        """Note something that keeps the site from being built."""
        self._note("error", code, message, path, line, column, hint)

    def warning(
        self, code: str, message: str, path: str, line: int = 1, column: int = 1, hint: Hint = ""
    ) -> None:
        """Note something that an editor should look at."""
        self._note("warning", code, message, path, line, column, hint)

    def _note(
        self,
        severity: Severity,
        code: str,
        message: str,
        path: str,
        line: int,
        column: int,
        hint: Hint,
    ) -> None:
        count = self._counts[path, severity]
        if count > MOST_PER_FILE:
            return
        if count == MOST_PER_FILE:
            code, hint = "too-many", "mend those above first"
            message = f"this file has more than {MOST_PER_FILE} {severity}s: the rest is not shown"
        shown = hint if isinstance(hint, str) else hint()
        self.extend([Issue(path, line, column, severity, code, message, shown)])

    def extend(self, issues: "Issues | list[Issue]") -> None:
        """Take over issues that were found elsewhere."""
        for issue in issues:
            if issue not in self._found:
                self._found.add(issue)
                self._counts[issue.path, issue.severity] += 1

    def __iter__(self) -> Iterator[Issue]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(n for (_, severity), n in self._counts.items() if severity == "error")

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
