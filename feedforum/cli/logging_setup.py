"""The log: lines on standard error, plain or JSON, without secrets."""

import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from pythonjsonlogger.json import JsonFormatter

from feedforum.config import Settings
from feedforum.config.access_tokens import SHORTEST_TOKEN

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# As databases parse a URL: a password may hold all but "@", "/" and "#" too.
_PASSWORD = re.compile(r"[^:]+://[^:/@]*:([^@]*)@")
# Tokens that are hashed in the configuration are not known here.
_GIVEN_TOKEN = re.compile(r"(?<=[?&]token=)[^&\s\"'<>]+")
MASK = "•••"

# Below these levels, libraries log nothing that an owner needs. `waitress.queue` warns of each request
# that waits for a moment, which is what a queue is for; a worker says itself what is wrong with its database.
_LIBRARIES = {
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "procrastinate": logging.CRITICAL,
    "psycopg": logging.CRITICAL,
    "waitress.queue": logging.ERROR,
}


class _SecretsFilter(logging.Filter):
    """Masks secrets wherever they appear, in tracebacks too, before a formatter may escape them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._known = secrets_of(settings)

    def hide(self, settings: Settings) -> None:
        self._known = tuple(sorted({*self._known, *secrets_of(settings)}, key=len, reverse=True))

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._masked(record.getMessage()), None
        if record.exc_info:
            record.exc_text, record.exc_info = logging.Formatter().formatException(record.exc_info), None
        if record.exc_text:
            record.exc_text = self._masked(record.exc_text)
        return True

    def _masked(self, text: str) -> str:
        for secret in self._known:
            text = text.replace(secret, MASK)
        return _GIVEN_TOKEN.sub(MASK, text)


def _formatter(log_format: str) -> logging.Formatter:
    """Plain lines, or the same as JSON: time (RFC 3339), level, logger, message; forum and error if any.

    Moments are in UTC: the machine's zone may change within a log, twice a year at least.
    """
    formatter = logging.Formatter(FORMAT)
    if log_format == "json":
        formatter = JsonFormatter(
            ["asctime", "levelname", "name", "message"],
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "error"},
            json_ensure_ascii=False,
        )
    formatter.converter = time.gmtime
    formatter.default_time_format = "%Y-%m-%dT%H:%M:%S" if log_format == "json" else "%Y-%m-%d %H:%M:%S"
    formatter.default_msec_format = "%s.%03dZ"
    return formatter


@contextmanager
def logged(settings: Settings, level: int) -> Iterator[Callable[[Settings], None]]:
    """Log to standard error from `level` on; gives what has to be called with settings before their use."""
    handler = logging.StreamHandler(sys.stderr)
    secrets = _SecretsFilter(settings)
    handler.addFilter(secrets)
    handler.setFormatter(_formatter(settings.log_format))
    handler.setLevel(level)
    root = logging.getLogger()
    levels = {logger: logger.level for logger in (root, *map(logging.getLogger, _LIBRARIES))}
    for logger in levels:
        logger.setLevel(level if logger is root else max(level, _LIBRARIES.get(logger.name, level)))
    root.addHandler(handler)
    try:
        yield secrets.hide
    finally:
        root.removeHandler(handler)
        for logger, before in levels.items():
            logger.setLevel(before)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """All secrets of the configuration, the longest first."""
    server = settings.server
    found = {
        *(token.written for token in settings.tokens),
        server.owner_password,
        settings.storage_key,
        settings.alerts.token,
    }
    found |= {forum.password for forum in settings.forums}
    for forum in settings.forums:
        found |= {board.password for board in forum.boards or ()}
        found |= {cookie.value for cookie in forum.cookies if len(cookie.value) >= SHORTEST_TOKEN}
        found |= {secret for _, value in forum.headers for secret in _secrets_in(value)}
    for url in (settings.storage_url, *(forum.proxy for forum in settings.forums)):
        password = _PASSWORD.match(url)
        found |= {password[1], unquote(password[1])} if password else set()
    return tuple(sorted(found - {""}, key=len, reverse=True))


def _secrets_in(value: str) -> set[str]:
    """What may be secret in a header's value: all of it, and what follows a word such as Bearer.

    Texts shorter than a token are not secrets, and would mask half of the log: `de`.
    """
    return {text for text in (value, value.rpartition(" ")[2]) if len(text) >= SHORTEST_TOKEN}
