"""Pages that are not what was asked for, in the order in which they are told apart.

Old forum software sends most of them with status 200.
"""

import re
from dataclasses import dataclass
from typing import Any, TypedDict

from feedforum.engines.kit.page import Page
from feedforum.records import Answer, Reading
from feedforum.translations import detail_text


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What pages say that show nothing: patterns, in which capital letters do not matter."""

    wait: str = ""
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


def rewritten(what: str, member: bool | None) -> Reading[Any]:
    """What a list of `boards` or `threads` is of which no link names an id: it is not empty."""
    return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text("ids_rewritten", what=what), member=member)


def unreadable(page: Page) -> Reading[Any] | None:
    """Why a page that has no end, or far too much of everything, must not be read at all; None if it may."""
    if page.overgrown:
        return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text("too_many_tags"))
    if page.complete:
        return None
    if DATABASE_ERROR.search(page.tail):
        return Reading(Answer.DATABASE_DOWN, detail=detail_text("database_failed"))
    if page.begun:
        return Reading(Answer.BROKEN, detail=detail_text("cut_off"))
    return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text("no_page"))


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
        return Reading(Answer.PASSWORD_WANTED, detail=detail_text("board_password"), member=member)
    if database or _says(words.database, said):
        return Reading(Answer.DATABASE_DOWN, detail=detail_text("database_failed"), member=member)
    if _says(words.wait, said):
        return Reading(Answer.OVERLOADED, detail=detail_text("pause", said=_quoted(said)), member=member)
    if banned or _says(words.banned, said):
        why = detail_text("banned", said=_quoted(said or title))
        return Reading(Answer.BLOCKED, detail=why, member=member)
    if not_found or _says(words.not_found, said):
        return Reading(Answer.NOT_FOUND, detail=detail_text("no_such_page"), member=member)
    if closed or _says(words.closed, said):
        return Reading(Answer.CLOSED, detail=detail_text("closed"), member=member)
    if login or _says(words.denied, said):
        why = detail_text("not_allowed" if member else "members_only")
        return Reading(Answer.LOGIN_WANTED, detail=why, member=member)
    shown = said or title
    why = detail_text("other_page_says", said=_quoted(shown)) if shown else detail_text("other_page")
    return Reading(Answer.NOT_UNDERSTOOD, detail=why, member=member)


def _says(pattern: str, said: str) -> bool:
    return bool(pattern and re.search(pattern, said, re.IGNORECASE))


def _quoted(text: str) -> str:
    short = text if len(text) <= 120 else text[:119] + "…"
    return f"“{short}”."
