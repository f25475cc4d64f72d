#!/usr/bin/env bash
# Attacks the program: run.sh BINARY [all | NN…]. Without a word more the quick
# part, which every change runs; `all` takes some four minutes. Prints a line
# an attack and what it found; ends with 1 if any got through or could not be
# made. Needs bash, python3, strace and faketime.
here=$(cd "$(dirname "$0")" && pwd)
bin=${1:?usage: run.sh BINARY [all | NN…]}
shift
quick=(01 03 05 20 24 38 40 41 43 47)
case ${1:-quick} in
quick) set -- "${quick[@]}" ;;
all) set -- '' ;;
esac
passed=0 failed=()
for attack in "$here"/[0-9]*.sh; do
  name=$(basename "$attack" .sh)
  for wanted in "$@"; do
    [[ $name == "$wanted"* ]] || continue
    start=$(date +%s%N)
    said=$(timeout -s KILL 60 bash "$attack" "$bin" 2>&1)
    code=$?
    took=$(( ($(date +%s%N) - start) / 1000000 ))
    if [ $code = 0 ] && ! grep -q skipped <<<"$said"; then
      passed=$((passed + 1))
      echo "held    $name  $took ms"
    else
      failed+=("$name")
      echo "FAILED  $name  $took ms"
      head -8 <<<"$said"
    fi
    break
  done
done
echo "attacks: $passed held, ${#failed[@]} failed ${failed[*]}"
[ ${#failed[@]} = 0 ]
