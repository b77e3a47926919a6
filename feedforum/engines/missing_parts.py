"""What a page that was read lacks, as in a modified skin: dates, counts, names. Nothing takes their place."""

from collections.abc import Iterator

from feedforum.records import BoardPage, IndexPage, ThreadPage


def missing_parts(page: IndexPage | BoardPage | ThreadPage) -> tuple[str, ...]:
    """What is missing, such as “dates of 3 of 20 posts”; a row that tells nothing new lacks nothing."""
    return tuple(
        f"{what} of {'all' if missing == total else f'{missing} of'} {total} {rows}"
        for what, missing, total, rows in _counted(page)
        if missing
    )


def _counted(page: IndexPage | BoardPage | ThreadPage) -> Iterator[tuple[str, int, int, str]]:
    """Each thing that rows tell, with how many of them lack it, how many there are, and what they are."""
    if isinstance(page, ThreadPage):
        total = len(page.posts)
        yield "dates", sum(post.posted_at is None for post in page.posts), total, "posts"
        yield "authors", sum(not post.author.name for post in page.posts), total, "posts"
    elif isinstance(page, BoardPage):
        threads = [row for row in page.threads if not row.moved]
        total = len(threads)
        yield "counts of replies", sum(row.replies is None for row in threads), total, "threads"
        yield "dates of last posts", sum(row.last_post_at is None for row in threads), total, "threads"
        yield "authors of last posts", sum(row.last_poster is None for row in threads), total, "threads"
        yield "authors", sum(not row.starter.name for row in threads), total, "threads"
    else:
        boards = [row for row in page.boards if not (row.category or row.external or row.locked)]
        written = [row for row in boards if row.posts != 0 and row.threads != 0]
        last = [row.last_post for row in written]
        yield "counts of posts", sum(row.posts is None for row in boards), len(boards), "boards"
        dates = sum(post is None or post.at is None for post in last)
        yield "dates of last posts", dates, len(written), "boards"
        authors = sum(post is None or post.author is None for post in last)
        yield "authors of last posts", authors, len(written), "boards"
