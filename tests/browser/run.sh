#!/usr/bin/env bash
# Drives the report and the page of `remiss serve` in a real browser: tests/browser/run.sh BINARY [SHOTS].
# Needs Debian's Chromium (or CHROMIUM), Node and npm. SHOTS is a folder for
# screenshots of every view.
set -euo pipefail
binary=$(realpath "${1:?give the binary}")
shots=${2:-}
[ -z "$shots" ] || { mkdir -p "$shots"; shots=$(realpath "$shots"); }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v "${CHROMIUM:-chromium}" >/dev/null; then
  apt-get update -qq && apt-get install -y -qq chromium >/dev/null
fi
cp "$here"/package*.json "$here"/*.mjs "$work"
(cd "$work" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-audit --no-fund)

"$binary" report --in "$here/../../corpus" --referral KS2024/417 -o "$work/stad.html"
"$binary" report --in "$here/../../corpus" --referral KS2024/417 --lang en -o "$work/town.html"
"$binary" report --in "$here/papers" -o "$work/hostile.html"
CHROMIUM=$(command -v "${CHROMIUM:-chromium}") SHOTS=$shots node "$work/test.mjs" "$work"

cp -r "$here/papers" "$work/papers"
"$binary" ingest -q "$here/../../corpus" --archive "$work/.remiss"
CHROMIUM=$(command -v "${CHROMIUM:-chromium}") SHOTS=$shots node "$work/serve.mjs" "$work" "$binary" "$(realpath "$here/../../corpus")"
