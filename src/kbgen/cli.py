"""Where a command begins: the one that is asked for most does without parsing its words."""

from __future__ import annotations

import io
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
        status = _run(words)
        print(end="", flush=True)
        return status
    except KeyboardInterrupt as ended:
        print("stopped", file=sys.stderr)
        return 128 + (ended.args[0] if ended.args else 2)
    except BrokenPipeError:
        return 141  # whoever read our words has gone
    except OSError as wrong:
        # Those who work with files tell of them: it is our words that found no way out.
        print(f"kbgen: {wrong}", file=sys.stderr)
        return 1


def _run(words: Sequence[str]) -> int:
    if words[:1] == ["build"] and _QUIET.issuperset(words[1:]):
        from kbgen.build_command import Manner, build_site

        return build_site(".", "site", manner=Manner(quiet=bool(words[1:])))
    from kbgen.commands import run

    return run(words)
