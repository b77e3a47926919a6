"""What the templates ask for: links, names, dates and markup as one visitor gets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Member, Post, Thread
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.wbb2 import characters
from tests.sample_forum.skins.wbb2.bbcode import to_html
from tests.sample_forum.skins.wbb2.characters import named
from tests.sample_forum.skins.wbb2.sessions import Visitor
from tests.sample_forum.skins.wbb2.words import LANGUAGES, Words

_SIGNATURE_RULE = "<br /><br />" + "_" * 18 + "<br />"
_NEAR = 3
_HOT_REPLIES, _HOT_VIEWS = 15, 50
_SHORT_TOPIC = 30


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among its neighbours, and the links to them."""

    view: "View"
    script: str
    params: dict[str, object]
    number: int
    pages: int

    def at(self, page: object) -> Markup:
        """The link to a page; `1+1`, as the head of each page has it, is the software's own fault."""
        return self.view.link(self.script, **self.params, page=page)

    @property
    def near(self) -> list[int]:
        """The pages that are named with a number."""
        return [k for k in range(1, self.pages + 1) if abs(k - self.number) <= _NEAR]

    @property
    def far_from_first(self) -> bool:
        """Whether the first page needs a link of its own."""
        return self.number - _NEAR > 1

    @property
    def far_from_last(self) -> bool:
        """Whether the last page needs a link of its own."""
        return self.number + _NEAR < self.pages


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

    @property
    def style(self) -> str:
        """The style of this session, or the forum's."""
        return self.visitor.session.style or self.forum.style

    # --- links and what surrounds a page ---

    def link(self, script: str, **params: object) -> Markup:
        """An internal link: the session id stands before `page`, and everything else in order."""
        page = params.pop("page", None)
        if self.visitor.sid:
            params["sid"] = self.visitor.sid
        if page is not None:
            params["page"] = page
        query = "&amp;".join(f"{key}={value}" for key, value in params.items())
        return Markup(f"{script}?{query}" if query else script)

    @property
    def hidden_sid(self) -> Markup:
        """The session id in a form."""
        if not self.visitor.sid:
            return Markup("")
        return Markup('<input type="hidden" name="sid" value="{}" />').format(self.visitor.sid)

    @property
    def who(self) -> str:
        """The visitor's name."""
        return self.visitor.member.name if self.visitor.member else self.w.client

    @property
    def greeting(self) -> Markup:
        """The line that tells guests and members apart."""
        if self.visitor.member:
            links = Markup('<a href="{}">{}</a>').format(self.link("logout.php"), self.w.logout)
        else:
            links = Markup('<a href="{}">{}</a>|<a href="{}">{}</a>').format(
                self.link("login.php"), self.w.login, self.link("register.php"), named(self.w.register)
            )
        return named(self.w.hello.format(self.who)) + Markup(" [") + links + Markup("]")

    @property
    def footer(self) -> Markup:
        """Who made the software, and which version."""
        board = Markup("<b>Burning Board {}</b>").format(self.forum.version)
        text = named(self.w.footer).format(board, Markup("<b>WoltLab GmbH</b>"))
        return Markup('<a href="http://www.woltlab.de" target="_blank">{}</a>').format(text)

    # --- texts ---

    def number(self, number: int) -> str:
        """With the language's thousands separator."""
        return f"{number:,}".replace(",", self.w.thousands)

    def size(self, size: int) -> str:
        """Bytes as the board rounds them."""
        if size < 1024:
            return f"{size} Byte"
        return f"{size / 1024:.2f}".rstrip("0").rstrip(".").replace(".", self.w.decimal) + " KB"

    def date(self, moment: datetime, *, named: bool = True) -> Markup:
        """As the administrator set it, in the forum's zone; `named` says *Heute* and *Gestern*."""
        f, at = self.forum, self.forum.local(moment)
        time = Markup('<span class="time">{}</span>').format(php_date(f.time_format, at, f.language))
        if named and f.named_days:
            ago = f.local(f.now).date() - at.date()
            if not ago:
                return Markup("<b>{}</b>, {}").format(self.w.today, time)
            if ago == timedelta(days=1):
                return Markup("{}, {}").format(self.w.yesterday, time)
        return Markup("{} {}").format(php_date(f.date_format, at, f.language), time)

    def topic(self, text: str) -> Markup:
        """A topic or post title."""
        return characters.topic(text)

    def short(self, text: str) -> Markup:
        """A topic where there is little room."""
        return characters.topic(text if len(text) <= _SHORT_TOPIC else text[:_SHORT_TOPIC] + "...")

    def raw(self, text: str) -> Markup:
        """A board's description."""
        return characters.raw(text)

    def icon(self, name: str) -> Markup:
        """A thread's or post's icon, or nothing."""
        if not name:
            return Markup("")
        text = named(dict(self.w.icons).get(name, name))
        return Markup('<img src="images/icons/{}.gif" alt="{}" title="{}" border="0" />').format(
            name, text, text
        )

    # --- boards ---

    def index_rows(self) -> list[Board]:
        """Categories with the boards right below them, in order; deeper boards have no row of their own."""
        rows = []
        for top in listing.below(self.forum, None):
            rows += [top, *listing.below(self.forum, top)] if top.category else [top]
        return rows

    def below(self, board: Board) -> list[Board]:
        """The listed boards right below a board."""
        return listing.below(self.forum, board)

    def all_boards(self) -> list[Board]:
        """Every listed board, for the jump menu."""
        return [
            board
            for top in listing.below(self.forum, None)
            for board in [top, *listing.all_below(self.forum, top)]
        ]

    def summary(self, board: Board) -> listing.Summary:
        """Counts and last post."""
        return listing.summary(self.forum, board)

    def state(self, board: Board) -> str:
        """The name of the image that leads a board's row."""
        if board.external:
            return "link"
        shut = board.closed or not self.visitor.may_enter(self.forum, board)
        return "offclosed" if shut else "off"

    def readable_thread(self, post: Post) -> Thread | None:
        """The thread of a last post, unless it is none of the visitor's business."""
        thread = self.forum.threads[post.thread_id]
        return thread if self.visitor.may_read(self.forum, self.forum.boards[thread.board_id]) else None

    def no_threads(self, board: Board) -> str:
        """What an empty board says."""
        since = self.forum.local(self.forum.now - timedelta(days=board.daysprune))
        return self.w.no_threads.format(php_date(self.forum.date_format, since, self.forum.language))

    # --- threads and posts ---

    def thread_state(self, row: listing.Row) -> str:
        """The name of the image that leads a thread's row."""
        if row.trace:
            return "moved"
        if row.thread.announcement:
            return "announce"
        hot = row.replies > _HOT_REPLIES or row.thread.views > _HOT_VIEWS
        return f"{'hot' if hot else ''}{'lock' if row.thread.closed else ''}folder"

    def files(self, row: listing.Row) -> int:
        """How many files a thread has."""
        return sum(len(post.uploads) for post in row.posts)

    def pages_of(self, row: listing.Row) -> int:
        """How many pages a thread has."""
        size = self.forum.boards[row.thread.board_id].posts_per_page
        return -(-len(row.posts) // size)

    def member(self, post: Post) -> Member | None:
        """The author, if still a member."""
        return self.forum.members.get(post.author_id or 0)

    def author(self, post: Post, *, decorated: bool = False) -> Markup:
        """The author's name, a link for members."""
        member = self.member(post)
        if member is None:
            return named(post.author)
        name = (
            Markup("<i>{}</i>").format(named(post.author))
            if member.staff and decorated
            else named(post.author)
        )
        return Markup('<a href="{}">{}</a>').format(self.link("profile.php", userid=member.id), name)

    def member_since(self, post: Post) -> str:
        """When the author registered."""
        member = self.forum.members[post.author_id or 0]
        return php_date(self.forum.date_format, self.forum.local(member.joined), self.forum.language)

    def message(self, post: Post) -> Markup:
        """The message alone."""
        return Markup(to_html(post.text, self.w, html=post.html))

    def signature(self, post: Post) -> Markup:
        """The signature with the rule before it, if the author has one."""
        member = self.member(post)
        if member is None or not member.signature or not post.signature:
            return Markup("")
        return Markup(f"{_SIGNATURE_RULE}{to_html(member.signature, self.w)}<br />")

    def edit_note(self, post: Post) -> Markup:
        """How often, by whom and when."""
        when = self.date(post.edited_at) if post.edited_at else Markup("")
        return named(self.w.edited.format(post.edits, post.editor)) + when + Markup(".")

    def written(self, post: Post) -> Markup:
        """The line above a post in the print view, never with *Heute*."""
        at = self.forum.local(post.posted_at)
        date = php_date(self.forum.date_format, at, self.forum.language)
        time = php_date(self.forum.time_format, at, self.forum.language)
        return named(self.w.written.format(post.author, date)) + Markup(
            '<span class="time">{}</span>:'
        ).format(time)

    def share(self, votes: int, total: int) -> float:
        """A share of the votes in percent."""
        return 100 * votes / total if total else 0.0
