#!/bin/sh
# Makes the virtual environment $2 with the Python $1, or says what is missing.
set -eu
python=$1 folder=$2

command -v "$python" >/dev/null || {
    echo "Python is missing: install Python 3.11 or newer, or run: make PYTHON=/path/to/python3" >&2
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "kbgen needs Python 3.11 or newer, and $python is $("$python" --version)." >&2
    echo "If a newer one is installed, run: make PYTHON=/path/to/python3" >&2
    exit 1
}
# Debian keeps the part that fills a virtual environment with pip in a package of its own.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && [ -x /usr/bin/apt-get ]; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -q >/dev/null
        apt-get install -q -y --no-install-recommends python3-venv >/dev/null
    else
        echo "Python's venv module is missing: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$python" -m venv --clear "$folder"
