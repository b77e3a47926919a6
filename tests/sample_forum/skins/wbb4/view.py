"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from markupsafe import Markup

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post, Thread
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.fluxbb.sessions import Visitor
from tests.sample_forum.skins.wbb4.bbcode import Writer
from tests.sample_forum.skins.wbb4.words import LANGUAGES, Words

_HOUR = timedelta(hours=1)


def slug(title: str) -> str:
    """What an address has of a title."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40]


def address(style: str, what: str, id_: int = 0, title: str = "", page: int = 1, query: str = "") -> str:
    """An address below the forum's root, as its own links have it."""
    place = f"{id_}-{slug(title)}/" if id_ else ""
    pieces = [piece for piece in (query, f"pageNo={page}" if page > 1 else "") if piece]
    if style == "four":
        return f"index.php/{what.capitalize()}/{place}" + (f"?{'&'.join(pieces)}" if pieces else "")
    return f"index.php?{what}/{place}" + "".join(f"&{piece}" for piece in pieces)


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
    def style(self) -> str:
        return self.forum.style

    def url(self, what: str, id_: int = 0, title: str = "", page: int = 1, query: str = "") -> str:
        """The whole address of a page, as all links have it."""
        return self.base + address(self.style, what, id_, title, page, query)

    def permalink(self, post_id: int, thread: Thread) -> str:
        """The address of a post as the feeds have it."""
        return self.url("thread", thread.id, thread.topic, query=f"postID={post_id}") + f"#post{post_id}"

    def number(self, number: int) -> str:
        return f"{number:,}".replace(",", self.w.thousands)

    def raw(self, text: str) -> Markup:
        """Markup by the administrator."""
        return Markup(text)

    def time(self, moment: datetime) -> Markup:
        """A moment: exact in an attribute, in words that change for people."""
        at, age = self.forum.local(moment), self.forum.now - moment
        clock = at.strftime("%H:%M")
        days = (self.forum.local(self.forum.now).date() - at.date()).days
        if timedelta() <= age < _HOUR:
            said = self.w.minutes.format(age // timedelta(minutes=1))
        elif days in (0, 1):
            said = (self.w.yesterday if days else self.w.today).format(clock)
        else:
            said = php_date("j. F Y", at, self.forum.language)
        if self.style == "six":
            pattern = '<woltlab-core-date-time date="{}">{}</woltlab-core-date-time>'
            return Markup(pattern).format(at.isoformat(timespec="seconds"), said)
        pattern = '<time datetime="{}" class="datetime" data-timestamp="{}" data-offset="3600">{}</time>'
        return Markup(pattern).format(at.isoformat(timespec="seconds"), int(moment.timestamp()), said)

    # --- boards ---

    def below(self, board: Board | None) -> list[Board]:
        """The boards right below one that the visitor may know of."""
        return [
            child for child in listing.below(self.forum, board) if self.visitor.may_read(self.forum, child)
        ]

    def summary(self, board: Board) -> listing.Summary:
        return listing.summary(self.forum, board)

    # --- threads and posts ---

    def pages_of(self, row: listing.Row) -> int:
        return ceil(len(row.posts) / self.forum.boards[row.thread.board_id].posts_per_page)

    def member(self, post: Post) -> Member | None:
        """The author, if still a member."""
        return self.forum.members.get(post.author_id or 0)

    def message(self, text: str) -> Markup:
        return Markup(Writer(self.style, self.w.quote_from, self.w.code, self.base).written(text))
