"""MyCode as an author types it → the markup that MyBB 1.8 makes of it, without paragraphs."""

import re
from html import escape

from tests.sample_forum.skins.mybb.words import Words

_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.I | re.S)
_IMAGE = re.compile(r"\[img\]\s*(\S+?)\s*\[/img\]", re.I)
_URL = re.compile(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_QUOTE = re.compile(r"\[quote(?:=&#039;([^\]\[]+?)&#039;)?\]((?:(?!\[quote).)*?)\[/quote\]", re.I | re.S)
_LIST = re.compile(r"\[list\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_STYLES = {"b": "font-weight: bold", "i": "font-style: italic", "u": "text-decoration: underline"}
_SMILIES = {":)": "smile", ":D": "biggrin", ";)": "wink", ":(": "sad", ":P": "tongue"}


class _Writer:
    """`blocks` are pieces of markup that nothing is changed in any more."""

    def __init__(self, words: Words, base: str) -> None:
        self._words = words
        self._base = base
        self._blocks: list[str] = []

    def written(self, source: str) -> str:
        text = escape(source.replace("\r\n", "\n")).replace("\x00", "").replace("&#x27;", "&#039;")
        text = _IMAGE.sub(self._image, _CODE.sub(self._code, text))
        text = _BARE_URL.sub(self._link, _URL.sub(self._link, text))
        for code, style in _STYLES.items():
            span = rf'<span style="{style};" class="mycode_{code}">\1</span>'
            text = re.sub(rf"\[{code}\](.*?)\[/{code}\]", span, text, flags=re.I | re.S)
        for pattern, markup in ((_LIST, self._list), (_QUOTE, self._quote)):
            while (changed := pattern.sub(markup, text)) != text:
                text = changed
        for typed, name in _SMILIES.items():
            source = f"{self._base}images/smilies/{name}.png"
            picture = self._block(f'<img src="{source}" alt="{name}" class="smilie smilie_1" />')
            text = re.sub(rf"(?<![^\s>]){re.escape(typed)}(?![^\s<.,!?])", picture, text)
        text = text.replace("\n", "<br />\n")
        while "\x00" in text:
            text = re.sub("\x00(\\d+)\x00", lambda m: self._blocks[int(m[1])], text)
        return text

    def _block(self, markup: str) -> str:
        self._blocks.append(markup)
        return f"\x00{len(self._blocks) - 1}\x00"

    def _quote(self, found: re.Match[str]) -> str:
        said = self._words.wrote.format(found[1]) if found[1] else self._words.quote
        start = self._block(f'<blockquote class="mycode_quote"><cite>{said}</cite>')
        return start + found[2] + self._block("</blockquote>")

    def _code(self, found: re.Match[str]) -> str:
        typed = found[1].strip("\r\n").replace("  ", "&nbsp;&nbsp;").replace("\n", "<br />")
        box = f'<div class="title">Code:</div><div class="body"><code>{typed}</code></div>'
        return self._block(f'<div class="codeblock">{box}</div>')

    def _link(self, found: re.Match[str]) -> str:
        mark = 'target="_blank" rel="noopener" class="mycode_url"'
        start = self._block(f'<a href="{found[1] or found[2]}" {mark}>')
        return start + (found[2] if found.re is _URL else self._block(found[1])) + self._block("</a>")

    def _image(self, found: re.Match[str]) -> str:
        return self._block(f'<img src="{found[1]}" alt="" class="mycode_img" />')

    def _list(self, found: re.Match[str]) -> str:
        items = "".join(f"<li>{part.strip()}</li>" for part in found[1].split("[*]")[1:])
        return self._block('<ul class="mycode_list">') + items + self._block("</ul>")


def to_html(source: str, words: Words, base: str) -> str:
    """The markup of a message or signature; `base` is the forum's own idea of its address."""
    return _Writer(words, base).written(source)
