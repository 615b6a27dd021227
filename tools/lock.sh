#!/bin/sh
# Renews the lock files from pyproject.toml and locks/toolchain.in. Versions stay as they are
# where they still fit; `tools/lock.sh --upgrade` takes the newest.
#
# The files name no index address, so they serve wherever pip is told to look.
set -eu
cd "$(dirname "$0")/.."

# Made with the lowest Python that berkas supports, since newer ones need fewer backports.
.venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
    echo "lock: make .venv with Python 3.11 first: rm -r .venv && PYTHON=python3.11 make lock" >&2
    exit 1
}

compile() {
    # a folder of wheels that pip's configuration names on one machine must not get into the hashes
    PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS='' CUSTOM_COMPILE_COMMAND='make lock' \
        .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@"
}

compile "$@" --output-file locks/toolchain.txt locks/toolchain.in
compile "$@" --constraint locks/toolchain.txt --extra test --output-file locks/run.txt pyproject.toml
compile "$@" --constraint locks/toolchain.txt --constraint locks/run.txt --extra dev \
    --output-file locks/dev.txt pyproject.toml
