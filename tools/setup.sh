#!/bin/sh
# Sets up what berkas needs: LibreOffice Writer, fonts and poppler by apt, a virtual environment
# in .venv, the locked packages in it, and berkas itself from this checkout.
#
#   tools/setup.sh        what `make demo` and `make test` need
#   tools/setup.sh dev    also what the other checks need, with the language server of an editor
#                         and the validator of PDF/A
#
# Whatever is there already is left alone, and a finished set-up is seen without asking pip or
# apt. Each step puts its record away before it begins and back when it is done, so a set-up that
# was interrupted is done anew by the next run. PYTHON names the interpreter to take.
set -eu
cd "$(dirname "$0")/.."

readonly VENV=.venv EDITOR_TOOLS=tools/editor VALIDATOR_TOOLS=tools/verapdf
case "$(uname -s)" in
    MINGW* | MSYS* | CYGWIN*) readonly SYSTEM=windows BIN=$VENV/Scripts ;;
    Darwin) readonly SYSTEM=macos BIN=$VENV/bin ;;
    *) readonly SYSTEM=linux BIN=$VENV/bin ;;
esac

say() { printf '%s\n' "setup: $*"; }

stop() {
    printf '%s\n' "setup: $*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# --- Python --------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Prints the first interpreter that is new enough.
find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if have "$name" && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>/dev/null || echo "no ${PYTHON:-python3}")
    stop "berkas needs Python 3.11 or newer; this machine has $found.
       Install a newer one beside it (Ubuntu 22.04: apt-get install python3.11 python3.11-venv)
       and run this again; it is found as python3.11, python3.12, ... or by PYTHON=/path/to/python."
}

# --- programs and fonts --------------------------------------------------------------------------

# Adds to MISSING the Debian packages that are not installed. Asking dpkg, not the PATH, sees a
# package that an interrupted apt has unpacked and not configured.
look_at_packages() {
    states=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' \
        libreoffice-core libreoffice-writer libreoffice-writer-nogui \
        fonts-liberation fonts-liberation2 fonts-crosextra-carlito fonts-crosextra-caladea \
        poppler-utils libjemalloc2 libjaxb-java 2>/dev/null || true)"

    if ! installed libreoffice-writer-nogui && ! installed libreoffice-writer && ! foreign_writer; then
        # beside the core of a desktop's LibreOffice only the ordinary Writer can be installed
        if installed libreoffice-core; then need libreoffice-writer; else need libreoffice-writer-nogui; fi
    fi
    installed fonts-liberation2 || installed fonts-liberation || need fonts-liberation
    installed fonts-crosextra-carlito || need fonts-crosextra-carlito
    installed fonts-crosextra-caladea || need fonts-crosextra-caladea
    installed poppler-utils || need poppler-utils
    installed libjemalloc2 || need libjemalloc2 # LibreOffice works a tenth less with it
    if [ "$mode" = dev ]; then
        have node || need nodejs
        have npm || need npm # Debian's; Node from elsewhere brings its own
        { have java && have javac; } || need default-jdk-headless
        installed libjaxb-java || need libjaxb-java
    fi
}

installed() {
    case "$states" in
        *" $1=installed "*) return 0 ;;
        *) return 1 ;;
    esac
}

need() { MISSING="$MISSING $1"; }

# A LibreOffice with Writer that came by another way than apt.
foreign_writer() {
    [ -z "${BERKAS_SOFFICE:-}" ] || return 0
    have soffice || return 1
    program=$(readlink -f "$(command -v soffice)")
    [ -e "$(dirname "$program")/libswlo.so" ] && ! dpkg-query -S "$program" >/dev/null 2>&1
}

install_packages() {
    case "$(id -u)" in
        0) as_root= ;;
        *) as_root=sudo ;;
    esac
    if [ -n "$as_root" ] && ! have sudo; then
        stop "these packages are missing and there is no sudo; install them as root and run this again:
       apt-get install --no-install-recommends$MISSING"
    fi
    as_root="$as_root env DEBIAN_FRONTEND=noninteractive"
    # a fresh machine's own upgrade may hold the lock: wait for it
    apt="$as_root apt-get -qq -o DPkg::Lock::Timeout=600"
    $apt update || say "some of apt's sources failed; going on with what the others have"
    # the current Liberation fonts have the 2 in their package's name up to Debian 12
    case "$MISSING" in
        *fonts-liberation*)
            if apt-cache policy fonts-liberation2 | grep -q 'Candidate: [0-9]'; then
                MISSING=$(printf '%s' "$MISSING" | sed 's/fonts-liberation/fonts-liberation2/')
            fi
            ;;
    esac
    say "installing with apt (a minute or two):$MISSING"
    if ! apt_install; then
        [ -n "$(dpkg --audit)" ] || stop "apt could not install them; see above"
        say "finishing what an interrupted apt left, then trying again"
        $as_root dpkg --configure -a >/dev/null 2>&1 || true # what lacks its dependencies comes next
        $apt install --yes --no-remove --fix-broken >/dev/null
        apt_install
    fi
}

