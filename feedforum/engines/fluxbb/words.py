"""The few words that pages are read by, English and German; all else is known by classes and ids."""

import re

from feedforum.engines.kit.refusals import RefusalWords

REFUSALS = RefusalWords(
    banned=r"\bbanned\b|\bgesperrt\b|\bverbannt\b",
    not_found=r"^(?:bad request|ung[uü]ltiger? (?:anfrage|aufruf))\b|\blink\b.{0,60}\bincorrect\b",
    denied=r"\bpermission\b|\bberechtigung\b|\bberechtigt\b",
)
MAINTENANCE = re.compile(r"\bmaintenance\b|\bwartung", re.IGNORECASE)
EDIT_NOTE = re.compile(r"\((?P<date>[^()]*)\)\W*$")
FOOTER = re.compile(r"\b\w+ (?:by|von|durch) (?:FluxBB|PunBB)\b(?: (\d+(?:\.\d+)*))?")
BBCODE = "b i u s ins del em color colour h url email img quote code list topic post forum user"
