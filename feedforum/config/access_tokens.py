"""Access tokens: how they are written (as they are, or hashed), and whether a text is one of them."""

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

SHORTEST_TOKEN = 8
"""The least number of characters of an access token."""

HASHED = "sha256:"
"""The prefix of a token that is written as its SHA-256, in hexadecimal digits."""

_DIGEST = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def checked_token(written: str) -> str:
    """The token as written. Raises ValueError if it is too short, or an invalid hash."""
    if len(written) < SHORTEST_TOKEN:
        raise ValueError(f"expected at least {SHORTEST_TOKEN} characters")
    if written.lower() == hashed(""):
        raise ValueError("expected the hash of a token, not that of an empty text")
    if written.startswith(HASHED) and not _DIGEST.fullmatch(written.removeprefix(HASHED)):
        raise ValueError(
            f'expected 64 hexadecimal digits after "{HASHED}"; "feedforum token" prints such a line'
        )
    return written


def hashed(token: str) -> str:
    """The hashed form of a token, for a file that should not contain the token itself."""
    return HASHED + _digest(token).hex()


def token_in(texts: Iterable[str], tokens: Iterable[str]) -> tuple[str, int] | None:
    """The first of the texts that is a token, and the place of that token.

    All are compared with all, so the time reveals nothing.
    """
    digests = [
        bytes.fromhex(each.removeprefix(HASHED)) if each.startswith(HASHED) else _digest(each)
        for each in tokens
    ]
    compared = [
        (hmac.compare_digest(_digest(text), digest), text, place)
        for text in texts
        for place, digest in enumerate(digests)
    ]
    return next(((text, place) for same, text, place in compared if same), None)


def _digest(token: str) -> bytes:
    return sha256(token.encode(errors="surrogatepass")).digest()
