#!/usr/bin/env bash
# archive.sh TARGET: the program with all that belongs to it, the same bytes twice.
. "$(dirname "$0")/common.sh"
TARGET=${1:?which target?}
packaging/extras.sh
name="remiss-$VERSION-$TARGET"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/$name"
cp "$BINARY" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$stage/$name/"
cp -r target/extras/completions target/extras/man "$stage/$name/"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --mode=go-w \
  -C "$stage" -cf - "$name" | gzip -9n >"$OUT/$name.tar.gz"
echo "$OUT/$name.tar.gz"
