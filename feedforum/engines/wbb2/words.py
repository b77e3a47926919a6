"""The few words of its pages that a Burning Board 2 is read by: German, English and other translations."""

import re

MOVED = frozenset(("verschoben", "moved", "déplacé", "verplaatst", "movido", "spostato"))
ANNOUNCEMENT = frozenset(("ankündigung", "announcement", "annonce", "aankondiging", "anuncio", "annuncio"))
IMPORTANT = frozenset(("wichtig", "important", "sticky", "belangrijk", "importante"))
SURVEY = frozenset(("umfrage", "poll", "survey", "sondage", "poll", "encuesta", "sondaggio"))
LABELS = MOVED | ANNOUNCEMENT | IMPORTANT | SURVEY

ATTACHMENT = re.compile(r"dateianh[aä]ng|attachment|pi[eè]ce jointe|bijlage|adjunto|allegat", re.IGNORECASE)
BY = r"(?:von|by|par|door|por|da|di)"

EDIT_NOTES = (
    re.compile(
        r"wurde\s+(\d+)\s+mal\s+editiert,\s+zum\s+letzten\s+mal\s+von\s+.+:\s+(\S.*?)\.?$", re.I | re.S
    ),
    re.compile(
        r"edited\s+(\d+)\s+times?(?:\(s\))?\b.*?\bby\s+.+?(?::|\s+(?:on|at))\s+(\S.*?)\.?$", re.I | re.S
    ),
    # Any other language: a count, somebody after a word such as "by", and a date after the last colon.
    re.compile(rf"^\D+(\d+)\s.*?\b{BY}\s+.+:\s+(\S.*?)\.?$", re.I | re.S),
)

PRINTED_BY = (
    re.compile(r"^(?:geschrieben|verfasst)\s+von\s+(.*\S)\s+am\s+(\S.*)$", re.I | re.S),
    re.compile(r"^(?:posted|written)\s+by\s+(.*\S)\s+on\s+(\S.*)$", re.I | re.S),
    re.compile(rf"^\S+\s+{BY}\s+(.*\S)\s+(?:on|am|le|op|el|il)\s+(\S.*)$", re.I | re.S),
)

NOT_FOUND = re.compile(
    r"ung[uü]ltigen\s+(?:verweis|link)|invalid\s+link|not\s+a\s+valid\s+link", re.IGNORECASE
)
DENIED = re.compile(
    r"zutritt|zugriff\s+verweigert|access\s+(?:is\s+)?denied|not\s+(?:authori[sz]ed|allowed)|no\s+permission|"
    r"denied\s+access|do\s+not\s+have\s+(?:access|permission)",
    re.IGNORECASE,
)
FAULT = re.compile(r"(?:fehlermeldung|error(?:\s+message)?)\s*$", re.IGNORECASE)
MAINTENANCE = re.compile(
    r"wartung|maintenance|offline|(?:vor[uü]bergehend|derzeit)\s+geschlossen|temporarily\s+closed",
    re.IGNORECASE,
)
BANNED = re.compile(r"\bgesperrt|\bgebannt|\bbanned\b", re.IGNORECASE)
DATABASE_ERROR = re.compile(r"SQL-DATABASE ERROR", re.IGNORECASE)
FOOTER = re.compile(
    r"(?:Burning\s+Board|WBB)(?:<[^>]*>|[\s,:]|Version|&nbsp;)*(2\.\d+(?:\.\d+)*)", re.IGNORECASE
)

# The links that no other software has, for a page whose footer was taken away.
OWN_LINKS = re.compile(r"board\.php\?boardid=\d|thread\.php\?(?:[^\"'>\s]*[&;])?threadid=\d", re.IGNORECASE)

# Burning Board 1 has the same scripts; all its links name the style along with the session.
OLDER_MARKS = re.compile(
    r"Burning\s+Board(?:<[^>]*>|[\s,:]|Version|&nbsp;)*1\.\d|[?&;]styleid=\d+&(?:amp;)?sid=", re.IGNORECASE
)
