"""Sessions: ours with forums (encrypted cookies, refused passwords), the owner's, and readers with tokens."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken

from feedforum.records import Cookie, Id
from feedforum.store import tables
from feedforum.store.database import Repository, writing
from feedforum.store.row_mapping import upsert

_cookies = tables.cookies
_password = tables.refused_password
_ended = tables.ended_session
_read = tables.token_read


class CookieStore(Repository):
    """The cookies of all forums, encrypted by `key`; without one none are stored, and older ones are deleted.

    `key` is 32 bytes in URL-safe base64, as `cryptography` wants it. `owner` identifies the
    account that the cookies are of: they are given to no other.
    """

    def __init__(self, engine: sa.Engine, key: str) -> None:
        super().__init__(engine)
        self._fernet = Fernet(key) if key else None

    @property
    def keeps(self) -> bool:
        """Whether there is a key, without which no cookies are stored."""
        return self._fernet is not None

    def read(self, forum_key: str, owner: str) -> tuple[Cookie, ...] | None:
        """A forum's cookies, none if there are none for `owner`; None if the key does not fit, or is gone.

        What cannot be used any more is deleted.
        """
        row = self._first(sa.select(_cookies.c.encrypted).where(_cookies.c.forum_key == forum_key))
        if row is None:
            return ()
        try:
            stored = json.loads(self._fernet.decrypt(row["encrypted"])) if self._fernet else None
        except InvalidToken:
            stored = None
        if stored is None or stored["owner"] != owner:
            self._write(sa.delete(_cookies).where(_cookies.c.forum_key == forum_key))
            return None if stored is None else ()
        return tuple(Cookie(**cookie) for cookie in stored["cookies"])

    def write(self, forum_key: str, owner: str, cookies: Iterable[Cookie]) -> None:
        """Store a forum's cookies, if there is a key."""
        if self._fernet is None:
            return
        written = json.dumps({"owner": owner, "cookies": [asdict(cookie) for cookie in cookies]})
        encrypted = self._fernet.encrypt(written.encode()).decode("ascii")
        self._put(_cookies, forum_key=forum_key, encrypted=encrypted)


class RefusedPasswords(Repository):
    """The hash of the password that each board refused last."""

    def read(self, forum_key: str) -> dict[Id, str]:
        found = self._all(sa.select(_password).where(_password.c.forum_key == forum_key))
        return {row["board_id"]: row["password_hash"] for row in found}

    def write(self, forum_key: str, board_id: Id, password_hash: str) -> None:
        self._put(_password, forum_key=forum_key, board_id=board_id, password_hash=password_hash)


class EndedSessions(Repository):
    """The sessions of the owner that were ended: the cookies that hold them are not believed any more."""

    def add(self, session_id: str, now: datetime, lifetime: timedelta) -> None:
        """End a session, and forget those whose cookies have expired by themselves."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(_ended).where(_ended.c.ended_at < now - lifetime))
            upsert(connection, _ended, {"id": session_id, "ended_at": now})

    def has(self, session_id: str) -> bool:
        return self._first(sa.select(_ended).where(_ended.c.id == session_id)) is not None


class TokenReads(Repository):
    """Which feeds were read by which access token and when last, by the token's name."""

    def write(self, name: str, path: str, now: datetime, lifetime: timedelta) -> None:
        """Note a read, and forget those that are older than `lifetime`."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(_read).where(_read.c.read_at < now - lifetime))
            upsert(connection, _read, {"name": name, "path": path, "read_at": now})

    def read(self) -> dict[tuple[str, str], datetime]:
        """When each name read each feed last."""
        return {(row["name"], row["path"]): row["read_at"] for row in self._all(sa.select(_read))}
