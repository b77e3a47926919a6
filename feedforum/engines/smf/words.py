"""The few words that pages are read by, English and German; all else is known by classes, ids and places."""

import re

from feedforum.engines.kit.refusals import RefusalWords

REFUSALS = RefusalWords(
    wait=r"\bwait about \d+ seconds\b|\b\d+ sekunden warten\b",
    banned=r"\bbanned\b|\bverbannt\b|\b(?:sie sind|du bist|wurden|wurdest)\b.{0,60}\bgesperrt\b",
    not_found=r"\bmissing\b|\bexistiert nicht\b|\bnicht (?:\(?mehr\)? )?(?:zu )?existier",
)
FOOTER = re.compile(r"\bSMF (\d+(?:\.\d+)*(?: (?:RC|Beta)[ \d.]*\d)?)|\bSMF ©")
BBCODE = (
    "abbr acronym anchor b bdo black blue br center code color email flash font ftp glow green html hr i img"
    " iurl left li list ltr me move nobbc php pre quote red right rtl s shadow size sub sup table td time tr"
    " tt u url white"
)
