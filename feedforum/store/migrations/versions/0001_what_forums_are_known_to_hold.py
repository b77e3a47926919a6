"""What forums are known to hold."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "board",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.Column("index_signature", sa.Text(), nullable=True),
        sa.Column("row_signature", sa.Text(), nullable=True),
        sa.Column("listed_at", sa.DateTime(), nullable=True),
        sa.Column("unlisted_below", sa.DateTime(), nullable=True),
        sa.Column("unlisted_page", sa.Integer(), nullable=True),
        sa.Column("own_posts", sa.Integer(), nullable=True),
        sa.Column("own_threads", sa.Integer(), nullable=True),
        sa.Column("posts_per_page", sa.Integer(), nullable=True),
        sa.Column("newest_first", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=True),
        sa.Column("refused_as", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("forum_key", "id", name=op.f("pk_board")),
    )
    op.create_table(
        "forum",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("first_polled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_forum")),
    )
    op.create_table(
        "robots",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_robots")),
    )
    op.create_table(
        "thread",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("starter", sa.Text(), nullable=False),
        sa.Column("starter_id", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("announcement", sa.Boolean(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("last_post_at", sa.DateTime(), nullable=True),
        sa.Column("listed_signature", sa.Text(), nullable=True),
        sa.Column("tail_signature", sa.Text(), nullable=True),
        sa.Column("read_signature", sa.Text(), nullable=True),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("news_since", sa.DateTime(), nullable=True),
        sa.Column("settled_total", sa.Integer(), nullable=True),
        sa.Column("never_read", sa.Boolean(), nullable=False),
        sa.Column("first_key", sa.String(length=60), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("missing_at", sa.DateTime(), nullable=True),
        sa.Column("suspect", sa.Boolean(), nullable=False),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        sa.Column("refused_at", sa.DateTime(), nullable=True),
        sa.Column("newest_checked_at", sa.DateTime(), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", "id", name=op.f("pk_thread")),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index("ix_thread_board", ["forum_key", "board_id", "last_post_at"], unique=False)
        batch_op.create_index(
            "ix_thread_never_read", ["forum_key", "board_id", "never_read", "last_post_at"], unique=False
        )
        batch_op.create_index("ix_thread_newest", ["forum_key", "board_id", "id"], unique=False)
        batch_op.create_index("ix_thread_news", ["forum_key", "news"], unique=False)
        batch_op.create_index("ix_thread_suspect", ["forum_key", "suspect"], unique=False)

    op.create_table(
        "visit",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("pause", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("polled_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("new_posts", sa.Integer(), nullable=False),
        sa.Column("unread_dates", sa.Integer(), nullable=False),
        sa.Column("login_refused_at", sa.DateTime(), nullable=True),
        sa.Column("login_refused_for", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", name=op.f("pk_visit")),
    )
    op.create_table(
        "post",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("gap_before", sa.Boolean(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("missing_at", sa.DateTime(), nullable=True),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        sa.Column("reread_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["forum_key", "thread_id"],
            ["thread.forum_key", "thread.id"],
            name=op.f("fk_post_forum_key_thread_id_thread"),
        ),
        sa.PrimaryKeyConstraint("forum_key", "key", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            "ix_post_board_first",
            ["forum_key", "board_id", "first", "posted_at", "number", "key"],
            unique=False,
        )
        batch_op.create_index(
            "ix_post_board_time", ["forum_key", "board_id", "posted_at", "number", "key"], unique=False
        )
        batch_op.create_index("ix_post_forum_time", ["forum_key", "posted_at", "number", "key"], unique=False)
        batch_op.create_index(
            "ix_post_gap", ["forum_key", "board_id", "gap_before", "posted_at"], unique=False
        )
        batch_op.create_index("ix_post_gone", ["forum_key", "gone_at", "number"], unique=False)
        batch_op.create_index("ix_post_reread", ["forum_key", "reread_at"], unique=False)
        batch_op.create_index("ix_post_thread", ["forum_key", "thread_id", "position"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("post_key", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("inline", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["forum_key", "post_key"],
            ["post.forum_key", "post.key"],
            name=op.f("fk_attachment_forum_key_post_key_post"),
        ),
        sa.PrimaryKeyConstraint("forum_key", "post_key", "rank", name=op.f("pk_attachment")),
    )
