"""Answers of the `remiss` program as Python values.

Every function runs the program and gives what it prints by its JSON contract:
dictionaries and lists, with the field names of `remiss export schema`. Nothing
but the standard library is needed.

    import remiss

    rows = remiss.positions(papers="corpus", referral="KS 2024/417")
    hits = remiss.search("informationssäkerhet", archive=".remiss")["hits"]

Options are those of the command, with underscores: `respondent_kind="kommun"`,
`exact_words=True`, and lists for what may be repeated. `papers` is `--in`.
"""

import json
import os
import shutil
import subprocess
import sysconfig

__all__ = [
    "RemissError",
    "asks",
    "export",
    "ledger",
    "lost",
    "papers",
    "positions",
    "program",
    "related",
    "reuse",
    "run",
    "search",
    "show",
    "topics",
]

#: The variable of the environment that names the program.
VARIABLE = "REMISS_PROGRAM"


class RemissError(Exception):
    """What the program said when it could not answer."""

    def __init__(self, message, code):
        super().__init__(message)
        #: Its exit code: 2, or one of its own with `fine_exit_codes=True`.
        self.code = code


def program():
    """The program's path: REMISS_PROGRAM, else that of this wheel, else on the path."""
    said = os.environ.get(VARIABLE)
    if said:
        return said
    name = "remiss.exe" if os.name == "nt" else "remiss"
    for scheme in (None, f"{os.name}_user"):
        try:
            where = sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")
        except KeyError:
            continue
        path = os.path.join(where, name)
        if os.path.isfile(path):
            return path
    found = shutil.which(name)
    if found is None:
        raise RemissError(f"the program is not found; install it, or name it in {VARIABLE}", 2)
    return found


def _flags(options):
    """Options as the command line has them, each in one piece with its value."""
    for name, value in options.items():
        if value is None or value is False:
            continue
        flag = "--in" if name == "papers" else "--" + name.rstrip("_").replace("_", "-")
        if value is True:
            yield flag
            continue
        values = value if isinstance(value, (list, tuple)) else [value]
        for one in values:
            yield f"{flag}={os.fspath(one) if isinstance(one, os.PathLike) else one}"


def run(command, *words, **options):
    """Runs a command and gives what it prints, as text.

    Nothing found is no error: the text is then that of an empty answer.
    """
    typed = [program(), *command.split(), *_flags(options), "--", *map(str, words)]
    ended = subprocess.run(typed, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if ended.returncode not in (0, 1):
        raise RemissError(ended.stderr.decode("utf-8", "replace").strip(), ended.returncode)
    return ended.stdout.decode("utf-8")


def _plain(options):
    """Options, none of which says in which form the answer is printed: that is Python's."""
    for name in ("format", "output"):
        if options.get(name) is not None:
            raise RemissError(
                f"{name} cannot be chosen here, where rows are given as Python values; "
                f"remiss.run(…, {name}=…) gives the text",
                2,
            )
    return options


def _rows(command, *words, **options):
    options = _plain(options)
    lines = run(command, *words, format="ndjson", **options).splitlines()
    return [json.loads(line) for line in lines]


def _value(command, *words, **options):
    options = _plain(options)
    return json.loads(run(command, *words, format="json", **options) or "null")


def search(query, **options):
    """What `remiss search` finds: a dictionary with `hits`, `total` and more."""
    return _value("search", query, **options)


def related(word, **options):
    """The words that stand beside a word."""
    return _rows("related", word, **options)


def show(place, **options):
    """A unit with its text, at a place as any answer cites it."""
    return _value("show", place, **options)


def ledger(**options):
    """Who was asked and what became of it, a row a respondent."""
    return _rows("ledger", **options)


def positions(**options):
    """Where each respondent stands on each area, with the sentences."""
    return _rows("positions", **options)


def asks(**options):
    """What each respondent wants changed, a row an ask."""
    return _rows("asks", **options)


def lost(**options):
    """Asks and objections that a summary leaves out."""
    return _rows("lost", **options)


def topics(**options):
    """Themes that several respondents raise and no area covers."""
    return _rows("topics", **options)


def reuse(**options):
    """Who used whose text: families and pairs."""
    return _value("reuse", **options)


def papers(papers=None, **options):
    """The papers, a row each, with what was guessed."""
    return _rows("papers", papers=papers, **options)


def export(what, **options):
    """A table of `remiss export`, a row each: units, documents, notes, reuse …

    `export("schema")` gives the JSON Schemas, a dictionary.
    """
    if what == "schema":
        return json.loads(run("export schema", **options))
    return _rows(f"export {what}", **options)
