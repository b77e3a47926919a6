"""The index: the boards that a visitor may read, each with its newest post; others are not there."""

from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.fluxbb import urls
from feedforum.engines.fluxbb.page import FluxPage, author_of
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.dom import classes, first_inside, inside, text_of, text_of_all, with_class
from feedforum.engines.kit.links import links_in
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.kit.texts import count_of
from feedforum.records import BoardRow, IndexPage, LastPost, Reading


def read_index(page: FluxPage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists."""
    drafts = list(_rows(page)) if page.kind == "index" else []
    return index_reading(page, calendar, drafts)


def _rows(page: FluxPage) -> Iterator[BoardDraft]:
    for row, link, board_id in page.rows("forum", "main-category"):
        heading = first_inside(row, "h3")
        last, date_text = last_post(row)
        board = BoardRow(
            id=board_id,
            title=link.text,
            description=text_of_all(heading.next_siblings) if heading else "",
            external=bool(classes(row) & {"iredirect", "redirect"}),
            threads=count_in(row, "tc2", "info-topics"),
            posts=count_in(row, "tc3", "info-posts"),
            last_post=last,
        )
        yield board, date_text


def count_in(row: Tag, *names: str) -> int | None:
    """The count in the cell of a row that has one of some classes; None where a dash stands for it."""
    cell = next((tag for tag in inside(row, "td", "li") if classes(tag) & set(names)), None)
    return count_of(text_of(first_inside(cell, "strong") or cell))


def last_post(row: Tag) -> tuple[LastPost | None, str]:
    """The newest post that a row tells of, and the text of its date; none for what is empty or moved."""
    cell = next((tag for tag in inside(row, "td", "li") if classes(tag) & {"tcr", "info-lastpost"}), None)
    for link in links_in(cell):
        if urls.id_of(link.href, "post"):
            by = first_inside(cell, "cite") or next(with_class(cell, "byuser"), None)
            return LastPost(None, author_of(by)), link.text
    return None, ""
