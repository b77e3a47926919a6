"""The index: boards with their newest posts. Categories have ids of their own kind, and no posts."""

from bs4.element import NavigableString, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import BoardDraft, dated_boards, page_dates
from feedforum.engines.kit.dom import child_cells, classes, inside, is_tag, text_of
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.links import Link, link_of, links_in
from feedforum.engines.kit.phpbb import boards_linked, id_of, member_of, post_in
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.engines.phpbb2.page import PhpBB2Page
from feedforum.records import Answer, Author, BoardRow, IndexPage, LastPost, Reading
from feedforum.text.characters import clean_line


def read_index(page: PhpBB2Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists, those that guests may not enter too."""
    drafts = [] if page.lists_threads or page.posts else board_rows(page)
    if not drafts:
        return page.refused(everywhere=True)
    boards = dated_boards(drafts, page_dates(page, calendar, boards=drafts))
    return Reading(Answer.OK, IndexPage(page.forum_title, boards, page.language), member=page.member)


def board_rows(page: PhpBB2Page) -> list[BoardDraft]:
    """The boards that a page has rows for: the index, and a board's page where a MOD puts boards below it."""
    return [draft for row in page.tags("tr") if (draft := _board(row))]


def _board(row: Tag) -> BoardDraft | None:
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
    last, date_text = last_post(cells[at + 3])
    below = boards_linked(link for link in links_in(cells[at]) if link.tag is not title.tag)
    board = BoardRow(
        id=board_id,
        title=resolve(title.text),
        description=_description(title),
        threads=counts[0],
        posts=counts[1],
        last_post=last,
        subboards=tuple(board for board in below if board.id != board_id),
    )
    return board, date_text


def _title_link(cell: Tag) -> Link | None:
    links = (link for link in links_in(cell) if id_of(link.href, "forum") and link.text)
    return next(links, None)


def _description(title: Link) -> str:
    """The first text of its own behind a board's title: moderators and boards below it come after."""
    cell = title.tag.find_parent("td")
    for tag in inside(cell, "span"):
        if "genmed" in classes(tag):
            return text_of(tag)
    return ""


def last_post(cell: Tag) -> tuple[LastPost | None, str]:
    """The newest post that a cell tells of, and the text of its date: date, line break, author, link."""
    post_id = post_in(cell)
    if post_id is None:
        return None, ""
    lines: list[list[str]] = [[]]
    author: Author | None = None
    for node in cell.descendants:
        if is_tag(node, "br"):
            lines.append([])
        elif isinstance(node, Tag):
            link = link_of(node) if node.name == "a" else None
            author = author or (member_of(link) if link else None)
        elif isinstance(node, NavigableString):
            lines[-1].append(node)
    texts = [text for line in lines if (text := clean_line("".join(line)))]
    if author is None and len(texts) > 1:
        author = Author(resolve(without_by(texts[1])))
    return LastPost(None, author, post_id=post_id), texts[0] if texts else ""
