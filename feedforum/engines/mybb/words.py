"""The few words that pages are read by, English and German; all else is known by classes, ids and places."""

import re

from feedforum.engines.kit.refusals import RefusalWords

REFUSALS = RefusalWords(
    banned=r"\byou are banned\b|\bverbannt\b|\bgebannt\b|\bgesperrt\b",
    not_found=r"\bdoes not exist\b|\binvalid (?:forum|thread|post)\b|\bexistiert nicht\b"
    r"|\bung[uü]ltige[sr]? ",
    closed=r"\bcurrently closed\b|\b(?:zur zeit|derzeit|momentan) geschlossen\b",
    denied=r"\bpermission\b|\bnicht eingeloggt\b|\bnicht angemeldet\b|\bberechtigung",
)
KIND = re.compile(r"^(?:(?:poll|umfrage|moved|verschoben):\s*)+", re.IGNORECASE)
IMPORTANT = re.compile(r"\bimportant\b|\bwichtig", re.IGNORECASE)
FOOTER = re.compile(r"\bMyBB\b(?: (\d+(?:\.\d+)+))?,? (?:Copyright )?©")
BBCODE = "align attachment b code color email font hr html i img list me php quote s size slap u url video"
