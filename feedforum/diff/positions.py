"""Where in a thread a post stands, and on which page a position is."""

from feedforum.records import ThreadPage

DEFAULT_POSTS_PER_PAGE = 20


def page_of(position: int, total: int, posts_per_page: int, newest_first: bool) -> int:
    """The page that shows the post at `position` (1 is the oldest) of `total`."""
    before = total - position if newest_first else position - 1
    return max(before, 0) // posts_per_page + 1


def tail_of(pages: int, newest_first: bool) -> int:
    """The page with the newest posts."""
    return 1 if newest_first else pages


def pages_of(total: int, posts_per_page: int) -> int:
    """How many pages a thread of `total` posts has."""
    return page_of(total, total, posts_per_page, newest_first=False)


def posts_per_page(page: ThreadPage, total: int | None, known: int | None) -> int:
    """How many posts a page of this thread holds: as a full page shows, or as counts imply, or as known.

    A page that is not the last is full. The last of several, with the thread's total, tells how
    many are on those before it.
    """
    if page.page < page.pages and page.posts:
        return len(page.posts)
    if page.page > 1 and total is not None:
        before = total - len(page.posts)
        if before > 0 and before % (page.page - 1) == 0:
            return before // (page.page - 1)
    return known or max(DEFAULT_POSTS_PER_PAGE, len(page.posts))


def total_of(page: ThreadPage, listed: int | None, per_page: int) -> int:
    """How many posts the thread has: what the last page shows wins over what a listing said."""
    if page.page == page.pages:
        return (page.page - 1) * per_page + len(page.posts)
    least = (page.pages - 1) * per_page + 1
    most = page.pages * per_page
    return min(max(listed or most, least), most)


def positions(page: ThreadPage, total: int, per_page: int, newest_first: bool) -> tuple[int, ...]:
    """The position of each post of a page, in the order shown."""
    shown_before = (page.page - 1) * per_page
    if newest_first:
        return tuple(total - shown_before - index for index in range(len(page.posts)))
    return tuple(shown_before + index + 1 for index in range(len(page.posts)))
