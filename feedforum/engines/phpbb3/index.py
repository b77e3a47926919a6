"""Boards, in rows of lists as prosilver has them and of tables; and what rows are marked by."""

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom, phpbb
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.links import Link, link_of, links_in, links_to
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.kit.refusals import rewritten
from feedforum.engines.kit.texts import count_of
from feedforum.engines.phpbb3.page import PhpBB3Page
from feedforum.records import BoardRow, IndexPage, Reading


def read_index(page: PhpBB3Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists, those that guests may not enter too."""
    is_index = page.of_phpbb_3 and not (page.heading_link or page.posts or page.password_form)
    drafts = boards_on(page) if is_index else []
    if is_index and not drafts and any("forumtitle" in dom.classes(link.tag) for link in page.links):
        return rewritten("boards", page.member)
    if not drafts:
        return page.refused(everywhere=True)
    return index_reading(page, calendar, drafts)


def boards_on(page: PhpBB3Page) -> list[BoardDraft]:
    """The categories and boards that a page lists; what stands in no category has none above it."""
    drafts: list[BoardDraft] = []
    category: int | None = None
    for tag in (*page.tags("li"), *page.tags("tr")):
        first = next(iter(dom.child_cells(tag)), None)
        heading = tag if "header" in dom.classes(tag) else first if "cat" in dom.classes(first) else None
        if heading is not None:
            link, category = next(links_to(heading, phpbb.board_of), (None, None))
            if link and category:
                drafts.append((BoardRow(category, link.text, category=True), ""))
        elif draft := (_board if tag.name == "li" else phpbb.table_board)(tag, page.is_date, category):
            drafts.append(draft)
    return drafts


def _board(row: Tag, is_date: phpbb.IsDate, category: int | None) -> BoardDraft | None:
    """A row: the title with the description and the boards below it, topics, posts, the newest post.

    A board that leads elsewhere has no counts; where its clicks are counted, it has an id.
    """
    links = list(links_in(row)) if dom.first_inside(row, "dl") else []
    named = next((link for link in links if "forumtitle" in dom.classes(link.tag)), None)
    # The row of a thread may lead to its board.
    unnamed = (link for link in links if link.text and phpbb.board_of(link.href) and not topic_link(row))
    title = named or next(unnamed, None)
    board_id = phpbb.board_of(title.href) if title else None
    if title is None or board_id is None:
        return None
    last, date_text = phpbb.last_post(part(row, "lastpost") or row, is_date)
    counts = [count for tag in dom.inside(row, "dd") if (count := count_within(tag)) is not None]
    threads, posts = count_within(part(row, "topics")), count_within(part(row, "posts"))
    if threads is None and posts is None and len(counts) == 2:
        threads, posts = counts
    beside = dom.until(dom.after(title.tag, "dt", "div"), "strong", "a", "div")
    below = (link for link in links_in(row) if "subforum" in dom.classes(link.tag))
    board = BoardRow(
        id=board_id,
        title=title.text,
        description=dom.text_of_all(beside),
        parent_id=category,
        external=not counts,
        threads=threads,
        posts=posts,
        last_post=last if counts else None,
        subboards=phpbb.boards_linked(below),
    )
    return board, date_text


def part(row: Tag, name: str) -> Tag | None:
    """The part of a row that has a class; without one the last post is the last part that leads to a post."""
    parts = list(dom.inside(row, "dd"))
    named = (tag for tag in parts if name in dom.classes(tag))
    last = filter(phpbb.post_in, parts[-1:]) if name == "lastpost" else ()
    return next(named, None) or next(iter(last), None)


def count_within(part: Tag | None) -> int | None:
    """The count in a part of a row, without the label that stands beside it."""
    return count_of(dom.text_of_all(dom.strings_outside(part, "dfn")))


def marks_of(row: Tag, cells: list[Tag]) -> str:
    """The names of what a row is marked by: its classes, its picture, which may be in its style."""
    lists = [row, *dom.inside(row, "dl")][:2]
    styles = (dom.attribute(tag, "style") for tag in lists)
    return " ".join((*dom.all_classes(lists), *styles, *dom.image_names(*cells))).lower()


def topic_link(holder: Tag) -> Link | None:
    """The link with the topic of a row: the one named so, or else the first that leads to no place in it."""
    named = link_of(next(dom.with_class(holder, "topictitle", "a"), None))
    if named is not None:
        return named if phpbb.id_of(named.href, "topic") else None
    return next((link for link in links_in(holder) if link.text and _leads_to_topic(link)), None)


def _leads_to_topic(link: Link) -> bool:
    in_topic = phpbb.start_of(link.href) is not None or phpbb.id_of(link.href, "post")
    return bool(phpbb.id_of(link.href, "topic") and not (in_topic or link.parameter("view")))


def beside(link: Link, *holders: str) -> list[PageElement]:
    """What stands behind the topic of a row, without the links to its pages and what small screens see."""
    hidden = {"pagination", "responsive-show"}
    nodes = dom.after(link.tag, *holders)
    return [node for node in nodes if not (isinstance(node, Tag) and dom.classes(node) & hidden)]
