#!/usr/bin/env python3
"""sbom.py [--target TRIPLE] [--features A,B | --no-default-features] > sbom.cdx.json

What is linked into the program, as CycloneDX 1.5: every crate with version,
licence, checksum and what it depends on, from `cargo metadata` and Cargo.lock.
What only builds it has the scope "excluded". The same sources give the same
bytes: the time is that of SOURCE_DATE_EPOCH, if it is set.
"""

import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tomllib
import uuid


def metadata(args):
    command = ["cargo", "metadata", "--format-version=1", "--locked", f"--filter-platform={args.target}"]
    if args.no_default_features:
        command.append("--no-default-features")
    if args.features:
        command.append(f"--features={args.features}")
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def reached(nodes, root):
    """Crates that are linked in, and those that only build it."""
    linked, building = set(), set()
    waiting = [(root, False)]
    while waiting:
        at, builds = waiting.pop()
        known = building if builds else linked
        if at in known:
            continue
        known.add(at)
        for dependency in nodes[at]["deps"]:
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            if None in kinds:
                waiting.append((dependency["pkg"], builds))
            if "build" in kinds:
                waiting.append((dependency["pkg"], True))
    return linked, building - linked


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, checksums, scope):
    is_macro = any("proc-macro" in target["kind"] for target in package["targets"])
    entry = {
        "type": "library",
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "scope": "excluded" if is_macro else scope,
        "purl": purl(package),
    }
    if package.get("description"):
        entry["description"] = " ".join(package["description"].split())
    if package.get("license"):
        entry["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    checksum = checksums.get((package["name"], package["version"]))
    if checksum:
        entry["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package.get("repository"):
        entry["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return entry


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--target", default="x86_64-unknown-linux-gnu")
    parser.add_argument("--features", default="")
    parser.add_argument("--no-default-features", action="store_true")
    args = parser.parse_args()
    told = metadata(args)
    packages = {package["id"]: package for package in told["packages"]}
    nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
    root = told["resolve"]["root"]
    lock = tomllib.loads(pathlib.Path("Cargo.lock").read_text(encoding="utf-8"))
    checksums = {
        (package["name"], package["version"]): package.get("checksum") for package in lock["package"]
    }
    linked, building = reached(nodes, root)
    listed = [(packages[id], "required") for id in linked if id != root]
    listed += [(packages[id], "excluded") for id in building]
    components = [component(package, checksums, scope) for package, scope in listed]
    components.sort(key=lambda entry: (entry["name"], entry["version"]))
    dependencies = []
    for id in linked | building:
        on = [packages[dependency["pkg"]] for dependency in nodes[id]["deps"]
              if any(kind["kind"] in (None, "build") for kind in dependency["dep_kinds"])]
        dependencies.append({"ref": purl(packages[id]), "dependsOn": sorted({purl(one) for one in on})})
    dependencies.sort(key=lambda entry: entry["ref"])
    about = {
        "component": {
            "type": "application",
            "bom-ref": purl(packages[root]),
            "name": packages[root]["name"],
            "version": packages[root]["version"],
            "purl": purl(packages[root]),
            "licenses": [{"expression": packages[root]["license"]}],
        },
        "properties": [{"name": "target", "value": args.target}],
    }
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        when = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc)
        about["timestamp"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    content = json.dumps([components, dependencies, about], sort_keys=True)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": about,
        "components": components,
        "dependencies": dependencies,
    }
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
