"""The words that pages are read by, English and German; all else is known by ids, classes and addresses."""

import re

from feedforum.engines.kit.phpbb import CLOSED
from feedforum.engines.kit.refusals import RefusalWords

BANNED = re.compile(r"\bbanned\b|\bgesperrt\b|\bverbannt\b|\bausgeschlossen\b", re.IGNORECASE)
REFUSALS = RefusalWords(
    not_found=r"\bdo(?:es)? not exist\b|\bexistier(?:t|en) nicht|\bnicht (?:mehr )?vorhanden\b",
    closed=CLOSED,
    denied=r"\bpermissions?\b|\bnot authori[sz]ed\b|\bregistered and logged in\b|\bberechtigung"
    r"|\bberechtigt\b|\bregistriert und angemeldet\b",
)
EDIT_NOTES = (
    re.compile(r"\bedited by .* on (?P<date>.+?), edited (?P<count>\d+) times?\b", re.I),
    re.compile(r"\bge[aä]ndert von .* am (?P<date>.+?), insgesamt (?P<count>\d+)[ -]?mal\b", re.I),
)
FOOTER = re.compile(r"\bphpBB\b ?®? (?:Forum Software )?© (?:2000, 2002, 2005|phpBB (?:Group|Limited))")
BBCODE = "b i u color size list quote code img url email flash attachment"
