#!/bin/bash
# Make this folder ready to run (or test) on Debian: missing Debian packages, a virtual environment, the locked packages.
#
# usage: images/setup.sh run|test
#
# Nothing is done when nothing changed. Without root and without sudo the apt command is printed and the exit status is 1.
# PYTHON=/path/to/python chooses another interpreter; it must be 3.11 or newer and visible inside the sandbox (under /usr).
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:-run}
case $kind in
    run) lists=(images/packages-run.txt) ;;
    test) lists=(images/packages-run.txt images/packages-test.txt) ;;
    *) echo "usage: $0 run|test" >&2; exit 2 ;;
esac
readonly venv=.venv
readonly stamp=$venv/.ready-$kind

say() { printf '%s\n' "setup: $*" >&2; }

installed() {  # one of the names of an entry "a|b"
    local name
    for name in ${1//|/ }; do
        case $known in *" $name "*) return 0 ;; esac
    done
    return 1
}

available() {  # the first name of an entry that apt can install
    local name
    for name in ${1//|/ }; do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then printf '%s' "$name"; return; fi
    done
    printf '%s' "${1%%|*}"
}

debian_packages() {
    local entry missing=() names=() as_root=()
    if ! command -v dpkg-query >/dev/null; then
        say "this is not Debian; install what ${lists[*]} name yourself"
        return
    fi
    # shellcheck disable=SC2016 # the format is dpkg's, not the shell's
    known=" $(dpkg-query -W -f='${db:Status-Status}=${Package} ' | tr ' ' '\n' | sed -n 's/^installed=//p' | tr '\n' ' ') "
    while read -r entry; do
        installed "$entry" || missing+=("$entry")
    done < <(sed 's/#.*//; s/[[:space:]]//g; /^$/d' "${lists[@]}")
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            for entry in "${missing[@]}"; do names+=("$(available "$entry")"); done
            say "Debian packages are missing. Please run as root:"
            printf '\n    apt-get update && apt-get install --no-install-recommends %s\n\n' "${names[*]}" >&2
            exit 1
        fi
    fi
    say "installing ${#missing[@]} Debian packages"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update >&2 </dev/null || say "apt-get update had errors; trying with what is known"
    for entry in "${missing[@]}"; do names+=("$(available "$entry")"); done
    "${apt[@]}" install --no-install-recommends "${names[@]}" >&2 </dev/null
}

find_python() {  # Debian's own first, because the sandbox binds /usr
    local candidate
    for candidate in "${PYTHON:-}" /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null || continue
        if "$candidate" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    say "no Python 3.11 or newer with the venv module was found"
    return 1
}

environment() {
    local python
    python=$(find_python)
    if ! [ "$venv/bin/python" -ef "$python" ]; then
        say "creating $venv with $("$python" --version)"
        rm -rf "$venv"
        "$python" -m venv "$venv"
    fi
    local pip=("$venv/bin/python" -m pip --disable-pip-version-check --no-input)
    say "installing the locked Python packages"
    # The lock is complete. --no-deps: what it leaves out on purpose (pyproject.toml, tool.uv) is not fetched either.
    "${pip[@]}" install -q --require-hashes --no-deps --only-binary :all: -r requirements.lock
    "${pip[@]}" install -q --no-index --no-deps --no-build-isolation --editable .
}

hostile() {  # what makes hostile requests brings packages that ours are to live without: an environment of its own
    "$venv/bin/python" -m venv "$venv/hostile"
    "$venv/hostile/bin/python" -m pip --disable-pip-version-check --no-input install -q --require-hashes \
        --only-binary :all: -r images/hostile.lock
}

wanted=$(cat "$0" pyproject.toml requirements.lock images/hostile.lock "${lists[@]}" | sha256sum)
if [ -x "$venv/bin/stadtteil" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
debian_packages
environment
[ "$kind" = run ] || hostile
printf '%s\n' "$wanted" >"$stamp"
say "ready"
