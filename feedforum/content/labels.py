"""Short texts that move to another place: a name, a title, what stood on a button."""

import re

_CODE = re.compile(r"\[(?:/?[a-z]+(?:=[^\[\]]*)?|\*)\]", re.IGNORECASE)
_ROUND = {ord("["): "(", ord("]"): ")"}
_LONGEST = 200


def label(text: str) -> str:
    """The text on one line, 200 characters at most; brackets that would read as BBCode are rounded.

    The text is final where it goes to, so that BBCode in it must not come to life there.
    """
    line = " ".join(text.split())[:_LONGEST].rstrip()
    return line.translate(_ROUND) if _CODE.search(line) else line
