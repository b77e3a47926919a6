"""The few words and shapes of text that pages are read by, German and English."""

import re

from feedforum.engines.kit.refusals import RefusalWords

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
