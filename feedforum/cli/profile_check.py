"""Whether a forum's profile still fits its pages, and the profile that they have by now: `check --online`."""

from collections.abc import Iterator, Sequence

from feedforum.cli.output import profile_lines
from feedforum.config import ForumSettings
from feedforum.config.editing import profile_as_toml
from feedforum.discover.learn_anew import learned_of
from feedforum.discover.preview import newest_threads
from feedforum.engines.base import PageKind
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.profile.fit import on_all_pages
from feedforum.fetch import ForumClient
from feedforum.learning.walk import NotUnderstoodError
from feedforum.poll.page_loader import PageLoader
from feedforum.records import Answer, Document, Id

_KINDS = (PageKind.INDEX, PageKind.BOARD, PageKind.THREAD)


def fit_of(
    loader: PageLoader, engine: ProfileEngine, index: Document, board_ids: Sequence[Id], language: str
) -> tuple[list[str], bool]:
    """Lines about how the profile reads the newest thread, none if none can be read; whether it fits."""
    for board_id in board_ids:
        listing, board_page = loader.board(board_id, 1)
        for row in newest_threads(listing.page) if listing.page else ():
            reading, thread_page = loader.thread(row.id, row.pages, board_id=board_id)
            posts = reading.page.posts if reading.page else ()
            if posts:
                kinds = zip((index, board_page, thread_page), _KINDS, strict=True)
                fits = (f for page, kind in kinds if page for f in engine.fits(page, kind, loader.calendar))
                last = posts[0 if reading.page and reading.page.newest_first else -1]
                by = f", the last by {last.author.name}" if last.author.name else ""
                line = f"the profile fits: {len(posts)} posts on a page of thread {row.id}{by}"
                return [*profile_lines(on_all_pages(fits), (), language), line], True
            if reading.answer is Answer.NOT_UNDERSTOOD:
                return [f"the profile does not fit thread {row.id}"], False
        if listing.answer is Answer.NOT_UNDERSTOOD:
            return [f"the profile does not fit board {board_id}"], False
    return [], True


def learned_lines(forum: ForumSettings, client: ForumClient, language: str) -> Iterator[str]:
    """What the forum's pages tell by now: a new profile with what is in doubt, or why there is none."""
    try:
        learned = learned_of(forum, lambda url: client.get(url).document)
    except NotUnderstoodError as error:
        yield f"a profile cannot be learned: {error}"
        return
    yield from profile_lines(learned.fields, learned.doubts, language)
    yield f"its pages now have this profile:\n\n{profile_as_toml(learned.profile)}"
