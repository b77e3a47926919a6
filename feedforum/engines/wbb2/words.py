"""The few words of its pages that a Burning Board 2 is read by, and what its version means."""

import re
from datetime import datetime

from feedforum.dates import Calendar, with_todays_offset
from feedforum.engines.kit.last_post import BY
from feedforum.engines.kit.refusals import RefusalWords

ATTACHMENT = re.compile(r"dateianh[aä]ng|attachment|pi[eè]ce jointe|bijlage|adjunto|allegat", re.IGNORECASE)

EDIT_NOTES = (
    re.compile(
        r"wurde\s+(?P<count>\d+)\s+mal\s+editiert,\s+zum\s+letzten\s+mal\s+von\s+.+:\s+(?P<date>\S.*?)\.?$",
        re.I | re.S,
    ),
    re.compile(
        r"edited\s+(?P<count>\d+)\s+times?(?:\(s\))?\b.*?\bby\s+.+?(?::|\s+(?:on|at))\s+(?P<date>\S.*?)\.?$",
        re.I | re.S,
    ),
    # Any other language: a count, somebody after a word such as "by", and a date after the last colon.
    re.compile(rf"^\D+(?P<count>\d+)\s.*?\b{BY}\s+.+:\s+(?P<date>\S.*?)\.?$", re.I | re.S),
)

PRINTED_BY = (
    re.compile(r"^(?:geschrieben|verfasst)\s+von\s+(.*\S)\s+am\s+(\S.*)$", re.I | re.S),
    re.compile(r"^(?:posted|written)\s+by\s+(.*\S)\s+on\s+(\S.*)$", re.I | re.S),
    re.compile(rf"^\S+\s+{BY}\s+(.*\S)\s+(?:on|am|le|op|el|il)\s+(\S.*)$", re.I | re.S),
)

BANNED = re.compile(r"\bgesperrt|\bgebannt|\bbanned\b", re.IGNORECASE)
REFUSALS = RefusalWords(
    banned=BANNED.pattern,
    not_found=r"ung[uü]ltige[nrs]?\s+(?:verweis|link)|invalid\s+link|not\s+a\s+valid\s+link"
    r"|link\b.{0,40}\b(?:nicht\s+(?:g[uü]ltig|korrekt)|ung[uü]ltig|not\s+valid|invalid)",
)
DENIED = re.compile(
    r"zutritt|zugriff\s+verweigert|access\s+(?:is\s+)?denied|not\s+(?:authori[sz]ed|allowed)|no\s+permission|"
    r"denied\s+access|do\s+not\s+have\s+(?:access|permission)|restricted\s+to\s+certain|"
    r"keine\s+(?:ausreichende\s+)?(?:zugriffs)?(?:berechtigung|rechte)|nicht\s+berechtigt",
    re.IGNORECASE,
)
FAULT = re.compile(r"(?:fehlermeldung|error(?:\s+message)?)\s*$", re.IGNORECASE)
CLOSED = re.compile(
    r"wartung|maintenance|offline|(?:vor[uü]bergehend|derzeit)\s+geschlossen|temporarily\s+closed",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"(?:Burning\s+Board|WBB)(?:<[^>]*>|[\s,:]|Version|&nbsp;)*(2\.\d+(?:\.\d+)*|Lite\s+1\.\d+(?:\.\d+)*\w?)",
    re.IGNORECASE,
)
_HOME_LINK = re.compile(r"<a\b[^>]{1,200}woltlab\.[^>]*>.{0,300}?</a>", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"(\d+)\.(\d+)")
# Versions before 2.3 have ids, the same ones again and again, where that has classes.
_OLD_CELL = re.compile(r"<t[dr]\b[^>]{0,200}\bid=[\"']?table(?:a|b|title)\b", re.IGNORECASE)
_FONT, _SPAN = re.compile(r"<font\b", re.IGNORECASE), re.compile(r"<span\b", re.IGNORECASE)
_FIRST_POST = re.compile(r"<a\b[^>]*\bname=[\"']?post\d", re.IGNORECASE)


BEFORE_23 = "2.0 to 2.2"
"""The version of a page that names none, and is written as it was before 2.3."""


def version_of(text: str) -> str:
    """What the software says of itself: at the end of a page, or in a column before all posts."""
    found = FOOTER.findall(text[-4000:])
    if not found:
        first = _FIRST_POST.search(text)
        before = text[: first.start()] if first else text
        found = FOOTER.findall(" ".join(_HOME_LINK.findall(before)))
    if not found:
        shape = _OLD_CELL.search(text) or len(_FONT.findall(text)) > len(_SPAN.findall(text))
        return BEFORE_23 if shape else ""
    return " ".join(found[-1].split())


def is_before_23(version: str) -> bool:
    """Whether a version is older than 2.3, such as all of Lite; one that nothing tells is 2.3, the commonest.

    Those add an hour to every moment for as long as summer time lasts where the forum is; version 2.3 asks
    whether it lasted then. They write in tables of `<font>`, with ids that repeat in the place of classes.
    """
    number = _NUMBER.search(version)
    return number is not None and (int(number[1]), int(number[2])) < (2, 3)


def calendar_of(version: str, made_at: datetime, calendar: Calendar) -> Calendar:
    """The calendar to read the dates of a page by that a version made."""
    return with_todays_offset(calendar, made_at) if is_before_23(version) else calendar
