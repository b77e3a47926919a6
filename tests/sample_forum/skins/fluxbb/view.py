"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from markupsafe import Markup, escape

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.fluxbb.bbcode import to_html
from tests.sample_forum.skins.fluxbb.habits import Manner
from tests.sample_forum.skins.fluxbb.sessions import Visitor
from tests.sample_forum.skins.fluxbb.words import LANGUAGES, Words

_NEAR = 3


@dataclass(frozen=True, slots=True)
class View:
    """A forum as one visitor sees it; `absolute` is the forum's own idea of its address."""

    forum: SampleForum
    visitor: Visitor
    manner: Manner
    absolute: str

    @property
    def w(self) -> Words:
        """The texts of the forum's language."""
        return LANGUAGES[self.forum.language]

    # --- links ---

    def link(self, script: str, page: int = 1, **params: object) -> Markup:
        """An internal link: absolute in PunBB 1.4; the first page has no number except in PunBB 1.2."""
        query = [f"{key}={value}" for key, value in params.items()]
        query += [f"p={page}"] if page > 1 else []
        path = f"{script}?{'&amp;'.join(query)}" if query else script
        return Markup((self.absolute if self.manner.family == "pun14" else "") + path)

    def post_link(self, post: Post) -> Markup:
        """The permalink of a post."""
        return Markup("{}#p{}").format(self.link("viewtopic.php", pid=post.id), post.id)

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

    def number(self, number: int) -> str:
        """With the language's thousands separator, which PunBB 1.2 has not."""
        if self.manner.family == "pun12":
            return str(number)
        return f"{number:,}".replace(",", self.w.thousands)

    def date(self, moment: datetime) -> str:
        """As the administrator set it; today and yesterday by name."""
        f, at = self.forum, self.forum.local(moment)
        day = php_date(f.date_format, at, f.language)
        ago = f.local(f.now).date() - at.date()
        if f.named_days and not ago:
            day = self.w.today
        elif f.named_days and ago == timedelta(days=1):
            day = self.w.yesterday
        return f"{day} {php_date(f.time_format, at, f.language)}"

    def joined(self, post: Post) -> str:
        """When the author registered."""
        joined = self.forum.members[post.author_id or 0].joined
        return php_date(self.forum.date_format, self.forum.local(joined), self.forum.language)

    def by(self, name: str) -> Markup:
        """Who wrote something, in a line about it."""
        said = escape(self.w.by.format(name))
        return Markup(said.replace(" ", "&nbsp;", 1)) if self.manner.family == "pun12" else said

    # --- boards ---

    def categories(self) -> list[tuple[Board, list[Board]]]:
        """The groups of boards that the visitor may know of, in order."""
        groups = []
        for top in listing.below(self.forum, None):
            boards = listing.below(self.forum, top) if top.category else [top]
            if found := [board for board in boards if self.visitor.may_read(self.forum, board)]:
                groups.append((top, found))
        return groups

    def summary(self, board: Board) -> listing.Summary:
        """Counts and last post."""
        return listing.summary(self.forum, board)

    def raw(self, text: str) -> Markup:
        """Markup by the administrator."""
        return Markup(text)

    # --- threads and posts ---

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
        return Markup(to_html(post.text, self.w, self.manner.family, self.absolute))

    def signature(self, post: Post) -> Markup:
        """The author's signature, or nothing."""
        member = self.member(post)
        if member is None or not member.signature or not post.signature:
            return Markup("")
        return Markup(to_html(member.signature, self.w, self.manner.family, self.absolute, signature=True))

    def edit_note(self, post: Post) -> str:
        """By whom and when it was last edited, or nothing."""
        return self.w.edited.format(post.editor, self.date(post.edited_at)) if post.edited_at else ""
