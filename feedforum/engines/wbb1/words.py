"""The few words and shapes of text that pages are read by, German and English."""

import re

from feedforum.engines.kit.refusals import RefusalWords

_CLOCK = r"[\s,]*(?:um|at|-)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b)?"
_DAY = (
    r"(?:\b(?:heute|gestern|today|yesterday)\b|\d{1,2}[.\-/]\s?\d{1,2}[.\-/]\s?\d{2,4}|\d{4}-\d\d?-\d\d?"
    r"|\d{1,2}\.?\s+[^\W\d]{3,9}\.?\s+\d{2,4}|[^\W\d]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{2,4})"
)
DATE = re.compile(rf"{_DAY}{_CLOCK}", re.IGNORECASE)
"""A date with a time. Today's date may be any word that the owner likes, in the place of the day."""

_EDITED = r"\b(?:editiert|edited|ge[aä]ndert|bearbeitet|modified)\b"
EDIT_NOTES = (
    re.compile(
        rf"^\W*(?=dies|this|zuletzt|last|edit|ge|be|mod)(?=.*{_EDITED})"
        rf"(?:.*?\b(?P<count>\d+)\s*(?:mal\b|times?\b|x\b))?.*?(?P<date>{DATE.pattern})",
        re.I | re.S,
    ),
)
RULE = re.compile(r"_{6,}")

NOT_FOUND = re.compile(
    r"ung[uü]ltige[nrs]?\s+(?:verweis|link|id)|(?:existiert|gibt es)\s+(?:leider\s+)?nicht"
    r"|nicht\s+(?:gefunden|vorhanden|g[uü]ltig)"
    r"|invalid\s+(?:link|id)|(?:does\s+not|doesn't)\s+exist|not\s+(?:found|valid)|no\s+such",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"zutritt|kein(?:en|e)?\s+(?:zugriff|zugang|berechtigung|rechte)|nicht\s+(?:berechtigt|befugt|erlaubt)|zugriff\s+verweigert"
    r"|access\s+(?:is\s+)?denied|not\s+(?:allowed|authori[sz]ed|permitted)|(?:no|have)\s+(?:access|permission)|restricted\s+to",
    re.IGNORECASE,
)
MAINTENANCE = re.compile(
    r"wartung|maintenance|\boffline\b|(?:vor[uü]bergehend|derzeit|zur\s*zeit)\s+geschlossen|(?:temporarily|currently)\s+closed",
    re.IGNORECASE,
)
REFUSALS = RefusalWords(banned=r"\bgesperrt|\bgebannt|\bverbannt|\bbanned\b")
VERSION = re.compile(r"Burning\s+Board(?:<[^>]*>|[\s,:]|Version|&nbsp;)*(1\.\d+(?:\.\d+)*\w?)", re.IGNORECASE)
BBCODE = "b i u size color font url email img list code php quote align center marquee glow shadow"
