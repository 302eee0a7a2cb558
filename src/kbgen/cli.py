"""Where a command begins: the one that is asked for most does without parsing its words."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_QUIET = {"-q", "--quiet"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0 fine, 1 something is wrong, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal cannot spell is better escaped than fatal.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if words[:1] == ["build"] and _QUIET.issuperset(words[1:]):
            from kbgen.building import build_site

            return build_site(".", "site", quiet=bool(words[1:]))
        from kbgen.commands import run

        return run(words)
    except KeyboardInterrupt as ended:
        print("stopped", file=sys.stderr)
        return 128 + (ended.args[0] if ended.args else 2)
    except BrokenPipeError:
        # Whoever read our words has gone; so has the need for a complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
