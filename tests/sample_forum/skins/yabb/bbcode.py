"""BBCode as an author types it → the markup of YaBB, in which any special character may be a reference."""

import re
from collections.abc import Callable
from html import escape

from tests.sample_forum.skins.yabb.words import Words

_CODE = re.compile(r"\[code(?:=[^\]]*)?\](.*?)\[/code\]", re.I | re.S)
_QUOTE = re.compile(
    r"\[quote(?: author=(\S+) link=(\S+?) date=(\d+))?\]((?:(?!\[quote).)*?)\[/quote\]\n?", re.I | re.S
)
_LIST = re.compile(r"\[list\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_SMILIES = {":)": "smiley", ":D": "cheesy", ";)": "wink", ":(": "sad", ":P": "tongue", "8)": "cool"}
_REFERENCES = str.maketrans({mark: f"&#{ord(mark)};" for mark in "()[]{}:/\\|"})
_PAIRS = (
    (r"\[b\](.*?)\[/b\]", r"<b>\1</b>"),
    (r"\[i\](.*?)\[/i\]", r"<i>\1</i>"),
    (r"\[u\](.*?)\[/u\]", r'<span class="under">\1</span><!--underline-->'),
    (r"\[color=([#\w]+)\](.*?)\[/color\]", r'<span style="color: \1;">\2</span><!--color-->'),
    (r"\[size=(\d+)\](.*?)\[/size\]", r'<span style="font-size: \1pt;">\2</span><!--size-->'),
    (r"\[email\](.*?)\[/email\]", r'<a href="mailto:\1">\1</a>'),
)


def to_html(source: str, words: Words, link_to: Callable[[str], str], date: Callable[[int], str]) -> str:
    """The markup of a message or signature; `link_to` and `date` are for who is quoted, and when."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    def code(found: re.Match[str]) -> str:
        label = (
            f'<div class="codebox">{words.code} <div><a href="javascript:selectAllCode(1)">+</a></div></div>'
        )
        return keep(f'{label}<pre class="code">{found[1].strip(chr(10)).translate(_REFERENCES)}</pre>')

    def image(found: re.Match[str]) -> str:
        shown = f'<img src="{found[1]}" alt="" id="post_img_resize_1" style="display:none" />'
        return keep(f'<a href="{found[1]}" data-rel="gb_image[nice_pics]">{shown}</a>')

    def link(found: re.Match[str]) -> str:
        return keep(f'<a href="{found[1] or found[2]}" target="_blank">') + found[2] + "</a>"

    def quote(found: re.Match[str]) -> str:
        name, target, moment, inner = found.groups()
        who = f" <b>{words.quote}:</b><br />"
        if name:
            said = f'<a class="message" href="{link_to(target)}">{words.wrote.format(name)}</a>'
            who = f"{said} {words.on} {date(int(moment))}:<br />"
        return keep(f'{who}<div class="quote" style="width: 90%">{_lines(inner)} </div><!--quote--><br />')

    def items(found: re.Match[str]) -> str:
        parts = found[1].split("[*]")[1:]
        return keep("<ul>" + "".join(f"<li>{_lines(part.strip())}</li>" for part in parts) + "</ul>")

    text = escape(source.replace("\r\n", "\n").replace("\x00", "")).replace("&#x27;", "'")
    text = _CODE.sub(code, text)
    text = re.sub(r"\[img\]\s*(\S+?)\s*\[/img\]", image, text, flags=re.I)
    text = re.sub(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", link, text, flags=re.I | re.S)
    text = _BARE_URL.sub(lambda m: keep(f'<a href="{m[1]}" target="_blank">{m[1]}</a>'), text)
    for pattern, markup in _PAIRS:
        text = re.sub(pattern, markup, text, flags=re.I | re.S)
    text = _innermost_first(_LIST, items, _innermost_first(_QUOTE, quote, text))
    text = _with_smilies(text, keep)
    html = _lines(text)
    return _restored(html, kept)


def _restored(html: str, kept: list[str]) -> str:
    while "\x00" in html:
        html = re.sub("\x00(\\d+)\x00", lambda m: kept[int(m[1])], html)
    return html


def _innermost_first(pattern: re.Pattern[str], markup: Callable[[re.Match[str]], str], text: str) -> str:
    while (changed := pattern.sub(markup, text)) != text:
        text = changed
    return text


def _with_smilies(text: str, keep: Callable[[str], str]) -> str:
    for sign, name in _SMILIES.items():
        picture = keep(f'<img class="smil" data-rel="x" src="/yabbfiles/{name}.gif" alt="{name}" />')
        text = re.sub(rf"(?<![^\s>]){re.escape(sign)}(?![^\s<.,!?])", picture, text)
    return text


def _lines(text: str) -> str:
    return text.replace("\n", "<br />")
