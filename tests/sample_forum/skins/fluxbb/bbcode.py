"""BBCode as an author types it → the markup that each of the three generations makes of it."""

import re
from collections.abc import Callable
from html import escape

from tests.sample_forum.skins.fluxbb.words import Words

_CODE = re.compile(r"\s*\[code\](.*?)\[/code\]\s*", re.I | re.S)
_QUOTE = re.compile(r"\s*\[quote(?:=([^\]\[]+))?\]((?:(?!\[quote).)*?)\[/quote\]\s*", re.I | re.S)
_LIST = re.compile(r"\s*\[list(?:=([1a*]))?\]((?:(?!\[list).)*?)\[/list\]\s*", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_SMILIES = {":)": "smile", ":D": "big_smile", ";)": "wink", ":(": "sad", ":P": "tongue", "8)": "cool"}
_ORDERED = {"1": "decimal", "a": "alpha"}

_PAIRS = (
    (r"\[b\](.*?)\[/b\]", r"<strong>\1</strong>"),
    (r"\[i\](.*?)\[/i\]", r"<em>\1</em>"),
    (r"\[u\](.*?)\[/u\]", r'<span class="bbu">\1</span>'),
    (r"\[colou?r=([#\w]+)\](.*?)\[/colou?r\]", r'<span style="color: \1">\2</span>'),
    (r"\[email\](.*?)\[/email\]", r'<a href="mailto:\1">\1</a>'),
)
_LATER_PAIRS = (
    (r"\[s\](.*?)\[/s\]", r'<span class="bbs">\1</span>'),
    (r"\[h\](.*?)\[/h\]", r"</p><h5>\1</h5><p>"),
)
"""PunBB 1.2 leaves these as they are typed, and lists."""


def to_html(source: str, words: Words, family: str, base: str, *, signature: bool = False) -> str:
    """The markup of a message or signature; `base` is the forum's own idea of its address."""
    blocks: list[str] = []

    def block(markup: str) -> str:
        """Markup that stands outside of paragraphs, and that nothing is changed in any more."""
        blocks.append(markup)
        return f"</p>\x00{len(blocks) - 1}\x00<p>"

    def inline(markup: str) -> str:
        blocks.append(markup)
        return f"\x00{len(blocks) - 1}\x00"

    text = _escaped("".join(c if ord(c) < 0x10000 or family == "pun12" else "?" for c in source), family)
    text = _CODE.sub(lambda m: block(_code(m[1].strip("\r\n"), words, family)), text.replace("\x00", ""))
    nofollow = ' rel="nofollow"' if family == "flux" else ""
    text = re.sub(r"\[img\]\s*(\S+?)\s*\[/img\]", lambda m: inline(_image(m[1], family)), text, flags=re.I)

    def link(found: re.Match[str]) -> str:
        return inline(f'<a href="{found[1] or found[2]}"{nofollow}>') + found[2] + "</a>"

    text = re.sub(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", link, text, flags=re.I | re.S)
    text = _BARE_URL.sub(lambda m: inline(f'<a href="{m[1]}"{nofollow}>{m[1]}</a>'), text)
    for pattern, markup in (*_PAIRS, *(() if family == "pun12" else _LATER_PAIRS)):
        text = re.sub(pattern, markup, text, flags=re.I | re.S)
    if family != "pun12":
        text = _innermost_first(_LIST, lambda m: block(_list(m[1] or "*", m[2])), text)
    text = _innermost_first(
        _QUOTE, lambda m: block(_quote(m[1] or "", _paragraphs(m[2], family), words, family)), text
    )
    text = _with_smilies(text, "" if family == "pun12" else base)
    html = _paragraphs(text, family)
    if signature and family != "flux":
        html = html.removeprefix("<p>").removesuffix("</p>")
    while "\x00" in html:
        html = re.sub("\x00(\\d+)\x00", lambda m: blocks[int(m[1])], html)
    return html


def _escaped(text: str, family: str) -> str:
    """PunBB 1.2 lets numeric entities through: what its charset lacks is stored as one."""
    escaped = escape(text.replace("\r\n", "\n")).replace("&#x27;", "'" if family == "pun12" else "&#039;")
    return re.sub(r"&amp;(#\d+;)", r"&\1", escaped) if family == "pun12" else escaped


def _paragraphs(text: str, family: str) -> str:
    blank = "&nbsp; " if family == "pun12" else "&#160; "
    text = text.strip("\n").replace("\t", "    ").replace("  ", blank)
    if family == "flux":
        text = re.sub(r"\n\n+", lambda m: "</p>" + "<br />" * (len(m[0]) - 2) + "<p>", text)
    html = "<p>" + text.replace("\n", "<br />") + "</p>"
    return re.sub(r"<p>\s*</p>", "", html)


def _innermost_first(pattern: re.Pattern[str], markup: Callable[[re.Match[str]], str], text: str) -> str:
    while (changed := pattern.sub(markup, text)) != text:
        text = changed
    return text


def _quote(name: str, inner: str, words: Words, family: str) -> str:
    said = words.wrote.format(name.replace("&quot;", "")) if name else ""
    if family == "pun12":
        heading = f"<h4>{said}</h4>" if said else ""
        return f'<blockquote><div class="incqbox">{heading}{inner}</div></blockquote>'
    heading = f"<cite>{said}</cite>" if said else ""
    body = f"<div>{inner}</div>" if family == "flux" else inner
    return f'<div class="quotebox">{heading}<blockquote>{body}</blockquote></div>'


def _code(source: str, words: Words, family: str) -> str:
    if family == "pun12":
        box = f'<div class="scrollbox" style="height: 6em"><pre>{source}</pre></div>'
        return f'<div class="codebox"><div class="incqbox"><h4>{words.code}</h4>{box}</div></div>'
    tall = ' class="vscroll"' if source.count("\n") > 28 else ""
    return f'<div class="codebox"><pre{tall}><code>{source}</code></pre></div>'


def _list(kind: str, inner: str) -> str:
    parts = re.sub(r"\[/\*\]", "", inner).split("[*]")[1:]
    items = "".join(f"<li><p>{part.strip().replace(chr(10), '<br />')}</p></li>" for part in parts)
    return f'<ol class="{_ORDERED[kind]}">{items}</ol>' if kind in _ORDERED else f"<ul>{items}</ul>"


def _image(url: str, family: str) -> str:
    if family == "pun12":
        return f'<img class="postimg" src="{url}" alt="{url}" />'
    return f'<span class="postimg"><img src="{url}" alt="{url.rpartition("/")[2]}" /></span>'


def _with_smilies(text: str, base: str) -> str:
    for code, name in _SMILIES.items():
        picture = f'<img src="{base}img/smilies/{name}.png" width="15" height="15" alt="{name}" />'
        text = re.sub(rf"(?<![^\s>]){re.escape(code)}(?![^\s<.,!?])", picture, text)
    return text
