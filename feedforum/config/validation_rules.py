"""Faults that no single key has: keys that each are right, and cannot stand together."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from feedforum.config import schema
from feedforum.config.privacy import is_private, nearest_said, ways_into
from feedforum.config.validation_messages import place_of_forum
from feedforum.config.validation_salvage import Faulty, Location, touched

_INTERVALS = ("interval", "max_interval")
_POLLING: tuple[Location, ...] = tuple(("polling", key) for key in _INTERVALS)
_HUB: tuple[Location, ...] = (("server", "hub"), ("server", "public_url"))
_EXPORT: tuple[Location, ...] = (("server", "export_dir"), ("server", "public_url"))
_OWNER: tuple[Location, ...] = (("server", "owner_password_env"), ("server", "owner_password_file"))
_PRIVACY: tuple[Location, ...] = (
    ("server", "access_tokens"),
    ("server", "access_tokens_file"),
    ("feeds", "private"),
)


def contradictions(
    file: schema.File,
    path: Path,
    engines: tuple[str, ...],
    *,
    tokens: bool,
    faulty: Faulty = frozenset(),
) -> Iterator[str]:
    """A sentence for each. `engines` are the names there are; `tokens` says whether anyone has a token.

    What is `faulty` has its default in `file`, and proves nothing.
    """
    sound = [
        (number, forum)
        for number, forum in enumerate(file.forum)
        if not touched(faulty, [("forum", number, "key")])
    ]
    for key, times in Counter(forum.key for _, forum in sound).items():
        if times > 1:
            place = place_of_forum(path, key, 0)
            yield f"{place} key: stands {times} times; each forum needs a key of its own."
    if not touched(faulty, _OWNER):
        yield from (f"{path}: [server] {fault}" for fault in _two_places(file.server, "owner_password"))
    if not touched(faulty, [("storage", "key_env"), ("storage", "key_file")]):
        yield from (f"{path}: [storage] {fault}" for fault in _two_places(file.storage, "key"))
    if file.polling.interval > file.polling.max_interval and not touched(faulty, _POLLING):
        yield f"{path}: [polling] {_LONGER}"
    yield from (f"{path}: [server] {fault}" for fault in _without_address(file.server, faulty))
    for number, forum in enumerate(file.forum):
        place = place_of_forum(path, forum.key, number)
        for keys, elsewhere, faults in (
            (("boards", "threads"), (), _what_is_watched(forum)),
            (("engine",), (), _engine(forum, engines)),
            (_INTERVALS, _POLLING, _intervals(forum, file.polling)),
            (("username", "password_env", "password_file"), (), _login(forum)),
            (("username", "cookies_env", "cookies_file"), (), _cookies(forum)),
            (("boards",), (), _board_passwords(forum)),
            (
                ("username", "cookies_env", "cookies_file", "private", "boards", "threads"),
                _PRIVACY,
                () if tokens else _privacy(file, forum),
            ),
        ):
            own: list[Location] = [("forum", number, key) for key in keys]
            if not touched(faulty, (*own, *elsewhere)):
                yield from (f"{place} {fault}" for fault in faults)


_LONGER = "interval: is longer than max_interval; make max_interval at least as long."


def _without_address(server: schema.Server, faulty: Faulty) -> Iterator[str]:
    """What needs the address that readers reach the feeds by, and has none."""
    if server.public_url:
        return
    if server.hub and not touched(faulty, _HUB):
        yield "hub: needs public_url, the address that the hub finds the feeds by."
    if server.export_dir and not touched(faulty, _EXPORT):
        yield "export_dir: needs public_url, the address that the files are served at."


def _what_is_watched(forum: schema.Forum) -> Iterator[str]:
    if not forum.boards and not forum.threads:
        yield 'boards: name the boards to watch, or "all", or some threads.'
    boards = () if forum.boards == "all" else forum.boards
    for board_id, times in Counter(board.id for board in boards).items():
        if times > 1:
            yield f"boards: board {board_id} stands {times} times; name it once."


def _engine(forum: schema.Forum, engines: tuple[str, ...]) -> Iterator[str]:
    if forum.engine not in ("auto", *engines):
        names = ", ".join(f'"{name}"' for name in ("auto", *engines))
        yield f"engine: expected one of {names}, not {forum.engine!r}."


def _intervals(forum: schema.Forum, polling: schema.Polling) -> Iterator[str]:
    own = forum.interval is not None or forum.max_interval is not None
    interval = forum.interval or polling.interval
    if own and interval > (forum.max_interval or polling.max_interval):
        yield _LONGER


def _login(forum: schema.Forum) -> Iterator[str]:
    named = [key for key in ("password_env", "password_file") if getattr(forum, key)]
    if forum.username and not named:
        yield "username: needs its password; name it with password_env or password_file."
    if named and not forum.username:
        yield f"{named[0]}: needs a username to go with it."
    yield from _two_places(forum, "password")


def _cookies(forum: schema.Forum) -> Iterator[str]:
    named = [key for key in ("cookies_env", "cookies_file") if getattr(forum, key)]
    if named and forum.username:
        yield f"{named[0]}: takes the place of username and its password; keep one of them."
    yield from _two_places(forum, "cookies")


def _board_passwords(forum: schema.Forum) -> Iterator[str]:
    for board in () if forum.boards == "all" else forum.boards:
        yield from (f"boards: board {board.id}: {fault}" for fault in _two_places(board, "password"))


def _two_places(table: schema.Table, secret: str) -> Iterator[str]:
    """The fault of a secret that is pointed at twice."""
    if getattr(table, f"{secret}_env") and getattr(table, f"{secret}_file"):
        yield f"{secret}_env: stands beside {secret}_file; keep one of them."


def _privacy(file: schema.File, forum: schema.Forum) -> Iterator[str]:
    """What needs a token where there is none: the forum's, or else each board's and thread's word for it."""
    if any(_login(forum)):
        return
    said = nearest_said(file, forum)
    if said is True:
        yield "private: such feeds need access_tokens in [server]; add one, or nobody can read them."
        return
    if is_private(said, ways_into(forum)):
        key = "username" if forum.username else "private"
        yield f"{key}: what only a member sees {_NO_TOKEN}"
        return
    for board in () if forum.boards == "all" else forum.boards:
        if is_private(nearest_said(file, forum, board.private), ways_into(forum, board)):
            yield f"boards: board {board.id} is private, and {_NO_TOKEN}"
    for thread in forum.threads:
        if thread.private is True:
            yield f"threads: thread {thread.id} is private, and {_NO_TOKEN}"


_NO_TOKEN = "needs access_tokens in [server]; add one, or say private = false to serve it to everybody."  # noqa: S105
