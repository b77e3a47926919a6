"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape
from math import ceil

from markupsafe import Markup

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post, Upload
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.phpbb2.bbcode import to_html
from tests.sample_forum.skins.phpbb2.sessions import Visitor
from tests.sample_forum.skins.phpbb2.words import LANGUAGES, Words

_LONGEST_TITLE = 60
_NEAR = 1


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

    def link(self, script: str, **params: object) -> Markup:
        """An internal link, which ends in the session of one who sends no cookies."""
        if self.visitor.sid:
            params["sid"] = self.visitor.sid
        query = "&amp;".join(f"{key}={value}" for key, value in params.items())
        return Markup(f"{script}?{query}" if query else script)

    def post_link(self, post: Post) -> Markup:
        """The permalink of a post."""
        return Markup("{}#{}").format(self.link("viewtopic.php", p=post.id), post.id)

    def near(self, number: int, pages: int) -> list[int]:
        """The numbers that a pager shows; 0 is a gap."""
        shown = [k for k in range(1, pages + 1) if k <= 3 or k > pages - 3 or abs(k - number) <= _NEAR]
        out: list[int] = []
        for k in shown:
            out += [0] if out and k - out[-1] > 1 else []
            out.append(k)
        return out

    # --- texts ---

    def title(self, text: str) -> Markup:
        """A title, cut when it is stored: what the charset lacks is a reference then, escaped once more."""
        return Markup(escape(self._stored(text), quote=False)[:_LONGEST_TITLE])

    def _stored(self, text: str) -> str:
        """What browsers send: references for what the charset lacks, and no bytes that it does not know."""
        if self.forum.charset == "utf-8":
            return text
        return text.encode("windows-1252", "xmlcharrefreplace").decode("windows-1252")

    def local(self, moment: datetime) -> datetime:
        """A moment by the offset that all times have now."""
        offset = self.forum.now.astimezone(self.forum.zone).utcoffset() or timedelta()
        return moment.astimezone(timezone(offset))

    def date(self, moment: datetime) -> str:
        """As the administrator set it; no day has a name."""
        pattern = f"{self.forum.date_format}, {self.forum.time_format}"
        return php_date(pattern, self.local(moment), self.forum.language)

    @property
    def clock(self) -> str:
        """The line that tells the offset of all times."""
        offset = (self.local(self.forum.now).utcoffset() or timedelta()).total_seconds() / 3600
        hours = f"{'-' if offset < 0 else '+'} {abs(offset):g} {self.w.hours}" if offset else ""
        return self.w.clock.format(hours).strip()

    # --- boards ---

    def categories(self) -> list[tuple[Board, list[Board]]]:
        """The groups of boards, in order; a link elsewhere is unknown to the software."""
        groups = []
        for top in listing.below(self.forum, None):
            boards = listing.below(self.forum, top) if top.category else [top]
            groups.append((top, [board for board in boards if not board.external]))
        return groups

    def summary(self, board: Board) -> listing.Summary:
        """Counts and last post."""
        return listing.summary(self.forum, board)

    def marked(self, board: Board) -> int:
        """How many markers of moved threads count as threads of a board."""
        return sum(trace.board_id == board.id for trace in self.forum.traces.values())

    def raw(self, text: str) -> Markup:
        """Markup by the administrator."""
        return Markup(text)

    # --- threads and posts ---

    def folder(self, row: listing.Row) -> str:
        """The name of the picture that leads a thread's row."""
        if row.trace:
            return "folder"
        kind = "_announce" if row.thread.announcement else "_sticky" if row.important else ""
        return f"folder{kind}" if kind else "folder_lock" if row.thread.closed else "folder"

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
        """The message, and the signature behind a line of underscores."""
        member = self.member(post)
        html = to_html(post.text, self.w, self._in_posts)
        if member and member.signature and post.signature:
            html += f"<br />{'_' * 17}<br />{to_html(member.signature, self.w, self._in_posts)}"
        return Markup(html)

    def _in_posts(self, text: str) -> str:
        """In posts, references are let through."""
        return escape(self._stored(text)).replace("&amp;#", "&#").replace("&#x27;", "'")

    def edit_note(self, post: Post) -> str:
        """By whom and when it was last edited, and how often."""
        often = self.w.once if post.edits == 1 else self.w.times.format(post.edits)
        return self.w.edited.format(post.editor, self.date(post.edited_at or post.posted_at), often)

    def size(self, upload: Upload) -> str:
        """The size of a file."""
        return f"{upload.size} Bytes" if upload.size < 1024 else f"{upload.size / 1024:.2f} KB"

    def share(self, votes: int, total: int) -> int:
        """A share of the votes in percent."""
        return 100 * votes // total if total else 0
