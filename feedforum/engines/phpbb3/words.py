"""The words that pages are read by, English and German; all else is told by ids, classes and addresses."""

import re

BANNED = re.compile(r"\bbanned\b|\bgesperrt\b|\bverbannt\b|\bausgeschlossen\b", re.IGNORECASE)
NOT_FOUND = re.compile(
    r"\bdo(?:es)? not exist\b|\bexistier(?:t|en) nicht|\bnicht (?:mehr )?vorhanden\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"\bcurrently (?:unavailable|disabled)|\bnicht (?:verf[uü]gbar|erreichbar)|\bdeaktiviert|\bmaintenance\b"
    r"|\bwartung",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\bpermissions?\b|\bnot authori[sz]ed\b|\bregistered and logged in\b|\bberechtigung|\bberechtigt\b"
    r"|\bregistriert und angemeldet\b",
    re.IGNORECASE,
)
EDIT_NOTES = (
    re.compile(r"\bedited by .* on (?P<date>.+?), edited (?P<count>\d+) times?\b", re.I),
    re.compile(r"\bge[aä]ndert von .* am (?P<date>.+?), insgesamt (?P<count>\d+)[ -]?mal\b", re.I),
)
FOOTER = re.compile(r"\bphpBB\b ?®? (?:Forum Software )?© (?:2000, 2002, 2005|phpBB (?:Group|Limited))")
BBCODE = "b i u color size list quote code img url email flash attachment"
