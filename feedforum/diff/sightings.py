"""Posts on a page → what they are now: new, edited, or as they were."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feedforum.diff import fingerprints, matching
from feedforum.diff.rereading import reread_at
from feedforum.records import Post, PostState, PostText, Surroundings

Shown = tuple[int, Post, PostText]
"""The position of a post, the post as the page shows it, and its text."""

Seen = tuple[PostState, PostText | None]
"""A post as it is now, with its text if that is to be stored."""


def sightings(
    thread_id: int, shown: Sequence[Shown], known: Surroundings, now: datetime, *, printed: bool
) -> list[tuple[Seen, PostState | None]]:
    """The posts of a page, the oldest first, each with what was known of it before."""
    found: list[tuple[Seen, PostState | None]] = []
    previous = _previous(shown, known, printed=printed)
    latest = _latest(shown, previous, known, now)
    running = matching.next_number(thread_id, (post.key for post in known.posts))
    number = 0
    for (place, post, text), before, not_after in zip(shown, previous, latest, strict=True):
        if before is not None:
            seen = _again(before, place, post, text, now)
        else:
            key = str(post.id) if post.id is not None else matching.numbered_key(thread_id, running)
            running += post.id is None
            number = post.id if post.id is not None else max(place, number + 1)
            seen = _first_seen(key, number, place, post, text, now, not_after)
        number = seen[0].number
        found.append((seen, before))
    return found


def _previous(shown: Sequence[Shown], known: Surroundings, *, printed: bool) -> list[PostState | None]:
    """The known state of each post shown: by id, and where either side has no id, by matching."""
    by_id = {post.id: post for post in known.posts if post.id is not None}
    found = [by_id.get(post.id) if post.id is not None else None for _, post, _ in shown]
    unnamed = [post for post in known.posts if post.id is None or printed]
    rest = [index for index, state in enumerate(found) if state is None]
    if not unnamed or not rest:
        return found
    sights = [(shown[i][1].author.name, shown[i][2].fingerprint, shown[i][1].posted_at) for i in rest]
    for index, state in zip(rest, matching.match(sights, unnamed), strict=True):
        found[index] = state
    return found


def _latest(
    shown: Sequence[Shown], previous: Sequence[PostState | None], known: Surroundings, now: datetime
) -> list[datetime]:
    """For each post of a page the moment that it cannot be after: that of the next post, or now."""
    numbers = [state.number for state in previous if state] + [post.id for _, post, _ in shown if post.id]
    beyond = [post for post in known.posts if numbers and post.number > max(numbers) and not post.gone_at]
    nearest = min(beyond, key=lambda post: post.number, default=None)
    latest = min(now, nearest.posted_at) if nearest else now
    found = []
    for (_, post, _), before in zip(reversed(shown), reversed(previous), strict=True):
        found.append(latest)
        moment = before.posted_at if before else post.posted_at
        latest = min(latest, moment) if moment else latest
    return found[::-1]


def _first_seen(
    key: str, number: int, place: int, post: Post, text: PostText, now: datetime, not_after: datetime
) -> Seen:
    """A post that was not known; none is dated after it was first seen, nor without a date after the next."""
    posted_at = min(post.posted_at or not_after, now)
    noted = post.edit.at if post.edit else None
    state = PostState(
        key=key,
        id=post.id,
        number=number,
        position=place,
        author=post.author,
        title=post.title,
        icon=post.icon,
        posted_at=posted_at,
        dated=post.posted_at is not None,
        first_seen_at=now,
        fingerprint=text.fingerprint,
        first=place == 1,
        edited_at=max(min(noted, now), posted_at) if noted else None,
        edits=post.edit.count if post.edit else 0,
        reread_at=reread_at(posted_at, now),
    )
    return state, text


def _again(before: PostState, place: int, post: Post, text: PostText, now: datetime) -> Seen:
    """A post that was known. Only another text makes it an edit; its date stays as it was first read."""
    edited = not fingerprints.same(text.fingerprint, before.fingerprint)
    state = replace(
        before,
        id=post.id if post.id is not None else before.id,
        number=post.id if post.id is not None else before.number,
        position=place,
        first=place == 1,
        title=post.title if edited else before.title,
        icon=post.icon if edited else before.icon,
        fingerprint=text.fingerprint if edited else fingerprints.fuller(before.fingerprint, text.fingerprint),
        edited_at=_edited_at(post, before, now) if edited else before.edited_at,
        edits=max(post.edit.count if post.edit else 0, before.edits),
        missing=0,
        missing_at=None,
        gone_at=None,
        reread_at=reread_at(before.posted_at, now) if edited or _is_due(before, now) else before.reread_at,
    )
    return state, text if state.fingerprint != before.fingerprint else None


def _is_due(post: PostState, now: datetime) -> bool:
    return (
        post.gone_at is not None or post.missing > 0 or (post.reread_at is not None and post.reread_at <= now)
    )


def _edited_at(post: Post, before: PostState, now: datetime) -> datetime:
    """When a post was edited: as its note says, unless that was known already; always later than before."""
    noted = post.edit.at if post.edit else None
    latest = before.edited_at or before.posted_at
    return noted if noted is not None and latest < noted <= now else max(now, latest)
