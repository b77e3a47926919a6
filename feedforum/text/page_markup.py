"""A page's markup with what proxies and old software did to its characters undone."""

import re
from html import escape
from itertools import islice

from feedforum.text.characters import clean

# A character beyond U+FFFF as two numeric references, one for each half of its UTF-16, as old software sends
# it; where it takes them for text their ampersands are escaped.
_HALVES = re.compile(
    r"&(?:amp;)?#(?:(\d{5})|x([0-9a-f]{4}));&(?:amp;)?#(?:(\d{5})|x([0-9a-f]{4}));", re.IGNORECASE
)
# https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/
_HIDDEN_TEXT = re.compile(
    r"<(?P<name>a|span)\b[^<>]*?\bdata-cfemail=[\"']?(?P<code>[0-9a-f]+)[^<>]*>[^<>]*</(?P=name)>",
    re.IGNORECASE,
)
_HIDDEN_LINK = re.compile(r"(?:https?://[^\s\"'<>/]+)?/cdn-cgi/l/email-protection#([0-9a-f]+)", re.IGNORECASE)

# Versions of libxml2 take the square of a tag's attributes.
_LONG_TAG = re.compile(r"<[a-z][^<>]{4096,}>?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_MOST_ATTRIBUTES = 30


def repaired(markup: str) -> str:
    """The markup with only the characters XML allows (see `clean`), and halves of characters joined.

    E-mail addresses that a proxy hid from robots are written out: its key is another one in every answer.
    Of a tag with very many attributes the first thirty are left.
    """
    text = _LONG_TAG.sub(_with_few_attributes, clean(markup))
    if "data-cfemail" in text:
        text = _HIDDEN_TEXT.sub(lambda match: _revealed(match["code"]) or match.group(), text)
    if "/cdn-cgi/l/email-protection#" in text:
        text = _HIDDEN_LINK.sub(
            lambda link: f"mailto:{found}" if (found := _revealed(link[1])) else link[0], text
        )
    return _HALVES.sub(_joined, text) if ";&" in text else text


def _joined(halves: re.Match[str]) -> str:
    first, second = (
        int(decimal) if decimal else int(hexadecimal, 16)
        for decimal, hexadecimal in (halves.group(1, 2), halves.group(3, 4))
    )
    if 0xD800 <= first < 0xDC00 <= second < 0xE000:
        return chr(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    return halves.group()


def _revealed(code: str) -> str:
    """The text of a hidden e-mail address, as markup; empty if it is none."""
    try:
        key, *rest = bytes.fromhex(code)
        return escape(bytes(byte ^ key for byte in rest).decode())
    except ValueError:
        return ""


def _with_few_attributes(tag: re.Match[str]) -> str:
    parts = islice(_ATTRIBUTE.finditer(tag.group(), 1), _MOST_ATTRIBUTES + 1)
    return f"<{' '.join(part.group() for part in parts)}>"
