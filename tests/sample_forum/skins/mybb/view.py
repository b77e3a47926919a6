"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from markupsafe import Markup

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.fluxbb.sessions import Visitor
from tests.sample_forum.skins.mybb.bbcode import to_html
from tests.sample_forum.skins.mybb.words import LANGUAGES, Words

_NEAR = 3
_CUT = 25
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_RELATIVE = 12 * _HOUR


@dataclass(frozen=True, slots=True)
class View:
    """A forum as one visitor sees it; `base` is the forum's own idea of its address."""

    forum: SampleForum
    visitor: Visitor
    base: str
    opened: frozenset[int]
    """The boards that the visitor gave the right password of."""

    @property
    def w(self) -> Words:
        """The texts of the forum's language."""
        return LANGUAGES[self.forum.language]

    def link(self, script: str, page: int = 1, **params: object) -> Markup:
        """An internal link; the first page has no number."""
        query = [f"{key}={value}" for key, value in params.items()] + ([f"page={page}"] if page > 1 else [])
        return Markup(f"{script}?{'&amp;'.join(query)}" if query else script)

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
        return f"{number:,}".replace(",", self.w.thousands)

    def date(self, moment: datetime) -> Markup:
        """As the administrator set it; relative with the date in a title, as long as it is new."""
        f, at = self.forum, self.forum.local(moment)
        day, time = php_date(f.date_format, at, f.language), php_date(f.time_format, at, f.language)
        age = f.now - moment
        days = f.local(f.now).date() - at.date()
        if f.named_days and timedelta() <= age < _RELATIVE:
            said = (
                self.w.minutes_ago.format(age // _MINUTE)
                if age < _HOUR
                else self.w.hours_ago.format(age // _HOUR)
            )
            # Up to 1.8.11 that is all there is.
            titled = tuple(map(int, f.version.split("."))) >= (1, 8, 12)
            return (
                Markup('<span title="{}, {}">{}</span>').format(day, time, said) if titled else Markup(said)
            )
        if f.named_days and days <= timedelta(days=1):
            name = self.w.yesterday if days else self.w.today
            return Markup('<span title="{}">{}</span>, {}').format(day, name, time)
        return Markup("{}, {}").format(day, time)

    def cut(self, title: str) -> str:
        return title if len(title) <= _CUT else title[:_CUT] + "..."

    def raw(self, text: str) -> Markup:
        """Markup by the administrator, or of a member's group."""
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
        return listing.summary(self.forum, board)

    def locked_by(self, board: Board) -> Board | None:
        """The board, this one or one above it, whose password the visitor still has to give."""
        steps = listing.path_to(self.forum, board)
        return next((step for step in steps if step.password and step.id not in self.opened), None)

    # --- threads and posts ---

    def pages_of(self, row: listing.Row) -> int:
        return ceil(len(row.posts) / self.forum.boards[row.thread.board_id].posts_per_page)

    def member(self, post: Post) -> Member | None:
        """The author, if still a member."""
        return self.forum.members.get(post.author_id or 0)

    def message(self, post: Post) -> Markup:
        return Markup(to_html(post.text, self.w, self.base))

    def signature(self, post: Post) -> Markup:
        """The author's signature, or nothing."""
        member = self.member(post)
        return Markup(to_html(member.signature if member and post.signature else "", self.w, self.base))

    def edit_note(self, post: Post) -> Markup:
        return (
            Markup(self.w.edited).format(self.date(post.edited_at), post.editor)
            if post.edited_at
            else Markup("")
        )
