"""A forum's login session, over polls and restarts: its cookies, and when to log in."""

import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from feedforum.config import ForumSettings
from feedforum.fetch import ForumClient
from feedforum.poll.board_passwords import secret_hash
from feedforum.poll.login import LoginBlock
from feedforum.records import Cookie
from feedforum.schedule.intervals import DAY, doubled
from feedforum.store import CookieStore, PollState

log = logging.getLogger(__name__)

LASTING_SESSION = timedelta(hours=1)
"""How long a session has to last before another login is nothing unusual, and how long the first wait is."""


@dataclass(eq=False)
class ForumSession:
    """The session of one forum, in a client that has no cookies before it begins.

    `follows` is the session of the client that polls the forum, with the same login, until this one begins.
    """

    forum: ForumSettings
    cookie_store: CookieStore
    client: ForumClient
    follows: "ForumSession | None" = None
    _begun: bool = False
    _logged_in_before: bool = False
    _identity: str = ""
    _stored: tuple[Cookie, ...] = ()

    def begin(self) -> None:
        """Continue the session before this one, or the stored one; once. Raises StoreError."""
        if self._begun:
            return
        self._identity = identity_hash(self.forum) if self.cookie_store.keeps else ""
        stored = self.cookie_store.read(self.forum.key, self._identity)
        if stored is None:
            log.warning(
                "%s: the stored cookies do not fit the key that [storage] names now and were dropped; if the"
                " key was not changed on purpose, restore it",
                self.forum.key,
            )
        self._stored = stored or ()
        before = self.follows
        if before is None:
            self._logged_in_before = bool(stored)
            self.client.jar.add(self._stored or self.forum.cookies)
        else:
            before.begin()
            self._logged_in_before = before._logged_in_before  # noqa: SLF001 - of the same kind
            self.client.jar.add(before.client.jar.records())
        self.follows = None
        self._begun = True

    def login_block(self, state: PollState, now: datetime) -> LoginBlock:
        # The hash takes a while, and matters only where there is one to compare it with.
        return login_block(state, self._credentials if state.login_refused_at else "", now)

    def after_login(self, state: PollState, now: datetime, *, refused: bool) -> PollState:
        credentials = self._credentials if refused else ""
        after = after_login(state, credentials, now, refused=refused, ended=self._logged_in_before)
        self._logged_in_before = self._logged_in_before or not refused
        return after

    def store_cookies(self) -> None:
        """Store the client's cookies if they have changed. Raises StoreError."""
        cookies = self.client.jar.records()
        if cookies != self._stored:
            self.cookie_store.write(self.forum.key, self._identity, cookies)
            self._stored = cookies

    @cached_property
    def _credentials(self) -> str:
        return credentials_hash(self.forum)


# --- when to log in: pure ---


def login_block(state: PollState, credentials: str, now: datetime) -> LoginBlock:
    """What forbids a login `now`; `credentials` is a hash of the present username and password.

    For a day after a refusal they are not tried again, as forums lock out who tries too often; new ones are.
    """
    refused_at, same = state.login_refused_at, credentials == state.login_refused_for
    if refused_at is not None and same and now - refused_at <= timedelta(seconds=DAY):
        return LoginBlock.REFUSED
    if state.logged_in_at is not None and now < state.logged_in_at + wait(state.logins):
        return LoginBlock.ENDING
    return LoginBlock.NONE


def wait(logins: int) -> timedelta:
    """How long to wait after the last of so many logins in a row whose sessions did not hold.

    After the first session that ends we log in again at once: sessions end. One that ends soon after that is
    ended by somebody, perhaps the owner, who logs in elsewhere and whose session our login ends in turn.
    """
    if logins < 2:
        return timedelta()
    return timedelta(seconds=doubled(LASTING_SESSION.total_seconds(), logins - 2, DAY))


def after_login(
    state: PollState, credentials: str, now: datetime, *, refused: bool, ended: bool
) -> PollState:
    """The state after a login; `ended`: a session had ended before it, so the next wait is longer."""
    if refused:
        return replace(state, login_refused_at=now, login_refused_for=credentials)
    logins = state.logins + 1 if ended else max(state.logins, 1)
    return replace(state, login_refused_at=None, login_refused_for="", logged_in_at=now, logins=logins)


def after_session(state: PollState, now: datetime) -> PollState:
    """The state after a poll in which we were logged in: a session that holds ends the row of short ones."""
    if state.logins > 1 and state.logged_in_at is not None and now - state.logged_in_at >= LASTING_SESSION:
        return replace(state, logins=1)
    return state


# --- hashes by which secrets are recognised without being stored ---


def credentials_hash(forum: ForumSettings) -> str:
    """A hash of the forum's username and password; empty without a username."""
    return secret_hash(f"{forum.key}/{forum.username}", forum.password) if forum.username else ""


def identity_hash(forum: ForumSettings) -> str:
    """A hash of everything that a forum knows us by, which changes when any of it does; empty for a guest."""
    secrets = _identity(forum)
    return secret_hash(f"{forum.key}//{forum.url}", json.dumps(secrets)) if any(secrets) else ""


def is_same_identity(one: ForumSettings, other: ForumSettings) -> bool:
    """Whether two settings of a forum make us the same user to it, or a guest both times."""
    return one.url == other.url and _identity(one) == _identity(other)


def _identity(forum: ForumSettings) -> list[object]:
    pasted = [(cookie.name, cookie.value) for cookie in forum.cookies]
    boards = [(board.id, board.password) for board in forum.boards or () if board.password]
    return [forum.username, forum.password if forum.username else "", pasted, boards]
