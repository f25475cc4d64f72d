#!/usr/bin/env python3
"""Writes made-up answers, each of sentences mixed from the words of given papers.

usage: synthetic.py OUT N PAPERS…

The same arguments give the same files; some answers use others' paragraphs."""

import pathlib
import random
import re
import sys

out, count, papers = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
words = []
for paper in papers:
    for path in sorted(pathlib.Path(paper).rglob("*.txt")):
        words += re.findall(r"[a-zåäöé]+(?:-[a-zåäöé]+)*", path.read_text("utf-8", "replace").lower())
following = {}
for word, after in zip(words, words[1:]):
    following.setdefault(word, []).append(after)
random.seed(25)
boards = ["Kultur", "Bygg", "Miljö", "Trafik", "Social", "Utbildnings", "Arbetsmarknads", "Äldre"]
places = ["Almvik", "Björkö", "Dalby", "Ekeby", "Granliden", "Holmsund", "Kärrtorp", "Lillsjön"]
months = ["januari", "mars", "maj", "juni", "september", "oktober", "november"]


def sentence():
    word = random.choice(words)
    said = [word]
    for _ in range(random.randint(7, 18)):
        word = random.choice(following.get(word, words))
        said.append(word)
    return (" ".join(said)).capitalize() + "."


def paragraph():
    return " ".join(sentence() for _ in range(random.randint(2, 4)))


out.mkdir(parents=True, exist_ok=True)
kept = [paragraph() for _ in range(40)]
for at in range(count):
    board = f"{random.choice(boards)}nämnden i {random.choice(places)}"
    day = f"{random.randint(1, 28)} {random.choice(months)} {random.randint(2019, 2024)}"
    said = [paragraph() for _ in range(random.randint(1, 4))]
    if random.random() < 0.2:
        said.insert(0, random.choice(kept))
    text = "\n\n".join(said)
    if random.random() < 0.5:
        signed = f"{random.choice('ABCDEF')}nna {random.choice(places)} ({random.choice(['S', 'M', 'V', 'L'])})"
        stated = [paragraph() for _ in range(random.randint(1, 3))]
        if random.random() < 0.6:
            stated = [random.choice(kept), *stated[1:]]
        if random.random() < 0.2:
            stated = kept[:2]
        text += f"\n\nSärskilt uttalande\n\n{signed} lämnade ett särskilt uttalande enligt följande.\n\n"
        text += "\n\n".join(stated)
    folder = out / f"{at // 1000:03}"
    folder.mkdir(exist_ok=True)
    (folder / f"{at:06}.txt").write_text(
        f"Protokoll {at % 12 + 1}/2024\nfört vid {board}s sammanträde den {day}\n\n"
        f"§ {at % 30 + 1} Remiss av program {at % 9}\n\nBeslut\n\n{text}\n",
        "utf-8",
    )
