"""Which known post is which on a page, so that a post keeps its key for ever.

Where a post has an id, that identifies it, unless the forum gave an old id to another post, as it does
after a backup of its database was restored.

Print views, and some software, show author, text and moment, but no ids. A post's key is never made of what
may change there: the moment (some versions shift all of them twice a year), the text (edits) or
the position (deletions). It is a running number in its thread, given once, and the post is known
again by its author and what has not changed: text and moment, the moment but for the shift, the
moment, the text. The moment says more, since an edited post may leave its words to a later one, and
people say the same again: where both moments are known and differ, the position has to be the same too.

What an author wrote is compared by its *fingerprint*: a hash of the words, and the files on the post. A print
view shows no files: where one side does not tell of them, the words alone decide. Another version of this
program may make other words of the same markup: where the versions differ, nothing is certain, and so
nothing counts as an edit.

Several known posts may be alike in all of that: someone sent a post twice, or a damaged page showed it twice.
Then the same one is chosen each time, or all of them would stay for ever, missed in turn.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedforum.records import Attachment, Author, Id, PostState

_SHIFT = timedelta(hours=1)

_ZONES = timedelta(hours=26)
"""No two time zones differ by more."""

_QUARTER = timedelta(minutes=15)
"""All time zones differ by a multiple of this."""

_MINUTE = timedelta(minutes=1)
"""Moments may be told without seconds."""

VERSION = "3"
"""To be raised with every change of `content` that makes other words of the same markup."""


def fingerprint_of(words: str, attachments: Sequence[Attachment] | None, version: str = VERSION) -> str:
    """The fingerprint of a post from the hash of its words and its files, None if those are not shown."""
    files = "" if attachments is None else f":{','.join(str(file.id) for file in attachments)}"
    return f"{version}:{words}{files}"


def same_content(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same text and files, as far as both tell."""
    version, words, *files = one.split(":")
    other_version, other_words, *other_files = other.split(":")
    if version != other_version:
        return True
    return words == other_words and (files == other_files or not (files and other_files))


def fuller_fingerprint(old: str, new: str) -> str:
    """Of two fingerprints of the same text the one to keep: the newer, unless it says nothing of files."""
    old_version, _, *old_files = old.split(":")
    new_version, _, *new_files = new.split(":")
    return old if old_version == new_version and old_files and not new_files else new


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post as a page shows it; `moment` is None if its date could not be read exactly."""

    author: str
    fingerprint: str
    moment: datetime | None
    position: int


def match(
    shown: Sequence[ShownPost], known: Sequence[PostState], elsewhere: Collection[str] = ()
) -> list[PostState | None]:
    """For each post shown, the known post that it is, or None; each known post at most once.

    `elsewhere` are the keys of those that were just seen on other pages. Of posts that are shown more than
    once, alike in all, each is another than those.
    """
    twins = Counter((post.author, post.fingerprint, post.moment) for post in shown)
    free = list(known)
    found: list[PostState | None] = [None] * len(shown)
    on_page = {post.position for post in shown}
    for alike, anywhere in _RULES:
        for index, post in enumerate(shown):
            if found[index] is not None:
                continue
            state = min(
                (
                    each
                    for each in free
                    if alike(post, each)
                    and (anywhere or each.position in on_page)
                    and not (each.key in elsewhere and twins[post.author, post.fingerprint, post.moment] > 1)
                ),
                key=lambda state: _unlikeliness(post.position, state, on_page),
                default=None,
            )
            if state is not None:
                found[index] = state
                free.remove(state)
    return found


def _unlikeliness(
    position: int, state: PostState, on_page: Collection[int]
) -> tuple[bool, bool, int, int, int]:
    """Of known posts that are alike the one least likely to stand at `position` has the greatest.

    One that stood on another page is likely to be there still, and one that is gone stays gone. The
    nearest of the rest is chosen, and then the one that was seen last.
    """
    away = abs(state.position - position)
    return (state.position not in on_page, state.gone_at is not None, away, state.missing, state.number)


def is_another(
    post: ShownPost, author: Author, state: PostState, *, same_thread: bool, same_zone: bool = False
) -> bool:
    """Whether a post is another than the known one with its id: no edit changes when a post was written.

    A moment that differs as time zones may differ, by quarters of an hour, proves little: then it takes
    another author and another text, too. If it clearly differs, or is known to be of the `same_zone`, either
    is enough; but the same author's other text in the same thread has to be of a later moment, as everything
    is that is written once an id is given again.
    """
    if post.moment is None or not state.dated:
        return False
    later = post.moment - state.posted_at
    apart = abs(later)
    same_author = post.author == state.author.name or (author.id is not None and author.id == state.author.id)
    same_text = same_content(post.fingerprint, state.fingerprint)
    an_hour_off = abs(apart - _SHIFT) < _MINUTE
    if _as_zones(apart) and (not same_zone or apart < _MINUTE or an_hour_off):
        return bool(apart) and not same_author and not same_text
    return not same_author or (not same_text and (not same_thread or later > timedelta()))


def is_of_the_same_zone(post: ShownPost, state: PostState) -> bool:
    """Whether a post with a known id proves that moments are shown in the zone that it was read in."""
    if post.moment is None or not state.dated or not same_content(post.fingerprint, state.fingerprint):
        return False
    return abs(post.moment - state.posted_at) < _MINUTE


def _as_zones(apart: timedelta) -> bool:
    """Whether two moments differ as the same moment in two zones may."""
    rest = apart % _QUARTER
    return apart <= _ZONES and min(rest, _QUARTER - rest) < _MINUTE


def _same(post: ShownPost, state: PostState) -> bool:
    return _same_text(post, state) and _same_moment(post, state)


def _shifted(post: ShownPost, state: PostState) -> bool:
    if post.moment is None or not _same_text(post, state):
        return False
    return abs(post.moment - state.posted_at) == _SHIFT


def _same_text_in_position(post: ShownPost, state: PostState) -> bool:
    contradicted = post.moment is not None and state.dated
    return _same_text(post, state) and (not contradicted or post.position == state.position)


def _same_text(post: ShownPost, state: PostState) -> bool:
    return post.author == state.author.name and same_content(post.fingerprint, state.fingerprint)


def _same_moment(post: ShownPost, state: PostState) -> bool:
    return state.dated and (post.author, post.moment) == (state.author.name, state.posted_at)


_RULES = ((_same, True), (_shifted, True), (_same_moment, False), (_same_text_in_position, True))
"""What makes posts alike, the surest first, and whether they are if the known one stood on another page.

A post of the same moment with another text was edited; but one on another page is likely another one.
"""


def next_number(thread_id: Id, keys: Iterable[str]) -> int:
    """The running number for the next post of a thread that is first seen without an id."""
    prefix = f"{thread_id}-n"
    numbers = [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
    return max(numbers, default=0) + 1


def numbered_key(thread_id: Id, number: int) -> str:
    """The key of a post that is first seen without an id."""
    return f"{thread_id}-n{number}"


MOST_OWNERS = 4
"""So many posts may have had the same id, one after the other."""


def keys_of(post_id: Id) -> list[str]:
    """The keys that a post with this id may have: the id, or, where another post had it, with a number."""
    return [str(post_id), *(f"{post_id}-{owner}" for owner in range(2, MOST_OWNERS + 1))]


def free_key(post_id: Id, keys: Collection[str]) -> str:
    """The key for a new post, none of `keys`."""
    return next((key for key in keys_of(post_id) if key not in keys), keys_of(post_id)[-1])
