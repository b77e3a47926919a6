"""Where in the file a fault is: the line of the key, or of the table, that its sentence names.

What keeps a file from being TOML at all is worded here too, since only the line tells what was meant.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")
_FORUM_KEY = re.compile(r"\s*key\s*=\s*[\"']([^\"']*)")
_PLACE = re.compile(
    r"(?:\[\[(?P<list>\w+)\]\](?: \"(?P<name>[^\"]*)\"| (?:number )?(?P<number>\d+))?|\[(?P<table>\w+)\])"
    r"(?: (?P<key>[\w-]+))?"
)

Place = tuple[str, int, str]
"""A table, which of several with its name (counted from 0), and a key in it, empty for the table itself."""


def with_lines(faults: Iterable[str], path: Path, text: str) -> tuple[str, ...]:
    """The faults, each behind the file's name and the number of its line if that is found."""
    lines, names = _lines_of(text)
    numbers = [(_line_of(fault, lines, names), fault) for fault in faults]
    return tuple(f"{path}: {fault}" if line is None else f"{path}:{line}: {fault}" for line, fault in numbers)


def _line_of(fault: str, lines: dict[Place, int], names: list[str]) -> int | None:
    found = _PLACE.match(fault)
    if found is None:
        return None
    table = found["list"] or found["table"]
    number = int(found["number"]) - 1 if found["number"] else 0
    if found["name"] is not None and found["name"] in names:
        number = names.index(found["name"])
    return lines.get((table, number, found["key"] or ""), lines.get((table, number, "")))


def _lines_of(text: str) -> tuple[dict[Place, int], list[str]]:
    """The lines of tables and of the keys right in them, and the forums' keys in their order."""
    lines: dict[Place, int] = {}
    counts: dict[str, int] = {}
    names: list[str] = []
    table, number = "", 0
    for line, written in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(written):
            table = header[2].split(".")[0].strip("\"'")
            if header[1] == "[[" and "." not in header[2]:
                counts[table] = counts.get(table, -1) + 1
                names += [""] if table == "forum" else []
            number = counts.get(table, 0)
            inside = header[2].partition(".")[2]
            lines.setdefault((table, number, inside.split(".")[0]), line)
        elif key := _KEY.match(written):
            if table:
                lines.setdefault((table, number, key[1] or key[2] or key[3]), line)
            else:
                lines.setdefault((key[1] or key[2] or key[3], 0, ""), line)
            if table == "forum" and names and (own := _FORUM_KEY.match(written)):
                names[-1] = names[-1] or own[1]
    return lines, names


_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_UNQUOTED = re.compile(
    r"\s*[\w\"'-]+\s*=\s*(?!true\b|false\b)(?:[^\W\d_]|[\d.+-]+[^\W\d_])[^\"'\[\]{}=#]*(?:#.*)?"
)
_SWITCH = re.compile(r"\s*[\w\"'-]+\s*=\s*(?!true|false)(?i:true|false|yes|no|on|off)\s*(?:#.*)?")
_OPENED = re.compile(r"\s*[\w\"'-]+\s*=\s*[\[{]")
_ADVICE = (
    ("Cannot overwrite", "this key stands a second time in its table; keep one of the two"),
    ("Duplicate inline table key", "this key stands a second time in its table; keep one of the two"),
    ("Expected '=' after a key", '"=" stands between a key and its value, as in key = "value"'),
    ("Invalid statement", 'a line is key = "value", a [table], or a comment that begins with #'),
    ("at the end of a", "the name of a table stands in square brackets, [server], or in two, [[forum]]"),
    ("Invalid hex value", "a backslash is written twice in double quotes; or put the text in single quotes"),
    ("in a string", "a backslash is written twice in double quotes; or put the text in single quotes"),
    ("Illegal character '\\n'", "the quotation mark at the end of this text is missing"),
    ("Unterminated string", "the quotation mark at the end of this text is missing"),
    ("Expected newline", "nothing follows a value on its line; a text stands in quotation marks"),
    ("Invalid value", "no value stands here; a text stands in quotation marks, a list in square brackets"),
    ("Unclosed", "the bracket that is opened here is not closed"),
)
"""What to do about a fault of TOML, by words of the parser's sentence."""


def not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> str:
    """What keeps a text from being TOML, and its line. No value is shown: it may be a secret."""
    found = _LINE.search(str(error))
    lines = text.split("\n")
    opened = [number for number, line in enumerate(lines, 1) if _OPENED.match(line)]
    number = int(found[1]) if found else opened[-1] if opened else len(lines)
    line = lines[number - 1]
    advice = next((advice for words, advice in _ADVICE if words in str(error)), "is not valid TOML")
    if _SWITCH.fullmatch(line):
        advice = "true and false stand here in small letters, without quotation marks; yes and no are neither"
    elif _UNQUOTED.fullmatch(line):
        advice = 'a text stands in quotation marks here, as in key = "value"'
    elif line.lstrip().startswith("[") and "Cannot" in str(error):
        advice = "this table stands above already; of all, only [[forum]] and [[token]] stand more than once"
    elif re.search(r"=\s*[“”„‘’«»]", line):
        advice = 'quotation marks are the straight ones here, as in key = "value"'
    return f"{path}:{number}: {advice}."