# shellcheck disable=SC2086 # MISSING is a list of words
apt_install() { $apt install --yes --no-install-recommends --no-remove $MISSING >/dev/null; }

# On a system without apt nothing is installed, only named.
look_elsewhere() {
    case "$SYSTEM" in
        macos)
            office=/Applications/LibreOffice.app/Contents/MacOS/soffice
            advice='brew install python@3.13 poppler && brew install --cask libreoffice'
            ;;
        windows)
            office='/c/Program Files/LibreOffice/program/soffice.exe'
            advice='winget install Python.Python.3.13 TheDocumentFoundation.LibreOffice oschwartz10612.Poppler'
            ;;
        *)
            office=/usr/lib64/libreoffice/program/soffice
            advice='LibreOffice Writer, poppler-utils, and the fonts Liberation, Carlito and Caladea,
       by the package manager of this system'
            ;;
    esac
    [ -e "$BIN/python" ] || [ -e "$BIN/python.exe" ] ||
        say "berkas is tested on Debian; on this system ($(uname -s)) it is untested."
    if { [ -n "${BERKAS_SOFFICE:-}" ] || have soffice || [ -e "$office" ]; } && have pdftotext; then
        return
    fi
    stop "LibreOffice or poppler (pdftotext) is missing. Install, then run this again:
       $advice"
}

# --- the virtual environment ---------------------------------------------------------------------

# A record holds what a step was done with: the step is done when that is still the same.
describe() {
    case "$1" in
        packages) pwd -P && cat locks/toolchain.txt locks/run.txt ;;
        project) cat pyproject.toml pipeline/__init__.py ;;
        dev) cat locks/dev.txt ;;
        editor) cat "$EDITOR_TOOLS/package-lock.json" ;;
        validator) cat "$VALIDATOR_TOOLS"/* ;;
    esac
}

# The record of what is not in the virtual environment lies beside it, and goes with it.
record_of() {
    case "$1" in
        editor) printf '%s' "$EDITOR_TOOLS/node_modules/.done" ;;
        validator) printf '%s' "$VENV/verapdf/.done" ;;
        *) printf '%s' "$VENV/.done-$1" ;;
    esac
}

done_already() { describe "$1" | cmp -s - "$(record_of "$1")"; }

record() { describe "$1" >"$(record_of "$1")"; }

pip_install() {
    "$BIN/python" -m pip --disable-pip-version-check install -qq --no-build-isolation "$@"
}

install_locked() { pip_install --require-hashes --requirement "locks/$1.txt"; }

make_environment() {
    say "making $VENV with $("$python" --version), and installing the locked packages"
    rm -rf "$VENV"
    "$python" -m venv "$VENV"
    install_locked toolchain
    install_locked run
    record packages
}

# Until pip is done, the environment counts as broken.
add_to_environment() {
    rm -f "$VENV/.done-packages" "$VENV/.done-$1"
    case "$1" in
        project) pip_install --no-deps --editable . ;;
        dev)
            say "installing what the checks need"
            install_locked dev
            ;;
    esac
    "$BIN/python" -m pip --disable-pip-version-check check >/dev/null ||
        stop "the locked packages do not fit pyproject.toml (see .venv's 'pip check'): run make lock"
    record packages
    record "$1"
}

# --- the language server -------------------------------------------------------------------------

# `npm ci` removes what is there, and the record with it, before it begins.
install_language_server() {
    have npm || stop "the tests of the editor's help need Node.js with npm, which are missing."
    say "installing the language server of an editor"
    rm -f "$(record_of editor)"
    (cd "$EDITOR_TOOLS" && npm ci --ignore-scripts --silent)
    record editor
}

# --- the validator of PDF/A ----------------------------------------------------------------------

# Debian's libjaxb-java brings the binding, which apt has put there by now.
can_build_validator() { have java && have javac && [ -e /usr/share/java/jaxb-runtime.jar ]; }

# The build removes what is there, and the record with it, before it begins.
build_validator() {
    say "building the validator of PDF/A"
    "$VALIDATOR_TOOLS/build.sh" "$VENV/verapdf"
    record validator
}

# --- in order ------------------------------------------------------------------------------------

mode=${1:-run}
MISSING=
fresh=yes
if ! done_already packages || ! new_enough "$BIN/python"; then fresh=no; fi

if [ "$SYSTEM" = linux ] && have apt-get; then look_at_packages; else look_elsewhere; fi
if [ $fresh = no ]; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        need "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
fi
[ -z "$MISSING" ] || install_packages

[ $fresh = yes ] || make_environment
done_already project || add_to_environment project
if [ "$mode" = dev ]; then
    done_already dev || add_to_environment dev
    done_already editor || install_language_server
    if can_build_validator; then
        done_already validator || build_validator
    else
        say "the validator of make pdfa is not built: it needs java and javac, 11 or newer, jaxb-runtime.jar,
       istack-commons-runtime.jar and txw2.jar in /usr/share/java, as Debian's packages
       default-jdk-headless and libjaxb-java put them there. Install them and run this again."
    fi
fi
