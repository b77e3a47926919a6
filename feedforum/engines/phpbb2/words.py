"""The words that pages are read by, English and German; all else is known by addresses, names and classes."""

import re

from feedforum.engines.kit.phpbb import CLOSED
from feedforum.engines.kit.refusals import RefusalWords

MOVED = re.compile(r"\bmoved\b|verschoben", re.IGNORECASE)
STICKY = re.compile(r"\bsticky\b|wichtig", re.IGNORECASE)
GLOBAL = re.compile(r"\bglobal", re.IGNORECASE)
ANNOUNCEMENT = re.compile(r"announce|ank[uü]ndigung|bekanntmachung", re.IGNORECASE)

NO_POSTS = r"^no posts exist|\bkeine beitr[aä]ge\b"
REFUSALS = RefusalWords(
    banned=r"\bbanned\b|\bverbannt\b|\bgebannt\b|\bforum ausgeschlossen\b",
    not_found=rf"\bdoes(?: not|n[’']t) exist\b|\bexistier(?:t|en) nicht\b|{NO_POSTS}",
    closed=CLOSED,
    denied=r"^sorry, but only\b|\bk[oö]nnen nur\b|^nur .{1,80} k[oö]nnen\b|\bnot authori[sz]ed"
    r"|\bnicht berechtigt",
    database=r"\bSQL Error\b|\bcould not (?:query|obtain|connect)\b",
)

EDIT_NOTES = (
    re.compile(r"\b(?:edited|modified) by .* on (?P<date>[^;]+); edited (?P<count>\d+) times?\b", re.I),
    re.compile(r"\bbearbeitet von .* am (?P<date>.+?), insgesamt (?:(?P<count>\d+)|ein)[ -]?mal", re.I),
)
FOOTER = re.compile(r"\bphpBB\b(?: (2(?:\.\d+)+))?\s*(?:©|\(c\)|&copy;)\s*2001\b|\bphpBB (2\.0(?:\.\d+)?)\b")
BBCODE = "b i u color size list quote code img url email"
