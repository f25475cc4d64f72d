# shellcheck shell=bash disable=SC2034
# Read by the other scripts: where things are, and what makes builds the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
VERSION=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
OUT=target/packages
BINARY=${BINARY:-target/release/remiss}
mkdir -p "$OUT"
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 0)
fi
export SOURCE_DATE_EPOCH
# PROFILE=dev tries a script on a debug build, as it is.
if [ -z "${PROFILE:-}" ]; then
  export RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$PWD=/remiss --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
fi
built() { # the program, built where it is missing
  [ -x "$BINARY" ] || cargo build --release --locked
}
