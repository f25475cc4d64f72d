#!/usr/bin/env python3
"""Size and time of the report on many answers: `benches/report.py REMISS`.

Makes a referral of 1,000 answers as text and one of 100 as PDFs (of made-up
papers, the same each time), ingests each, writes every form of the report, and
prints seconds, CPU seconds and megabytes. Ends with 1 where a report for a
browser is larger than 20 MB. Needs Python alone.
"""
import os
import random
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
import zlib

BAR = 20.0
AREAS = ["Bryggor och kajer", "Färjor", "Badplatser", "Båtplatser och avgifter"]
SAYS = [
    "Förvaltningen tillstyrker förslaget om {0}.",
    "Förvaltningen avstyrker förslaget om {0} i dess nuvarande form.",
    "Förvaltningen är positiv till {0} men saknar en beräkning av kostnaderna.",
    "Avsnittet om {0} är tydligt och lätt att följa.",
    "Förvaltningen anser att {0} bör beskrivas utförligare.",
]
ASKS = [
    "Förvaltningen anser att taxan för {1} bör sänkas med {2} procent.",
    "Förvaltningen föreslår att {1} får en egen ansvarig senast år {3}.",
    "Programmet behöver kompletteras med mål för {1}.",
    "Förvaltningen efterlyser en tidplan för {1}.",
]
FILLS = [
    "I området finns {2} bryggor, och {1} sköts av en entreprenör sedan {3}.",
    "Under året kom {2} synpunkter om {1} in till förvaltningen.",
    "Arbetet med {1} pågår och redovisas i nästa års plan.",
]
THINGS = "gästhamnen slussen bokbåten livbojarna fyren badtrappan vinterliggarna muddringen bränslemackan båthusen sopkajen isvakten".split()
STEMS = "Alm Berg Dal Ek Fors Gran Hav Ling Mark Nor Ros Sund Tall Udd Vik Ås".split()


def board(at):
    return f"{STEMS[at % 16]}{STEMS[at // 16 % 16].lower()}{STEMS[at // 256 % 16].lower()}s stadsdelsnämnd"


def answer(at):
    rnd = random.Random(at)
    say = lambda among: rnd.choice(among).format(
        rnd.choice(AREAS).lower(), rnd.choice(THINGS), rnd.randint(2, 90), rnd.randint(2026, 2035)
    )
    body = []
    for area in AREAS:
        body += [area, "", " ".join([say(SAYS), say(ASKS), say(FILLS), say(FILLS), say(ASKS)]), ""]
    return "\n".join(
        ["Stadsdelsförvaltningen", "", "Till", board(at), "", "Tjänsteutlåtande", f"Dnr SDN 2025/{at}",
         f"2025-{1 + at % 9:02}-{1 + at % 27:02}", "", "Program för Almviks vatten 2026–2035", "",
         "Svar på remiss från kommunstyrelsen, KS 2025/77", "", "Förslag till beslut", "",
         f"1. {board(at)} överlämnar tjänsteutlåtandet som svar på remissen.", "", "Förvaltningens synpunkter", ""]
        + body
    )


def pdf(text):
    """Pages of 50 lines in Helvetica."""
    lines = [cut for line in text.split("\n") for cut in (textwrap.wrap(line, 88) or [""])]
    pages = [lines[at:at + 50] for at in range(0, len(lines), 50)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for page in pages:
        ops = [b"BT /F1 11 Tf 14 TL 60 780 Td"]
        for line in page:
            safe = line.encode("cp1252", "replace")
            for mark in (b"\\", b"(", b")"):
                safe = safe.replace(mark, b"\\" + mark)
            ops.append(b"(" + safe + b") Tj T*")
        stream = zlib.compress(b"\n".join(ops + [b"ET"]))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = bytearray(b"%PDF-1.5\n"), []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def run(remiss, folder, *words):
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([remiss, *words], cwd=folder, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - started, cpu


def main():
    remiss = os.path.abspath(sys.argv[1])
    failed = False
    for name, many, as_pdf in (("1,000 answers", 1000, False), ("100 PDFs", 100, True)):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/papers")
            for at in range(many):
                if as_pdf:
                    with open(f"{folder}/papers/{at:04}.pdf", "wb") as file:
                        file.write(pdf(answer(at)))
                else:
                    with open(f"{folder}/papers/{at:04}.txt", "w", encoding="utf-8") as file:
                        file.write(answer(at))
            wall, cpu = run(remiss, folder, "ingest", "papers", "--quiet")
            print(f"{name}\n  {'ingest':26} {wall:6.1f} s {cpu:6.1f} CPU s")
            for made, *more in (("r.html",), ("k.html", "--without-texts"), ("r.docx",), ("r.xlsx",), ("r.md",)):
                wall, cpu = run(remiss, folder, "report", "-o", made, "--on", "2026-01-01", *more)
                size = os.path.getsize(f"{folder}/{made}") / 1e6
                over = made.endswith("html") and size > BAR
                failed |= over
                print(f"  {' '.join([made, *more]):26} {wall:6.1f} s {cpu:6.1f} CPU s {size:6.1f} MB{'  too large' if over else ''}", flush=True)
    sys.exit(1 if failed else 0)


main()
