"""What docs/performance.md tells, and what is measured."""

from pathlib import Path

from bench.document import BEGIN, DOCUMENT, END, table, write
from bench.parts import PARTS, rows_of
from bench.row import Row

ROWS = [row for part in PARTS for row in rows_of(part)]


def _told() -> str:
    return DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def test_the_table_names_each_row_that_is_measured() -> None:
    told = [
        tuple(cell.strip() for cell in line.split("|")[1:3]) for line in _told().splitlines() if "|" in line
    ]
    assert told[2:] == [(row.name, row.against) for row in ROWS]


def test_no_two_rows_are_told_apart_by_nothing() -> None:
    assert len({(row.name, row.against) for row in ROWS}) == len(ROWS)


def test_a_goal_is_met_from_the_right_side() -> None:
    most, least = Row("a", "b", 1.5), Row("a", "b", 0.85, at_least=True)
    assert [most.of(figure).met for figure in (1.4, 1.5, 1.6)] == [True, True, False]
    assert [least.of(figure).met for figure in (0.8, 0.85, 0.9)] == [False, True, True]
    assert most.missing("nothing to measure").met is None


def test_only_the_table_is_written(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    rows = [Row("a", "b", 1.5).of(1.25, "5 ms : 4 ms"), Row("c", "d", 1.0).missing("no nginx")]
    write(path, rows, "A machine")
    text = path.read_text(encoding="utf-8")
    assert text == f"before\n{BEGIN}\n\nA machine.\n\n{table(rows)}\n\n{END}\nafter\n"
    assert "| a | b | 1.25 × | ≤ 1.5 × | met | 5 ms : 4 ms |" in text
    assert "| c | d | – | ≤ 1 × | – | not measured: no nginx |" in text
