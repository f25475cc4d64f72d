#!/usr/bin/env bash
# Completions and man pages, from the program itself.
. "$(dirname "$0")/common.sh"
built
EXTRAS=target/extras
rm -rf "$EXTRAS"
mkdir -p "$EXTRAS/man" "$EXTRAS/completions"
"$BINARY" man "$EXTRAS/man"
"$BINARY" completions bash >"$EXTRAS/completions/remiss.bash"
"$BINARY" completions zsh >"$EXTRAS/completions/_remiss"
"$BINARY" completions fish >"$EXTRAS/completions/remiss.fish"
"$BINARY" completions powershell >"$EXTRAS/completions/_remiss.ps1"
gzip -9nf "$EXTRAS"/man/*.1
echo "$EXTRAS: $(find "$EXTRAS" -type f | wc -l) files"
