"""The few words that pages are read by, English and German; all else is known by classes, ids and places."""

import re

EDITED = re.compile(r"editiert|bearbeitet|edited", re.IGNORECASE)
REPLIES = re.compile(r"antwort|repl|réponse", re.IGNORECASE)
MOVED = re.compile(r"verschoben|\bmoved\b", re.IGNORECASE)
ON_TOP = re.compile(r"wichtig|angepinnt|sticky|important|pinned", re.IGNORECASE)
ANNOUNCED = re.compile(r"ankündigung|announcement", re.IGNORECASE)
FOOTER = re.compile(
    r"WoltLab Suite(?:™|®)?(?: Forum)?(?: (?P<suite>\d+(?:\.\d+)+))?"
    r"|Burning Board(?:™|®)? (?P<board>4(?:\.\d+)+)"
)
BBCODE = (
    "align attach b code color confidential email font html i img indent justify left list quote right s size"
    " spoiler sub sup table td th tr tt u url user w wsm wsmg wsp media php css java mysql xml"
)
