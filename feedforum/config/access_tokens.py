"""Access tokens: as they are written, as themselves or hashed, and whether what was given is one."""

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

SHORTEST_TOKEN = 8
"""How many characters an access token has at least."""

HASHED = "sha256:"
"""What a token begins with that is written as the SHA-256 of itself, in hexadecimal digits."""

_DIGEST = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def checked_token(written: str) -> str:
    """The token as written. Raises ValueError if it is too short, or a hash that is none."""
    if len(written) < SHORTEST_TOKEN:
        raise ValueError(f"expected at least {SHORTEST_TOKEN} characters")
    if written.lower() == hashed(""):
        raise ValueError("expected the hash of a token, and not of nothing")
    if written.startswith(HASHED) and not _DIGEST.fullmatch(written.removeprefix(HASHED)):
        raise ValueError(
            f'expected 64 hexadecimal digits after "{HASHED}"; "feedforum token" makes such a line'
        )
    return written


def hashed(token: str) -> str:
    """How a token is written where it shall not stand itself."""
    return HASHED + _digest(token).hex()


def is_token(given: Iterable[str], written: Iterable[str]) -> bool:
    """Whether one of the texts given is a token, in a time that tells nothing about the tokens.

    All are compared with all, by their hashes, so that neither lengths nor places make a difference.
    """
    digests = [_meant(token) for token in written]
    matches = [hmac.compare_digest(_digest(text), digest) for text in given for digest in digests]
    return any(matches)


def _digest(token: str) -> bytes:
    return sha256(token.encode(errors="surrogatepass")).digest()


def _meant(written: str) -> bytes:
    return bytes.fromhex(written.removeprefix(HASHED)) if written.startswith(HASHED) else _digest(written)
