"""BBCode as an author types it → the markup that SMF makes of it, without paragraphs."""

import re
from html import escape

from tests.sample_forum.skins.smf.words import Words

_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.I | re.S)
_QUOTE = re.compile(r"\[quote(?: author=([^\]\[]+))?\]((?:(?!\[quote).)*?)\[/quote\]", re.I | re.S)
_LIST = re.compile(r"\[list\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_IMAGE = re.compile(r"\[img\]\s*(\S+?)\s*\[/img\]", re.I)
_URL = re.compile(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_SMILIES = {":)": "smiley", ":D": "grin", ";)": "wink", ":(": "sad", ":P": "tongue"}


def to_html(source: str, words: Words, base: str, *, older: bool) -> str:
    """The markup of a message or signature; 1.1 has no classes for what it makes of it."""
    return _Writer(words, base, older).written(source)


class _Writer:
    """`blocks` are pieces of markup that nothing is changed in any more."""

    def __init__(self, words: Words, base: str, older: bool) -> None:
        self._words = words
        self._base = base
        self._older = older
        self._blocks: list[str] = []

    def written(self, source: str) -> str:
        text = escape(source.replace("\r\n", "\n")).replace("\x00", "").replace("&#x27;", "&#039;")
        text = "".join(c if ord(c) < 0x10000 else f"&#{ord(c)};" for c in text)
        text = _IMAGE.sub(self._image, _CODE.sub(self._code, text))
        text = _BARE_URL.sub(self._link, _URL.sub(self._link, text))
        for tag, name in (("b", "b" if self._older else "strong"), ("i", "i" if self._older else "em")):
            text = re.sub(rf"\[{tag}\](.*?)\[/{tag}\]", rf"<{name}>\1</{name}>", text, flags=re.I | re.S)
        for pattern, markup in ((_LIST, self._list), (_QUOTE, self._quote)):
            while (changed := pattern.sub(markup, text)) != text:
                text = changed
        for typed, name in _SMILIES.items():
            picture = self._block(
                f'<img src="{self._base}Smileys/default/{name}.gif" alt="{typed}" class="smiley" />'
            )
            text = re.sub(rf"(?<![^\s>]){re.escape(typed)}(?![^\s<.,!?])", picture, text)
        text = text.replace("  ", "&nbsp; ").replace("\n", "<br />")
        while "\x00" in text:
            text = re.sub("\x00(\\d+)\x00", lambda m: self._blocks[int(m[1])], text)
        return text

    def _block(self, markup: str) -> str:
        self._blocks.append(markup)
        return f"\x00{len(self._blocks) - 1}\x00"

    def _named(self, name: str) -> str:
        return "" if self._older else f' class="bbc_{name}"'

    def _quote(self, found: re.Match[str]) -> str:
        said = self._words.quote_from.format(found[1]) if found[1] else self._words.quote
        if self._older:
            header = f'<div class="quoteheader">{said}</div><div class="quote">'
            return self._block(header) + found[2] + self._block("</div>")
        header = f'<div class="quoteheader"><div class="topslice_quote">{said}</div></div>'
        end = self._block('</blockquote><div class="quotefooter"></div>')
        return self._block(f'{header}<blockquote class="bbc_standard_quote">') + found[2] + end

    def _code(self, found: re.Match[str]) -> str:
        typed = found[1].strip("\r\n").replace("  ", "&nbsp; ").replace("\n", "<br />")
        box = ('<div class="code">', "</div>") if self._older else ('<code class="bbc_code">', "</code>")
        return self._block(f'<div class="codeheader">Code:</div>{box[0]}{typed}{box[1]}')

    def _link(self, found: re.Match[str]) -> str:
        start = self._block(f'<a href="{found[1] or found[2]}"{self._named("link")} target="_blank">')
        shown = found[2] if found.re is _URL else self._block(found[1])
        return start + shown + self._block("</a>")

    def _image(self, found: re.Match[str]) -> str:
        return self._block(f'<img src="{found[1]}" alt=""{self._named("img")} />')

    def _list(self, found: re.Match[str]) -> str:
        items = "".join(f"<li>{part.strip()}</li>" for part in found[1].split("[*]")[1:])
        return self._block(f"<ul{self._named('list')}>") + items + self._block("</ul>")
