#!/usr/bin/env bash
# Reuse joined by DuckDB (and with --spark by Spark) is what the join here finds.
# usage: tests/engine/reuse.sh REMISS [--spark] [--texts N]
# Needs Python 3; brings DuckDB (PySpark) into a folder of its own by pip.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
remiss=$(cd "$(dirname "$1")" && pwd)/$(basename "$1"); shift
spark='' texts=10000
while [ $# -gt 0 ]; do
  case $1 in
  --spark) spark=1 ;;
  --texts) texts=$2; shift ;;
  *) sed -n 3,4p "$0"; exit 2 ;;
  esac
  shift
done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo "skipped: reuse on engines needs python3"; exit 0; }
python3 -m venv "$work/venv"; pip="$work/venv/bin/pip" python="$work/venv/bin/python"
"$pip" install -q --disable-pip-version-check duckdb >/dev/null 2>&1 || { echo "skipped: DuckDB is not to be had"; exit 0; }
[ -z "$spark" ] || "$pip" install -q --disable-pip-version-check pyspark >/dev/null
took() { # name, command…
  local name=$1 began; shift; began=$(date +%s%N); "$@"
  echo "  $name: $((($(date +%s%N) - began) / 1000000)) ms" >&2
}
# Half of the papers hold a statement, so twice as many papers.
python3 "$here/synthetic.py" "$work/papers" $((texts * 2)) "$root/corpus" "$root/tests/papers"
"$remiss" ingest --archive "$work/a" "$root/corpus" "$work/papers" >/dev/null
took "join here" "$remiss" reuse --archive "$work/a" --format json >"$work/here.json"
took "shingles" "$remiss" shingles --archive "$work/a" -o "$work/out"
ls -l "$work/out" | awk 'NR > 1 { print "  " $9 ": " $5 " bytes" }' >&2
alike() { # pairs
  "$remiss" families "$1" --archive "$work/a" --format json >"$work/there.json"
  cmp "$work/here.json" "$work/there.json" || { echo "FAILED: other pairs or figures from $1" >&2; exit 1; }
}
took "DuckDB" "$python" "$root/spark/reuse.py" "$work/out" "$work/pairs.parquet" --duckdb
alike "$work/pairs.parquet"
if [ -n "$spark" ]; then
  export SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$python SPARK_MASTER='local-cluster[2,1,2048]'
  export PYSPARK_SUBMIT_ARGS='--conf spark.executor.memory=1g --conf spark.ui.enabled=false pyspark-shell'
  took "Spark" "$python" "$root/spark/reuse.py" "$work/out" "$work/pairs" 2>"$work/spark.log" || { tail -20 "$work/spark.log" >&2; exit 1; }
  grep -E '^  Spark' "$work/spark.log" >&2 || true
  alike "$work/pairs"
fi
pairs=$("$remiss" verify-pairs "$work/pairs.parquet" --archive "$work/a" --format ndjson | wc -l)
echo "reuse joined elsewhere is what is found here: $pairs pairs"
