"""Where a command begins: a build that has nothing to do is over before its words are parsed."""

from __future__ import annotations

import os
import sys
import time

from kbgen import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_QUIET = {"-q", "--quiet"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0 fine, 1 something is wrong, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    started = time.perf_counter()
    sight = None
    try:
        if words[:1] == ["build"] and _QUIET.issuperset(words[1:]):
            # Most builds are asked for in these words, and parsing any others costs more than this.
            sight = state.Sight(".", "site")
            if sight.is_unchanged() and not sight.last.warned:
                if not words[1:]:
                    seconds = time.perf_counter() - started
                    print(f"{len(sight.last.outputs)} files: nothing has changed, {seconds:.1f} s")
                    print("open site/index.html")
                return 0
        from kbgen.commands import run

        return run(words, sight)
    except KeyboardInterrupt as ended:
        print("stopped", file=sys.stderr)
        return 128 + (ended.args[0] if ended.args else 2)
    except BrokenPipeError:
        # Whoever read our words has gone; so has the need for a complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
