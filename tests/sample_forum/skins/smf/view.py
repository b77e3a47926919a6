"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from markupsafe import Markup

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post, Thread
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.fluxbb.sessions import Visitor
from tests.sample_forum.skins.smf.bbcode import to_html
from tests.sample_forum.skins.smf.words import LANGUAGES, Words

_NEAR = 3
_CUT = 24
_HOT = (15, 25)


@dataclass(frozen=True, slots=True)
class View:
    """A forum as one visitor sees it; `base` is the forum's own idea of its address."""

    forum: SampleForum
    visitor: Visitor
    base: str

    @property
    def w(self) -> Words:
        """The texts of the forum's language."""
        return LANGUAGES[self.forum.language]

    @property
    def older(self) -> bool:
        """Whether this is 1.1."""
        return self.forum.version.startswith("1.")

    # --- links, all absolute ---

    def link(self, query: str = "") -> Markup:
        return Markup(f"{self.base}index.php" + (f"?{query}" if query else ""))

    def post_link(self, post: Post) -> Markup:
        return self.link(f"topic={post.thread_id}.msg{post.id}#msg{post.id}")

    def last_link(self, post: Post) -> Markup:
        """The newest post in a board's row: 1.1 names that of the whole forum to guests."""
        post_id = max(self.forum.posts) if self.older else post.id
        mark = "new" if self.visitor.member else f"msg{post_id}"
        return self.link(f"topic={post.thread_id}.{mark}#new")

    def row_link(self, row: listing.Row) -> Markup:
        """The newest post in a thread's row."""
        thread, last = row.thread.id, row.last_post.id
        if self.older or self.visitor.member:
            return self.link(f"topic={thread}." + (f"msg{last}#new" if row.replies else "0#new"))
        size = self.forum.boards[row.thread.board_id].posts_per_page
        return self.link(f"topic={thread}.{row.replies // size * size}#msg{last}")

    def near(self, number: int, pages: int) -> list[int]:
        """The numbers that a pager shows; 0 is a gap."""
        shown = [k for k in range(1, pages + 1) if k in (1, pages) or abs(k - number) < _NEAR]
        out: list[int] = []
        for k in shown:
            if out and k - out[-1] > 1:
                out.append(0)
            out.append(k)
        return out

    # --- texts ---

    def date(self, moment: datetime) -> Markup:
        """As the administrator set it; today by name, and yesterday too."""
        f, at = self.forum, self.forum.local(moment)
        time = php_date(f.time_format, at, f.language)
        ago = f.local(f.now).date() - at.date()
        names = {timedelta(): self.w.today, timedelta(days=1): self.w.yesterday} if f.named_days else {}
        if ago in names:
            return Markup("<strong>{}</strong> {} {}").format(names[ago], self.w.at, time)
        return Markup("{}, {}").format(php_date(f.date_format, at, f.language), time)

    def cut(self, title: str) -> str:
        return title if len(title) <= _CUT else title[:_CUT] + "..."

    def raw(self, text: str) -> Markup:
        """Markup by the administrator."""
        return Markup(text)

    # --- boards ---

    def below(self, board: Board | None) -> list[Board]:
        """The boards right below one that the visitor may know of."""
        return [
            child for child in listing.below(self.forum, board) if self.visitor.may_read(self.forum, child)
        ]

    def categories(self) -> list[tuple[Board, list[Board]]]:
        groups = [(top, self.below(top) if top.category else [top]) for top in self.below(None)]
        return [(top, boards) for top, boards in groups if boards]

    def summary(self, board: Board) -> listing.Summary:
        """A board's own counts, with the newest post in it and in all boards below."""
        own = listing.summary(self.forum, board)
        lasts = [own.last, *(self.summary(child).last for child in self.below(board))]
        found = [post for post in lasts if post is not None]
        last = max(found, key=lambda post: post.id, default=None)
        return listing.Summary(own.posts, own.threads, last)

    # --- threads and posts ---

    def pages_of(self, row: listing.Row) -> int:
        return ceil(len(row.posts) / self.forum.boards[row.thread.board_id].posts_per_page)

    def icon(self, row: listing.Row) -> str:
        """The name of the first picture in a thread's row."""
        hot = "veryhot" if row.replies >= _HOT[1] else "hot" if row.replies >= _HOT[0] else "normal"
        name = "normal_poll" if row.thread.survey else f"{hot}_post"
        if self.older:
            return name
        return name + "_locked" * row.thread.closed + "_sticky" * row.important

    def state(self, row: listing.Row) -> str:
        """The class of the cells in a thread's row."""
        if row.important and row.thread.closed:
            return "stickybg locked_sticky"
        return "stickybg" if row.important else "lockedbg" if row.thread.closed else "windowbg"

    def member(self, post: Post) -> Member | None:
        """The author, if still a member."""
        return self.forum.members.get(post.author_id or 0)

    def title(self, thread: Thread, post: Post, number: int) -> str:
        """A post's title, which is that of the thread where its author left it as it was."""
        return post.title or ("" if number == 0 else "Re: ") + thread.topic

    def message(self, post: Post) -> Markup:
        return Markup(to_html(post.text, self.w, self.base, older=self.older))

    def signature(self, post: Post) -> Markup:
        """The author's signature, or nothing."""
        member = self.member(post)
        text = member.signature if member and post.signature else ""
        return Markup(to_html(text, self.w, self.base, older=self.older))

    def edit_note(self, post: Post) -> Markup:
        return (
            Markup(self.w.edited).format(self.date(post.edited_at), post.editor)
            if post.edited_at
            else Markup("")
        )
