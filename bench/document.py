"""The table, for a terminal and for docs/performance.md."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.row import Row

DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"

BEGIN, END = "<!-- `make bench` writes from here -->", "<!-- to here -->"

_HEAD = ("what", "measured against", "ratio", "goal", "", "aside")
_WORDS = {True: "met", False: "**missed**", None: "–"}


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown."""
    lines = [_HEAD, ("---",) * len(_HEAD), *(_cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write(path: Path, rows: Sequence[Row], machine: str) -> None:
    """Put the table in its place in the document; what else stands there stays."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = f"{BEGIN}\n\n{machine}.\n\n{table(rows)}\n\n{END}"
    path.write_text(f"{before}{made}{after}", encoding="utf-8")


def line(row: Row) -> str:
    """A row for whoever waits."""
    verdict = {True: "met", False: "MISSED", None: "-"}[row.met]
    return f"{verdict:6}  {_figure(row):>10}  (goal {_goal(row)})  {row.name}  [{row.aside}]"


def _cells(row: Row) -> tuple[str, ...]:
    return (row.name, row.against, _figure(row), _goal(row), _WORDS[row.met], row.aside)


def _figure(row: Row) -> str:
    if row.figure is None:
        return "–"
    number = f"{row.figure:.0f}" if row.unit != "×" else f"{row.figure:.3g}"
    return f"{number} {row.unit}"


def _goal(row: Row) -> str:
    return f"{'≥' if row.at_least else '≤'} {row.goal:g} {row.unit}"
