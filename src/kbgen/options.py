"""The words that a command takes, and what is said of others."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from kbgen import __version__

COMMANDS = {
    "init": "write the beginning of a new knowledge base",
    "build": "build the site",
    "check": "check the content without writing anything",
    "serve": "show the site on this computer and rebuild it on every change",
    "new": "write the skeleton of a new record",
    "search": "search the built site on the terminal",
}
"""Each command with what it does."""


def read(words: Sequence[str]) -> argparse.Namespace:
    """What ``words`` ask for; ``verb`` in it is one of `COMMANDS`.

    Ends this process, as argparse does, after helping and where they ask for nothing that there is.
    """
    parser = _Parser(
        prog="kbgen",
        description="Turn a folder of Markdown records into a searchable knowledge base.",
        epilog="kbgen COMMAND --help, and kbgen help COMMAND, say what a command takes.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"kbgen {__version__}")
    parsers = parser.add_subparsers(metavar="COMMAND", required=True, prog="kbgen", dest="verb")
    commands = {}
    for verb, said in COMMANDS.items():
        commands[verb] = parsers.add_parser(verb, help=said, description=f"{said.capitalize()}.")
        _add_options(verb, commands[verb])
    first = words[0] if words else ""
    if first == "help":
        words = [*words[1:2], "--help"]
        first = words[0]
    if first.startswith("-") and not first.startswith(("-h", "--help", "-V", "--version")):
        parser.error(f"options come after the command: kbgen COMMAND {first}")
    if first and not first.startswith("-") and first not in commands:
        parser.error(f"there is no command {first!r}" + _guess(first, commands))
    options, others = parser.parse_known_args(words)
    if options.verb == "search":  # argparse takes those alone that stand before the first option
        options.words += [word for word in others if not word.startswith("-")]
        others = [word for word in others if word.startswith("-")]
    if others:
        commands[options.verb].refuse(others[0])
    return options


class _Parser(argparse.ArgumentParser):
    """Takes options by their whole names alone: others would change their meaning with the next."""

    def __init__(self, **settings: str) -> None:
        super().__init__(allow_abbrev=False, **settings)  # type: ignore[arg-type]

    def refuse(self, word: str) -> NoReturn:
        """Say that ``word`` is not known, and what may have been meant, and end this process."""
        if not word.startswith("-"):
            self.error(f"{word!r} is one word too many")
        option = word.partition("=")[0]
        if option in ("--port", "-p", "--host") and "--dev-addr" in self._option_string_actions:
            better = "write --dev-addr PORT, or --dev-addr HOST:PORT"
            self.error(f"there is no option {option!r}: {better}")
        known = [name for name in self._option_string_actions if name.startswith("--")]
        self.error(f"there is no option {option!r}" + _guess(option, known))


def _guess(word: str, known: Sequence[str] | dict[str, _Parser]) -> str:
    from kbgen.model.values import closest  # only mistakes ask for it

    found = closest(word, known)
    return f": did you mean {found!r}?" if found else ""


def _add_options(verb: str, sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "-C", "--root", type=Path, default=Path(), help="the knowledge base (default: here)"
    )
    loudness = sub.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    if verb in ("build", "serve"):
        loudness.add_argument(
            "-v", "--verbose", action="store_true", help="name what has changed and been written"
        )
        sub.add_argument(
            "--clean", action="store_true", help="take nothing over from earlier builds"
        )
    if verb in ("build", "check", "serve"):
        sub.add_argument(
            "--color",
            action=argparse.BooleanOptionalAction,
            help="colours, or none (default: on a terminal)",
        )
    if verb not in ("init", "new"):
        sub.add_argument("-d", "--site-dir", type=Path, help="where the site goes (default: site)")
    if verb in ("build", "check"):
        sub.add_argument("-s", "--strict", action="store_true", help="take warnings for errors")
        sub.add_argument(
            "--format", choices=("text", "github"), default="text", help="form of the issues"
        )
    if verb == "build":
        sub.add_argument(
            "--site-url",
            default="",
            metavar="URL",
            help="where it will be published (default: site_url of kbgen.yml)",
        )
    if verb == "check":
        sub.add_argument("--report", action="store_true", help="say how full the records are")
    if verb == "serve":
        sub.add_argument("-a", "--dev-addr", default="127.0.0.1:8000", help="address and port")
        sub.add_argument("-o", "--open", action="store_true", help="open it in the browser")
        sub.add_argument("--no-livereload", action="store_true", help="do not reload the browser")
    if verb == "init":
        sub.add_argument(
            "folder", type=Path, nargs="?", default=Path(), help="where to (default: here)"
        )
    if verb == "new":
        sub.add_argument("collection", help="such as practices")
        sub.add_argument("title", nargs="+", help="title of the record, in quotes")
    if verb == "search":
        sub.add_argument("words", nargs="*", help="what to look for")
        sub.add_argument(
            "--evaluate", type=Path, metavar="FILE", help="queries with the records they want"
        )
        sub.add_argument(
            "-n", "--limit", type=_at_least_one, default=10, help="how many results (default: 10)"
        )


def _at_least_one(word: str) -> int:
    number = int(word) if word.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 1 on")
    return number
