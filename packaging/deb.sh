#!/usr/bin/env bash
# A Debian package of the program that is there, with completions and man pages.
. "$(dirname "$0")/common.sh"
packaging/extras.sh
case $(file -b "$BINARY") in
  *aarch64*) arch=arm64 ;;
  *) arch=amd64 ;;
esac
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root="$stage/root" doc=usr/share/doc/remiss
chmod 755 "$stage"
put() { install -D -m "$1" "$2" "$root/$3"; }
put 755 "$BINARY" usr/bin/remiss
strip "$root/usr/bin/remiss"
for page in target/extras/man/*.1.gz; do put 644 "$page" "usr/share/man/man1/${page##*/}"; done
put 644 target/extras/completions/remiss.bash usr/share/bash-completion/completions/remiss
put 644 target/extras/completions/_remiss usr/share/zsh/vendor-completions/_remiss
put 644 target/extras/completions/remiss.fish usr/share/fish/vendor_completions.d/remiss.fish
for text in README.md CHANGELOG.md LICENSE-APACHE; do put 644 "$text" "$doc/$text"; done
put 644 LICENSE-MIT $doc/copyright
# What it is linked with, as Debian's own tool tells it.
mkdir "$stage/debian"
printf 'Source: remiss\n\nPackage: remiss\nArchitecture: any\n' >"$stage/debian/control"
depends=$(cd "$stage" && dpkg-shlibdeps -O root/usr/bin/remiss 2>/dev/null | sed -n 's/^shlibs:Depends=/Depends: /p')
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<C
Package: remiss
Version: $VERSION-1
Architecture: $arch
Maintainer: The remiss contributors
Section: text
Priority: optional
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
${depends:+$depends
}Description: $(sed -n 's/^description = "\(.*\)"/\1/p' Cargo.toml)
 Reads the answers to Swedish consultations in PDF, Word and text, and tells who
 answered, where each stands on the proposal and its parts, what each wants
 changed and whose text is used again, each with document and line. Nothing
 leaves the machine but by the commands fetch and push.
C
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
made="$OUT/remiss_$VERSION-1_$arch.deb"
dpkg-deb --root-owner-group -Zxz --build "$root" "$made" >/dev/null
echo "$made"
