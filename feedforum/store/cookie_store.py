"""What outlives a restart of our sessions with forums: cookies, encrypted, and refused passwords."""

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
    """The cookies of all forums, encrypted by `key`; without a key nothing is kept, and what was is dropped.

    `key` is 32 bytes in URL-safe base64, as `cryptography` wants it. `owner` is any text that tells whom
    the cookies make us to the forum: they are given to no other.
    """

    def __init__(self, engine: Engine, key: str) -> None:
        self._engine = engine
        self._fernet = Fernet(key) if key else None

    @property
    def keeps(self) -> bool:
        """Whether there is a key to keep cookies by."""
        return self._fernet is not None

    def read(self, forum_key: str, owner: str) -> tuple[Cookie, ...] | None:
        """A forum's cookies, none if there are none for `owner`; None if the key does not fit, or is gone.

        What is of no use any more is dropped.
        """
        with reading(self._engine) as connection:
            query = select(_cookies.c.encrypted).where(_cookies.c.forum_key == forum_key)
            sealed = connection.execute(query).scalar()
        if sealed is None:
            return ()
        try:
            kept = json.loads(self._fernet.decrypt(sealed)) if self._fernet else None
        except InvalidToken:
            kept = None
        if kept is None or kept["owner"] != owner:
            with writing(self._engine) as connection:
                connection.execute(delete(_cookies).where(_cookies.c.forum_key == forum_key))
            return None if kept is None else ()
        return tuple(Cookie(**cookie) for cookie in kept["cookies"])

    def write(self, forum_key: str, owner: str, cookies: Iterable[Cookie]) -> None:
        """Keep a forum's cookies, if there is a key."""
        if self._fernet is None:
            return
        told = json.dumps({"owner": owner, "cookies": [asdict(cookie) for cookie in cookies]})
        values = {"forum_key": forum_key, "encrypted": self._fernet.encrypt(told.encode()).decode("ascii")}
        with writing(self._engine) as connection:
            of_forum = _cookies.c.forum_key == forum_key
            if connection.execute(update(_cookies).where(of_forum).values(values)).rowcount == 0:
                connection.execute(insert(_cookies).values(values))


class RefusedPasswords:
    """Of each board the mark of the password that it refused last."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, forum_key: str) -> dict[Id, str]:
        """The marks of a forum's boards."""
        query = select(_password.c.board_id, _password.c.password_hash).where(
            _password.c.forum_key == forum_key
        )
        with reading(self._engine) as connection:
            return {row.board_id: row.password_hash for row in connection.execute(query)}

    def write(self, forum_key: str, board_id: Id, mark: str) -> None:
        """Keep the mark of a password."""
        values = {"forum_key": forum_key, "board_id": board_id, "password_hash": mark}
        with writing(self._engine) as connection:
            connection.execute(
                delete(_password).where(_password.c.forum_key == forum_key, _password.c.board_id == board_id)
            )
            connection.execute(insert(_password).values(values))
