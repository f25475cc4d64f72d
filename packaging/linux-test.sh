#!/usr/bin/env bash
# The Debian package installed in a clean Debian and the wheel in a fresh
# environment: both answer the README's first question as they do here.
. "$(dirname "$0")/common.sh"
command -v mmdebstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq mmdebstrap python3-venv >/dev/null; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
question=(search informationssäkerhet --in corpus --referral "KS 2024/417" --group-by nämnd)
"$BINARY" "${question[@]}" >"$work/here"
answers() { # WHAT COMMAND...
  local what=$1
  shift
  "$@" "${question[@]}" | cmp - "$work/here"
  echo "$what answers, $SECONDS s from the start"
}
mmdebstrap --quiet --variant=essential "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$work/root" >/dev/null
cp "$OUT/remiss_$VERSION-1_"*.deb "$work/root/remiss.deb"
cp -r corpus "$work/root/"
chroot "$work/root" dpkg -i remiss.deb >/dev/null
answers "the Debian package" chroot "$work/root" remiss
[ -f "$work/root/usr/share/man/man1/remiss.1.gz" ] && [ -f "$work/root/usr/share/bash-completion/completions/remiss" ]
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-index --find-links "$OUT" remiss
answers "the wheel" "$work/venv/bin/remiss"
"$work/venv/bin/python" -c "import remiss; assert remiss.search('informationssäkerhet', papers='corpus')['hits']"
echo "the wheel's module answers, $SECONDS s from the start"
