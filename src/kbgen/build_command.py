"""The command to build, which is asked for most: what it does, and what is said back.

With nothing to do it ends before anything is imported that takes longer than the look at a
thousand files; and it stands apart from all other commands, since parsing their words would be a
tenth of what an edit costs.
"""

from __future__ import annotations

import os
import sys
import time

from kbgen import places, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kbgen.model.issues import Issue, Issues

FINE, WRONG_CONTENT, WRONG_USAGE = 0, 1, 2


class Manner:
    """How a command speaks: ``form`` of the issues is ``text``, or ``github`` for annotations.

    ``colour`` is whether text has colours; None where the terminal decides. ``verbose`` tells of
    every file.
    """

    def __init__(
        self,
        quiet: bool = False,
        form: str = "text",
        colour: bool | None = None,
        verbose: bool = False,
    ) -> None:
        self.quiet, self.form, self.colour, self.verbose = quiet, form, colour, verbose


def build_site(
    root: str,
    site: str,
    strict: bool = False,
    site_url: str = "",
    clean: bool = False,
    manner: Manner = Manner(),  # noqa: B008 (nobody changes it)
) -> int:
    """Build the knowledge base in ``root`` into ``site`` and say what came of it; its exit status.

    ``site_url`` and ``clean`` are those of `Project`.
    """
    started = time.perf_counter()
    if not is_project(root, site):
        return WRONG_USAGE
    sight = state.Sight(root, site, site_url)
    if not clean and sight.is_unchanged() and not sight.last.warned:
        said = f"{sight.last.total} files: nothing has changed"
    else:
        said = _build_anew(root, site, sight, strict, site_url, clean, manner)
    if not said:
        return WRONG_CONTENT
    if not manner.quiet:
        print(f"{said}, {time.perf_counter() - started:.1f} s")
        print(f"open {os.path.join(site, 'index.html')}")
    return FINE


def is_project(root: str, site: str = "") -> bool:
    """Whether ``root`` is the folder of a knowledge base, and ``site`` one for its site, if given.

    Says so if it is not.
    """
    if not os.path.isdir(f"{root}/content"):
        print(f"kbgen: there is no folder 'content' in {os.path.realpath(root)}", file=sys.stderr)
        above = places.above(root)
        hint = "kbgen init writes the beginning of a knowledge base"
        hint = f"go to {above}, or add -C {above}" if above else hint
        print(f"    hint: {hint}", file=sys.stderr)
        return False
    overlap = site and places.overlap(root, site)
    if overlap:
        said = f"the site cannot go to {site}: {overlap}; give it a folder of its own, such as site"
        print(f"kbgen: {said}", file=sys.stderr)
    return not overlap


def _build_anew(
    root: str,
    site: str,
    sight: state.Sight,
    strict: bool,
    site_url: str,
    clean: bool,
    manner: Manner,
) -> str:
    """What was built, in words; empty after printing why nothing was."""
    import gc
    import signal
    from pathlib import Path

    gc.disable()  # one build and an end: looking for circles costs a fifth of its time
    from kbgen.build import build
    from kbgen.model.issues import ContentError, Issues
    from kbgen.project import Project
    from kbgen.stages.write import WriteError

    issues = Issues()
    progress = ProgressLine(manner.quiet)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        project = Project(Path(root), Path(site), strict, site_url, clean)
        report = build(project, issues, progress, sight)
    except ContentError:
        progress.end()
        print_issues(issues, manner, strict)
        print(f"{counted(issues, strict)}; {site} is as it was", file=sys.stderr)
        return ""
    except (WriteError, OSError) as error:
        progress.end()
        print(f"kbgen: {error}", file=sys.stderr)
        return ""
    finally:
        progress.end()
    print_issues(issues, manner)
    if manner.verbose:
        print(report)
    said = f"{report.total} files: {report.written} written, {report.unchanged} unchanged"
    return said + (f", {report.removed} removed" if report.removed else "")


def _terminate(number: int, frame: object) -> None:
    """Somebody wants this process to end, as politely as Ctrl-C does."""
    raise KeyboardInterrupt(number)


class ProgressLine:
    """One line on a terminal that says how far long work has come; nothing elsewhere."""

    def __init__(self, quiet: bool) -> None:
        stream = sys.stderr
        self._shows = stream.isatty() and os.environ.get("TERM") != "dumb" and not quiet
        self._next = 0.0

    def __call__(self, said: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` parts are done, at most ten times a second."""
        now = time.monotonic()
        if self._shows and (now >= self._next or done == total):
            self._next = now + 0.1
            sys.stderr.write(f"\r\033[K{said}: {done} of {total}")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._shows:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def print_issues(issues: Issues, manner: Manner, strict: bool = False) -> None:
    """Print them in the manner that is asked for; with ``strict``, annotations are all errors."""
    colour = _has_colour() if manner.colour is None else manner.colour
    for issue in issues:
        if manner.form == "github":
            print(github(issue, strict))
            continue
        text = str(issue)
        if colour:
            tint = "31" if issue.severity == "error" else "33"
            text = text.replace(issue.severity, f"\033[{tint}m{issue.severity}\033[0m", 1)
        print(text, file=sys.stderr)


def _has_colour() -> bool:
    wants_none = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not wants_none


def github(issue: Issue, strict: bool = False) -> str:
    """An issue as an annotation of a pull request, an error if warnings count as such."""
    from kbgen.model.issues import printable

    hint = f" ({issue.hint})" if issue.hint else ""
    said = printable(issue.message + hint).replace("%", "%25")
    path = printable(issue.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={issue.line},col={issue.column}"
    severity = "error" if strict else issue.severity
    return f"::{severity} {place},title={issue.code}::{said}"


def counted(issues: Issues, strict: bool = False) -> str:
    """How many errors and warnings there are, and whether ``strict`` makes these count."""
    said = f"{some(issues.errors, 'error')}, {some(issues.warnings, 'warning')}"
    return f"{said}; warnings count as errors (--strict)" if strict and issues.warnings else said


def some(count: int, word: str) -> str:
    """The number with its word, in the singular for one."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
