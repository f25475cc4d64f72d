#!/usr/bin/env bash
# SHA256SUMS over all packages.
. "$(dirname "$0")/common.sh"
cd "$OUT"
rm -f SHA256SUMS
find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%f\n' | LC_ALL=C sort | xargs -r sha256sum >SHA256SUMS
cat SHA256SUMS
