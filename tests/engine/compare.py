#!/usr/bin/env python3
"""Asks the same queries of an archive and of the engine that was filled from it.

usage: compare.py REMISS ARCHIVE URL QUERIES

The same units, the same tier of every match, the same totals, hints and
relaxations; groups, lines and counts word for word; of the ten best at least
95 in 100 the same."""

import concurrent.futures
import json
import shlex
import subprocess
import sys

WHOLE = ("--group-by", "--kwic", "--facets")


def asked(remiss, where, arguments):
    command = [remiss, "search", *where, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode not in (0, 1):
        return {"failed": done.stderr.strip()}
    told = json.loads(done.stdout) if done.stdout.strip() else {}
    return {"told": told, "code": done.returncode, "said": done.stderr}


def without(value, names):
    """A JSON value without some of its keys."""
    if isinstance(value, dict):
        return {key: without(one, names) for key, one in value.items() if key not in names}
    if isinstance(value, list):
        return [without(one, names) for one in value]
    return value


def units(told):
    return {
        hit["unit"]: [(match["line"], match["tier"], match["text"]) for match in hit["matches"]]
        for hit in told.get("hits", [])
    }


def first_difference(a, b, at=""):
    if type(a) is not type(b):
        return f"{at}: {a!r} | {b!r}"
    if isinstance(a, dict):
        for key in sorted(a.keys() | b.keys()):
            if a.get(key) != b.get(key):
                return first_difference(a.get(key), b.get(key), f"{at}.{key}")
    if isinstance(a, list) and len(a) == len(b):
        for place, (x, y) in enumerate(zip(a, b)):
            if x != y:
                return first_difference(x, y, f"{at}[{place}]")
    return f"{at}: {str(a)[:200]} | {str(b)[:200]}"


def compared(remiss, archive, url, line):
    arguments = shlex.split(line)
    here, there = ["--archive", archive], ["--engine", url]
    form = ["--format", "json"]
    if any(option in arguments for option in WHOLE):
        a, b = (asked(remiss, where, [*form, *arguments]) for where in (here, there))
        same = without(a, {"score"}) == without(b, {"score"})
        return line, None if same else first_difference(a, b), (0, 0)
    all_of_them = [*form, "--no-fold", "--limit", "0", *arguments]
    a, b = (asked(remiss, where, all_of_them) for where in (here, there))
    if "failed" in a or "failed" in b:
        return line, None if a == b else first_difference(a, b), (0, 0)
    x, y = a["told"], b["told"]
    if units(x) != units(y):
        only = [sorted(units(one).keys() - units(two).keys())[:3] for one, two in ((x, y), (y, x))]
        return line, f"units: here alone {only[0]}, there alone {only[1]}, or other tiers", (0, 0)
    rest = [without(one, {"hits", "apart"}) for one in (x, y)]
    if rest[0] != rest[1] or a["said"] != b["said"]:
        return line, first_difference([*rest, a["said"]][0::2], [rest[1], b["said"]]), (0, 0)
    apart = [{one["document"] for one in told.get("apart", [])} for told in (x, y)]
    # Of what stands around units a hundred papers are shown at most: the best, which
    # two rankings draw the line behind.
    if len(apart[0] ^ apart[1]) > len(apart[0]) // 10 or (len(apart[0]) < 100 and apart[0] != apart[1]):
        return line, f"apart: {apart[0] ^ apart[1]}", (0, 0)
    ten = [*form, "--no-fold", "--limit", "10", *arguments]
    best = asked(remiss, there, ten)["told"].get("hits", [])
    first = [hit["unit"] for hit in x.get("hits", [])[:10]]
    same = sum(unit in first for unit in (hit["unit"] for hit in best))
    return line, None, (same, len(first))


def main():
    remiss, archive, url, queries = sys.argv[1:5]
    lines = [line.strip() for line in open(queries, encoding="utf-8")]
    lines = [line for line in lines if line and not line.startswith("#")]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda line: compared(remiss, archive, url, line), lines))
    wrong = [(line, why) for line, why, _ in done if why]
    for line, why in wrong:
        print(f"{line}\n    {why}", file=sys.stderr)
    same, all_best = (sum(best[at] for _, _, best in done) for at in (0, 1))
    print(f"{len(lines) - len(wrong)} of {len(lines)} queries alike; of the ten best {same} of {all_best}")
    sys.exit(bool(wrong) or same * 100 < all_best * 95)


if __name__ == "__main__":
    main()
