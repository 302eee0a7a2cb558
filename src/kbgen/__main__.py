"""The program `kbgen`, and ``python -m kbgen``."""

import os
import sys

from kbgen.cli import main


def program() -> None:
    """Run the command that was typed, and end this process with its exit status.

    At once: Python's own way to the end takes apart, one by one, all that a build has made.
    """
    status = main()
    try:
        print(end="", flush=True)
        print(end="", file=sys.stderr, flush=True)
    except BrokenPipeError:
        status = 141  # whoever read our words has gone
    os._exit(status)


if __name__ == "__main__":
    program()
