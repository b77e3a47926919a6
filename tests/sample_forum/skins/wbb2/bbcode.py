"""BBCode as an author types it → the markup that the board sends."""

import re
from collections.abc import Callable
from html import escape, unescape

from tests.sample_forum.skins.wbb2.characters import mangled, named
from tests.sample_forum.skins.wbb2.words import Words

_CODE = re.compile(r"\[(code|php)\](.*?)\[/\1\]", re.I | re.S)
_INNER_QUOTE = re.compile(r"\[quote\]((?:(?!\[quote\]).)*?)\[/quote\]", re.I | re.S)
_INNER_LIST = re.compile(r"\[list(=[1a])?\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>])(https?://[^\s<>"\[\]]+)')
_LONG_WORD = re.compile(r"((?:&#?\w+;|[^\s<>&\x00]){75})(?=[^\s<>\x00])")
_SHORTENED_FROM = 60

_SMILIES = {
    ":)": "smile",
    ":D": "biggrin",
    ";)": "wink",
    ":(": "frown",
    ":P": "tongue",
    "8)": "cool",
    ":rolleyes:": "rolleyes",
}

_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}

_PAIRS = (
    (r"\[b\](.*?)\[/b\]", r"<b>\1</b>"),
    (r"\[i\](.*?)\[/i\]", r"<i>\1</i>"),
    (r"\[u\](.*?)\[/u\]", r"<u>\1</u>"),
    (r"\[size=(\d+)\](.*?)\[/size\]", r'<span style="font-size: \1px;">\2</span>'),
    (r"\[color=([#\w]+)\](.*?)\[/color\]", r'<span style="color: \1;">\2</span>'),
    (r"\[font=([\w ]+)\](.*?)\[/font\]", r'<span style="font-family: \1;">\2</span>'),
    (r"\[center\](.*?)\[/center\]", r'<div align="center">\1</div>'),
    (r"\[align=(left|center|right)\](.*?)\[/align\]", r'<div align="\1">\2</div>'),
    (r"\[email\](.*?)\[/email\]", r'<a href="mailto:\1">\1</a>'),
    (r"\[img\]\s*(\S+?)\s*\[/img\]", r'<img class="resizeImage" src="\1" border="0" alt="" />'),
    (r"\[url=(?:&quot;)?(.+?)(?:&quot;)?\](.*?)\[/url\]", r'<a href="\1" target="_blank">\2</a>'),
)  # fmt: skip


def to_html(source: str, words: Words, *, html: bool = False, smilies: bool = True) -> str:
    """The markup of a message or signature. `html` lets the author's own markup through."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    text = mangled(source).replace("\x00", "")
    text = _CODE.sub(lambda m: keep(_code(m[1].lower(), m[2])), text)
    if not html:
        text = str(named(text))
    text = re.sub(r"\[url\](.+?)\[/url\]", lambda m: keep(_link(m[1])), text, flags=re.I)
    for pattern, markup in _PAIRS:
        text = re.sub(pattern, markup, text, flags=re.I | re.S)
    text = _BARE_URL.sub(lambda m: keep(_link(m[1])), text)
    text = _innermost_first(_INNER_QUOTE, lambda m: _quote(m[1], words), text)
    text = _innermost_first(_INNER_LIST, lambda m: _list((m[1] or "")[1:], m[2]), text)
    if smilies:
        text = _with_smilies(text)
    text = _cut_long_words(re.sub(r"\r?\n", "<br />\r\n", text))
    return re.sub("\x00(\\d+)\x00", lambda m: kept[int(m[1])], text)


def _innermost_first(pattern: re.Pattern[str], markup: Callable[[re.Match[str]], str], text: str) -> str:
    while (changed := pattern.sub(markup, text)) != text:
        text = changed
    return text


def _quote(inner: str, words: Words) -> str:
    inner = re.sub(r"\A\[i\](.*?)\[/i\]", r"<i>\1</i>", inner)
    return (
        '<table width="98%" align="center" class="tableinborder" cellspacing="1" cellpadding="4">'
        '<tr><td class="tablecat" align="left"><span class="smallfont">'
        f"<b>{named(words.quote)}</b></span></td></tr>"
        f'<tr class="normalfont"><td class="inposttable" align="left">{inner}</td></tr></table>'
    )


def _list(kind: str, inner: str) -> str:
    items = "".join(f"<li>{item}</li>" for item in inner.split("[*]")[1:])
    return f'<ol type="{kind}">{items}</ol>' if kind else f"<ul>{items}</ul>"


def _code(kind: str, source: str) -> str:
    lines = source.strip("\r\n").splitlines()
    numbers = "".join(f"{number}:\n" for number in range(1, len(lines) + 1))
    content = "\n".join(lines)
    if kind == "code":
        content = named(content).translate(_BRACES)
    else:
        content = escape(content, quote=False).translate(_BRACES).replace(" ", "&nbsp;")
        content = f"<span style='color: #000000'><span style='color: #0000BB'>{content}</span></span>"
    cell = "class='inposttable' nowrap='nowrap'"
    return (
        "<table style='table-layout: fixed; width:98%;' align='center'><tr><td><div style='overflow: auto'>"
        "<table class='tableinborder' style='width:100%' cellspacing='1' cellpadding='4'>"
        "<tr class='smallfont'><td colspan='2' class='tablecat'>"
        f"<span class='smallfont'><b>{kind}:</b></span></td></tr>"
        f"<tr class='smallfont'><td align='right' {cell}><pre>{numbers}</pre></td>"
        f"<td align='left' {cell} style='width:100%'><pre>{content}</pre></td></tr>"
        "</table></div></td></tr></table>"
    )


def _link(url: str) -> str:
    plain = unescape(url)
    text = plain if len(plain) <= _SHORTENED_FROM else f"{plain[:40]}...{plain[-15:]}"
    target = plain if "://" in plain else f"http://{plain}"
    return f'<a href="{named(target)}" target="_blank">{named(text)}</a>'


def _cut_long_words(text: str) -> str:
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(part if part.startswith("<") else _LONG_WORD.sub(" \\1<br />\n", part) for part in parts)


def _with_smilies(text: str) -> str:
    for code, name in _SMILIES.items():
        picture = f'<img src="images/smilies/{name}.gif" border="0" alt="{name}" title="{name}" />'
        text = re.sub(rf"(?<![^\s>]){re.escape(code)}(?![^\s<.,!?])", picture, text)
    return text
