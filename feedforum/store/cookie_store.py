"""What sessions with forums need after a restart: encrypted cookies, and passwords that were refused."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Engine, delete, insert, select, update

from feedforum.records import Cookie, Id
from feedforum.store import tables
from feedforum.store.database import reading, writing

_cookies = tables.cookies
_password = tables.refused_password


class CookieStore:
    """The cookies of all forums, encrypted by `key`; without one none are stored, and older ones are deleted.

    `key` is 32 bytes in URL-safe base64, as `cryptography` wants it. `owner` identifies the
    account that the cookies are of: they are given to no other.
    """

    def __init__(self, engine: Engine, key: str) -> None:
        self._engine = engine
        self._fernet = Fernet(key) if key else None

    @property
    def keeps(self) -> bool:
        """Whether there is a key, without which no cookies are stored."""
        return self._fernet is not None

    def read(self, forum_key: str, owner: str) -> tuple[Cookie, ...] | None:
        """A forum's cookies, none if there are none for `owner`; None if the key does not fit, or is gone.

        What cannot be used any more is deleted.
        """
        with reading(self._engine) as connection:
            query = select(_cookies.c.encrypted).where(_cookies.c.forum_key == forum_key)
            sealed = connection.execute(query).scalar()
        if sealed is None:
            return ()
        try:
            stored = json.loads(self._fernet.decrypt(sealed)) if self._fernet else None
        except InvalidToken:
            stored = None
        if stored is None or stored["owner"] != owner:
            with writing(self._engine) as connection:
                connection.execute(delete(_cookies).where(_cookies.c.forum_key == forum_key))
            return None if stored is None else ()
        return tuple(Cookie(**cookie) for cookie in stored["cookies"])

    def write(self, forum_key: str, owner: str, cookies: Iterable[Cookie]) -> None:
        """Store a forum's cookies, if there is a key."""
        if self._fernet is None:
            return
        written = json.dumps({"owner": owner, "cookies": [asdict(cookie) for cookie in cookies]})
        values = {"forum_key": forum_key, "encrypted": self._fernet.encrypt(written.encode()).decode("ascii")}
        with writing(self._engine) as connection:
            of_forum = _cookies.c.forum_key == forum_key
            if connection.execute(update(_cookies).where(of_forum).values(values)).rowcount == 0:
                connection.execute(insert(_cookies).values(values))


class RefusedPasswords:
    """The hash of the password that each board refused last."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, forum_key: str) -> dict[Id, str]:
        """The hashes of a forum's boards."""
        query = select(_password.c.board_id, _password.c.password_hash).where(
            _password.c.forum_key == forum_key
        )
        with reading(self._engine) as connection:
            return {row.board_id: row.password_hash for row in connection.execute(query)}

    def write(self, forum_key: str, board_id: Id, password_hash: str) -> None:
        """Store the hash of a refused password."""
        values = {"forum_key": forum_key, "board_id": board_id, "password_hash": password_hash}
        with writing(self._engine) as connection:
            connection.execute(
                delete(_password).where(_password.c.forum_key == forum_key, _password.c.board_id == board_id)
            )
            connection.execute(insert(_password).values(values))
