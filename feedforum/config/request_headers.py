"""Headers that the owner adds to each request for a forum, and those that are not theirs to add."""

import re

# RFC 9110, 5.1 and 5.5, without the bytes beyond ASCII that it calls obsolete
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[!-~]([\t -~]*[!-~])?")
_LONGEST = 4096

_BY_ITSELF = "this program makes it by itself; leave it out"
_NOT_THESE = {
    "user-agent": "it has a key of its own, user_agent",
    "host": "it is made of url",
    "cookie": "it has keys of its own, cookies_env and cookies_file",
    "proxy-authorization": "put the name and password into proxy",
    **dict.fromkeys(
        (
            *(
                "accept-encoding",
                "connection",
                "content-encoding",
                "content-length",
                "content-type",
                "expect",
            ),
            *("if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"),
            *("keep-alive", "proxy-connection", "range", "te", "trailer", "transfer-encoding", "upgrade"),
        ),
        _BY_ITSELF,
    ),
}


def checked_headers(written: dict[str, str]) -> dict[str, str]:
    """The headers as written. Raises ValueError for one that cannot be sent; no value is in its text."""
    seen: set[str] = set()
    for name, value in written.items():
        if not _NAME.fullmatch(name):
            raise ValueError('expected the name of a header, such as "Accept-Language"')
        lower = name.lower()
        if lower in seen:
            raise ValueError(f"{name} stands twice, and capitals do not matter; keep one of them")
        seen.add(lower)
        if lower in _NOT_THESE:
            raise ValueError(f"{name} cannot be set here: {_NOT_THESE[lower]}")
        if len(value) > _LONGEST or not _VALUE.fullmatch(value):
            raise ValueError(
                f"expected a value for {name} of letters without umlauts, digits and signs, "
                "with no blank at its ends"
            )
    return written
