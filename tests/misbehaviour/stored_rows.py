"""What is known of a forum, without what polls note about their own steps."""

import sqlite3
from pathlib import Path

_NOTES = {
    "forum": set[str](),
    "board": {"answer", "detail", "refused_at", "refused_as", "listed_at"},
    "thread": {"refused_at", "newest_checked_at", "suspect", "missing", "missing_at"},
    "post": {"reread_at"},
    "attachment": set[str](),
    "search_text": set[str](),
}


def stored_rows(place: Path) -> dict[str, list[dict[str, object]]]:
    """All rows of the store in `place`, by table."""
    with sqlite3.connect(place / "store.db") as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [
                {name: row[name] for name in row.keys() if name not in notes}  # noqa: SIM118
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
            ]
            for table, notes in _NOTES.items()
        }
