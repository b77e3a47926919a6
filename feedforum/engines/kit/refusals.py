"""Pages that are not what was asked for, in the order in which they are told apart.

Old forum software sends most of them with status 200.
"""

import re
from dataclasses import dataclass
from typing import Any, TypedDict

from feedforum.engines.kit.page import Page
from feedforum.records import Answer, Reading


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What pages say that show nothing: patterns, in which capital letters do not matter."""

    banned: str = ""
    not_found: str = ""
    closed: str = ""
    denied: str = ""
    database: str = ""


class Signs(TypedDict, total=False):
    """What else tells that a page shows nothing: see `refusal`."""

    password: bool
    database: bool
    banned: bool
    not_found: bool
    closed: bool
    login: bool


NO_WORDS = RefusalWords()

DATABASE_ERROR = re.compile(
    r"SQL-DATABASE ERROR|error establishing a database connection"
    r"|(?:can(?:no|')t|could not|unable to) connect to (?:the |local )?(?:mysql|maria|database)"
    r"|too many connections|(?:mysql|database) server has gone|mysqli?(?:_p?connect|_real_connect)?\(\)"
    r"|\bdatabase (?:connection )?error\b"
    r"|datenbank(?:server)? (?:ist )?(?:derzeit )?nicht (?:verf[uü]gbar|erreichbar)"
    r"|verbindung zu[rm]? datenbank",
    re.IGNORECASE,
)
"""What a page of any software says when its database fails."""

_LOCKED = (
    "This board wants a password of its own: name it with password_env or password_file in the board's table."
)
_DATABASE = "The forum's database failed while it made this page; try again later."
_NOT_FOUND = "The forum knows no such page: check the id, it may be deleted or hidden."
_CLOSED = "The forum is closed for maintenance; it will be tried again later."
_NOT_ALLOWED = "This account may not read this page: ask the forum's administrator, or drop it."
_MEMBERS_ONLY = (
    "Only members may read this page: give username, with password_env or password_file, or cookies_file."
)


def rewritten(what: str, member: bool | None) -> Reading[Any]:
    """What a list of `boards` or `threads` is of which no link names an id: it is not empty."""
    detail = (
        f"The links of the {what} listed here lead to rewritten addresses without ids, by which feedforum "
        "knows them: ask the forum's administrator to let addresses have ids (see docs/engines.md)."
    )
    return Reading(Answer.NOT_UNDERSTOOD, detail=detail, member=member)


def unreadable(page: Page) -> Reading[Any] | None:
    """Why a page that has no end, or far too much of everything, must not be read at all; None if it may."""
    if page.overgrown:
        detail = "This page has more tags than any forum's: look at it in a browser."
        return Reading(Answer.NOT_UNDERSTOOD, detail=detail)
    if page.complete:
        return None
    if DATABASE_ERROR.search(page.tail):
        return Reading(Answer.DATABASE_DOWN, detail=_DATABASE)
    if page.begun:
        detail = "The page was cut off before its end; it is fetched again at the next poll."
        return Reading(Answer.BROKEN, detail=detail)
    detail = "This is no page, or one cut off where it begins: look at it in a browser."
    return Reading(Answer.NOT_UNDERSTOOD, detail=detail)


def refusal(
    said: str,
    words: RefusalWords = NO_WORDS,
    *,
    title: str = "",
    password: bool = False,
    database: bool = False,
    banned: bool = False,
    not_found: bool = False,
    closed: bool = False,
    login: bool = False,
    member: bool | None = None,
) -> Reading[Any]:
    """What an answer is that shows nothing of what was asked for: the first of the signs that is given.

    A sign is given, too, where what the page says has its `words`: those of `login` are the denied ones.
    `said` is what the page says, quoted where nothing else helps, or its `title` is; `member` whether it is
    shown to a member.
    """
    if password:
        return Reading(Answer.PASSWORD_WANTED, detail=_LOCKED, member=member)
    if database or _says(words.database, said):
        return Reading(Answer.DATABASE_DOWN, detail=_DATABASE, member=member)
    if banned or _says(words.banned, said):
        detail = f"The forum has banned this client: {_quoted(said or title)}"
        return Reading(Answer.BLOCKED, detail=detail, member=member)
    if not_found or _says(words.not_found, said):
        return Reading(Answer.NOT_FOUND, detail=_NOT_FOUND, member=member)
    if closed or _says(words.closed, said):
        return Reading(Answer.CLOSED, detail=_CLOSED, member=member)
    if login or _says(words.denied, said):
        detail = _NOT_ALLOWED if member else _MEMBERS_ONLY
        return Reading(Answer.LOGIN_WANTED, detail=detail, member=member)
    if said or title:
        detail = f"This is not the page that was asked for; it says {_quoted(said or title)}"
    else:
        detail = "This is not the page that was asked for: check the forum's address and its engine."
    return Reading(Answer.NOT_UNDERSTOOD, detail=detail, member=member)


def _says(pattern: str, said: str) -> bool:
    return bool(pattern and re.search(pattern, said, re.IGNORECASE))


def _quoted(text: str) -> str:
    short = text if len(text) <= 120 else text[:119] + "…"
    return f"“{short}”."
