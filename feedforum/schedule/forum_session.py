"""A forum's session from visit to visit, over restarts: its cookies, and the logins that led to it."""

import logging
from datetime import datetime
from functools import cached_property

from feedforum.config import ForumSettings
from feedforum.fetch import ForumClient
from feedforum.poll import LoginBlock
from feedforum.records import Cookie
from feedforum.schedule.credentials import credentials_mark, owner_mark
from feedforum.schedule.login_policy import after_login, login_block
from feedforum.store import CookieStore, PollState

log = logging.getLogger(__name__)


class Session:
    """The session of one forum, by its guest, who has no cookies before it begins.

    `follows` is the session of who visits the forum as the same somebody until this one begins.
    """

    def __init__(
        self, forum: ForumSettings, shelf: CookieStore, client: ForumClient, follows: "Session | None" = None
    ) -> None:
        self._forum = forum
        self._shelf = shelf
        self._guest = client
        self._follows = follows
        self._begun = False
        self._was_in = False
        self._owner = ""
        self._kept: tuple[Cookie, ...] = ()

    def begin(self) -> None:
        """Go on where the one before is by now, or what is kept left off; once. Raises StoreError."""
        if self._begun:
            return
        self._owner = owner_mark(self._forum) if self._shelf.keeps else ""
        kept = self._shelf.read(self._forum.key, self._owner)
        if kept is None:
            log.warning(
                "%s: the kept cookies do not fit the key that [storage] names now, and were dropped; nothing"
                " is to be done unless that was a mistake",
                self._forum.key,
            )
        self._kept = kept or ()
        before = self._follows
        if before is None:
            self._was_in = bool(kept)
            self._guest.add_cookies(self._kept or self._forum.cookies)
        else:
            before.begin()
            self._was_in = before._was_in  # noqa: SLF001 - of the same kind
            self._guest.add_cookies(before._guest.cookies)  # noqa: SLF001
        self._follows = None
        self._begun = True

    def login_block(self, visit: PollState, now: datetime) -> LoginBlock:
        """What forbids a login now."""
        # A mark takes a while to make, and matters only where there is one to compare it with.
        return login_block(visit, self._credentials if visit.login_refused_at else "", now)

    def logged_in(self, visit: PollState, now: datetime, *, refused: bool) -> PollState:
        """What is kept of a login."""
        mark = self._credentials if refused else ""
        after = after_login(visit, mark, now, refused=refused, ended=self._was_in)
        self._was_in = self._was_in or not refused
        return after

    def keep(self) -> None:
        """Keep the guest's cookies where they have changed. Raises StoreError."""
        cookies = self._guest.cookies
        if cookies != self._kept:
            self._shelf.write(self._forum.key, self._owner, cookies)
            self._kept = cookies

    @cached_property
    def _credentials(self) -> str:
        return credentials_mark(self._forum)
