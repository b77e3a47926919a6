"""The passwords of a forum's boards, each sent once in a poll, and never again once it was refused."""

import hashlib
from collections.abc import Mapping

from feedforum.config import ForumSettings
from feedforum.records import Id
from feedforum.store import RefusedPasswords
from feedforum.translations import detail_text

_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


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
            return detail_text("board_wants_password", board=locked)
        if not any(self._refused.values()):
            return detail_text("board_did_not_answer", board=locked)
        return detail_text("board_refuses_password", board=locked)

    def _is_refused(self, board_id: Id) -> bool:
        if board_id not in self._refused and self._stored is not None:
            stored = self._stored.read(self._forum_key).get(board_id)
            self._refused[board_id] = stored is not None and stored == self._hash(board_id)
        return self._refused.get(board_id, False)

    def _hash(self, board_id: Id) -> str:
        """A password with all others: a board may have refused it for one above, which then gets its own."""
        secret = "\0".join((self._passwords[board_id], *self._passwords.values()))
        return secret_hash(f"{self._forum_key}/board/{board_id}", secret)
