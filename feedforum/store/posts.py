"""Posts of a page, kept together: a few statements for all of them, not a few for each."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from feedforum.records import PostState, PostText, ThreadState
from feedforum.store import rows, schema, search

Change = tuple[PostState, PostText | None]
"""A post as it is now, with its text if that is new."""

AT_A_TIME = 500
"""Fewer keys than any database takes in one statement."""

_post, _attachment = schema.post, schema.attachment


def keep_posts(
    connection: Connection, forum_key: str, thread: ThreadState, changes: Iterable[Change]
) -> None:
    """Keep posts of a thread in the transaction of `connection`; where one stands twice, the later counts.

    A text that is kept no longer does not come back, not even edited; nor is such a post read again.
    """
    rest = iter({state.key: (state, text) for state, text in changes}.values())
    while some := tuple(islice(rest, AT_A_TIME)):
        _keep(connection, forum_key, thread, some)


def _keep(connection: Connection, forum_key: str, thread: ThreadState, changes: Sequence[Change]) -> None:
    query = select(_post.c.key, _post.c.dropped_at)
    keys = [state.key for state, _ in changes]
    known = dict(connection.execute(query.where(_post.c.forum_key == forum_key, _post.c.key.in_(keys))).all())
    kept = [(state, text) for state, text in changes if known.get(state.key) is None]
    place = {"board_id": thread.board_id, "thread_id": thread.id}
    old = [(state, text) for state, text in kept if state.key in known]
    _update(connection, forum_key, [rows.post_values(state) | place for state, text in old if text is None])
    _update(
        connection,
        forum_key,
        [rows.post_values(state) | place | _text(text) for state, text in old if text is not None],
    )
    _update(
        connection,
        forum_key,
        [
            rows.post_values(state) | place | {"reread_at": None}
            for state, _ in changes
            if known.get(state.key) is not None
        ],
    )
    new = [
        rows.post_values(state) | place | _text(text) | {"forum_key": forum_key}
        for state, text in kept
        if state.key not in known and text is not None
    ]
    if new:
        connection.execute(insert(_post), new)
    search.keep_words(
        connection, forum_key, thread, [(state, text.plain if text else None) for state, text in kept]
    )
    _keep_attachments(connection, forum_key, {state.key: text for state, text in kept if text is not None})


def _text(text: PostText) -> dict[str, Any]:
    return {"content": text.content, "signature": text.signature}


def _update(connection: Connection, forum_key: str, posts: Sequence[Mapping[str, Any]]) -> None:
    if posts:
        of_key = and_(_post.c.forum_key == forum_key, _post.c.key == bindparam("of_key"))
        connection.execute(update(_post).where(of_key), [{**post, "of_key": post["key"]} for post in posts])


def _keep_attachments(connection: Connection, forum_key: str, texts: Mapping[str, PostText]) -> None:
    if not texts:
        return
    of_posts = and_(_attachment.c.forum_key == forum_key, _attachment.c.post_key.in_(list(texts)))
    connection.execute(delete(_attachment).where(of_posts))
    files = [
        rows.attachment_values(file) | {"forum_key": forum_key, "post_key": key, "rank": rank}
        for key, text in texts.items()
        for rank, file in enumerate(text.attachments)
    ]
    if files:
        connection.execute(insert(_attachment), files)
