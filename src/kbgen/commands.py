"""The commands: what a user types, and what is said back."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from kbgen import options
from kbgen.build_command import (
    FINE,
    WRONG_CONTENT,
    WRONG_USAGE,
    Manner,
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
    asked = options.read(words)
    return _COMMANDS[asked.verb](asked)


def _project(asked: Namespace) -> Project:
    root = asked.root
    site = getattr(asked, "site_dir", None) or root / "site"
    return Project(root, site, getattr(asked, "strict", False))


def _init(asked: Namespace) -> int:
    from kbgen.init import InitError, init

    folder = asked.root / asked.folder
    try:
        written, left = init(folder)
    except InitError as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    for path in left:
        print(f"{path} is as it was: let it name /site/ and /.kbgen/", file=sys.stderr)
    if not asked.quiet:
        for path in written:
            print(path)
        to = "" if folder == Path() else f" -C {shlex.quote(str(folder))}"
        print(f"to look at it while you write: kbgen serve{to} --open")
    return FINE


def _build(asked: Namespace) -> int:
    from kbgen.text.urls import is_web_address

    its, site_url = _project(asked), asked.site_url.strip().rstrip("/")
    if site_url and not is_web_address(site_url):
        said = f"{asked.site_url!r} is not a full web address: write it as https://..."
        print(f"kbgen: {said}", file=sys.stderr)
        return WRONG_USAGE
    root, site = str(its.root), str(its.site)
    manner = Manner(asked.quiet, asked.format, asked.color, asked.verbose)
    return build_site(root, site, its.strict, site_url, asked.clean, manner)


def _check(asked: Namespace) -> int:
    from kbgen.build import check
    from kbgen.model.issues import ContentError, Issues

    project, issues = _project(asked), Issues()
    manner = Manner(asked.quiet, asked.format, asked.color)
    if not is_project(str(project.root), str(project.site)):
        return WRONG_USAGE
    progress = ProgressLine(asked.quiet)
    try:
        site, pages = check(project, issues, progress)
    except ContentError:
        progress.end()
        print_issues(issues, manner, asked.strict)
        print(counted(issues, asked.strict), file=sys.stderr)
        return WRONG_CONTENT
    progress.end()
    print_issues(issues, manner)
    if not asked.quiet:
        said = f"{some(len(site.records), 'record')}, {some(len(pages), 'page')}"
        print(f"{said}: {counted(issues)}")
    if asked.report:
        from kbgen.completeness import report

        print(report(site))
    return FINE


def _serve(asked: Namespace) -> int:
    from kbgen.serve import serve

    project = _project(asked)._replace(clean=asked.clean)
    if not is_project(str(project.root), str(project.site)):
        return WRONG_USAGE
    return serve(
        project,
        asked.dev_addr,
        ProgressLine(asked.quiet),
        partial(print_issues, manner=Manner(colour=asked.color)),
        open_browser=asked.open,
        livereload=not asked.no_livereload,
        quiet=asked.quiet,
        verbose=asked.verbose,
    )


def _new(asked: Namespace) -> int:
    from kbgen.new import NewError, new

    if not is_project(str(asked.root)):
        return WRONG_USAGE
    if len(asked.title) > 1:
        said = f'put the title in quotes: "{" ".join(asked.title)}"'
        print(f"kbgen: {said}", file=sys.stderr)
        return WRONG_USAGE
    try:
        path = new(asked.root, asked.collection, asked.title[0])
    except NewError as error:
        print(f"kbgen: {error}", file=sys.stderr)
        return WRONG_USAGE
    print(path)
    return FINE


def _search(asked: Namespace) -> int:
    from kbgen.search.site_index import UnreadableIndex
    from kbgen.search.terminal import run_query

    site = asked.site_dir or asked.root / "site"
    try:
        if asked.evaluate:
            return _evaluate(site, asked.evaluate)
        print(run_query(site, " ".join(asked.words), asked.limit))
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


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "init": _init,
    "build": _build,
    "check": _check,
    "serve": _serve,
    "new": _new,
    "search": _search,
}
