"""The commands: what a user types, and what is said back."""

import argparse
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kbgen import __version__
from kbgen.build_command import (
    FINE,
    WRONG_CONTENT,
    WRONG_USAGE,
    ProgressLine,
    build_site,
    counted,
    is_project,
    print_issues,
    some,
)
from kbgen.project import Project


def run(words: Sequence[str]) -> int:
    """Run the command that ``words`` ask for; its exit status."""
    options = _parser().parse_args(words)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kbgen",
        description="Turn a folder of Markdown records into a searchable knowledge base.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"kbgen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, prog="kbgen")
    for name, command, said in (
        ("init", _init, "write the beginning of a new knowledge base"),
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
        if name not in ("init", "new"):
            sub.add_argument(
                "-d", "--site-dir", type=Path, help="where the site goes (default: site)"
            )
        if name in ("build", "check"):
            sub.add_argument("-s", "--strict", action="store_true", help="take warnings for errors")
            sub.add_argument(
                "--format", choices=("text", "github"), default="text", help="form of the issues"
            )
        if name == "build":
            sub.add_argument(
                "--site-url",
                default="",
                metavar="URL",
                help="where it will be published (default: site_url of kbgen.yml)",
            )
        if name == "check":
            sub.add_argument("--report", action="store_true", help="say how full the records are")
        if name == "serve":
            sub.add_argument("-a", "--dev-addr", default="127.0.0.1:8000", help="address and port")
            sub.add_argument("-o", "--open", action="store_true", help="open it in the browser")
            sub.add_argument(
                "--no-livereload", action="store_true", help="do not reload the browser"
            )
        if name == "init":
            sub.add_argument(
                "folder", type=Path, nargs="?", default=Path(), help="where to (default: here)"
            )
        if name == "new":
            sub.add_argument("collection", help="such as practices")
            sub.add_argument("title", nargs="+", help="title of the record, in quotes")
        if name == "search":
            sub.add_argument("words", nargs="*", help="what to look for")
            sub.add_argument(
                "--evaluate", type=Path, metavar="FILE", help="queries with the records they want"
            )
            sub.add_argument(
                "-n",
                "--limit",
                type=_at_least_one,
                default=10,
                help="how many results (default: 10)",
            )
    return parser


def _at_least_one(word: str) -> int:
    number = int(word) if word.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 1 on")
    return number


def _project(options: argparse.Namespace) -> Project:
    root = options.root
    site = getattr(options, "site_dir", None) or root / "site"
    return Project(root, site, getattr(options, "strict", False))


def _init(options: argparse.Namespace) -> int:
    from kbgen.init import InitError, init

    folder = options.root / options.folder
    try:
        written, left = init(folder)
    except InitError as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    for path in left:
        print(f"{path} is as it was: let it name /site/ and /.kbgen/", file=sys.stderr)
    if not options.quiet:
        for path in written:
            print(path)
        to = "" if folder == Path() else f" -C {shlex.quote(str(folder))}"
        print(f"to look at it while you write: kbgen serve{to} --open")
    return FINE


def _build(options: argparse.Namespace) -> int:
    from kbgen.text.urls import is_web_address

    its, site_url = _project(options), options.site_url.strip().rstrip("/")
    if site_url and not is_web_address(site_url):
        said = f"{options.site_url!r} is not a full web address: write it as https://..."
        print(f"kbgen: {said}", file=sys.stderr)
        return WRONG_USAGE
    root, site = str(its.root), str(its.site)
    return build_site(root, site, its.strict, options.quiet, options.format, site_url)


def _check(options: argparse.Namespace) -> int:
    from kbgen.build import check
    from kbgen.model.issues import ContentError, Issues

    project, issues = _project(options), Issues()
    if not is_project(str(project.root), str(project.site)):
        return WRONG_USAGE
    progress = ProgressLine(options.quiet)
    try:
        site, pages = check(project, issues, progress)
    except ContentError:
        progress.end()
        print_issues(issues, options.format, options.strict)
        print(counted(issues, options.strict), file=sys.stderr)
        return WRONG_CONTENT
    progress.end()
    print_issues(issues, options.format)
    if not options.quiet:
        said = f"{some(len(site.records), 'record')}, {some(len(pages), 'page')}"
        print(f"{said}: {counted(issues)}")
    if options.report:
        from kbgen.completeness import report

        print(report(site))
    return FINE


def _serve(options: argparse.Namespace) -> int:
    from kbgen.serve import serve

    project = _project(options)
    if not is_project(str(project.root), str(project.site)):
        return WRONG_USAGE
    return serve(
        project,
        options.dev_addr,
        ProgressLine(options.quiet),
        open_browser=options.open,
        livereload=not options.no_livereload,
        quiet=options.quiet,
    )


def _new(options: argparse.Namespace) -> int:
    from kbgen.new import NewError, new

    if not is_project(str(options.root)):
        return WRONG_USAGE
    if len(options.title) > 1:
        said = f'put the title in quotes: "{" ".join(options.title)}"'
        print(f"kbgen: {said}", file=sys.stderr)
        return WRONG_USAGE
    try:
        path = new(options.root, options.collection, options.title[0])
    except NewError as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(path)
    return FINE


def _search(options: argparse.Namespace) -> int:
    from kbgen.search.site_index import UnreadableIndex
    from kbgen.search.terminal import run_query

    site = options.site_dir or options.root / "site"
    try:
        if options.evaluate:
            return _evaluate(site, options.evaluate)
        print(run_query(site, " ".join(options.words), options.limit))
    except UnreadableIndex as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    return FINE


def _evaluate(site: Path, file: Path) -> int:
    from kbgen.search.evaluation import WrongQueries, evaluate, queries

    try:
        asked = queries(file)
    except WrongQueries as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(evaluate(site, asked))
    return FINE
