"""Finds the programs that the tests need, and installs the Debian packages of missing ones.

    python3 scripts/programs.py chromium firefox java npm

Says nothing when all are there. As root on a Debian machine it installs what is missing;
elsewhere it prints one line for each missing program and exits with 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """A program, the names it goes by, and where it comes from."""

    title: str
    names: tuple[str, ...]
    package: str
    variable: str
    """Environment variable that names the executable, when the usual places are not right."""


PROGRAMS = {
    "chromium": Program(
        "Chromium",
        (
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ),
        "chromium",
        "KBGEN_CHROMIUM",
    ),
    "firefox": Program(
        "Firefox",
        ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
        "firefox-esr",
        "KBGEN_FIREFOX",
    ),
    "java": Program("Java", ("java",), "default-jre-headless", "KBGEN_JAVA"),
    "npm": Program("npm", ("npm",), "npm", "KBGEN_NPM"),
}


def find(name: str) -> str | None:
    """The path of a program of the table above, or None when it is not installed.

    Its environment variable wins over the usual places, and is not second-guessed: a variable
    that names nothing executable means that the program is missing.
    """
    program = PROGRAMS[name]
    named = os.environ.get(program.variable)
    for candidate in (named,) if named else program.names:
        if path := shutil.which(candidate):
            return path
    return None


def how_to_install(name: str) -> str:
    """One line that tells a person what is missing and what to do."""
    program = PROGRAMS[name]
    if named := os.environ.get(program.variable):
        return f"{program.title}: {program.variable} is {named!r}, which is not a program."
    return (
        f"{program.title} is missing: install it (Debian and Ubuntu: sudo apt-get install "
        f"{program.package}), or set {program.variable} to its path."
    )


def install(names: list[str]) -> None:
    """Installs the Debian packages of these programs; needs root."""
    packages = [PROGRAMS[name].package for name in names]
    print(f"Installing {', '.join(packages)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
            print(f"{' '.join(command)} failed", file=sys.stderr)
            return


def may_install() -> bool:
    """Whether this is a Debian-like machine on which packages can be installed without asking."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def main(names: list[str]) -> int:
    """Makes sure of these programs; 0 when all are there in the end."""
    missing = [name for name in names if find(name) is None]
    installable = [name for name in missing if PROGRAMS[name].variable not in os.environ]
    if installable and may_install():
        install(installable)
        missing = [name for name in names if find(name) is None]
    for name in missing:
        print(how_to_install(name), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PROGRAMS)))
