"""Whether a forum has refused this very name and password, without keeping them."""

import hashlib

from feedforum.config import ForumSettings

_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


def credentials_mark(forum: ForumSettings) -> str:
    """A mark of the forum's username and password that does not tell them; empty without a username.

    scrypt (RFC 7914) makes it costly to guess the password from the mark.
    """
    if not forum.username:
        return ""
    salt = f"{forum.key}/{forum.username}".encode()
    return hashlib.scrypt(forum.password.encode(), salt=salt, dklen=32, **_COST).hex()
