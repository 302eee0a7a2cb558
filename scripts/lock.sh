#!/bin/sh
# Writes the lock files: versions and hashes of everything that `make` installs.
# Versions that are locked already stay, unless the first argument is --upgrade.
set -eu
cd "$(dirname "$0")/.."

python3 -m venv build/lock
build/lock/bin/pip install --quiet --disable-pip-version-check 'uv==0.13.9'
compile() {
    build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command 'make lock' "$@"
}
# The run-time lock holds the build backend too, so that installing kbgen itself fetches nothing.
compile pyproject.toml --group build --output-file requirements/run.txt "$@"
compile pyproject.toml --group build --group dev --constraints requirements/run.txt \
    --output-file requirements/dev.txt "$@"
compile --group pyproject.toml:fuzz --output-file requirements/fuzz.txt "$@"
npm install --package-lock-only --ignore-scripts --no-audit --no-fund
