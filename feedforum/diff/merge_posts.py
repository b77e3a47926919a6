"""Posts on a page → what they are now: new, edited, or as they were."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedforum.diff import edits, post_matching
from feedforum.diff.page_placement import PageRead, PlacedPost
from feedforum.diff.post_matching import ShownPost
from feedforum.diff.reread_schedule import is_shown, reread_at
from feedforum.diff.thread_order import PostLocation, PostOrder, exact_moment, location_of, neighbours
from feedforum.records import Id, NewestEntries, PageContext, Post, PostState, PostText


@dataclass(frozen=True, slots=True)
class MergedPost:
    """A post as it is now, its text if that is to be stored, and what was known before (see `PlacedPost`)."""

    state: PostState
    text: PostText | None
    before: PostState | None = None
    arrived: bool = False


def with_known(
    placed: Sequence[PlacedPost],
    known: PageContext,
    *,
    printed: bool = False,
    elsewhere: Collection[str] = (),
) -> list[PlacedPost]:
    """The same posts with their known states: by id, and where either side has no id, by matching.

    `elsewhere` are the keys of those that the poll has seen on other pages.
    """
    found = _by_id(placed, known)
    unnamed = [state for state in known.posts if state.id is None or printed]
    rest = [index for index, each in enumerate(found) if each.before is None]
    if not unnamed or not rest:
        return found
    matches = post_matching.match([_shown(found[index]) for index in rest], unnamed, elsewhere)
    for index, state in zip(rest, matches, strict=True):
        found[index] = replace(found[index], before=state)
    return found


def _by_id(placed: Sequence[PlacedPost], known: PageContext) -> list[PlacedPost]:
    """The posts with what was known under their ids, in this thread or in another, unless others had them.

    One that is the same beyond doubt tells that the forum's zone is as it was when that was first seen. Of
    several that had an id one after the other, the first that may be the post is it.
    """
    of_id: defaultdict[Id | None, list[tuple[PostState, bool]]] = defaultdict(list)
    for posts, arrived in ((known.posts, False), (known.elsewhere, True)):
        for state in sorted(posts, key=lambda state: state.posted_at):
            of_id[state.id].append((state, arrived))
    of_id.pop(None, None)
    owners = [(each, _shown(each), of_id[each.post.id]) for each in placed]
    zone_since = min(
        (
            state.first_seen_at
            for _, post, states in owners
            for state, _ in states
            if post_matching.is_of_the_same_zone(post, state)
        ),
        default=None,
    )
    return [
        next(
            (
                replace(each, before=state, arrived=arrived)
                for state, arrived in states
                if not post_matching.is_another(
                    post,
                    each.post.author,
                    state,
                    same_thread=not arrived,
                    same_zone=zone_since is not None and zone_since <= state.first_seen_at,
                )
            ),
            each,
        )
        for each, post, states in owners
    ]


def _shown(placed: PlacedPost) -> ShownPost:
    return ShownPost(
        placed.post.author.name, placed.text.fingerprint, exact_moment(placed.post), placed.position
    )


def merge(
    read: PageRead, placed: Sequence[PlacedPost], known: PageContext, storm_at: datetime | None
) -> list[MergedPost]:
    """The posts of a page, the oldest first, as they are now.

    `storm_at` is when the forum last changed the look of all its posts.
    """
    thread, now = read.thread, read.now
    merged: list[MergedPost] = []
    running = post_matching.next_number(thread.id, (state.key for state in known.posts))
    keys = {state.key for state in (*known.posts, *known.elsewhere)}
    number = 0
    follows, latest = _moments_around(placed, known, read.habits.order, now)
    for each, not_after in zip(placed, latest, strict=True):
        post = each.post
        if each.before is not None:
            found = _known_again(each, each.before, now, storm_at)
        else:
            if post.id is None:
                key = post_matching.numbered_key(thread.id, running)
                running += 1
            else:
                key = post_matching.free_key(post.id, keys)
            keys.add(key)
            number = (
                post.id
                if isinstance(post.id, int)
                else max(each.position, number + 1, _after_older(post, known))
            )
            unread = follows or min(not_after, thread.last_post_at or known.undated_at or not_after)
            found = _first_seen(key, number, each, now, not_after, follows, unread)
        number, follows = found.state.number, found.state.posted_at
        merged.append(replace(found, state=_to_be_read_again(found, now, read.newest)))
    return merged


def _moments_around(
    placed: Sequence[PlacedPost], known: PageContext, order: PostOrder, now: datetime
) -> tuple[datetime | None, list[datetime]]:
    """The moment of the post before a page, and for each of its posts that of the next one, or now."""
    if not placed:
        return None, []
    on_page = {each.before.key for each in placed if each.before}
    others = (state for state in known.posts if state.key not in on_page)
    beside = neighbours(_location(placed[0]), _location(placed[-1]), others, order)
    follows = beside.before[-1].posted_at if beside.before else None
    latest = min(now, beside.after[0].posted_at) if beside.after else now
    found = []
    for each in reversed(placed):
        found.append(latest)
        moment = each.before.posted_at if each.before else exact_moment(each.post)
        latest = min(latest, moment) if moment else latest
    return follows, found[::-1]


def _location(placed: PlacedPost) -> PostLocation:
    if placed.before is not None:
        return replace(location_of(placed.before), position=placed.position)
    number = placed.post.id if isinstance(placed.post.id, int) else None
    return PostLocation(number, exact_moment(placed.post), placed.position)


def _after_older(post: Post, known: PageContext) -> int:
    """The least number that puts a post without an id after those that are older.

    Its position says so too, as long as the size of a page is known rightly.
    """
    moment = post.posted_at
    return 1 + max((each.number for each in known.posts if moment and each.posted_at < moment), default=0)


def _first_seen(
    key: str,
    number: int,
    placed: PlacedPost,
    now: datetime,
    not_after: datetime,
    follows: datetime | None,
    unread: datetime,
) -> MergedPost:
    """A post that was not known.

    None is dated after it was first seen; one whose date is uncertain is dated no later than the next post,
    and no earlier than the one that it `follows`. `unread` is the moment for a date that cannot be read.
    """
    post, text = placed.post, placed.text
    moment = exact_moment(post)
    posted_at = min(moment or post.posted_at or unread, now)
    if moment is None:
        posted_at = max(min(posted_at, not_after), follows or posted_at)
    noted = post.edit.at if post.edit else None
    state = PostState(
        key=key,
        id=post.id,
        number=number,
        position=placed.position,
        author=post.author,
        title=post.title,
        posted_at=posted_at,
        dated=moment is not None,
        first_seen_at=now,
        fingerprint=text.fingerprint,
        first=placed.position == 1,
        edited_at=max(min(noted, now), posted_at) if noted else None,
        edits=post.edit.count if post.edit else 0,
    )
    return MergedPost(state, text)


def _known_again(
    placed: PlacedPost, before: PostState, now: datetime, storm_at: datetime | None
) -> MergedPost:
    """A post that was known. Only another text makes it an edit.

    Its date stays as it was first read, unless it could not be read exactly before.
    """
    post, text = placed.post, placed.text
    changed = not post_matching.same_content(text.fingerprint, before.fingerprint)
    edited_at, waits = edits.announced(post, before, now, storm_at, changed=changed)
    moment = None if before.dated else exact_moment(post)
    state = replace(
        before,
        id=post.id if post.id is not None else before.id,
        number=post.id if isinstance(post.id, int) else before.number,
        position=placed.position,
        first=placed.position == 1,
        title=post.title if changed else before.title,
        posted_at=min(moment, before.first_seen_at) if moment else before.posted_at,
        dated=before.dated or moment is not None,
        fingerprint=text.fingerprint
        if changed
        else post_matching.fuller_fingerprint(before.fingerprint, text.fingerprint),
        edited_at=edited_at,
        edits=max(post.edit.count if post.edit else 0, before.edits),
        edit_waits=waits,
        missing=0,
        missing_at=None,
        gone_at=None,
    )
    stored = text if state.fingerprint != before.fingerprint else None
    return MergedPost(state, stored, before, placed.arrived)


def _to_be_read_again(merged: MergedPost, now: datetime, newest: NewestEntries | None) -> PostState:
    """A post that was read now, with when it is to be read again; where an edit waits, for announcing that.

    Most pages are read for a new post, and each time all posts on them, which spares a page later; only what
    was due within half of the new pause has another moment, so that not all of them are written each time.
    """
    post, before = merged.state, merged.before
    shown = is_shown(post.posted_at, newest, first=post.first)
    # A date that cannot be read may be readable soon, when the owner or a new version sees to it.
    due_at = reread_at(post.posted_at if post.dated else post.first_seen_at, now, shown=shown)
    as_before = before is not None and merged.text is None and before.gone_at is None and before.missing == 0
    if as_before and due_at and post.reread_at and post.reread_at >= now + (due_at - now) / 2:
        due_at = post.reread_at
    if post.edit_waits and before is not None:
        announced_at = edits.may_be_announced_at(before)
        due_at = min(due_at or announced_at, announced_at)
    return replace(post, reread_at=due_at)
