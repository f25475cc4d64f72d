#!/usr/bin/env python3
"""zip.py DIR FILE.zip TOP: the files of a folder, below TOP, the same bytes twice."""

import os
import pathlib
import sys
import time
import zipfile

stage, out, top = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
when = time.gmtime(max(int(os.environ["SOURCE_DATE_EPOCH"]), 315532800))[:6]
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for path in sorted(path for path in stage.rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(f"{top}/{path.relative_to(stage).as_posix()}", when)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100755 if path.suffix == ".exe" else 0o100644) << 16
        packed.writestr(entry, path.read_bytes(), compresslevel=9)
print(out)
