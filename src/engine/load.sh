#!/bin/sh
# Loads the files beside it into OpenSearch.
# usage: load.sh URL [curl's options, as --netrc or --cacert FILE]
set -eu
[ $# -gt 0 ] || { sed -n 2,3p "$0"; exit 2; }
url=${1%/}; shift
cd "$(dirname "$0")"
ask() { # method, path, file, type
  method=$1 path=$2 file=$3 type=$4; shift 4
  curl --fail-with-body --silent --show-error --retry 8 --retry-all-errors -X "$method" "$url$path" \
    -H "content-type: $type" --data-binary "@$file" "$@"
}
make() {
  python3 -c 'import json,sys; print(json.dumps(json.load(open("index.json"))[sys.argv[1]]))' "$1" >.body.json
  ask PUT "/$1" .body.json application/json $OPTIONS >/dev/null
}
load() {
  ask POST "/$2/_bulk?filter_path=errors" "$1" application/x-ndjson $OPTIONS >.answer.json
  grep -q '"errors":false' .answer.json || { echo "$1 was not taken whole" >&2; exit 1; }
  echo "$1"
}
OPTIONS=$*
# MAKE
# LOAD
# Readers see it only now that all is there.
ask POST /_refresh /dev/null application/json $OPTIONS >/dev/null
ask POST /_aliases aliases.json application/json $OPTIONS >/dev/null
rm -f .body.json .answer.json
