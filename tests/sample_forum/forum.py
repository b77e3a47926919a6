"""The forum itself: what people do in it, in memory, with a clock that tests move."""

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from tests.sample_forum.model import Board, Member, Post, Question, Thread, Trace, Upload, VisiblePost
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import WBB2

MOVED = "moved"
"""The icon of a post that only tells where a thread was moved."""


class SampleForum:
    """A forum that people write in, made by the software that `skin` tells. Ids ascend over the whole forum.

    The plain attributes are the administrator's switches: they may be changed at any time. `members_stay`
    is how long after a login a member becomes a guest again, whatever the cookies; None for never. With
    `members_alone` guests read nothing, with `banned` nobody does; `announcement` is markup that stands
    above all pages; `style` is one of the looks that the software has;
    with `tells_ages`, software that can shows the age of what is younger than an hour. Hold `lock` where the
    forum is changed while it is being served from another thread.
    """

    def __init__(
        self,
        title: str = "Werkstatt & Garten",
        now: datetime = datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC),
        zone: str = "",
        language: str = "de",
        style: str = "plain",
        skin: Skin = WBB2,
    ) -> None:
        self.title = title
        self.now = now
        self.skin = skin
        self.zone = ZoneInfo(zone or skin.zone)
        self.language = language
        self.style = style
        self.version = skin.version
        self.date_format = skin.date_format
        self.time_format = skin.time_format
        self.named_days = True
        self.tells_ages = False
        self.todays_daylight = False
        self.charset = skin.charset
        self.announcement = ""
        self.closed_because = ""
        self.database_down = False
        self.members_alone = False
        self.banned = False
        self.drop_cookies = False
        self.members_stay: timedelta | None = None
        self.style_choice = True
        self.lock = threading.RLock()
        self.boards: dict[int, Board] = {}
        self.threads: dict[int, Thread] = {}
        self.traces: dict[int, Trace] = {}
        self.posts: dict[int, Post] = {}
        self.members: dict[int, Member] = {}
        self._board_ids, self._thread_ids, self._post_ids = count(1), count(1), count(1)
        self._member_ids, self._upload_ids = count(1), count(1)

    def advance(self, by: timedelta) -> None:
        """Move the forum's clock."""
        self.now += by

    def local(self, moment: datetime) -> datetime:
        """A moment on the forum's wall clock.

        With `todays_daylight` all moments have the daylight saving of now, as in the versions 2.0 to 2.2.
        """
        if self.todays_daylight:
            return moment.astimezone(timezone(self.now.astimezone(self.zone).utcoffset() or timedelta()))
        return moment.astimezone(self.zone)

    # --- boards ---

    def add_category(self, title: str, parent: int | None = None, description: str = "") -> int:
        """A board that only groups others. Gives its id."""
        return self.add_board(title, parent, description=description, category=True)

    def add_board(self, title: str, parent: int | None = None, **settings: Any) -> int:
        """A board with the settings of `Board`. Gives its id.

        Where the software has no sub-boards it stands beside its parent, and where all boards have the same
        page sizes, its are theirs. Raises ValueError for a password where boards have none.
        """
        if settings.get("password") and not self.skin.board_passwords:
            raise ValueError(f"Boards have no passwords in {self.skin.name}.")
        while parent is not None and not self.skin.sub_boards and not self.boards[parent].category:
            parent = self.boards[parent].parent
        if not self.skin.newest_first:
            settings.pop("newest_first", None)
        sizes = {name: settings.pop(name, None) for name in ("posts_per_page", "threads_per_page")}
        board = Board(next(self._board_ids), title, parent, **settings)
        alike = next(iter(self.boards.values()), None) if not self.skin.page_sizes_of_boards else None
        board.posts_per_page = alike.posts_per_page if alike else self.skin.posts_per_page
        board.threads_per_page = alike.threads_per_page if alike else self.skin.threads_per_page
        self.boards[board.id] = board
        self.set_page_sizes(board.id, sizes["posts_per_page"], sizes["threads_per_page"])
        return board.id

    def set_page_sizes(self, board: int, posts: int | None = None, threads: int | None = None) -> None:
        """How much stands on a page of a board, or of any where all have the same sizes."""
        for one in [self.boards[board]] if self.skin.page_sizes_of_boards else self.boards.values():
            one.posts_per_page = posts or one.posts_per_page
            one.threads_per_page = threads or one.threads_per_page

    # --- members ---

    def register(self, name: str, password: str = "", signature: str = "", *, staff: bool = False) -> int:
        """A new member, whose later posts carry the id that this gives."""
        member = Member(next(self._member_ids), name, password, signature, self.now, staff)
        self.members[member.id] = member
        return member.id

    def member_named(self, name: str) -> Member | None:
        """Who has that name now."""
        return next((m for m in self.members.values() if m.name == name), None)

    def delete_member(self, name: str) -> None:
        """The member goes; the posts stay and look like a guest's."""
        member = self.member_named(name)
        if member is None:
            raise KeyError(name)
        del self.members[member.id]
        for post in self.posts.values():
            if post.author_id == member.id:
                post.author_id = None

    # --- writing ---

    def new_thread(
        self,
        board: int,
        author: str,
        topic: str,
        text: str,
        *,
        prefix: str = "",
        icon: str = "",
        important: bool = False,
        announcement_on: Sequence[int] = (),
        survey: tuple[str, Mapping[str, int]] | None = None,
        attachments: Sequence[tuple[str, int]] = (),
        hidden: bool = False,
        html: bool = False,
        at: datetime | None = None,
    ) -> int:
        """A thread with its first post. `attachments` are names with sizes in bytes. Gives its id."""
        topic, prefix = self._titled(topic, prefix)
        question = Question(survey[0], dict(survey[1])) if survey and self.skin.surveys else None
        thread = Thread(
            next(self._thread_ids),
            board,
            topic,
            prefix,
            icon,
            important,
            tuple(announcement_on) if self.skin.announcements else (),
            survey=question,
        )
        thread.shown_id = self._shown_id(at or self.now) if self.skin.moves_change_ids else thread.id
        self.threads[thread.id] = thread
        self.reply(
            thread.id,
            author,
            text,
            topic,
            icon=icon,
            attachments=attachments,
            hidden=hidden,
            html=html,
            at=at,
        )
        return thread.id

    def reply(
        self,
        thread: int,
        author: str,
        text: str,
        title: str = "",
        *,
        icon: str = "",
        attachments: Sequence[tuple[str, int]] = (),
        hidden: bool = False,
        html: bool = False,
        at: datetime | None = None,
    ) -> int:
        """A post by a member, or by a guest of any other name. Gives its id."""
        member = self.member_named(author)
        author_id = member.id if member else None
        post = Post(
            next(self._post_ids),
            thread,
            author,
            author_id,
            title if self.skin.post_titles else "",
            text,
            at or self.now,
            icon,
            html=html,
            hidden=hidden,
        )
        if not self.skin.attachments:
            attachments = ()
        post.uploads = [Upload(next(self._upload_ids), name, size) for name, size in attachments]
        self.posts[post.id] = post
        self.threads[thread].posts.append(post)
        return post.id

    def edit(
        self, post: int, text: str, *, note: bool = True, editor: str = "", title: str | None = None
    ) -> None:
        """Change a post; without a note (within the first minutes, or by a moderator) nothing tells."""
        changed = self.posts[post]
        changed.text = text
        if title is not None and self.skin.post_titles:
            changed.title = title
        if note:
            changed.edits += 1
            changed.editor = editor or changed.author
            changed.edited_at = self.now

    # --- moderating ---

    def approve(self, post: int) -> None:
        """A hidden post appears, with the date when it was written."""
        self.posts[post].hidden = False

    def delete_post(self, post: int) -> None:
        """Gone from every page; a thread without posts is gone with its last one, or even with its first."""
        self.posts[post].deleted = True
        thread = self.threads[self.posts[post].thread_id]
        if self.skin.first_post_is_thread and all(post <= other.id for other in thread.posts):
            self.delete_thread(thread.id)

    def restore_post(self, post: int) -> None:
        """Back where it was, with its id and date."""
        self.posts[post].deleted = False

    def delete_thread(self, thread: int) -> None:
        """Gone with all its posts, and with the rows that its moves left behind."""
        self.threads[thread].deleted = True
        self.traces = {key: trace for key, trace in self.traces.items() if trace.thread_id != thread}

    def restore_thread(self, thread: int) -> None:
        """Back where it was."""
        self.threads[thread].deleted = False

    def move(self, thread: int, board: int, *, leave_trace: bool = True) -> None:
        """To another board, leaving a row behind that points at the thread (and none where it goes)."""
        moved = self.threads[thread]
        self.traces = {
            key: trace
            for key, trace in self.traces.items()
            if (trace.thread_id, trace.board_id) != (thread, board)
        }
        if leave_trace and self.skin.markers_are_threads:
            marker = self.new_thread(
                moved.board_id, "Moderator", f"MOVED: {moved.topic}", "Moved.", icon=MOVED
            )
            self.close(marker)
        elif leave_trace:
            last = moved.shown_posts()[-1]
            trace = Trace(next(self._thread_ids), moved.board_id, thread, last, moved.shown_id)
            self.traces[trace.id] = trace
        if self.skin.moves_change_ids:
            moved.former_ids.append(moved.shown_id)
            moved.shown_id = self._shown_id(datetime.fromtimestamp(moved.shown_id, UTC))
        moved.board_id = board

    def _shown_id(self, moment: datetime) -> int:
        """The second of a moment, or the next one that is no thread's or marker's."""
        number = int(moment.timestamp())
        threads = self.threads.values()
        taken = {number for thread in threads for number in (thread.shown_id, *thread.former_ids)}
        while number in taken:
            number += 1
        return number

    def merge(self, thread: int, into: int) -> None:
        """All posts go to another thread; the emptied one is no more."""
        source, target = self.threads[thread], self.threads[into]
        for post in source.posts:
            post.thread_id = into
        target.posts += source.posts
        source.posts = []
        self.delete_thread(thread)

    def close(self, thread: int, *, closed: bool = True) -> None:
        """No more replies, or replies again."""
        self.threads[thread].closed = closed

    def rename(self, thread: int, topic: str) -> None:
        """Another topic; the first post keeps its own title."""
        self.threads[thread].topic = topic

    def _titled(self, topic: str, prefix: str) -> tuple[str, str]:
        """A topic and its prefix, which are one where there are no prefixes."""
        return (topic, prefix) if self.skin.prefixes else (f"{prefix} {topic}".strip(), "")

    def set_prefix(self, thread: int, prefix: str) -> None:
        """Another prefix, as it stands on pages, brackets included; nothing where there are none."""
        self.threads[thread].prefix = prefix if self.skin.prefixes else ""

    def make_important(self, thread: int, *, important: bool = True) -> None:
        """On top of its board, or down again."""
        self.threads[thread].important = important

    # --- what a reader ought to find ---

    def visible_posts(self, board_ids: Sequence[int] | None = None) -> list[VisiblePost]:
        """The visible posts of these boards, newest first by (displayed moment, id).

        Without `board_ids`: of every board that a guest may read and that some list shows. What a moved
        thread leaves behind is nothing that anybody wrote.
        """
        wanted = set(board_ids) if board_ids is not None else {b for b in self.boards if self._open(b)}
        found = [
            self._record(thread, post)
            for thread in self.threads.values()
            if thread.board_id in wanted and thread.icon != MOVED
            for post in thread.shown_posts()
        ]
        return sorted(found, key=lambda record: (record.shown_at, record.post_id), reverse=True)

    def _open(self, board_id: int) -> bool:
        parent: int | None = board_id
        while parent is not None:
            board = self.boards[parent]
            if board.hidden or board.members_only or board.password or board.external:
                return False
            parent = board.parent
        return True

    def _record(self, thread: Thread, post: Post) -> VisiblePost:
        exact = post.posted_at.astimezone(UTC)
        shown = exact.replace(microsecond=0)
        return VisiblePost(
            post_id=post.id,
            thread_id=thread.id,
            board_id=thread.board_id,
            author=post.author,
            author_id=post.author_id,
            title=post.title,
            shown_at=shown if "s" in self.time_format else shown.replace(second=0),
            posted_at=exact,
            text=post.text,
            topic=thread.topic,
            prefix=thread.prefix,
        )
