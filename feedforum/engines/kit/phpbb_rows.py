"""Rows of boards, and of what stands in them last, as phpBB 2 and 3 have them."""

from collections.abc import Callable

from bs4.element import NavigableString, Tag

from feedforum.dates import Calendar, read_moment
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.dom import attribute, child_cells, classes, inside, is_tag, text_of
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.links import Link, link_of, links_in
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.phpbb import boards_linked, id_of, member_of, post_in
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.records import Author, BoardRow, LastPost
from feedforum.text.characters import clean_line

IsDate = Callable[[str], bool]


def dates_of(page: Page, calendar: Calendar) -> IsDate:
    """What tells whether a text of a page is a date."""
    return lambda text: read_moment(text, calendar, page.document.made_at) is not None


def last_post(holder: Tag, is_date: IsDate) -> tuple[LastPost | None, str]:
    """The newest post that a holder tells of, and the text of its date.

    It has a date and a name on a line each, in either order, and a link to the post, which may also be its
    subject; None where it has neither a date nor a link.
    """
    lines: list[list[str]] = [[]]
    author: Author | None = None
    date_text = ""
    for node in holder.descendants:
        if isinstance(node, NavigableString):
            if not any(_says_nothing_new(outer) for outer in node.parents if outer is not holder):
                lines[-1].append(node)
        elif is_tag(node, "br", "p"):
            lines.append([])
        elif isinstance(node, Tag):
            date_text = date_text or (attribute(node, "datetime") if node.name == "time" else "")
            link = link_of(node) if node.name == "a" else None
            author = author or (member_of(link) if link else None)
    texts = [text for line in lines if (text := clean_line("".join(line)))]
    date_text = date_text or next(filter(is_date, texts), "")
    names = [without_by(text) for text in texts if text != date_text]
    if author is None and names and (date_text or post_in(holder)):
        author = Author(resolve(names[0]))
    post_id = post_in(holder)
    if not post_id and not date_text:
        return None, ""
    return LastPost(None, author, post_id=post_id), date_text or names[-1 if is_tag(holder, "dd") else 0]


def _says_nothing_new(tag: Tag) -> bool:
    """Whether a tag is a label, a moment that its attribute tells, or a link to a post, with its subject."""
    return tag.name in ("dfn", "time") or (tag.name == "a" and bool(id_of(attribute(tag, "href"), "post")))


def table_boards(page: Page, is_date: IsDate) -> list[BoardDraft]:
    """The boards that a page has rows of tables for."""
    return [draft for row in page.tags("tr") if (draft := table_board(row, is_date))]


def table_board(row: Tag, is_date: IsDate, category: int | None = None) -> BoardDraft | None:
    """A row: the cell with the board's title, then its topics, its posts, its newest post."""
    cells = child_cells(row)
    titles = (at for at, cell in enumerate(cells) if _title_link(cell) is not None)
    at = next(titles, len(cells))
    if at + 3 >= len(cells) or post_in(cells[at]):
        return None
    title = _title_link(cells[at])
    board_id = id_of(title.href, "forum") if title else None
    counts = [count_of(text_of(cell)) for cell in cells[at + 1 : at + 3]]
    if title is None or board_id is None or None in counts:
        return None
    last, date_text = last_post(cells[at + 3], is_date)
    below = boards_linked(link for link in links_in(cells[at]) if link.tag is not title.tag)
    board = BoardRow(
        id=board_id,
        title=resolve(title.text),
        description=_description(cells[at]),
        parent_id=category,
        threads=counts[0],
        posts=counts[1],
        last_post=last,
        subboards=tuple(board for board in below if board.id != board_id),
    )
    return board, date_text


def _title_link(cell: Tag) -> Link | None:
    links = (link for link in links_in(cell) if id_of(link.href, "forum") and link.text)
    return next(links, None)


def _description(cell: Tag) -> str:
    """The first text of its own in the cell of a board's title: moderators and boards below come after."""
    found = (tag for tag in inside(cell, "span", "p") if classes(tag) & {"genmed", "forumdesc"})
    return text_of(next(found, None))
