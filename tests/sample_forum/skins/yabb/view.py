"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from markupsafe import Markup, escape

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post, Thread
from tests.sample_forum.skins.yabb.bbcode import to_html
from tests.sample_forum.skins.yabb.sessions import Visitor
from tests.sample_forum.skins.yabb.words import LANGUAGES, Words

_CUT = 25


@dataclass(frozen=True, slots=True)
class View:
    """A forum as one visitor sees it; `script` is its own idea of its address."""

    forum: SampleForum
    visitor: Visitor
    script: str

    @property
    def w(self) -> Words:
        """The texts of the forum's language."""
        return LANGUAGES[self.forum.language]

    @property
    def asks_to_log_in(self) -> bool:
        """Whether the menu leads to the form at the foot of the page, or to a page of its own."""
        return self.visitor.member is None

    # --- links ---

    def link(self, query: str) -> Markup:
        """An internal link, always absolute."""
        return Markup(f"{self.script}?{query}")

    def board_link(self, board: Board) -> Markup:
        """A board."""
        return self.link(f"board={word_of(board)}")

    def place_link(self, thread: Thread, place: int) -> Markup:
        """A post, by its place in its thread."""
        return self.link(f"num={thread.shown_id}/{place}#{place}")

    def pager(self, start: str, number: int, pages: int, size: int) -> Markup:
        """The pages of a board or thread, some of which are left out."""
        if pages < 2:
            return Markup(f"{self.w.pages}: 1")
        shown, last = Markup(f"{self.w.pages}: "), 0
        for page in range(1, pages + 1):
            if page not in (1, pages) and abs(page - number) > 2:
                continue
            if page - last > 1:
                shown += Markup('<a href="javascript:void(0);" onclick="ListPages();">...</a>&nbsp;')
            link = self.link(f"{start}/{(page - 1) * size}")
            linked = Markup('<a href="{}"><span class="small">{}</span></a>&nbsp;').format(link, page)
            shown += Markup(f"<b>[{page}]</b>&nbsp;") if page == number else linked
            last = page
        return shown

    # --- texts ---

    def date(self, moment: datetime) -> Markup:
        """In the format that the software comes with; two days have names."""
        at, now = self.forum.local(moment), self.forum.local(self.forum.now)
        clock = f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"
        days = {now.date(): self.w.today, now.date() - timedelta(days=1): self.w.yesterday}
        if self.forum.named_days and at.date() in days:
            return Markup(f"<b>{days[at.date()]}</b> {self.w.at} {clock}")
        ending = {1: "st", 2: "nd", 3: "rd"}.get(at.day % 10, "th") if at.day not in (11, 12, 13) else "th"
        month = self.w.months.split()[at.month - 1]
        return Markup(f"{month} {at.day}<sup>{ending}</sup>, {at.year} {self.w.at} {clock}")

    def name(self, post: Post) -> str:
        """Who wrote, with a word behind the name of a guest."""
        return post.author if self.member(post) else f"{post.author} ({self.w.guest})"

    def cut(self, text: str) -> str:
        """A title as the index shows it."""
        return text if len(text) <= _CUT else f"{text[:_CUT]}..."

    def raw(self, text: str) -> Markup:
        """Markup by the administrator."""
        return Markup(text)

    # --- boards ---

    def categories(self) -> list[tuple[Board, list[Board]]]:
        """The groups of boards, in order."""
        tops = listing.below(self.forum, None)
        return [(top, listing.below(self.forum, top) if top.category else [top]) for top in tops]

    def below(self, board: Board) -> list[Board]:
        """All boards below one; the software shows those of all levels on its row."""
        return listing.all_below(self.forum, board)

    def right_below(self, board: Board) -> list[Board]:
        """The boards right below one."""
        return listing.below(self.forum, board)

    def path(self, board: Board) -> list[Board]:
        """The boards from the top down to one, without categories."""
        return [step for step in listing.path_to(self.forum, board) if not step.category]

    def summary(self, board: Board) -> listing.Summary:
        """Counts and last post."""
        return listing.summary(self.forum, board)

    def own_summary(self, board: Board) -> tuple[int, int]:
        """Threads and posts of a board alone, as its own page counts them."""
        threads = [t for t in self.forum.threads.values() if t.board_id == board.id and t.visible]
        return len(threads), sum(len(thread.shown_posts()) for thread in threads)

    def place(self, post: Post) -> tuple[Thread, int]:
        """The thread of a post, and its place in it."""
        thread = self.forum.threads[post.thread_id]
        return thread, thread.shown_posts().index(post)

    # --- threads and posts ---

    def state(self, row: listing.Row) -> str:
        """The name of the picture that leads a thread's row."""
        if row.trace:
            return "locked_moved"
        lock = "lock" if row.thread.closed else ""
        if row.thread.announcement:
            return f"announcement{lock}"
        if row.important:
            return f"sticky{lock}"
        return "locked" if lock else "hotthread" if row.replies > 15 else "thread"

    def pages_of(self, row: listing.Row) -> int:
        """How many pages a thread has."""
        return ceil(len(row.posts) / self.forum.boards[row.thread.board_id].posts_per_page)

    def member(self, post: Post) -> Member | None:
        """The author, if still a member."""
        return self.forum.members.get(post.author_id or 0)

    def title(self, post: Post) -> str:
        """A post's own title; a reply without one repeats that of its thread."""
        topic = self.forum.threads[post.thread_id].topic
        first = self.forum.threads[post.thread_id].shown_posts()[0] is post
        return topic if first else post.title or f"Re: {topic}"

    def message(self, post: Post) -> Markup:
        """The message."""
        return Markup(self._markup(post.text))

    def signature(self, post: Post) -> Markup:
        """The author's signature, or nothing."""
        member = self.member(post)
        return Markup(self._markup(member.signature) if member and post.signature else "")

    def edit_note(self, post: Post) -> Markup:
        """By whom and when it was last edited, or nothing."""
        if post.edited_at is None:
            return Markup("")
        return Markup(self.w.edited).format(self.date(post.edited_at), post.editor)

    def _markup(self, text: str) -> str:
        def date(moment: int) -> str:
            return str(self.date(datetime.fromtimestamp(moment, UTC)))

        return to_html(text, self.w, lambda place: str(escape(self.link(f"num={place}"))), date)


def word_of(board: Board) -> str:
    """What a board is called in addresses."""
    return board.word or str(board.id)
