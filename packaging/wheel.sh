#!/usr/bin/env bash
# A wheel with the program and the Python module; needs maturin.
. "$(dirname "$0")/common.sh"
maturin build --locked --out "$OUT" ${PROFILE:+--profile "$PROFILE"} "$@"
