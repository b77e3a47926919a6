"""When an edit is announced: `updated` moves with it, and readers show the entry again.

The new text is kept in any case. But readers are not to be flooded: a forum that changes its markup, its
skin or where its smilies are makes hundreds of posts look edited, and some people never stop editing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedforum.diff.post_matching import same_content
from feedforum.diff.reread_schedule import LAST_AGE
from feedforum.records import Post, PostState, PostText

BETWEEN_EDITS = timedelta(hours=6)
"""The least time between two edits of a post that are announced."""

STORM_LEAST = 6
"""So many posts with another text and no new edit note in one poll are a storm, if they are most."""

STORM_LASTS = LAST_AGE
"""How long what was read before a storm may still be read with its text of before."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many known posts a poll has `compared`, and how many of them `changed` without a new edit note."""

    compared: int = 0
    changed: int = 0

    @property
    def storm(self) -> bool:
        """Whether it is the forum that changed, and not its posts."""
        return self.changed >= STORM_LEAST and self.changed * 2 > self.compared


def compared(so_far: Comparison, posts: Iterable[tuple[Post, PostText, PostState | None]]) -> Comparison:
    """The comparison with the posts of another page, each with its text and what was known of it."""
    known = [(post, text, before) for post, text, before in posts if before is not None]
    changed = sum(
        not noted(post, before) and not same_content(text.fingerprint, before.fingerprint)
        for post, text, before in known
    )
    return Comparison(so_far.compared + len(known), so_far.changed + changed)


def noted(post: Post, before: PostState) -> bool:
    """Whether the forum itself says that a post was edited since it was read."""
    return post.edit is not None and post.edit.count > before.edits


def is_of_storm(post: Post, before: PostState, storm_at: datetime | None, now: datetime) -> bool:
    """Whether another text comes of a storm: of a post from before it, and without a new edit note."""
    if storm_at is None or now - storm_at > STORM_LASTS:
        return False
    return before.first_seen_at <= storm_at and not noted(post, before)


def may_be_announced_at(before: PostState) -> datetime:
    """When the next edit of a post may be announced at the earliest."""
    return (before.edited_at or before.posted_at) + BETWEEN_EDITS


def announced(
    post: Post, before: PostState, now: datetime, storm_at: datetime | None, *, changed: bool
) -> tuple[datetime | None, bool]:
    """When the last announced edit of a post was, if its text `changed` or not; and whether another waits.

    It is when the post's note says, unless that was known already; always later than before.
    """
    if not (before.edit_waits or (changed and not is_of_storm(post, before, storm_at, now))):
        return before.edited_at, False
    if before.edited_at is not None and now < may_be_announced_at(before):
        return before.edited_at, True
    said = post.edit.at if post.edit else None
    latest = before.edited_at or before.posted_at
    return (said if said is not None and latest < said <= now else max(now, latest)), False
