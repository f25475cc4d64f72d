#!/usr/bin/env bash
# A wheel with the program that is there and the Python module; BINARY may be a
# remiss.exe.
. "$(dirname "$0")/common.sh"
built
program="$BINARY"
if [ "${BINARY##*.}" != exe ]; then
  stage=$(mktemp -d)
  trap 'rm -rf "$stage"' EXIT
  program="$stage/remiss"
  strip -o "$program" "$BINARY"
fi
python3 packaging/wheel.py "$program" "$VERSION" "$OUT"
