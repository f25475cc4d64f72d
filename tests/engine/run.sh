#!/usr/bin/env bash
# The archive on a real engine: three nodes of OpenSearch on loopback.
# usage: tests/engine/run.sh REMISS [--quick] [--many] [--papers N] [--spark]
#   --quick 300 synthetic papers instead of 1,500, and every eighth query
#   --many  20,000 of them (--papers N: as many), and what a push takes beside
#           a bulk load of the same documents
#   --spark reuse joined by Spark, too (tests/engine/reuse.sh)
# Needs Java 17, Maven, Python 3, curl; openssl for the part about TLS. Ends all
# that it started.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
remiss=$(cd "$(dirname "$1")" && pwd)/$(basename "$1"); shift
papers=1500 spark='' every=1
while [ $# -gt 0 ]; do
  case $1 in
  --quick) papers=300 every=8 ;;
  --many) papers=20000 ;;
  --papers) papers=$2; shift ;;
  --spark) spark=1 ;;
  *) sed -n 3,9p "$0"; exit 2 ;;
  esac
  shift
done
for tool in java mvn python3 curl; do
  command -v $tool >/dev/null || { echo "skipped: the engine's tests need $tool"; exit 0; }
done

work=$(mktemp -d) pids=()
ended() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  "$here/nodes" down "$work/nodes" || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap ended EXIT
# Ports of three nodes, ten thousand to choose from.
BASE=$(python3 - <<'PORTS'
import random, socket
def free(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0
while True:
    base = random.randrange(20000, 30000)
    if all(free(base + at) for at in (1, 2, 3, 101, 102, 103)):
        print(base); break
PORTS
)
export BASE
unset REMISS_ENGINE_USER REMISS_ENGINE_PASSWORD http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
say() { echo "== $*" >&2; }
fails() { echo "FAILED: $*" >&2; exit 1; }
# The command ends with this code and says this.
ends() { # code, words, command…
  local code=$1 words=$2 got=0; shift 2
  "$@" >"$work/out" 2>"$work/err" || got=$?
  [ "$got" = "$code" ] || { cat "$work/err" >&2; fails "exit $got, not $code: $*"; }
  grep -qi -- "$words" "$work/err" "$work/out" || { cat "$work/err" >&2; fails "it does not say '$words': $*"; }
}
proxy() { # arguments of proxy.py; sets $port
  : >"$work/port"
  python3 "$here/proxy.py" $((BASE + 1)) "$@" >"$work/port" &
  pids+=($!)
  for _ in $(seq 100); do port=$(cat "$work/port"); [ -n "$port" ] && return; sleep 0.1; done
  fails "the proxy does not start"
}
alias_of() { curl -s "$url/_alias/remiss-units" | python3 -c 'import json,sys; print(*json.load(sys.stdin))'; }
units() { "$remiss" search "$@" --format json --limit 1 'nämnden OR program' | python3 -c 'import json,sys; print(json.load(sys.stdin)["total"])'; }

say "three nodes"
url=$("$here/nodes" up "$work/nodes")
nodes=(--engine "$url" --engine "http://127.0.0.1:$((BASE + 2))")
say "papers"
real=(); [ -z "${REMISS_REAL_CORPUS:-}" ] || real=("$(cd "$root" && realpath "$REMISS_REAL_CORPUS")")
python3 "$here/synthetic.py" "$work/papers" "$papers" "$root/corpus" "$root/tests/papers"
"$remiss" ingest --archive "$work/a" "$root/corpus" "$root/tests/papers" "${real[@]}" "$work/papers" >"$work/out" 2>&1 ||
  [ $? = 1 ] || { cat "$work/out"; exit 1; }

say "a push, and the same again"
began=$(date +%s%N)
ends 0 "papers sent" "$remiss" push --archive "$work/a" "${nodes[@]}" --shards 3
took=$((($(date +%s%N) - began) / 1000000)); cat "$work/out"; echo "pushed in $took ms"
ends 0 "holds this already" "$remiss" push --archive "$work/a" "${nodes[@]}" --shards 3

say "queries of every kind"
grep -v '^#' "$here/queries.txt" | awk "NR % $every == 0" >"$work/queries"
python3 "$here/compare.py" "$remiss" "$work/a" "$url" "$work/queries"

if [ "$papers" -gt 10000 ]; then
  say "a bulk load of the same documents without remiss"
  "$remiss" export opensearch --archive "$work/a" -o "$work/files"
  sed -i 's/-v1-/-v1-beside-/g' "$work/files/index.json" "$work/files/aliases.json" "$work/files/load.sh"
  sed -i '/_aliases/d' "$work/files/load.sh"
  began=$(date +%s%N); sh "$work/files/load.sh" "$url" >/dev/null
  echo "loaded in $((($(date +%s%N) - began) / 1000000)) ms; $(du -sm "$work/files" | cut -f1) MB"
  curl -s -X DELETE "$url/remiss-*-beside-*" >/dev/null || true
fi

say "a paper more, one less"
cp "$work/papers/000/000001.txt" "$work/papers/000/new.txt"
echo "Nämnden vill ha fler bibliotek." >>"$work/papers/000/new.txt"
"$remiss" remove --archive "$work/a" --yes 000000.txt >/dev/null 2>&1 || "$remiss" remove --archive "$work/a" 000000.txt >/dev/null
"$remiss" ingest --archive "$work/a" "$work/papers/000/new.txt" >/dev/null
ends 0 " sent" "$remiss" push --archive "$work/a" "${nodes[@]}" --shards 3
# The new one, and whose answer it may print once more.
grep -Eq " [1-3] papers? sent .* 1 taken out" "$work/out" || fails "other papers than the new and the gone: $(cat "$work/out")"
[ "$(units --archive "$work/a")" = "$(units --engine "$url")" ] || fails "other units after a change"

say "a node stops in a push and in a search"
python3 "$here/synthetic.py" "$work/more" $((papers + papers / 3)) "$root/corpus" "$root/tests/papers"
"$remiss" ingest --archive "$work/b" "$work/more" >/dev/null
"$remiss" push --archive "$work/b" "${nodes[@]}" --name b --shards 3 >"$work/pushed" 2>"$work/told" &
pushing=$!
for _ in $(seq 200); do grep -q "papers" "$work/told" && break; sleep 0.1; done
"$here/nodes" stop "$work/nodes" 3
[ "$(units --archive "$work/a")" = "$(units --engine "$url")" ] || fails "a search without a node"
wait $pushing || { cat "$work/told"; fails "a push without a node"; }
[ "$(units --archive "$work/b")" = "$(units --engine "$url" --name b)" ] || fails "units are lost with a node"
"$here/nodes" start "$work/nodes" 3

say "a push that is killed is gone on with"
before=$(alias_of)
"$remiss" ingest --archive "$work/b" "$root/corpus" >/dev/null
# The index that a push has begun and the alias does not name yet.
begun() { curl -s "$url/_cat/indices/remiss-units-*?h=index" | grep -v "$before" | head -1 || true; }
"$remiss" push --archive "$work/b" --engine "$url" --shards 3 >/dev/null 2>"$work/told" & pushing=$!
for _ in $(seq 1000); do [ -z "$(begun)" ] && kill -0 $pushing 2>/dev/null || break; done
kill -9 $(pgrep -P $pushing) $pushing 2>/dev/null || true; wait $pushing 2>/dev/null || true
[ "$(alias_of)" = "$before" ] || say "(it was done before it was killed)"
if [ "$(alias_of)" = "$before" ]; then
  say "a full disk"
  half=$(begun)
  [ -n "$half" ] || fails "a killed push left no index of its own"
  block() { curl -sf -X PUT "$url/$half/_settings" -H 'content-type: application/json' -d "{\"index.blocks.read_only_allow_delete\": $1}" >/dev/null; }
  block true
  ends 2 "takes nothing more" "$remiss" push --archive "$work/b" --engine "$url" --shards 3
  [ "$(alias_of)" = "$before" ] || fails "the alias moved to half a push"
  block null
fi
ends 0 "papers" "$remiss" push --archive "$work/b" --engine "$url" --shards 3
[ "$(units --archive "$work/b")" = "$(units --engine "$url")" ] || fails "other units after a killed push"
before=$(alias_of)

say "passwords, TLS, cut connections, a busy engine"
"$remiss" ingest --archive "$work/c" "$root/corpus" >/dev/null
push() { "$remiss" push --archive "$work/c" --name c --patience 4 "$@"; }
proxy --password 'remiss:hemligt'
ends 2 "401" push --engine "http://127.0.0.1:$port"
printf 'remiss\nfel\n' >"$work/wrong"; printf 'remiss\nhemligt\n' >"$work/right"
ends 2 "401" push --engine "http://127.0.0.1:$port" --credentials "$work/wrong"
ends 0 "units" push --engine "http://127.0.0.1:$port" --credentials "$work/right"
REMISS_ENGINE_USER=remiss REMISS_ENGINE_PASSWORD=hemligt ends 0 "säkerhet" "$remiss" search --name c --engine "http://127.0.0.1:$port" säkerhet
if command -v openssl >/dev/null; then
  (cd "$work" && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.pem \
    && openssl req -newkey rsa:2048 -nodes -subj /CN=engine -keyout tls.key -out tls.csr \
    && printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n' >tls.ext \
    && openssl x509 -req -in tls.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile tls.ext -out tls.pem) 2>/dev/null
  proxy --tls "$work/tls.pem" "$work/tls.key"
  ends 2 "does not prove who it is" "$remiss" search --name c --engine "https://127.0.0.1:$port" säkerhet
  ends 0 "säkerhet" "$remiss" search --name c --engine "https://127.0.0.1:$port" --ca "$work/ca.pem" säkerhet
else
  echo "skipped: TLS needs openssl"
fi
"$remiss" ingest --archive "$work/c" "$root/tests/papers" >/dev/null 2>&1 || [ $? = 1 ]
was=$(curl -s "$url/_alias/c-units")
proxy --dead
ends 2 "broke off" push --engine "http://127.0.0.1:$port"
[ "$(curl -s "$url/_alias/c-units")" = "$was" ] || fails "the alias moved over cut connections"
proxy --cut 3 --busy 4
ends 0 "units" "$remiss" push --archive "$work/c" --name c --patience 30 --engine "http://127.0.0.1:$port"
ends 0 "säkerhet" "$remiss" search --name c --engine "http://127.0.0.1:$port" säkerhet

say "an index of another version"
curl -sf -X PUT "$url/remiss-units-v99-x" >/dev/null
curl -sf -X POST "$url/_aliases" -H 'content-type: application/json' -d "{\"actions\": [{\"remove\": {\"index\": \"$before\", \"alias\": \"remiss-units\"}}, {\"add\": {\"index\": \"remiss-units-v99-x\", \"alias\": \"remiss-units\"}}]}" >/dev/null
ends 2 "another version" "$remiss" search --engine "$url" säkerhet
ends 2 "later version" "$remiss" push --archive "$work/c" --engine "$url"
[ "$(alias_of)" = remiss-units-v99-x ] || fails "an index of another version was replaced"

[ -z "$spark" ] || "$here/reuse.sh" "$remiss" --spark
say "done in $SECONDS s"
