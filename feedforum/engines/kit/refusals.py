"""Pages that are not what was asked for, in the order in which they are told apart.

Old forum software sends most of them with status 200.
"""

import re
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from feedforum.engines.kit.page import Page
from feedforum.records import Answer, Reading
from feedforum.text.excerpts import shortened
from feedforum.translations import detail_text

_MOST_QUOTED = 120  # characters


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
    member: bool | None = None,
    **signs: Unpack[Signs],
) -> Reading[Any]:
    """What an answer is that shows nothing of what was asked for: the first of the signs that is given.

    A sign is given, too, where what the page says has its `words`: those of `login` are the denied ones.
    `said` is what the page says, quoted where nothing else helps, or its `title` is; `member` whether it is
    shown to a member.
    """
    quoted = f"“{shortened(said or title, _MOST_QUOTED)}”."
    for sign, pattern, answer, detail in (
        ("password", "", Answer.PASSWORD_WANTED, "board_password"),
        ("database", words.database, Answer.DATABASE_DOWN, "database_failed"),
        ("wait", words.wait, Answer.OVERLOADED, "pause"),
        ("banned", words.banned, Answer.BLOCKED, "banned"),
        ("not_found", words.not_found, Answer.NOT_FOUND, "no_such_page"),
        ("closed", words.closed, Answer.CLOSED, "closed"),
        ("login", words.denied, Answer.LOGIN_WANTED, "not_allowed" if member else "members_only"),
    ):
        if signs.get(sign) or (pattern and re.search(pattern, said, re.IGNORECASE)):
            return Reading(answer, detail=detail_text(detail, said=quoted), member=member)
    detail = "other_page_says" if said or title else "other_page"
    return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text(detail, said=quoted), member=member)
