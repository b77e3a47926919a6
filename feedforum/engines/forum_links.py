"""Where people find things on the forum, as its engine knows."""

from dataclasses import dataclass

from feedforum.engines import engine_named
from feedforum.engines.kit.engine import Engine
from feedforum.records import Id, StoredForum


@dataclass(frozen=True, slots=True)
class EngineLinks:
    """`feeds.Links` of a forum; `base` is its root URL, see `Engine`."""

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

    def profile(self, user_id: Id) -> str:
        """A member's profile."""
        return self.engine.profile_link(self.base, user_id)


def engine_links(forum: StoredForum) -> EngineLinks:
    """What leads to a forum, as its engine knows. Raises UnknownEngineError."""
    return EngineLinks(engine_named(forum.engine), forum.url)
