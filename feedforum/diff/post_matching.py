"""Which known post is which on a page without ids, so that a post keeps its key for ever.

A print view shows author, text and moment, but no ids. A post's key is never made of what may
change there: the moment (versions 2.0 to 2.2 shift all of them twice a year), the text (edits) or
the place (deletions). It is a running number in its thread, given once, and the post is known
again by its author and what has not changed: text and moment, the moment but for the shift, the
moment, the text. The moment tells more, since an edited post may leave its words to a later one, and
people say the same again: where both moments are known and differ, the place has to be the same too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedforum.diff import fingerprints
from feedforum.records import Id, PostState

_SHIFT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sight:
    """A post as a page shows it; `moment` is None if its date could not be read."""

    author: str
    fingerprint: str
    moment: datetime | None
    position: int


def match(progress: Sequence[Sight], known: Sequence[PostState]) -> list[PostState | None]:
    """For each post shown, the known post that it is, or None; each known post at most once."""
    free = list(known)
    found: list[PostState | None] = [None] * len(progress)
    for alike in (_same, _shifted, _same_moment, _same_text_in_place):
        for index, visibility in enumerate(progress):
            if found[index] is None:
                found[index] = next((post for post in free if alike(visibility, post)), None)
                if found[index] is not None:
                    free.remove(found[index])  # type: ignore[arg-type]
    return found


def _same(visibility: Sight, post: PostState) -> bool:
    return _same_text(visibility, post) and _same_moment(visibility, post)


def _shifted(visibility: Sight, post: PostState) -> bool:
    if visibility.moment is None or not _same_text(visibility, post):
        return False
    return abs(visibility.moment - post.posted_at) == _SHIFT


def _same_text_in_place(visibility: Sight, post: PostState) -> bool:
    contradicted = visibility.moment is not None and post.dated
    return _same_text(visibility, post) and (not contradicted or visibility.position == post.position)


def _same_text(visibility: Sight, post: PostState) -> bool:
    return visibility.author == post.author.name and fingerprints.same(
        visibility.fingerprint, post.fingerprint
    )


def _same_moment(visibility: Sight, post: PostState) -> bool:
    return post.dated and (visibility.author, visibility.moment) == (post.author.name, post.posted_at)


def next_number(thread_id: Id, keys: Iterable[str]) -> int:
    """The running number for the next post of a thread that is first seen without an id."""
    prefix = f"{thread_id}-n"
    taken = [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
    return max(taken, default=0) + 1


def numbered_key(thread_id: Id, number: int) -> str:
    """The key of a post that is first seen without an id."""
    return f"{thread_id}-n{number}"
