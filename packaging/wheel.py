#!/usr/bin/env python3
"""wheel.py PROGRAM VERSION DIR: a wheel of a program that is built already, with
the Python module beside it; the same bytes twice.

Its tag says where it runs: by the C library that an ELF file asks for (none: any
Linux), or Windows by `.exe`.
"""

import base64
import hashlib
import os
import pathlib
import re
import sys
import time
import tomllib
import zipfile

MACHINES = {62: "x86_64", 183: "aarch64"}


def platform(program, content):
    if program.suffix == ".exe":
        return ["win_amd64"]
    if content[:4] != b"\x7fELF":
        sys.exit(f"{program} is no program of Linux or Windows")
    machine = MACHINES[int.from_bytes(content[18:20], "little")]
    asked = [int(minor) for minor in re.findall(rb"GLIBC_2\.(\d+)", content)]
    # A name of a version may stand in a static program as well.
    if b"/lib64/ld-linux" not in content and b"/lib/ld-linux" not in content:
        return [f"manylinux_2_17_{machine}", f"musllinux_1_1_{machine}"]
    return [f"manylinux_2_{max([17, *asked])}_{machine}"]


def main():
    program, version, out = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    content = program.read_bytes()
    about = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, tags = about["name"], platform(program, content)
    info = f"{name}-{version}.dist-info"
    metadata = [
        "Metadata-Version: 2.4",
        f"Name: {name}",
        f"Version: {version}",
        f"Summary: {about['description']}",
        f"Keywords: {','.join(about['keywords'])}",
        f"License-Expression: {about['license']}",
        *(f"License-File: {text}" for text in about["license-files"]),
        f"Requires-Python: {about['requires-python']}",
        "Description-Content-Type: text/markdown",
        "",
        pathlib.Path(about["readme"]).read_text(encoding="utf-8"),
    ]
    tagged = [f"Tag: py3-none-{tag}" for tag in tags]
    wheel = ["Wheel-Version: 1.0", "Generator: remiss", "Root-Is-Purelib: false", *tagged, ""]
    module = pathlib.Path("python")
    files = {
        path.relative_to(module).as_posix(): path.read_bytes()
        for path in (module / name).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    files[f"{name}-{version}.data/scripts/{program.name}"] = content
    files[f"{info}/METADATA"] = "\n".join(metadata).encode()
    files[f"{info}/WHEEL"] = "\n".join(wheel).encode()
    for text in about["license-files"]:
        files[f"{info}/licenses/{text}"] = pathlib.Path(text).read_bytes()
    record = f"{info}/RECORD"
    rows = []
    for path, held in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(held).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(held)}\n")
    files[record] = ("".join(rows) + f"{record},,\n").encode()
    made = out / f"{name}-{version}-py3-none-{'.'.join(tags)}.whl"
    when = time.gmtime(max(int(os.environ["SOURCE_DATE_EPOCH"]), 315532800))[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        # The list of what is in it comes last.
        for path in sorted(files, key=lambda path: (path == record, path)):
            entry = zipfile.ZipInfo(path, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            packed.writestr(entry, files[path], compresslevel=9)
    print(made)


if __name__ == "__main__":
    main()
