#!/usr/bin/env bash
# The ZIP for Windows, unpacked and used under Wine, in
# everything that can be compared beside Linux's program (BINARY) on the same papers.
. "$(dirname "$0")/common.sh"
export LC_ALL=C.UTF-8 WINEDEBUG=-all
linux=$(realpath "$BINARY")
zip=$(realpath "$OUT/remiss-$VERSION-x86_64-pc-windows-gnu.zip")
msi=$(realpath -m "$OUT/remiss-$VERSION-x86_64.msi")
for tool in wine curl script unzip Xvfb x86_64-w64-mingw32-gcc; do
  command -v $tool >/dev/null || missing=1
done
if [ -n "${missing:-}" ]; then
  apt-get update -qq
  apt-get install -y -qq wine wine64 curl bsdutils unzip xvfb gcc-mingw-w64-x86-64-posix >/dev/null 2>&1
fi
work=$(mktemp -d)
export WINEPREFIX="$work/wine"
started=()
ended() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wineserver -k 2>/dev/null || true
  rm -rf "$work"
}
trap ended EXIT
failed=0 passed=0
check() { # WHAT COMMAND...: it succeeds
  local what=$1 from=$EPOCHREALTIME
  shift
  if "$@" >"$work/said" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    sed 's/^/    /' "$work/said" | head -20
    what="FAILED: $what"
  fi
  printf '%6.1f s  %s\n' "$(awk "BEGIN { print $EPOCHREALTIME - $from }")" "$what"
}
refused() { ! timeout 60 "$@"; }

