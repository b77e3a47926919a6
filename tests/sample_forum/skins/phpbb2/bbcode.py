"""BBCode as an author types it → the markup of phpBB 2, in as many pieces as it has quotes and code."""

import re
from collections.abc import Callable
from html import escape

from tests.sample_forum.skins.phpbb2.words import Words

_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.I | re.S)
_QUOTE = re.compile(r'\[quote(?:="([^"\]]*)")?\]((?:(?!\[quote).)*?)\[/quote\]', re.I | re.S)
_LIST = re.compile(r"\[list(?:=([1a]))?\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_SMILIES = {":)": "smile", ":D": "biggrin", ";)": "wink", ":(": "sad", ":P": "razz", "8)": "cool"}
_PAIRS = (
    (r"\[b\](.*?)\[/b\]", r'<span style="font-weight: bold">\1</span>'),
    (r"\[i\](.*?)\[/i\]", r'<span style="font-style: italic">\1</span>'),
    (r"\[u\](.*?)\[/u\]", r'<span style="text-decoration: underline">\1</span>'),
    (r"\[color=([#\w]+)\](.*?)\[/color\]", r'<span style="color: \1">\2</span>'),
    (r"\[size=(\d+)\](.*?)\[/size\]", r'<span style="font-size: \1px; line-height: normal">\2</span>'),
    (r"\[email\](.*?)\[/email\]", r'<a href="mailto:\1">\1</a>'),
    (r"\[img\]\s*(\S+?)\s*\[/img\]", r'<img src="\1" border="0" />'),
)
_BOX = (
    '</span><table width="90%" align="center" border="0"><tr><td><span class="genmed"><b>{}</b></span></td>'
    '</tr><tr><td class="{}">{}</td></tr></table><span class="postbody">'
)


def to_html(source: str, words: Words, escaped: Callable[[str], str] = escape) -> str:
    """The markup of a message or signature, inside of the element that its software puts around it."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    text = escaped(source.replace("\r\n", "\n").replace("\x00", ""))
    text = _CODE.sub(lambda m: keep(_BOX.format(words.code, "code", _lines(_indented(m[1])))), text)
    text = text.replace("&quot;", '"')

    def link(found: re.Match[str]) -> str:
        return keep(f'<a href="{found[1] or found[2]}" target="_blank" class="postlink">') + found[2] + "</a>"

    text = re.sub(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", link, text, flags=re.I | re.S)
    text = _BARE_URL.sub(lambda m: keep(f'<a href="{m[1]}" target="_blank">{m[1]}</a>'), text)
    for pattern, markup in _PAIRS:
        text = re.sub(pattern, markup, text, flags=re.I | re.S)
    text = _innermost_first(_QUOTE, lambda m: keep(_quote(m[1], m[2], words)), text)
    text = _innermost_first(_LIST, lambda m: keep(_list(m[1], m[2])), text)
    for code, name in _SMILIES.items():
        picture = f'<img src="images/smiles/icon_{name}.gif" alt="{name}" border="0" />'
        text = re.sub(rf"(?<![^\s>]){re.escape(code)}(?![^\s<.,!?])", picture, text)
    html = _lines(text)
    while "\x00" in html:
        html = re.sub("\x00(\\d+)\x00", lambda m: kept[int(m[1])], html)
    return html


def _innermost_first(pattern: re.Pattern[str], markup: Callable[[re.Match[str]], str], text: str) -> str:
    while (changed := pattern.sub(markup, text)) != text:
        text = changed
    return text


def _lines(text: str) -> str:
    return text.replace("\n", "\n<br />\n")


def _indented(code: str) -> str:
    return code.replace("  ", "&nbsp; ").replace("(", "&#40;").replace("[", "&#91;")


def _quote(name: str | None, inner: str, words: Words) -> str:
    """A quote, in which stray ends of elements stand as on the real pages."""
    return _BOX.format(words.wrote.format(name) if name else words.quote, "quote", _lines(inner))


def _list(kind: str | None, inner: str) -> str:
    items = "".join(f"<li>{_lines(part.strip())}" for part in inner.split("[*]")[1:])
    return f'<ol type="{kind}">{items}</ol>' if kind else f"<ul>{items}</ul>"
