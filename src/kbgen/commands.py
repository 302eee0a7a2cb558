"""The commands: what a user types, and what is said back."""

import argparse
import gc
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen import __version__
from kbgen.project import Project
from kbgen.state import Sight

if TYPE_CHECKING:
    from kbgen.model.issues import Issues

FINE, WRONG_CONTENT, WRONG_USAGE = 0, 1, 2


def run(words: Sequence[str], sight: Sight | None = None) -> int:
    """Run the command that ``words`` ask for; its exit status.

    ``sight`` is what is on disk for a build of the folder that we are in, where that is known.
    """
    options = _parser().parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal cannot spell is better escaped than fatal.
        sys.stdout.reconfigure(errors="backslashreplace")
    options.sight = sight
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _terminate(number: int, frame: object) -> None:
    """Somebody wants this process to end, as politely as Ctrl-C does."""
    raise KeyboardInterrupt(number)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kbgen",
        description="Turn a folder of Markdown records into a searchable knowledge base.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"kbgen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, prog="kbgen")
    for name, command, said in (
        ("build", _build, "build the site"),
        ("check", _check, "check the content without writing anything"),
        ("serve", _serve, "show the site on this computer and rebuild it on every change"),
        ("new", _new, "write the skeleton of a new record"),
        ("search", _search, "search the built site on the terminal"),
    ):
        sub = commands.add_parser(name, help=said, description=said.capitalize() + ".")
        sub.set_defaults(command=command)
        sub.add_argument(
            "-C", "--root", type=Path, default=Path(), help="the knowledge base (default: here)"
        )
        sub.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
        if name != "new":
            sub.add_argument(
                "-d", "--site-dir", type=Path, help="where the site goes (default: site)"
            )
        if name in ("build", "check"):
            sub.add_argument("-s", "--strict", action="store_true", help="take warnings for errors")
            sub.add_argument(
                "--format", choices=("text", "github"), default="text", help="form of the issues"
            )
        if name == "check":
            sub.add_argument("--report", action="store_true", help="say how full the records are")
        if name == "serve":
            sub.add_argument("-a", "--dev-addr", default="127.0.0.1:8000", help="address and port")
            sub.add_argument("-o", "--open", action="store_true", help="open it in the browser")
            sub.add_argument(
                "--no-livereload", action="store_true", help="do not reload the browser"
            )
        if name == "new":
            sub.add_argument("collection", help="such as practices")
            sub.add_argument("title", help="title of the record, in quotes")
        if name == "search":
            sub.add_argument("words", nargs="*", help="what to look for")
            sub.add_argument(
                "--evaluate", type=Path, metavar="FILE", help="queries with the records they want"
            )
            sub.add_argument(
                "-n", "--limit", type=int, default=10, help="how many results (default: 10)"
            )
    return parser


def _project(options: argparse.Namespace) -> Project:
    root = options.root
    site = getattr(options, "site_dir", None) or root / "site"
    return Project(root, site, getattr(options, "strict", False))


def _build(options: argparse.Namespace) -> int:
    project, started = _project(options), time.perf_counter()
    if not _is_project(project.root):
        return WRONG_USAGE
    sight = options.sight
    if not sight:
        sight = Sight(str(project.root), str(project.site))
        if sight.is_unchanged() and not sight.last.warned:
            if not options.quiet:
                seconds = time.perf_counter() - started
                print(f"{len(sight.last.outputs)} files: nothing has changed, {seconds:.1f} s")
                print(f"open {project.site / 'index.html'}")
            return FINE
    return _build_anew(project, sight, options, started)


