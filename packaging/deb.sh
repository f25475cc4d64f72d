#!/usr/bin/env bash
# A Debian package; needs cargo-deb.
. "$(dirname "$0")/common.sh"
packaging/extras.sh
# The package is made of the program that is there.
cargo deb --no-build --no-strip --output "$OUT/" ${PROFILE:+--profile "$PROFILE"}
