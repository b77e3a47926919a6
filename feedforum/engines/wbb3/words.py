"""The few words that pages are read by, English and German; all else is known by ids, classes and places."""

import re

EDITED = re.compile(
    r"^(?:\D*?(?P<count>\d+)\s*(?:mal\b|times?\b))?.*?\((?P<date>[^()]*\d{1,2}:\d\d[^()]*)\)",
    re.IGNORECASE | re.DOTALL,
)
FOOTER = re.compile(r"Burning Board(?:®|™)?(?: Lite)?(?:®|™)?(?: (?P<version>\d+(?:\.\d+)+))?")
MAKER = re.compile(r"WoltLab(?:®|™)? GmbH")
BBCODE = (
    "align attach b code color css email font html i img indent java js list mysql php quote s size spoiler"
    " sub sup table td tr u url xml youtube"
)