wineboot -i >/dev/null 2>&1
mkdir "$work/Åsa Öberg"
unzip -q "$zip" -d "$work/Åsa Öberg"
home=$(echo "$work/Åsa Öberg"/remiss-*)
x86_64-w64-mingw32-gcc -shared -o "$home/bcryptprimitives.dll" packaging/windows/prng.c -ladvapi32
x86_64-w64-mingw32-gcc -municode -o "$work/hold.exe" packaging/windows/hold.c
exe="$home/remiss.exe"
papers="$work/papper på remiss"
cp -r corpus "$papers"
cp -r tests/issuers/national/docs "$work/nationella svar"
cd "$work"
win() { wine "$exe" "$@"; }
words() { sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' "$1"; } # what a terminal was sent, without what steers it
alike() { # both say the same, byte for byte
  win "$@" >"$work/w.out" 2>"$work/w.err"
  local code=$?
  "$linux" "$@" >"$work/l.out" 2>"$work/l.err"
  [ $code = $? ] || { cat "$work/w.err"; return 1; }
  cmp "$work/w.out" "$work/l.out"
}
in_zip() { # WHAT: what was unpacked
  [ -f "$home/LÄSMIG.txt" ] && [ -f "$home/_remiss.ps1" ] && [ -f "$home/LICENSE-MIT.txt" ]
}
P="papper på remiss" N="nationella svar"

echo "== read in memory"
check "what the ZIP holds" in_zip
check "--version" win --version
check "search" alike search --in "$P" informationssäkerhet
check "positions, JSON" alike positions --in "$P" --format json
check "ledger" alike ledger --in "$P" --referral "KS 2024/417"
check "reuse, JSON" alike reuse --in "$P" --format json
check "Word files, each in a process of its own" alike export units --in "$N" --format json
check "completions" alike completions powershell

echo "== an archive"
both_ingest() { win ingest --archive w "$P" "$N" >i.w && "$linux" ingest --archive l "$P" "$N" >i.l; }
each() { # the same of each one's archive
  win "$@" --archive w >"$work/w.out" && "$linux" "$@" --archive l >"$work/l.out" && cmp "$work/w.out" "$work/l.out"
}
html() {
  local words=(--in "$P" --referral "KS 2024/417" --on 2026-01-31)
  win report -o "rapport på åtgärd.html" "${words[@]}" && "$linux" report -o l.html "${words[@]}" &&
    cmp "rapport på åtgärd.html" l.html && grep -q '<html' l.html
}
book() { # all but the mark of the system that packed it
  win export all -o "tabeller på åtgärd.xlsx" --archive w && "$linux" export all -o l.xlsx --archive l &&
    unzip -p "tabeller på åtgärd.xlsx" >w.book && unzip -p l.xlsx | cmp - w.book
}
shown() { win show 'papper på remiss\100:1051' --archive w >w.out && "$linux" show 100:1051 --archive l | cmp - w.out; }
closed() { win show 100 --archive w 2>w.err | head -1 >/dev/null && ! grep . w.err; }
check "ingest" both_ingest
check "search" each search upphandling --format json
check "positions, JSON" each positions --format json
check "ledger" each ledger --format json
check "papers" each papers --format csv
check "show" each show 100:1051
check "show, by folder and backslash" shown
check "a reader that goes" closed
check "report, the same bytes" html
check "export xlsx, the same bytes within" book
check "ingest, nothing new" win ingest --archive w "$P"
check "verify" win verify --archive w
check "rebuild" win rebuild --archive w
check "positions after it" each positions --format json
corrected() {
  win correct 110 respondent="Kulturnämnden i Åsö" --by "Åsa Ö" --archive w &&
    win correct --list --archive w | grep -q 'Kulturnämnden i Åsö'
}
at_once() { # four who correct at once are all heeded
  local all=()
  for note in a b c d; do
    win correct 112 date=2024-11-2${#all[@]} --by Eva --note "$note" --archive w & all+=($!)
  done
  for one in "${all[@]}"; do wait "$one" || failed_one=1; done
  [ -z "${failed_one:-}" ] && [ "$(grep -c 'note = ' remiss-corrections/Eva.toml)" = 4 ]
}
check "correct" corrected
check "correct, four at once" at_once

echo "== names and paths"
long="$work"
for part in 1 2 3 4 5 6; do long="$long/mapp $part med ett mycket långt namn som ingen skulle välja"; done
mkdir -p "$long"
cp "$papers/112_protokoll_socialnamnden.txt" "$long/"
windows_path() { printf 'Z:%s' "${1//\//\\}"; }
held() {
  wine "$work/hold.exe" "$(windows_path "$papers/110_protokoll_kulturnamnden.md")" 20 & started+=($!)
  sleep 3
  win search --in "$P" upphandling >held.out 2>held.err
  [ $? = 2 ] && grep -q '110_protokoll_kulturnamnden' held.err && grep -q 100_utlatande held.out
}
device() { # a device's name holds nothing up, and no file comes to be
  refused wine "$exe" search --in "$1" upphandling && refused wine "$exe" report -o "$1.html" --in "$P" --referral "KS 2024/417"
}
zipped() { # members that Windows could not unpack by their names
  mkdir -p reserved && cp "$papers/112_protokoll_socialnamnden.txt" "reserved/CON.txt" &&
    cp "$papers/110_protokoll_kulturnamnden.md" "reserved/a:b?.md" &&
    (cd reserved && python3 -m zipfile -c ../packet.zip CON.txt 'a:b?.md') && alike export units --in packet.zip --format json
}
check "a path of ${#long} letters" win search --in "$(windows_path "$long")" nämnden
check "the same into an archive" win ingest --archive w "$(windows_path "$long")"
check "CON" device CON
check "NUL" device NUL
check "names in a ZIP that Windows does not have" zipped
check "a file that another program holds" held
console() { # letters in a console of another code page
  printf '@chcp 850\r\n@"%%REMISS%%" show 110 --archive w\r\n' >typed.bat
  REMISS=$(windows_path "$exe") script -qefc "wine cmd /c typed.bat" typed </dev/null >/dev/null
  words typed | grep 'code page: 850' && words typed | grep -q 'Kulturnämnden i Åsö · särskilt uttalande'
}
check "a console that is not UTF-8" console

echo "== the page"
link() { # FILE: the link in what was printed
  for _ in $(seq 60); do
    words "$1" | grep -aoE 'http://127[0-9./:]+[^[:space:][:cntrl:]]*' | head -1 | grep . && return
    sleep .5
  done
  return 1
}
got() { curl -sSfL -c "$work/jar" -b "$work/jar" "$(link "$1")" | grep -q '<html'; }
serve() {
  win serve --archive w >served 2>/dev/null & started+=($!)
  got served && kill "$!"
}
check "serve, and its link" serve

echo "== from the desktop"
cat >browser <<'B'
#!/bin/sh
printf '%s\n' "$@" >>"${0%/*}/browsed"
B
chmod +x browser
wine reg add 'HKCU\Software\Wine\WineBrowser' /v Browsers /d "$work/browser" /f >/dev/null 2>&1
Xvfb :77 >/dev/null 2>&1 & started+=($!)
export DISPLAY=:77
browsed() { # WHAT: the browser was given it
  for _ in $(seq 20); do grep -q "$1" browsed 2>/dev/null && return; sleep .5; done
  return 1
}
dropped() { # a folder dropped on the program
  mkdir -p "släpp/Svar, en & två" && cp "$papers"/2* "släpp/Svar, en & två/"
  # What it starts ends here with the terminal.
  script -qefc "wine '$exe' '$(windows_path "$work/släpp/Svar, en & två")'; sleep 8" dropped.out </dev/null >/dev/null
  words dropped.out
  grep -q '<html' "släpp/Svar, en & två – remiss.html" && browsed 'sl%C3%A4pp/Svar,%20en%20&.*remiss.html'
}
clicked() { # a double click
  script -qefc "wine '$exe'" clicked.out </dev/null >/dev/null & started+=($!)
  got clicked.out && browsed 'http://127.0.0.1'
}
check "a folder is dropped: the report is made and opened" dropped
check "a double click: the page is opened" clicked

installed() { # without a word, and away again
  local there="$WINEPREFIX/drive_c/Program Files/remiss"
  timeout 120 wine msiexec /i "$(windows_path "$msi")" /qn && [ -f "$there/remiss.exe" ] && [ -f "$there/_remiss.ps1" ] || return 1
  timeout 120 wine msiexec /x "$(windows_path "$msi")" /qn && [ ! -e "$there/remiss.exe" ]
}
if [ -f "$msi" ]; then
  echo "== the installer"
  check "msiexec /qn, in and out again" installed
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
