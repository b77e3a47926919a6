"""What opens pages that not everybody may read: a login, cookies of a browser, passwords of boards."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from feedforum.config import ForumSettings
from feedforum.records import Answer, Id, Reading
from feedforum.store import RefusedPasswords

_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


class LoginBlock(Enum):
    """Why we are not logged in; the value is what the owner can do where one would be needed."""

    NONE = ""
    REFUSED = "The forum refused the login; check that username and password are right."
    ENDING = (
        "The forum ends the session soon after each login, so the next waits; give this program an account"
        " that nobody else logs in with."
    )
    LOST = "The forum did not answer the login; it is tried again at the next poll."
    PASTED = (
        "The session that the pasted cookies carry has ended; copy them anew from a browser that is logged"
        " in, into what cookies_env or cookies_file names."
    )


@dataclass(frozen=True, slots=True)
class Login:
    """Who we are to the forum: a member with name and password, or whoever the cookies belong to."""

    username: str
    password: str = field(default="", repr=False)
    login_block: LoginBlock = LoginBlock.NONE

    @property
    def name(self) -> str:
        """The name under which we are logged in."""
        return self.username or "cookies"


def login_of(forum: ForumSettings, login_block: LoginBlock = LoginBlock.NONE) -> Login | None:
    """The login of a forum as it is configured; None for a guest."""
    if forum.cookies:
        return Login("", "", LoginBlock.PASTED)
    return Login(forum.username, forum.password, login_block) if forum.username else None


def shows_guest(reading: Reading[Any]) -> bool:
    """Whether a page tells that we are not logged in.

    Messages and the form for a board's password may have no frame, which alone carries that mark.
    """
    return reading.member is False and reading.answer in (Answer.OK, Answer.EMPTY, Answer.LOGIN_WANTED)


def secret_hash(salt: str, secret: str) -> str:
    """By scrypt (RFC 7914), which makes it costly to guess the secret from its hash."""
    return hashlib.scrypt(secret.encode(), salt=salt.encode(), dklen=32, **_COST).hex()


class BoardPasswords:
    """The passwords of a forum's boards for one poll, each of which is sent once.

    `refused` are those that were refused before, by their hashes; without it, none were.
    """

    def __init__(self, forum: ForumSettings, refused: RefusedPasswords | None = None) -> None:
        self._forum_key = forum.key
        self._passwords: Mapping[Id, str] = {
            board.id: board.password for board in forum.boards or () if board.password
        }
        self._stored = refused
        self._sent: set[Id] = set()
        self._refused: dict[Id, bool] = {}

    def give(self, locked: Id, board_id: Id | None) -> tuple[Id, str] | None:
        """The password for the board `locked`, and whose it is: its own, else that of the board asked for.

        None if there is none, if it was sent in this poll already, or refused.
        """
        owner = locked if locked in self._passwords else board_id
        if owner is None or locked in self._sent or not self.may_open(owner):
            return None
        self._sent.add(locked)
        return owner, self._passwords[owner]

    def has(self, board_id: Id) -> bool:
        """Whether a board has a password, right or wrong."""
        return board_id in self._passwords

    def may_open(self, board_id: Id) -> bool:
        """Whether a board has a password that it did not refuse."""
        return board_id in self._passwords and not self._is_refused(board_id)

    def refuse(self, owner: Id) -> None:
        """A board's password was wrong."""
        self._refused[owner] = True
        if self._stored is not None:
            self._stored.write(self._forum_key, owner, self._hash(owner))

    def detail(self, locked: Id, board_id: Id | None) -> str:
        """What the owner can do about a board that stays locked."""
        if not {locked, board_id} & self._passwords.keys():
            return (
                f"Board {locked} wants a password of its own: name it with password_env or password_file in"
                " the board's table, in boards."
            )
        if not any(self._refused.values()):
            return f"Board {locked} did not answer when its password was sent; it is tried again later."
        return (
            f"Board {locked} refuses its password: check what password_env or password_file in its"
            " table names; it is not tried again until it is another."
        )

    def _is_refused(self, board_id: Id) -> bool:
        if board_id not in self._refused and self._stored is not None:
            stored = self._stored.read(self._forum_key).get(board_id)
            self._refused[board_id] = stored is not None and stored == self._hash(board_id)
        return self._refused.get(board_id, False)

    def _hash(self, board_id: Id) -> str:
        """A password with all others: a board may have refused it for one above, which then gets its own."""
        secret = "\0".join((self._passwords[board_id], *self._passwords.values()))
        return secret_hash(f"{self._forum_key}/board/{board_id}", secret)
