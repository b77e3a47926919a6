"""BBCode as an author types it → the markup of phpBB 3, in one of its two skins."""

import re
from collections.abc import Callable
from html import escape

from tests.sample_forum.skins.phpbb3.words import Words

_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.I | re.S)
_QUOTE = re.compile(r'\[quote(?:="?([^"\]]*)"?)?\]((?:(?!\[quote).)*?)\[/quote\]', re.I | re.S)
_LIST = re.compile(r"\[list(?:=([1a]))?\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_SMILIES = {":)": "smile", ":D": "biggrin", ";)": "wink", ":(": "sad", ":P": "razz", "8)": "cool"}
_PAIRS = (
    (r"\[b\](.*?)\[/b\]", r'<span style="font-weight: bold">\1</span>'),
    (r"\[i\](.*?)\[/i\]", r'<span style="font-style: italic">\1</span>'),
    (r"\[u\](.*?)\[/u\]", r'<span style="text-decoration: underline">\1</span>'),
    (r"\[color=([#\w]+)\](.*?)\[/color\]", r'<span style="color: \1">\2</span>'),
    (r"\[size=(\d+)\](.*?)\[/size\]", r'<span style="font-size: \1%; line-height: 116%;">\2</span>'),
    (r"\[email\](.*?)\[/email\]", r'<a href="mailto:\1">\1</a>'),
    (r"\[img\]\s*(\S+?)\s*\[/img\]", r'<img src="\1" alt="Image" />'),
)


def to_html(source: str, words: Words, *, in_tables: bool) -> str:
    """The markup of a message or signature, for subsilver2 (`in_tables`) or for prosilver."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    text = escape("".join(c for c in source.replace("\r\n", "\n") if ord(c) < 0x10000), quote=False)
    text = _CODE.sub(lambda m: keep(_code(m[1], words, in_tables)), text.replace("\x00", ""))

    def link(found: re.Match[str]) -> str:
        return keep(f'<a href="{found[1] or found[2]}" class="postlink">') + found[2] + "</a>"

    text = re.sub(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", link, text, flags=re.I | re.S)
    text = _BARE_URL.sub(lambda m: keep(_magic(m[1])), text)
    for pattern, markup in _PAIRS:
        text = re.sub(pattern, markup, text, flags=re.I | re.S)
    text = _innermost_first(_QUOTE, lambda m: keep(_quote(m[1], _lines(m[2]), words, in_tables)), text)
    text = _innermost_first(_LIST, lambda m: keep(_list(m[1], m[2])), text)
    for code, name in _SMILIES.items():
        picture = f'<img src="./images/smilies/icon_e_{name}.gif" alt="{code}" title="{name}" />'
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
    return text.replace("\n", "<br />")


def _magic(url: str) -> str:
    """An address that was typed as it is: a long one is shown cut, between comments."""
    shown = url if len(url) <= 55 else f"{url[:39]} ... {url[-10:]}"
    return f'<!-- m --><a class="postlink" href="{url}">{shown}</a><!-- m -->'


def _quote(name: str | None, inner: str, words: Words, in_tables: bool) -> str:
    said = words.wrote.format(name) if name else ""
    if in_tables:
        head = f'<div class="quotetitle"><b>{said or words.quote}</b></div>'
        return f'{head}<div class="quotecontent">{inner}</div>'
    mark, cite = ("", f"<cite>{said}</cite>") if said else (' class="uncited"', "")
    return f"<blockquote{mark}><div>{cite}{inner}</div></blockquote>"


def _code(source: str, words: Words, in_tables: bool) -> str:
    shown = _lines(source.strip("\n").replace("  ", "&nbsp; "))
    if in_tables:
        return f'<div class="codetitle"><b>{words.code}</b></div><div class="codecontent">{shown}</div>'
    head = f'<dt>{words.code} <a href="#">Select all</a></dt>'
    return f'<dl class="codebox">{head}<dd><code>{shown}</code></dd></dl>'


def _list(kind: str | None, inner: str) -> str:
    items = "".join(f"<li>{_lines(part.strip())}</li>" for part in inner.split("[*]")[1:])
    return f'<ol style="list-style-type: decimal">{items}</ol>' if kind else f"<ul>{items}</ul>"
