"""Posts on a page → what they are now: new, edited, or as they were."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feedforum.diff import edits, fingerprints, post_matching
from feedforum.diff.reread_schedule import FIRST, reread_at
from feedforum.records import Id, PageContext, Post, PostState, PostText

Shown = tuple[int, Post, PostText]
"""The position of a post, the post as the page shows it, and its text."""

Seen = tuple[PostState, PostText | None]
"""A post as it is now, with its text if that is to be stored."""


def sightings(
    thread_id: Id,
    shown: Sequence[Shown],
    previous: Sequence[PostState | None],
    known: PageContext,
    now: datetime,
    storm_at: datetime | None,
) -> list[tuple[Seen, PostState | None]]:
    """The posts of a page, the oldest first, each with what was known of it before (see `known_before`).

    `storm_at` is when the forum last changed the look of all its posts.
    """
    found: list[tuple[Seen, PostState | None]] = []
    latest = _latest(shown, previous, known, now)
    running = post_matching.next_number(thread_id, (post.key for post in known.posts))
    number = 0
    for (place, post, text), before, not_after in zip(shown, previous, latest, strict=True):
        if before is not None:
            seen = _again(before, place, post, text, now, storm_at)
        else:
            key = str(post.id) if post.id is not None else post_matching.numbered_key(thread_id, running)
            running += post.id is None
            number = (
                post.id if isinstance(post.id, int) else max(place, number + 1, _after_older(post, known))
            )
            seen = _first_seen(key, number, place, post, text, now, not_after)
        number = seen[0].number
        found.append((seen, before))
    return found


def known_before(shown: Sequence[Shown], known: PageContext, *, printed: bool) -> list[PostState | None]:
    """The known state of each post shown: by id, and where either side has no id, by matching."""
    by_id = {post.id: post for post in known.posts if post.id is not None}
    found = [by_id.get(post.id) if post.id is not None else None for _, post, _ in shown]
    unnamed = [post for post in known.posts if post.id is None or printed]
    rest = [index for index, state in enumerate(found) if state is None]
    if not unnamed or not rest:
        return found
    progress = [_sight(*shown[index]) for index in rest]
    for index, state in zip(rest, post_matching.match(progress, unnamed), strict=True):
        found[index] = state
    return found


def _sight(place: int, post: Post, text: PostText) -> post_matching.Sight:
    return post_matching.Sight(post.author.name, text.fingerprint, post.posted_at, place)


def _latest(
    shown: Sequence[Shown], previous: Sequence[PostState | None], known: PageContext, now: datetime
) -> list[datetime]:
    """For each post of a page the moment that it cannot be after: that of the next post, or now."""
    numbers = [state.number for state in previous if state] + [
        post.id for _, post, _ in shown if isinstance(post.id, int)
    ]
    beyond = [post for post in known.posts if numbers and post.number > max(numbers) and not post.gone_at]
    nearest = min(beyond, key=lambda post: post.number, default=None)
    latest = min(now, nearest.posted_at) if nearest else now
    found = []
    for (_, post, _), before in zip(reversed(shown), reversed(previous), strict=True):
        found.append(latest)
        moment = before.posted_at if before else post.posted_at
        latest = min(latest, moment) if moment else latest
    return found[::-1]


def _after_older(post: Post, known: PageContext) -> int:
    """The least number that puts a post without an id after those that are older.

    Its place says so too, as long as the size of a page is known rightly.
    """
    moment = post.posted_at
    return 1 + max((each.number for each in known.posts if moment and each.posted_at < moment), default=0)


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


def _again(
    before: PostState, place: int, post: Post, text: PostText, now: datetime, storm_at: datetime | None
) -> Seen:
    """A post that was known. Only another text makes it an edit; its date stays as it was first read."""
    changed = not fingerprints.same(text.fingerprint, before.fingerprint)
    to_tell = before.edit_waits or (changed and not edits.is_quiet(post, before, storm_at, now))
    waits = to_tell and edits.is_too_soon(before, now)
    state = replace(
        before,
        id=post.id if post.id is not None else before.id,
        number=post.id if isinstance(post.id, int) else before.number,
        position=place,
        first=place == 1,
        title=post.title if changed else before.title,
        fingerprint=text.fingerprint
        if changed
        else fingerprints.fuller(before.fingerprint, text.fingerprint),
        edited_at=edits.announced_at(post, before, now) if to_tell and not waits else before.edited_at,
        edits=max(post.edit.count if post.edit else 0, before.edits),
        edit_waits=waits,
        missing=0,
        missing_at=None,
        gone_at=None,
        reread_at=_read_again_at(before, now, changed=changed),
    )
    if waits:
        state = replace(state, reread_at=_no_later(state.reread_at, edits.may_be_told_at(before)))
    return state, text if state.fingerprint != before.fingerprint else None


def _no_later(due_at: datetime | None, latest: datetime) -> datetime:
    return latest if due_at is None else min(due_at, latest)


def _read_again_at(post: PostState, now: datetime, *, changed: bool) -> datetime | None:
    """When a post is to be read again that was read now, for whatever reason: that spares a page later.

    Most pages are read for a new post, and each time all posts on them; only what was due within
    half of the new pause has another moment, so that not all of them are written each time.
    """
    if changed or post.gone_at is not None or post.missing > 0:
        return reread_at(post.posted_at, now)
    if post.reread_at is None or post.reread_at >= now + max(FIRST / 2, now - post.posted_at):
        return post.reread_at
    return reread_at(post.posted_at, now)
