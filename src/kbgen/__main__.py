"""The program `kbgen`, and ``python -m kbgen``."""

import os

from kbgen.cli import main


def program() -> None:
    """Run the command that was typed, and end this process with its exit status.

    At once: Python's own way to the end takes apart, one by one, all that a build has made. Nor
    does it try again to print what could not be printed.
    """
    try:
        status = main()
    except OSError:
        status = 1  # not even a complaint could be printed
    os._exit(status)


if __name__ == "__main__":
    program()