def _build_anew(project: Project, sight: Sight, options: argparse.Namespace, started: float) -> int:
    gc.disable()  # one build and an end: looking for circles costs a fifth of its time
    from kbgen.build import build
    from kbgen.model.issues import ContentError, Issues
    from kbgen.stages.write import WriteError

    issues = Issues()
    progress = Progress(options.quiet)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        report = build(project, issues, progress, sight)
    except ContentError:
        progress.end()
        _print_issues(issues, options)
        print(f"{_counted(issues)}; {project.site} is as it was", file=sys.stderr)
        return WRONG_CONTENT
    except (WriteError, OSError) as error:
        progress.end()
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_CONTENT
    finally:
        progress.end()
    _print_issues(issues, options)
    if not options.quiet:
        seconds = time.perf_counter() - started
        said = f"{report.total} files: {report.written} written, {report.unchanged} unchanged"
        print(
            said + (f", {report.removed} removed" if report.removed else "") + f", {seconds:.1f} s"
        )
        print(f"open {project.site / 'index.html'}")
    return FINE


def _check(options: argparse.Namespace) -> int:
    from kbgen.build import check
    from kbgen.model.issues import ContentError, Issues

    project, issues = _project(options), Issues()
    if not _is_project(project.root):
        return WRONG_USAGE
    progress = Progress(options.quiet)
    try:
        site, pages = check(project, issues, progress)
    except ContentError:
        progress.end()
        _print_issues(issues, options)
        print(_counted(issues), file=sys.stderr)
        return WRONG_CONTENT
    progress.end()
    _print_issues(issues, options)
    if not options.quiet:
        print(f"{len(site.records)} records, {len(pages)} pages: {_counted(issues)}")
    if options.report:
        from kbgen.completeness import report

        print(report(site))
    return FINE


def _serve(options: argparse.Namespace) -> int:
    from kbgen.serve import serve

    project = _project(options)
    if not _is_project(project.root):
        return WRONG_USAGE
    return serve(
        project,
        options.dev_addr,
        Progress(options.quiet),
        open_browser=options.open,
        livereload=not options.no_livereload,
        quiet=options.quiet,
    )


def _new(options: argparse.Namespace) -> int:
    from kbgen.new import NewError, new

    if not _is_project(options.root):
        return WRONG_USAGE
    try:
        path = new(options.root, options.collection, options.title)
    except NewError as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(path)
    return FINE


def _search(options: argparse.Namespace) -> int:
    from kbgen.search import terminal

    site = options.site_dir or options.root / "site"
    if not (site / "data" / "search").is_dir():
        print(f"kbgen: {site} has no search index; run kbgen build first", file=sys.stderr)
        return WRONG_USAGE
    if options.evaluate:
        print(terminal.evaluate(site, options.evaluate))
        return FINE
    print(terminal.run_query(site, " ".join(options.words), options.limit))
    return FINE


class Progress:
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


def _is_project(root: Path) -> bool:
    if (root / "content").is_dir():
        return True
    print(f"kbgen: there is no folder 'content' in {root.resolve()}", file=sys.stderr)
    return False


def _print_issues(issues: "Issues", options: argparse.Namespace) -> None:
    colour = (
        sys.stderr.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    )
    for issue in issues:
        if options.format == "github":
            print(github(issue))
            continue
        text = str(issue)
        if colour:
            tint = "31" if issue.severity == "error" else "33"
            text = text.replace(issue.severity, f"\033[{tint}m{issue.severity}\033[0m", 1)
        print(text, file=sys.stderr)


def github(issue: object) -> str:
    """An issue as an annotation of a pull request."""
    from kbgen.model.issues import Issue, printable

    assert isinstance(issue, Issue)
    hint = f" ({issue.hint})" if issue.hint else ""
    said = printable(issue.message + hint).replace("%", "%25")
    path = printable(issue.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={issue.line},col={issue.column}"
    return f"::{issue.severity} {place},title={issue.code}::{said}"


def _counted(issues: "Issues") -> str:
    def some(count: int, word: str) -> str:
        return f"{count} {word}" if count == 1 else f"{count} {word}s"

    return f"{some(issues.errors, 'error')}, {some(issues.warnings, 'warning')}"
