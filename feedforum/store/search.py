"""Full-text search: the words of posts, stored beside them, and the newest posts that a query finds.

The cost hardly depends on how many posts a query finds, or there are. Words that few posts have are looked
up in the index, and their posts are sorted. Words that many posts have are soon met by reading the posts
from the newest on. What many posts have, but few of those where it is looked for, costs both.
"""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from feedforum.records import Phrase, PostState, PostText, SearchQuery, ThreadState
from feedforum.store import tables
from feedforum.store.row_mapping import change_rows, insert_rows
from feedforum.text.folding import folded, words

LONGEST = 100_000
"""How many characters of a post can be found; PostgreSQL indexes no more than 1 MB of words."""

_LONGEST_NAME = 200

_texts, _post = tables.search_text, tables.post

FEW = 5_000
"""So many posts are joined and sorted in about the time that reading posts from the newest on takes."""

READ = (400, 4_000, 20_000)
"""How many of the newest posts are read for a word that more hold, at first and then."""

MOST = 50_000
"""How many posts that hold a word are looked at where it is rare, though more hold it: those stored last."""

SORT_KEY = (_post.c.posted_at, _post.c.number, _post.c.forum_key, _post.c.key)
"""What posts are ordered by: the fields of `SortKey`."""

NEWEST_FIRST = tuple(column.desc() for column in SORT_KEY)


def folded_words(text: str) -> str:
    """The text's words in the one spelling, with blanks between them, as they are stored."""
    return " ".join(words(text[:LONGEST]))[:LONGEST]


def folded_name(name: str) -> str:
    """An author's name as it is stored and compared."""
    return " ".join(folded(name).split())[:_LONGEST_NAME]


def folded_title(post_title: str, first: bool, thread: ThreadState) -> str:
    """The words of a post's title, and of its thread's if it is the first there."""
    return folded_words(f"{thread.prefix} {thread.topic} {post_title}" if first else post_title)


def write_search_text(
    connection: sa.Connection,
    forum_key: str,
    thread: ThreadState,
    posts: Sequence[tuple[PostState, PostText | None]],
) -> None:
    """Write the words of posts: always of author and title, of the text only where there is a new one."""
    if not posts:
        return
    keys = [post.key for post, _ in posts]
    found = sa.select(_texts).where(_texts.c.forum_key == forum_key, _texts.c.post_key.in_(keys))
    known = {row["post_key"]: row for row in connection.execute(found).mappings()}
    new, changed = [], []
    for post, text in posts:
        row = known.get(post.key)
        before = row["text"] if row else ""
        values = {
            "author": folded_name(post.author.name),
            "title": folded_title(post.title, post.first, thread),
            "text": before if text is None else folded_words(text.plain),
        }
        if row is None:
            new.append(values | {"forum_key": forum_key, "post_key": post.key})
        elif any(row[name] != value for name, value in values.items()):
            changed.append(values | {"id": row["id"]})
    change_rows(connection, _texts, changed)
    insert_rows(connection, _texts, new)


def write_topic(connection: sa.Connection, forum_key: str, thread: ThreadState) -> None:
    """Write the words of a changed topic, which are stored with the thread's first post."""
    of_thread = sa.and_(
        _post.c.forum_key == forum_key, _post.c.thread_id == thread.id, _post.c.first.is_(True)
    )
    for post in connection.execute(sa.select(_post.c.key, _post.c.title).where(of_thread)).all():
        of_post = sa.and_(_texts.c.forum_key == forum_key, _texts.c.post_key == post.key)
        title = folded_title(post.title, True, thread)
        connection.execute(sa.update(_texts).where(of_post, _texts.c.title != title).values(title=title))


