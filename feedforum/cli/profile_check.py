"""Whether a forum's profile still fits its pages, and the profile that they have by now: `check --online`."""

from collections.abc import Iterator, Sequence

from feedforum.config import ForumSettings
from feedforum.config.editing import profile_as_toml
from feedforum.discover.learn_anew import learned_of
from feedforum.discover.preview import newest_threads
from feedforum.fetch import ForumClient
from feedforum.learning.walk import NotUnderstoodError
from feedforum.poll.page_loader import PageLoader
from feedforum.records import Answer, Id
from feedforum.translations import text


def fit_of(loader: PageLoader, board_ids: Sequence[Id]) -> tuple[str, bool]:
    """A line about how the profile reads the newest thread of the first board that has one; whether it fits.

    Empty where no board can be read, which says nothing of the profile.
    """
    for board_id in board_ids:
        listing, _ = loader.board(board_id, 1)
        for row in newest_threads(listing.page) if listing.page else ():
            reading, _ = loader.thread(row.id, row.pages, board_id=board_id)
            posts = reading.page.posts if reading.page else ()
            if posts:
                last = posts[0 if reading.page and reading.page.newest_first else -1]
                by = f", the last by {last.author.name}" if last.author.name else ""
                return f"the profile fits: {len(posts)} posts on a page of thread {row.id}{by}", True
            if reading.answer is Answer.NOT_UNDERSTOOD:
                return f"the profile does not fit thread {row.id}", False
        if listing.answer is Answer.NOT_UNDERSTOOD:
            return f"the profile does not fit board {board_id}", False
    return "", True


def learned_lines(forum: ForumSettings, client: ForumClient) -> Iterator[str]:
    """What the forum's pages tell by now: a new profile with what is in doubt, or why there is none."""
    try:
        learned = learned_of(forum, lambda url: client.get(url).document)
    except NotUnderstoodError as error:
        yield f"a profile cannot be learned: {error}"
        return
    yield from (f"in doubt: {text('en', f'doubt_{doubt}')}" for doubt in learned.doubts)
    yield f"its pages now have this profile:\n\n{profile_as_toml(learned.profile)}"
