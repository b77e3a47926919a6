"""Where in the file a fault is: the line of the key, or of the table, that its sentence names."""

import re
from pathlib import Path

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")
_FORUM_KEY = re.compile(r"\s*key\s*=\s*[\"']([^\"']*)")
_PLACE = re.compile(
    r"(?:\[\[(?P<list>\w+)\]\] (?:\"(?P<name>[^\"]*)\"|(?:number )?(?P<number>\d+))|\[(?P<table>\w+)\])"
    r"(?: (?P<key>[\w-]+))?"
)

Place = tuple[str, int, str]
"""A table, which of several with its name (counted from 0), and a key in it, empty for the table itself."""


def with_lines(faults: tuple[str, ...], path: Path, text: str) -> tuple[str, ...]:
    """The faults, each with the number of its line behind the file's name if that is found."""
    lines, names = _lines_of(text)
    return tuple(_with_line(fault, f"{path}: ", lines, names) for fault in faults)


def _with_line(fault: str, start: str, lines: dict[Place, int], names: list[str]) -> str:
    found = _PLACE.match(fault, len(start)) if fault.startswith(start) else None
    if found is None:
        return fault
    table = found["list"] or found["table"]
    number = int(found["number"]) - 1 if found["number"] else 0
    if found["name"] is not None and found["name"] in names:
        number = names.index(found["name"])
    line = lines.get((table, number, found["key"] or ""), lines.get((table, number, "")))
    return fault if line is None else f"{start[:-2]}:{line}: {fault[len(start) :]}"


def _lines_of(text: str) -> tuple[dict[Place, int], list[str]]:
    """The lines of tables and of the keys right in them, and the forums' keys in their order."""
    lines: dict[Place, int] = {}
    counts: dict[str, int] = {}
    names: list[str] = []
    table, number = "", 0
    for line, written in enumerate(text.splitlines(), 1):
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
