#!/usr/bin/env bash
# A program for Linux that needs no library of the system. Needs musl-gcc (Debian:
# musl-tools) for the few C files of the TLS that `fetch` has.
. "$(dirname "$0")/common.sh"
TARGET=${TARGET:-x86_64-unknown-linux-musl}
rustup target add "$TARGET"
export RUSTFLAGS="$RUSTFLAGS -C target-feature=+crt-static"
cargo build --release --locked --target "$TARGET"
built="target/$TARGET/release/remiss"
if ldd "$built" 2>&1 | grep -q '=>'; then
  echo "$built asks for libraries" >&2
  exit 1
fi
BINARY="$built" packaging/archive.sh "$TARGET"
