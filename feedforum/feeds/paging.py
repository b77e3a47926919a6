"""The pages of a feed: each is named by the last post of the one before it (RFC 5005)."""

import re
from dataclasses import dataclass

from feedforum.errors import NotVisibleError
from feedforum.records import SortKey
from feedforum.store import ReadRepository
from feedforum.visibility import VisibleForum

BEFORE = "before"
"""The parameter of a feed's address that asks for the entries after the post of that key."""

_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Which page of a feed: the one after the post `key`, which stands at `place`."""

    key: str
    place: SortKey


def page_before(store: ReadRepository, visible: VisibleForum, post_key: str | None) -> FeedPage | None:
    """The page that follows the post of that key, None for None.

    Raises NotVisibleError if that post was never seen, or may not be seen.
    """
    if post_key is None:
        return None
    scope = None if visible.whole else visible.scope
    place = store.sort_key(visible.key, post_key, scope) if _POST_KEY.fullmatch(post_key) else None
    if place is None:
        raise NotVisibleError(hidden=False)
    return FeedPage(post_key, place)
