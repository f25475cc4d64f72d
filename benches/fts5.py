#!/usr/bin/env python3
"""The peer of `cargo bench --bench search`: SQLite FTS5 on the same corpus and queries.

Reads REMISS_BENCH_JSONL and REMISS_BENCH_QUERIES as the bench does. FTS5 has no Swedish stemmer, so every word is asked
for as a prefix, which is what its users do. Prints MB per CPU-second, size on disk, and CPU times of the asking thread.
"""
import json
import os
import sqlite3
import tempfile
import time

CORPUS, QUERIES = os.environ["REMISS_BENCH_JSONL"], os.environ["REMISS_BENCH_QUERIES"]
PASSES, WARM = 7, 2


def match(kind, words):
    if kind == "P":
        return f'"{words}"'
    return (" OR " if kind == "O" else " AND ").join(f'"{word}"*' for word in words.split())


def percentile(times, part):
    return sorted(times)[int((len(times) - 1) * part)] * 1e3


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "peer.db")
    base = sqlite3.connect(path)
    base.execute("create virtual table texts using fts5(body, board unindexed, tokenize=\"unicode61 remove_diacritics 0\", prefix='3 5')")
    start, size = time.process_time(), 0
    with open(CORPUS, encoding="utf-8") as lines, base:
        for line in lines:
            text = json.loads(line)
            size += len(text["body"].encode())
            base.execute("insert into texts values (?, ?)", (text["body"], text["board"]))
    with base:
        base.execute("insert into texts(texts) values ('optimize')")
    spent = time.process_time() - start
    print(f"SQLite FTS5 {sqlite3.sqlite_version}: index {size / 1e6 / spent:.1f} MB per CPU-second; on disk {os.path.getsize(path) / size:.2f} of the text")
    with open(QUERIES, encoding="utf-8") as lines:
        queries = [(line[0], line[2:].strip()) for line in lines if line.strip()]
    for kinds in ("TAOP", "T", "A", "O", "P"):
        times = []
        for turn in range(PASSES):
            for kind, words in queries:
                if kind in kinds:
                    before = time.thread_time()
                    base.execute("select rowid, body from texts where texts match ? order by rank limit 10", (match(kind, words),)).fetchall()
                    if turn >= WARM:
                        times.append(time.thread_time() - before)
        print(f"SQLite FTS5 {kinds:4} p50 {percentile(times, 0.5):.3f} ms, p99 {percentile(times, 0.99):.3f} ms")
