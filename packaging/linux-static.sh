#!/usr/bin/env bash
# A program for Linux that needs no library of the system: with musl where rustup
# brings it (it needs musl-gcc, Debian: musl-tools, for the C of the TLS), else
# with the C library that is here, linked in.
. "$(dirname "$0")/common.sh"
TARGET=${TARGET:-x86_64-unknown-linux-musl}
if ! rustup target add "$TARGET" 2>/dev/null; then
  TARGET=${TARGET%musl}gnu
  echo "no musl here: $TARGET, linked statically" >&2
fi
export RUSTFLAGS="$RUSTFLAGS -C target-feature=+crt-static" CARGO_PROFILE_RELEASE_STRIP=symbols
cargo build --release --locked --target "$TARGET"
built="${CARGO_TARGET_DIR:-target}/$TARGET/release/remiss"
if ldd "$built" 2>&1 | grep -q '=>'; then
  echo "$built asks for libraries" >&2
  exit 1
fi
BINARY="$built" packaging/archive.sh "$TARGET"
