"""The words of posts, to find them by."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import sqlalchemy as sa
from alembic import op

from feedforum.store.search import spelt, spelt_name, spelt_title

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TAG = re.compile(r"<[^<>]*>")
# These stand inside of words too; any other tag parts the words around it.
_WITHIN_WORDS = re.compile(
    "</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup"
    "|tt|u)(?: [^<>]*)?>"
)
_AT_ONCE = 500

# The words stand in `words`; the index holds none of its own, and triggers keep it up to date
# (https://sqlite.org/fts5.html, 4.4.3). Words are told apart by blanks alone: they are split already.
_SQLITE = (
    """
    CREATE VIRTUAL TABLE words_index
    USING fts5(title, text, content='words', content_rowid='id', tokenize='ascii', prefix='2 3')
    """,
    """
    CREATE TRIGGER words_inserted AFTER INSERT ON words BEGIN
        INSERT INTO words_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER words_deleted AFTER DELETE ON words BEGIN
        INSERT INTO words_index(words_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER words_updated AFTER UPDATE OF title, text ON words BEGIN
        INSERT INTO words_index(words_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO words_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
)

_POSTGRESQL = (
    """
    ALTER TABLE words ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || text)) STORED
    """,
    "CREATE INDEX ix_words_vector ON words USING gin (vector)",
)


def upgrade() -> None:
    """Make the table and its index, and fill them with the posts that are known."""
    table = op.create_table(
        "words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("post_key", sa.String(length=60), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["forum_key", "post_key"],
            ["post.forum_key", "post.key"],
            name=op.f("fk_words_forum_key_post_key_post"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
        sa.UniqueConstraint("forum_key", "post_key", name=op.f("uq_words_forum_key_post_key")),
    )
    op.create_index("ix_words_author", "words", ["forum_key", "author"], unique=False)
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
    for rows in _known(connection):
        connection.execute(sa.insert(table), rows)
    if connection.dialect.name == "postgresql":
        # Until it has counted them, it takes a full table for an empty one, and joins it row by row.
        connection.exec_driver_sql("ANALYZE words")


def _known(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    """The words of the posts that are known, a part at a time, the oldest first: ids follow the time."""
    query = sa.text(
        "SELECT post.forum_key, post.key, post.author, post.title, post.content, post.first,"
        " thread.topic, thread.prefix FROM post JOIN thread"
        " ON thread.forum_key = post.forum_key AND thread.id = post.thread_id"
        " ORDER BY post.forum_key, post.posted_at, post.number"
    ).execution_options(yield_per=_AT_ONCE)
    for posts in connection.execute(query).mappings().partitions():
        yield [_row(post) for post in posts]


def _row(post: Any) -> dict[str, Any]:
    return {
        "forum_key": post["forum_key"],
        "post_key": post["key"],
        "author": spelt_name(post["author"]),
        "title": spelt_title(post["title"], bool(post["first"]), post["topic"], post["prefix"]),
        "text": spelt(unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", post["content"])))),
    }
