#!/usr/bin/env bash
# A ZIP for Windows that runs from a user's folder. On Debian: the toolchain is
# Debian's, and the standard library is built from its sources.
. "$(dirname "$0")/common.sh"
TARGET=x86_64-pc-windows-gnu
sources=/usr/lib/rustlib/src/rust
if ! [ -d $sources ] || ! command -v x86_64-w64-mingw32-g++ >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix >/dev/null
fi
# A linker leaves the time in a program if it is not told otherwise.
export RUSTFLAGS="$RUSTFLAGS -C link-arg=-Wl,--no-insert-timestamp"
RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_PROFILE_RELEASE_STRIP=symbols /usr/bin/cargo build \
  -Zbuild-std=std,panic_unwind --target $TARGET --release --locked
program="${CARGO_TARGET_DIR:-target}/$TARGET/release/remiss.exe"
# Only what every Windows has may be asked for.
if x86_64-w64-mingw32-objdump -p "$program" | grep -iE 'DLL Name: (lib|.*(gcc|stdc|pthread))'; then
  echo "$program asks for libraries" >&2
  exit 1
fi
packaging/extras.sh
stage="$OUT/windows"
rm -rf "$stage"
mkdir -p "$stage"
cp "$program" target/extras/completions/_remiss.ps1 "$stage/"
for text in LICENSE-MIT LICENSE-APACHE; do
  sed 's/$/\r/' "$text" >"$stage/$text.txt"
done
sed 's/$/\r/' packaging/windows/LÄSMIG.txt >"$stage/LÄSMIG.txt"
python3 packaging/windows/zip.py "$stage" "$OUT/remiss-$VERSION-$TARGET.zip" "remiss-$VERSION-$TARGET"