def by_authors(forum_keys: Sequence[str], names: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Whether a post of these forums is by an author of one of these names, in the one spelling."""
    stored = [name[:_LONGEST_NAME] for name in names]
    of_forums = _texts.c.forum_key.in_(forum_keys)
    return _post.c.key.in_(sa.select(_texts.c.post_key).where(of_forums, _texts.c.author.in_(stored)))


def newest_found(
    connection: sa.Connection,
    query: SearchQuery,
    forum_keys: Sequence[str],
    newest: sa.Select[Any],
    limit: int,
) -> Sequence[sa.Row[Any]]:
    """The rows of `newest`, a query of posts of these forums with this limit, that a search finds too."""
    ids = _ids(connection, query, FEW + 1)
    if connection.execute(sa.select(sa.func.count()).select_from(ids)).scalar_one() > FEW:
        # Among several forums the posts of all count: either way an index alone tells.
        of_forum = (_post.c.forum_key == forum_keys[0],) if len(forum_keys) == 1 else ()
        by_time = sa.select(_post.c.posted_at).where(*of_forum).order_by(*NEWEST_FIRST).limit(1)
        for read in READ:
            since = connection.execute(by_time.offset(read)).scalar_one_or_none()
            among = () if since is None else (_post.c.posted_at >= since,)
            rows = connection.execute(newest.where(*among, _fits(connection, query))).all()
            if since is None or len(rows) == limit:
                return rows
    ids = _ids(connection, query, MOST)
    texts = sa.select(_texts.c.id, _texts.c.forum_key, _texts.c.post_key)
    found = texts.join(ids, ids.c.id == _texts.c.id).subquery("hits")
    of_post = sa.and_(_post.c.forum_key == found.c.forum_key, _post.c.key == found.c.post_key)
    return connection.execute(newest.join(found, of_post)).all()


def _ids(connection: sa.Connection, query: SearchQuery, most: int) -> sa.Subquery:
    """The `id` of so many words that a query finds, those stored last."""
    found = _in_sqlite(query) if connection.dialect.name == "sqlite" else _in_postgresql(query)
    return found.limit(most).subquery("ids")


def _fits(connection: sa.Connection, query: SearchQuery) -> sa.ColumnElement[bool]:
    """Whether a post is one that a query finds, told from its words alone: for few posts."""
    fit = _fit_in_sqlite(query) if connection.dialect.name == "sqlite" else _fit_in_postgresql(query)
    of_post = sa.and_(_texts.c.forum_key == _post.c.forum_key, _texts.c.post_key == _post.c.key)
    return sa.select(_texts.c.id).where(of_post, fit).correlate(_post).exists()


def _written(query: SearchQuery, phrase: Callable[[Phrase], str], and_: str, or_: str, and_not: str) -> str:
    """A query in a database's own language."""
    wanted, unwanted = and_.join(map(phrase, query.wanted)), or_.join(map(phrase, query.unwanted))
    return f"({wanted}) {and_not} ({unwanted})" if unwanted else wanted


def create_index(connection: sa.Connection) -> None:
    """Make the full-text index of a new store, with what keeps it up to date."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in _INDEX_IN_SQLITE if sqlite else _INDEX_IN_POSTGRESQL:
        connection.exec_driver_sql(statement)


# --- What only SQLite knows -------------------------------------------------------------------

# The words stand in `search_text`; the index holds none of its own, and triggers keep it up to date
# (https://sqlite.org/fts5.html, 4.4.3). Words are told apart by blanks alone: they are split already.
_INDEX_IN_SQLITE = (
    """
    CREATE VIRTUAL TABLE search_index
    USING fts5(title, text, content='search_text', content_rowid='id', tokenize='ascii', prefix='2 3')
    """,
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
    """
    CREATE TRIGGER search_text_inserted AFTER INSERT ON search_text BEGIN
        INSERT INTO search_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER search_text_deleted AFTER DELETE ON search_text BEGIN
        INSERT INTO search_index(search_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER search_text_updated AFTER UPDATE OF title, text ON search_text BEGIN
        INSERT INTO search_index(search_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO search_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
)


def _in_sqlite(query: SearchQuery) -> sa.Select[Any]:
    """By FTS5 (https://sqlite.org/fts5.html, 3); it walks the newest rows first, and stops at a limit."""
    index = sa.table("search_index", sa.column("rowid"))
    matches = sa.literal_column("search_index").op("MATCH")
    return (
        sa.select(index.c.rowid.label("id"))
        .where(matches(sa.bindparam(None, _written(query, _fts5_phrase, " AND ", " OR ", "NOT"))))
        .order_by(index.c.rowid.desc())
    )


def _fit_in_sqlite(query: SearchQuery) -> sa.ColumnElement[bool]:
    """As the index tells words apart: by blanks, and a phrase stands in one of its columns."""
    wanted = [_stands(phrase) for phrase in query.wanted]
    return sa.and_(*wanted, *(sa.not_(_stands(phrase)) for phrase in query.unwanted))


def _stands(phrase: Phrase) -> sa.ColumnElement[bool]:
    sought = " " + " ".join(phrase.words) + ("" if phrase.open_end else " ")
    return sa.or_(
        *(sa.func.instr(" " + column + " ", sought) > 0 for column in (_texts.c.title, _texts.c.text))
    )


def _fts5_phrase(phrase: Phrase) -> str:
    # In quotes nothing is syntax, and words hold no quotes.
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.open_end else "")


# --- What only PostgreSQL knows ---------------------------------------------------------------

# Until it has counted the rows, PostgreSQL takes a full table for an empty one, and joins it row by row.
_INDEX_IN_POSTGRESQL = (
    """
    ALTER TABLE search_text ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || text)) STORED
    """,
    "CREATE INDEX ix_search_text_vector ON search_text USING gin (vector)",
    "ANALYZE search_text",
)


def _in_postgresql(query: SearchQuery) -> sa.Select[Any]:
    """By its text search (https://www.postgresql.org/docs/current/textsearch.html), without a language."""
    return sa.select(_texts.c.id).where(_fit_in_postgresql(query)).order_by(_texts.c.id.desc())


def _fit_in_postgresql(query: SearchQuery) -> sa.ColumnElement[bool]:
    vector: sa.ColumnElement[Any] = sa.literal_column("search_text.vector")
    sought = _written(query, _tsquery_phrase, " & ", " | ", "& !")
    return vector.op("@@", return_type=sa.Boolean())(sa.func.to_tsquery("simple", sought))


def _tsquery_phrase(phrase: Phrase) -> str:
    *before, last = phrase.words
    end = ":*" if phrase.open_end else ""
    return "(" + " <-> ".join([*(f"'{word}'" for word in before), f"'{last}'{end}"]) + ")"
