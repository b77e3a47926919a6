"""Marks of secrets: by them a secret is known again, without being kept."""

import hashlib
import json

from feedforum.config import ForumSettings
from feedforum.records import Id
from feedforum.store import RefusedPasswords

_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


def credentials_mark(forum: ForumSettings) -> str:
    """A mark of the forum's username and password that does not tell them; empty without a username."""
    return _mark(f"{forum.key}/{forum.username}", forum.password) if forum.username else ""


def owner_mark(forum: ForumSettings) -> str:
    """A mark of all that makes us somebody to the forum: it is another as soon as any of it is.

    Empty for a guest.
    """
    secrets = _owner(forum)
    return _mark(f"{forum.key}//{forum.url}", json.dumps(secrets)) if any(secrets) else ""


def is_same_owner(one: ForumSettings, other: ForumSettings) -> bool:
    """Whether two settings of a forum make us the same somebody to it, or both nobody."""
    return one.url == other.url and _owner(one) == _owner(other)


def _owner(forum: ForumSettings) -> list[object]:
    pasted = [(cookie.name, cookie.value) for cookie in forum.cookies]
    boards = [(board.id, board.password) for board in forum.boards or () if board.password]
    return [forum.username, forum.password if forum.username else "", pasted, boards]


class StoredRefusals:
    """Which passwords a forum's boards refused, by marks in the store."""

    def __init__(self, forum_key: str, store: RefusedPasswords) -> None:
        self._forum_key = forum_key
        self._store = store

    def is_refused(self, board_id: Id, password: str) -> bool:
        """Whether that board refused this very password before."""
        mark = self._store.read(self._forum_key).get(board_id)
        return mark is not None and mark == self._mark(board_id, password)

    def refuse(self, board_id: Id, password: str) -> None:
        """Remember that it did."""
        self._store.write(self._forum_key, board_id, self._mark(board_id, password))

    def _mark(self, board_id: Id, password: str) -> str:
        return _mark(f"{self._forum_key}/board/{board_id}", password)


def _mark(salt: str, secret: str) -> str:
    """By scrypt (RFC 7914), which makes it costly to guess the secret from the mark."""
    return hashlib.scrypt(secret.encode(), salt=salt.encode(), dklen=32, **_COST).hex()
