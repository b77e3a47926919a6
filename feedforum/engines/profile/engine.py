"""The engine of a forum that is known by its profile alone."""

from dataclasses import replace
from urllib.parse import urljoin

from bs4.element import Tag

from feedforum.dates import Calendar, with_todays_offset
from feedforum.engines.base import FIRST_PAGE, Address, Form, PageAt, PageKind
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.forms import filled_in
from feedforum.engines.kit.frame import Frame
from feedforum.engines.profile.fit import field_fits
from feedforum.engines.profile.listings import read_board, read_index
from feedforum.engines.profile.page import ProfilePage
from feedforum.engines.profile.thread import read_thread
from feedforum.engines.profile.urls import ALL_THREADS, ForumUrls, template
from feedforum.records import (
    BoardPage,
    Document,
    FieldFit,
    Id,
    IndexPage,
    Paging,
    Profile,
    Reading,
    ThreadPage,
    Traits,
)


class ProfileEngine(PageEngine[ProfilePage]):
    """Reads one forum, as its profile says."""

    name = "profile"
    title = "the forum's profile"
    login_path = ""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._urls = ForumUrls(profile)
        self.login_fields = (profile.login.username.lower(), profile.login.password.lower())

    def traits(self, version: str) -> Traits:
        threads, boards = template(self.profile.urls.thread_page), template(self.profile.urls.board_page)
        return Traits(
            paging=threads.paging or boards.paging or Paging.LINKS,
            clock_shifts=self.profile.fixed_offset,
            repeats_pages=True,
        )

    def index_url(self, base: str) -> str:
        return urljoin(base, self.profile.urls.index)

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        if board_id == ALL_THREADS and at.number == 1 and not self.profile.urls.board:
            return self.index_url(base)
        return self._urls.fill(PageKind.BOARD, base, at, board_id)

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return self._urls.fill(PageKind.THREAD, base, at, thread_id, board_id)

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        if post_id is None or not self.profile.urls.post:
            return self.thread_url(base, thread_id)
        return self._urls.post.fill(base, FIRST_PAGE, id=post_id, thread=thread_id)

    def board_link(self, base: str, board_id: Id) -> str:
        return self.board_url(base, board_id)

    def profile_link(self, base: str, user_id: Id) -> str:
        if not self.profile.urls.member:
            return base
        return template(self.profile.urls.member).fill(base, FIRST_PAGE, id=user_id)

    def address(self, url: str) -> Address | None:
        return self._urls.address(url)

    def evidence(self, frame: Frame) -> int:
        """None: a profile is not recognised, it is named."""
        return 0

    def version(self, page: ProfilePage) -> str:
        return ""

    def open(self, document: Document) -> ProfilePage:
        return ProfilePage(document, self.profile)

    def calendar_of(self, page: ProfilePage, calendar: Calendar) -> Calendar:
        if self.profile.date_order and calendar.order == "auto":
            calendar = replace(calendar, order=self.profile.date_order)
        fixed = self.profile.fixed_offset
        return with_todays_offset(calendar, page.document.made_at) if fixed else calendar

    def index_page(self, page: ProfilePage, calendar: Calendar) -> Reading[IndexPage]:
        return read_index(page, calendar)

    def board_page(self, page: ProfilePage, calendar: Calendar) -> Reading[BoardPage]:
        return read_board(page, calendar)

    def thread_page(self, page: ProfilePage, calendar: Calendar) -> Reading[ThreadPage]:
        return read_thread(page, calendar)

    def fits(self, document: Document, kind: PageKind | None, calendar: Calendar) -> tuple[FieldFit, ...]:
        """How well each field of the profile fits a page, which is of a kind if that is known."""
        page = self.open(document)
        return tuple(field_fits(page, kind, self.calendar_of(page, calendar)))

    def login_url(self, base: str) -> str:
        return urljoin(base, self.profile.urls.login)

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        """By the fields that the profile names, else those of the first form with a field for a password."""
        if all(self.login_fields):
            return super().login_form(document, username, password)
        page = self.open(document)
        for form in page.own("form"):
            fields = _login_fields(form)
            if fields is not None:
                return filled_in(page, form, dict(zip(fields, (username, password), strict=True)))
        return None


def _login_fields(form: Tag) -> tuple[str, str] | None:
    """The fields of a form for a name and, right after it, a password; None for a form without."""
    name = ""
    for field in form.find_all("input"):
        kind = attribute(field, "type").lower() or "text"
        if kind in ("text", "email"):
            name = attribute(field, "name")
        elif kind == "password" and name:
            return name, attribute(field, "name")
    return None
