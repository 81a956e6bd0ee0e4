#!/bin/sh
# Installs the real bibtex (with the styles plain, alpha and apalike) and the real biber, against
# which the exported BibTeX is tested. Debian and Ubuntu only; needs root or sudo.
# On Debian 12: texlive-binaries and texlive-base about 34 MB to fetch and 101 MB on disk, biber
# (Perl and its modules) about 21 MB and 69 MB.
set -eu

missing=""
command -v bibtex >/dev/null 2>&1 || missing="texlive-binaries texlive-base"
command -v biber >/dev/null 2>&1 || missing="$missing biber"
if [ -z "$missing" ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "bibtex and biber are missing: install TeX Live with your system's package manager." >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "bibtex and biber are missing: run 'sudo apt-get install --no-install-recommends $missing'." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# Package lists may be absent (a fresh container) or stale: fetch them only if that is needed.
# shellcheck disable=SC2086  # the variables are lists of words
$as_root apt-get install --yes --quiet --no-install-recommends $missing >/dev/null 2>&1 || {
    $as_root apt-get update --quiet
    $as_root apt-get install --yes --quiet --no-install-recommends $missing
}
