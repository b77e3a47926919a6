"""Asks a forum for a page and reads it, with a login and with passwords of boards where there are any."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, TypeVar, cast

from feedforum.config import ForumSettings
from feedforum.dates import Calendar
from feedforum.diff.moved_threads import is_after_moves
from feedforum.diff.page_identity import another_id
from feedforum.engines import explain_unknown
from feedforum.engines.base import PageAt, PageKind
from feedforum.engines.kit.engine import Engine
from feedforum.fetch import ForumClient
from feedforum.poll.board_passwords import BoardPasswords
from feedforum.poll.login import ForumLogin, LoginBlock, shows_guest
from feedforum.poll.page_locator import PageLocator, Target
from feedforum.records import (
    Answer,
    BoardPage,
    Document,
    FeedItem,
    Fetched,
    Id,
    IndexPage,
    Post,
    Reading,
    ThreadPage,
    Traits,
)
from feedforum.store import RefusedPasswords
from feedforum.translations import detail_text

Page = TypeVar("Page", IndexPage, BoardPage, ThreadPage)
Listed = TypeVar("Listed", BoardPage, ThreadPage)
Read = Callable[[Document, Calendar], Reading[Page]]

_MOST_ATTEMPTS = 6
"""How often a page is asked for at most: a login, and passwords of boards above each other, may open it."""


class PageLoader:
    """Asks one forum for its pages.

    `url` is the URL of the page asked for last, and `page` its number: not that of the page wanted where only
    another one tells where that is. `base` is what the forum's addresses start from, `calendar` is what reads
    dates. `login_block`, `logged_in` and `refused` are those of `ForumLogin` and `BoardPasswords`.
    """

    def __init__(
        self,
        forum: ForumSettings,
        client: ForumClient,
        engine: Engine,
        base: str = "",
        *,
        login_block: LoginBlock = LoginBlock.NONE,
        refused: RefusedPasswords | None = None,
        logged_in: Callable[[bool], None] = lambda refused: None,
    ) -> None:
        self._client = client
        self._engine = engine
        self._forum_url = forum.url
        self.base = base or forum.url
        self.calendar = Calendar(forum.zone, forum.date_order)
        self.passwords = BoardPasswords(forum, refused)
        self.login = ForumLogin(forum, client, engine, login_block, logged_in)
        self._print_only = False
        self.url = ""
        self.page = 1
        self._locator = PageLocator(engine.traits(""))
        self._locked: set[Id] = set()

    @property
    def traits(self) -> Traits:
        """What the forum's version does; that of the commonest version as long as no index has told it."""
        return self._locator.traits

    def go_on_with(self, engine: Engine) -> None:
        """Read what the forum was upgraded to; a login or a password that was sent is not sent again."""
        self._engine = self.login.engine = engine
        self._locator = PageLocator(engine.traits(""))
        self.base = self._forum_url

    def index(self, fetched: Fetched | None = None) -> tuple[Reading[IndexPage], Document | None]:
        """The forum's index; read from what was `fetched` already, if it was.

        Where another page stands in its place, that tells where it is.
        """
        reading, document = self._page(
            self._engine.index_url(self.base), self._engine.read_index, fetched=fetched
        )
        if document is not None:
            self._locator.traits = self._engine.traits(reading.version)
            asked = self._engine.index_url(self.base)
            self.base = self._engine.root(self.base, document)
            if reading.page is None and self._engine.index_url(self.base) != asked:
                return self.index()
        if reading.page is not None:
            self._locked = {row.id for row in reading.page.boards if row.locked}
        return reading, document

    def board(self, board_id: Id, page: int) -> tuple[Reading[BoardPage], Document | None]:
        """A page of a board.

        As long as nothing tells where a page is, it is the nearest one before that does: see `page`.
        """
        target = (PageKind.BOARD, board_id)
        at = self._locator.locate(target, page)
        self.page = page if at is None else at.number
        if at is None:
            return _not_it("no_way_to_page", what=target[0], wanted=board_id, page=page), None
        url = self._engine.board_url(self.base, board_id, at)
        reading, document = self._page(url, self._engine.read_board, board_id)
        return self._of_target(target, at, reading), document

    def thread(
        self, thread_id: Id, page: int, size: int | None = None, board_id: Id | None = None
    ) -> tuple[Reading[ThreadPage], Document | None]:
        """A page of a thread, or its print view where no posts can be made out on the page itself.

        Where that happened once, the rest of the poll asks for print views alone. `size` is how many posts
        a page of it is known to have, and `board_id` the board it is known to stand in. See `board`.
        """
        target = (PageKind.THREAD, thread_id)
        at = self._locator.locate(target, page, size)
        self.page = page if at is None else at.number
        if at is None:
            return _not_it("no_way_to_page", what=target[0], wanted=thread_id, page=page), None
        view = self._engine.print_view
        reading: Reading[ThreadPage] = Reading(Answer.NOT_UNDERSTOOD)
        document: Document | None = None
        if view is None or not self._print_only:
            url = self._engine.thread_url(self.base, thread_id, at, board_id)
            reading, document = self._page(url, self._engine.read_thread)
        if view is None or reading.answer not in (Answer.NOT_UNDERSTOOD, Answer.EMPTY):
            return self._of_target(target, at, reading), document
        printed, print_document = self._page(view.url(self.base, thread_id, at), view.read)
        if printed.page is not None and printed.page.posts:
            self._print_only = True
            printed = replace(printed, page=replace(printed.page, page=at.number))
        if self._print_only:
            return self._of_what_was_asked(target, printed), print_document
        return self._of_target(target, at, reading), document

    def _of_target(self, target: Target, at: PageAt, reading: Reading[Listed]) -> Reading[Listed]:
        """The reading, unless its page is of another board or thread; empty if it came past the last page."""
        reading = self._of_what_was_asked(target, reading)
        if reading.page is None:
            return reading
        self._locator.learn(target, reading.page)
        if not self._locator.is_past_the_end(reading.page, at):
            return reading
        page = _without_rows(reading.page, at.number)
        return Reading(Answer.EMPTY, page, detail_text("past_the_end"), reading.member)

    def native_feed(
        self, *, threads: Sequence[Id] = (), boards: Sequence[Id] = ()
    ) -> Reading[tuple[FeedItem, ...]] | None:
        """What the forum's own feed lists of some threads or boards; None where the software has none."""
        feed, ids = self._engine.native_feed, ",".join(map(str, threads or boards))
        if feed is None or not (url := (feed.url if threads else feed.boards_url)(self.base, ids)):
            return None
        self.url = url
        fetched = self._client.get(self.url)
        if fetched.document is None:
            return Reading(fetched.answer, None, fetched.detail)
        return Reading(Answer.OK, feed.read(fetched.document))

    def refuses(self, reading: Reading[Any], board_id: Id | None = None) -> bool:
        """Whether the forum itself refuses the page that was read last to us, whoever we were to be.

        It may, where a login of ours is lost, or the password that is known for `board_id` is wrong. A board
        that some software calls not found may be one for members.
        """
        refusals = {Answer.LOGIN_WANTED, Answer.PASSWORD_WANTED}
        if board_id is not None and self.traits.refusals_look_like_not_found:
            refusals.add(Answer.NOT_FOUND)
        if reading.answer not in refusals:
            return False
        return self.login.as_configured and (board_id is None or not self.passwords.has(board_id))

    def unchanged(self, page: ThreadPage) -> bool:
        """Whether the page that was read last says what it said before, when all of that was stored."""
        return self._client.seen_before(self.url, _digest(page))

    def forget(self) -> None:
        """Let the page that was read last be read anew next time: not all that it says could be stored."""
        self._client.forget_page(self.url)

    def _of_what_was_asked(self, target: Target, reading: Reading[Listed]) -> Reading[Listed]:
        """The reading, unless it is of another board or thread, but not of a thread under a later id.

        Nor is a thread read that stands in a board whose password we do not have: some software shows it to
        whoever knows its id.
        """
        if reading.page is None:
            return reading
        (what, asked), page = target, cast("BoardPage | ThreadPage", reading.page)
        if isinstance(page, BoardPage):
            shown, moved = page.board_id, False
        else:
            home = page.path[-1].id if page.path else None
            if home is not None and home in self._locked and not self.passwords.has(home):
                return Reading(
                    Answer.PASSWORD_WANTED, None, self.passwords.detail(home, home), reading.member
                )
            shown = page.thread_id
            moved = self.traits.moves_change_ids and is_after_moves(asked, shown)
        if moved or not another_id(asked, shown):
            return reading
        return _not_it("another_shown", what=what, shown=shown, asked=asked)

    def _page(
        self, url: str, read: Read[Page], board_id: Id | None = None, fetched: Fetched | None = None
    ) -> tuple[Reading[Page], Document | None]:
        """A page, asked for again after each login or password; `board_id` is that of a board's page."""
        reading, document = self._once(url, read, fetched)
        for _ in range(_MOST_ATTEMPTS):
            if document is None:
                break
            if reading.answer is Answer.PASSWORD_WANTED:
                opened = self._give_password(url, read, document, board_id)
            elif shows_guest(reading) and self.login.log_in(document, self.base, self.calendar):
                opened = self._once(url, read)
            else:
                opened = None
            if opened is None:
                break
            reading, document = opened
        if reading.answer is not Answer.PASSWORD_WANTED or document is None:
            return reading, document
        locked = self._engine.password_board(document) or board_id
        if locked is None or self._engine.password_form(document, locked, "") is None:
            return reading, document
        return replace(reading, detail=self.passwords.detail(locked, board_id)), document

    def _once(
        self, url: str, read: Read[Page], fetched: Fetched | None = None
    ) -> tuple[Reading[Page], Document | None]:
        self.url = url
        if fetched is None or (fetched.document or fetched.error_page) is None:
            fetched = self._client.get(url)
        if fetched.document is not None:
            return self._read(fetched.document, read), fetched.document
        if fetched.error_page is not None:
            # What the forum's software says counts more than the status that it came with.
            reading = read(fetched.error_page, self.calendar)
            if reading.page is None and reading.answer is not Answer.NOT_UNDERSTOOD:
                self.login.note_account(reading)
                return reading, fetched.error_page
            explanation = explain_unknown(self._engine, fetched.error_page)
            if explanation is not None and explanation[0] is Answer.OTHER_SOFTWARE:
                return Reading(explanation[0], None, explanation[1]), fetched.error_page
        return Reading(fetched.answer, None, fetched.detail), None

    def _read(self, document: Document, read: Read[Page]) -> Reading[Page]:
        """What the engine makes of a page, or, if that is nothing, what any software's pages tell."""
        reading = read(document, self.calendar)
        self.login.note_account(reading)
        if reading.answer is not Answer.NOT_UNDERSTOOD:
            return reading
        explanation = explain_unknown(self._engine, document)
        return Reading(explanation[0], None, explanation[1]) if explanation else reading

    def _give_password(
        self, url: str, read: Read[Page], document: Document, board_id: Id | None
    ) -> tuple[Reading[Page], Document | None] | None:
        """The page after its board's password was sent; None if there is none to send, or no answer came.

        A board that asks again has refused the password.
        """
        locked = self._engine.password_board(document) or board_id
        found = self.passwords.give(locked, board_id) if locked else None
        if locked is None or found is None:
            return None
        owner, password = found
        form = self._engine.password_form(document, locked, password)
        if form is None or self._client.submit(form.url, dict(form.fields)).document is None:
            return None
        reading, after = self._once(url, read)
        asks_again = reading.answer is Answer.PASSWORD_WANTED and after is not None
        if asks_again and after is not None and (self._engine.password_board(after) or board_id) == locked:
            self.passwords.refuse(owner)
        return reading, after


def _digest(page: ThreadPage) -> bytes:
    """A digest of what a page tells, in whatever words it names the moments of its posts."""
    return sha256(repr(replace(page, posts=tuple(map(_without_words, page.posts)))).encode()).digest()


def _without_words(post: Post) -> Post:
    """A post without the words of its date: "today" is "yesterday" tomorrow, and 5 minutes ago soon 6."""
    if post.uncertainty:
        return replace(post, posted_at=None, uncertainty=timedelta(), date_text="")
    return post if post.posted_at is None else replace(post, date_text="")


def _without_rows(page: Listed, number: int) -> Listed:
    if isinstance(page, BoardPage):
        return replace(page, page=number, threads=())
    return replace(page, page=number, posts=())


def _not_it(why: str, **values: object) -> Reading[Any]:
    return Reading(Answer.NOT_UNDERSTOOD, None, detail_text(why, **values))
