"""Logging in to a forum: the forum's own form, and what came of it."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from feedforum.config import ForumSettings
from feedforum.dates import Calendar
from feedforum.engines import explain_unknown
from feedforum.engines.kit.engine import Engine
from feedforum.fetch import ForumClient
from feedforum.poll.answer_policy import LOGIN_UNANSWERED
from feedforum.records import Answer, Document, Reading
from feedforum.translations import detail_text


class LoginBlock(Enum):
    """Why we are not logged in; the value is what the owner can do where one would be needed."""

    NONE = ""
    REFUSED = detail_text("login_refused")
    ENDING = detail_text("login_ending")
    LOST = detail_text("login_lost")
    PASTED = detail_text("login_pasted")


def shows_guest(reading: Reading[Any]) -> bool:
    """Whether a page tells that we are not logged in.

    Messages and the form for a board's password may have no frame, which alone carries that mark.
    """
    return reading.member is False and reading.answer in (Answer.OK, Answer.EMPTY, Answer.LOGIN_WANTED)


class ForumLogin:
    """Logs in to one forum, once in a poll at most: forums end a member's other sessions at each login.

    `account` is the name under which the forum knew us on the last page that shows one, empty for a guest.
    `engine` is what reads the forum's forms, `login_block` says why none may be sent. `logged_in` is called
    after each login that was sent, with whether it was refused, before anything else is asked for.
    """

    def __init__(
        self,
        forum: ForumSettings,
        client: ForumClient,
        engine: Engine,
        login_block: LoginBlock,
        logged_in: Callable[[bool], None],
    ) -> None:
        self._client = client
        self.engine = engine
        self._secrets = (forum.username, forum.password)
        # A member with name and password, or whoever the cookies belong to; empty for a guest.
        self._name = "cookies" if forum.cookies else forum.username
        self._block = LoginBlock.PASTED if forum.cookies else login_block
        self._logged_in = logged_in
        self._sent = not self._name or self._block is not LoginBlock.NONE
        self._result: LoginBlock | None = None
        self._known_as_guest = False
        self.account = ""

    @property
    def refused(self) -> bool:
        """Whether a login was tried, and refused."""
        return self._result is LoginBlock.REFUSED

    @property
    def block(self) -> LoginBlock:
        """Why we are a guest where we were to be a member, NONE if we are not."""
        if not self._name or not self._known_as_guest:
            return LoginBlock.NONE
        # Where a login was accepted, there was a guest's page after it all the same.
        return self._result or self._block

    @property
    def as_configured(self) -> bool:
        """Whether the forum knows us as whom we are to be: as a member, or as a guest."""
        return not self._name or bool(self.account)

    def note_account(self, reading: Reading[Any]) -> None:
        """Take from a page whether the forum knows us."""
        if self._name and reading.member:
            self.account, self._known_as_guest = self._name, False
        elif shows_guest(reading):
            self.account, self._known_as_guest = "", True

    def log_in(self, document: Document, base: str, calendar: Calendar) -> bool:
        """Send the form of the page at hand, or else of the login page; gives whether it let us in."""
        if self._sent:
            return False
        self._sent = True
        form = self.engine.login_form(document, *self._secrets)
        if form is None and (asked := self._client.get(self.engine.login_url(base)).document) is not None:
            form = self.engine.login_form(asked, *self._secrets)
        if form is None:
            self._result = LoginBlock.LOST
            return False
        answer = self._client.submit(form.url, dict(form.fields)).document
        accepted = answer is not None and self.engine.accepted(answer)
        self._result = LoginBlock.ENDING if accepted else self._failure(answer, calendar)
        self._logged_in(self.refused)
        return accepted

    def _failure(self, document: Document | None, calendar: Calendar) -> LoginBlock:
        """Why a login failed: the forum refused it, or it answered with an error that any page may get."""
        if document is None:
            return LoginBlock.LOST
        answer = self.engine.read_index(document, calendar).answer
        explanation = explain_unknown(self.engine, document) if answer is Answer.NOT_UNDERSTOOD else None
        answer = explanation[0] if explanation else answer
        return LoginBlock.LOST if answer in LOGIN_UNANSWERED else LoginBlock.REFUSED
