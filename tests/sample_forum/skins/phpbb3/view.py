"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from math import ceil

from markupsafe import Markup

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post, Upload
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.phpbb2.sessions import Visitor
from tests.sample_forum.skins.phpbb3.bbcode import to_html
from tests.sample_forum.skins.phpbb3.words import LANGUAGES, Words

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class View:
    """A forum as one visitor sees it; `absolute` is the forum's own idea of its address."""

    forum: SampleForum
    visitor: Visitor
    absolute: str

    @property
    def w(self) -> Words:
        """The texts of the forum's language."""
        return LANGUAGES[self.forum.language]

    # --- links ---

    def link(self, script: str, *, anchor: str = "", **params: object) -> Markup:
        """An internal link; the session of one who sends no cookies stands before the offset."""
        start = params.pop("start", 0)
        if self.visitor.sid:
            params["sid"] = self.visitor.sid
        if start:
            params["start"] = start
        query = "&amp;".join(f"{key}={value}" for key, value in params.items())
        return Markup(f"./{script}{'?' if query else ''}{query}{anchor}")

    def post_link(self, post: Post, **params: object) -> Markup:
        """The link to a post."""
        return self.link("viewtopic.php", anchor=f"#p{post.id}", **params, p=post.id)

    def near(self, number: int, pages: int) -> list[int]:
        """The numbers that a pager shows; 0 is a gap."""
        shown = [k for k in range(1, pages + 1) if k in (1, pages) or abs(k - number) <= 2]
        out: list[int] = []
        for k in shown:
            out += [0] if out and k - out[-1] > 1 else []
            out.append(k)
        return out

    # --- texts ---

    def local(self, moment: datetime) -> datetime:
        """A moment by the offset that all times have now."""
        offset = self.forum.now.astimezone(self.forum.zone).utcoffset() or timedelta()
        return moment.astimezone(timezone(offset))

    def date(self, moment: datetime) -> str:
        """As the administrator set it; what is younger than an hour by its age, if he set that, too."""
        f, at = self.forum, self.local(moment)
        if f.tells_ages and timedelta() <= f.now - moment < _HOUR:
            return self.w.ago.format(int((f.now - moment).total_seconds()) // 60)
        ago = (self.local(f.now).date() - at.date()).days if f.named_days else 2
        day = {0: self.w.today, 1: self.w.yesterday}.get(ago) or php_date(f.date_format, at, f.language)
        return f"{day}, {php_date(f.time_format, at, f.language)}"

    @property
    def clock(self) -> str:
        """The line that tells the offset of all times: summer time is a mark, and no hour more."""
        standard = self.forum.zone.utcoffset(datetime(2026, 1, 10)) or timedelta()
        summer = (self.local(self.forum.now).utcoffset() or timedelta()) - standard
        hours = standard.total_seconds() / 3600
        shown = f" {'-' if hours < 0 else '+'} {abs(hours):g} {self.w.hours}" if hours else ""
        return f"{self.w.clock}{shown}{f' [ {self.w.summer} ]' if summer else ''} "

    # --- boards ---

    def groups(self, above: Board | None = None) -> list[tuple[Board | None, list[Board]]]:
        """The categories with their boards, in order; boards in none stand by themselves."""
        groups: list[tuple[Board | None, list[Board]]] = []
        for top in listing.below(self.forum, above):
            boards = listing.below(self.forum, top) if top.category else [top]
            groups.append((top if top.category else None, boards))
        return groups

    def below(self, board: Board) -> list[Board]:
        """The listed boards right below a board."""
        return listing.below(self.forum, board)

    def summary(self, board: Board) -> listing.Summary:
        """Counts and last post, of the boards below too."""
        return listing.summary(self.forum, board)

    def raw(self, text: str) -> Markup:
        """Markup by the administrator."""
        return Markup(text)

    # --- threads and posts ---

    def icon(self, row: listing.Row) -> str:
        """The name of the picture that leads a thread's row."""
        if row.trace:
            return "topic_moved"
        kind = "announce" if row.thread.announcement else "sticky" if row.important else "topic"
        return f"{kind}_read{'_locked' if row.thread.closed else ''}"

    def pages_of(self, row: listing.Row) -> int:
        """How many pages a thread has."""
        return ceil(len(row.posts) / self.forum.boards[row.thread.board_id].posts_per_page)

    def member(self, post: Post) -> Member | None:
        """The author, if still a member."""
        return self.forum.members.get(post.author_id or 0)

    def posts_of(self, member: Member) -> int:
        """How much a member has written."""
        return sum(post.author_id == member.id and post.visible for post in self.forum.posts.values())

    def message(self, post: Post) -> Markup:
        """The message alone."""
        return Markup(to_html(post.text, self.w, in_tables=self.forum.style == "subsilver"))

    def signature(self, post: Post) -> Markup:
        """The author's signature, or nothing."""
        member = self.member(post)
        if member is None or not member.signature or not post.signature:
            return Markup("")
        return Markup(to_html(member.signature, self.w, in_tables=self.forum.style == "subsilver"))

    def edit_note(self, post: Post) -> Markup:
        """By whom and when it was last edited, and how often."""
        when = self.date(post.edited_at or post.posted_at)
        return Markup(self.w.edited).format(post.editor, when, post.edits, "s" if post.edits > 1 else "")

    def size(self, upload: Upload) -> str:
        """The size of a file."""
        return f"{upload.size} Bytes" if upload.size < 1024 else f"{upload.size / 1024:.2f} KiB"

    def share(self, votes: int, total: int) -> int:
        """A share of the votes in percent."""
        return 100 * votes // total if total else 0
