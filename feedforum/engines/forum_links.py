"""Where people find things on the forum, as its engine knows."""

from collections.abc import Callable
from dataclasses import dataclass

from feedforum.config import LiveSettings
from feedforum.engines import engine_for
from feedforum.engines.base import PageKind
from feedforum.engines.kit.engine import Engine
from feedforum.records import Id, Profile, StoredForum


@dataclass(frozen=True, slots=True)
class ForumLinks:
    """Links to a forum, none of which carries a session id; `base` is its root URL, see `Engine`."""

    engine: Engine
    base: str

    def forum(self) -> str:
        """The forum's root."""
        return self.base

    def board(self, board_id: Id) -> str:
        """A board."""
        return self.engine.board_link(self.base, board_id)

    def thread(self, thread_id: Id) -> str:
        """A thread."""
        return self.engine.post_link(self.base, thread_id, None)

    def post(self, thread_id: Id, post_id: Id | None) -> str:
        """A post, or its thread where the post has no id."""
        return self.engine.post_link(self.base, thread_id, post_id)

    def named_in(self, url: str) -> tuple[Id | None, Id | None]:
        """The board, or the thread, that an address of the forum names; None for what it does not."""
        found = self.engine.address(url)
        if found is None:
            return None, None
        return (
            found.id if found.kind is PageKind.BOARD else None,
            found.id if found.kind in (PageKind.THREAD, PageKind.PRINT) else None,
        )

    def profile(self, user_id: Id) -> str:
        """A member's profile."""
        return self.engine.profile_link(self.base, user_id)


def engine_links(forum: StoredForum, profile: Profile | None = None) -> ForumLinks:
    """What leads to a forum, as its engine or its profile knows. Raises UnknownEngineError."""
    return ForumLinks(engine_for(forum.engine, profile), forum.url)


def links_by(current: LiveSettings) -> Callable[[StoredForum], ForumLinks]:
    """What leads to any forum, by its profile in the configuration in force if it has one."""
    return lambda forum: engine_links(forum, current.settings.profile(forum.key))
