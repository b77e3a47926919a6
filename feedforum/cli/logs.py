"""The log: plain lines on standard error, without secrets."""

import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from feedforum.config import Settings
from feedforum.config.models import SHORTEST_TOKEN

# In UTC, and saying so: the machine's zone may change under a log, twice a year at least.
STAMP = ("%Y-%m-%d %H:%M:%S", "%s.%03dZ")
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# As databases divide an address: a password may hold all but "@", "/" and "#" too.
_PASSWORD = re.compile(r"[^:]+://[^:/@]*:([^@]*)@")
MASK = "•••"

# What others say below these levels is no news to an owner. `waitress.queue` warns of each request
# that waits for a moment, which is what a queue is for.
_CHATTY = {"apscheduler": logging.WARNING, "alembic": logging.WARNING, "waitress.queue": logging.ERROR}


class _Discreet(logging.Formatter):
    """Masks secrets wherever they turn up, in tracebacks too. Moments are in UTC."""

    converter = staticmethod(time.gmtime)
    default_time_format, default_msec_format = STAMP

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__(FORMAT)
        self._secrets = secrets

    def hide(self, settings: Settings) -> None:
        """Masks the secrets of these settings too."""
        secrets = {*self._secrets, *secrets_of(settings)}
        self._secrets = tuple(sorted(secrets, key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, MASK)
        return line


@contextmanager
def logged(settings: Settings, level: int) -> Iterator[Callable[[Settings], None]]:
    """What is logged from `level` on goes to standard error till the end of the block.

    Gives what is to be told of other settings that have secrets of their own, before they are used.
    """
    handler = logging.StreamHandler(sys.stderr)
    discreet = _Discreet(secrets_of(settings))
    handler.setFormatter(discreet)
    handler.setLevel(level)
    root = logging.getLogger()
    levels = {logger: logger.level for logger in (root, *map(logging.getLogger, _CHATTY))}
    for logger in levels:
        logger.setLevel(level if logger is root else max(level, _CHATTY.get(logger.name, level)))
    root.addHandler(handler)
    try:
        yield discreet.hide
    finally:
        root.removeHandler(handler)
        for logger, before in levels.items():
            logger.setLevel(before)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """All that the configuration wants kept secret, the longest first."""
    found = {*settings.server.access_tokens, *(forum.password for forum in settings.forums)}
    for forum in settings.forums:
        found |= {secret for _, value in forum.headers for secret in _secrets_in(value)}
    for url in (settings.storage_url, *(forum.proxy for forum in settings.forums)):
        password = _PASSWORD.match(url)
        found |= {password[1], unquote(password[1])} if password else set()
    return tuple(sorted(found - {""}, key=len, reverse=True))


def _secrets_in(value: str) -> set[str]:
    """What in a header's value may be a secret: all of it, and what stands after a word such as Bearer.

    Shorter texts than a token has are none, and would mask half the log: `de`.
    """
    return {text for text in (value, value.rpartition(" ")[2]) if len(text) >= SHORTEST_TOKEN}
