"""BBCode as an author types it → the markup that the software makes of it, in three generations."""

import re
from html import escape

_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.I | re.S)
_IMAGE = re.compile(r"\[img\]\s*(\S+?)\s*\[/img\]", re.I)
_URL = re.compile(r"\[url(?:=([^\]]+))?\](.*?)\[/url\]", re.I | re.S)
_BARE_URL = re.compile(r'(?<![\w="\]/>\x00])(https?://[^\s<>"\[\]\x00]+)')
_QUOTE = re.compile(r"\[quote(?:=&#x27;([^\]\[]+?)&#x27;)?\]((?:(?!\[quote).)*?)\[/quote\]", re.I | re.S)
_LIST = re.compile(r"\[list\]((?:(?!\[list).)*?)\[/list\]", re.I | re.S)
_SMILIES = {":)": "smile", ":D": "biggrin", ";)": "wink", ":(": "sad", ":P": "tongue"}


class Writer:
    """Writes the markup of a `style`; `quote_from` and `code` are the software's words."""

    def __init__(self, style: str, quote_from: str, code: str, base: str) -> None:
        self._style = style
        self._quote_from = quote_from
        self._code_word = code
        self._base = base
        self._blocks: list[str] = []

    def written(self, source: str) -> str:
        """The markup of a message."""
        text = escape(source.replace("\r\n", "\n")).replace("\x00", "")
        text = _IMAGE.sub(self._image, _CODE.sub(self._code, text))
        text = _BARE_URL.sub(self._link, _URL.sub(self._link, text))
        for code, tag in (("b", "strong"), ("i", "em"), ("u", "u")):
            text = re.sub(rf"\[{code}\](.*?)\[/{code}\]", rf"<{tag}>\1</{tag}>", text, flags=re.I | re.S)
        for pattern, markup in ((_LIST, self._list), (_QUOTE, self._quote)):
            while (changed := pattern.sub(markup, text)) != text:
                text = changed
        for typed, name in _SMILIES.items():
            source = f"{self._base}images/smilies/{name}.png"
            picture = self._block(f'<img src="{source}" alt="{escape(typed)}" class="smiley">')
            text = re.sub(rf"(?<![^\s>]){re.escape(typed)}(?![^\s<.,!?])", picture, text)
        text = text.replace("\n", "<br>\n")
        while "\x00" in text:
            text = re.sub("\x00(\\d+)\x00", lambda found: self._blocks[int(found[1])], text)
        return text if self._style in ("three", "four") else f"<p>{text}</p>"

    def _block(self, markup: str) -> str:
        self._blocks.append(markup)
        return f"\x00{len(self._blocks) - 1}\x00"

    def _quote(self, found: re.Match[str]) -> str:
        who = self._quote_from.format(found[1]) if found[1] else ""
        if self._style == "three":
            header = f'<div class="quoteHeader"><h3><img src="icon/quoteS.png" alt="" /> {who}</h3></div>'
            start = f'<blockquote class="quoteBox container-4" cite="#">{header if who else ""}'
            return (
                self._block(f'{start}<div class="quoteBody">') + found[2] + self._block("</div></blockquote>")
            )
        if self._style == "four":
            header = f"<header><h3>{who}</h3></header>" if who else ""
            start = f'<blockquote class="quoteBox container containerPadding" cite="#">{header}<div>'
            return self._block(start) + found[2] + self._block("</div></blockquote>")
        title = f'<div class="quoteBoxTitle"><span class="quoteBoxTitle">{who}</span></div>' if who else ""
        icon = '<div class="quoteBoxIcon"><img src="images/avatar.png" class="userAvatarImage" alt=""></div>'
        start = (
            f'</p><blockquote class="quoteBox collapsibleBbcode jsCollapsibleBbcode" cite="#">{icon}{title}'
        )
        end = "</p></div></blockquote><p>"
        return self._block(f'{start}<div class="quoteBoxContent"><p>') + found[2] + self._block(end)

    def _code(self, found: re.Match[str]) -> str:
        lines = found[1].strip("\n").split("\n")
        if self._style in ("three", "four"):
            items = "".join(f"<li>{line}</li>" for line in lines)
            box = f"<div><div><h3>{self._code_word}</h3></div><ol start='1'>{items}</ol></div>"
            return self._block(f'<div class="container codeBox">{box}</div>')
        items = "".join(
            f'<span class="codeBoxLine" id="codeLine_{number}_x"><a href="#codeLine_{number}_x" '
            f'class="lineAnchor"></a><span>{line}\n</span></span>'
            for number, line in enumerate(lines, 1)
        )
        header = f'<div class="codeBoxHeader"><div class="codeBoxHeadline">{self._code_word}</div></div>'
        lines_shown = f'<pre class="codeBoxCode"><code>{items}</code></pre>'
        box = f'<div class="codeBox collapsibleBbcode">{header}{lines_shown}</div>'
        return self._block(f"</p>{box}<p>")

    def _link(self, found: re.Match[str]) -> str:
        start = self._block(f'<a href="{found[1] or found[2]}" class="externalURL" rel="nofollow">')
        return start + (found[2] if found.re is _URL else self._block(found[1])) + self._block("</a>")

    def _image(self, found: re.Match[str]) -> str:
        return self._block(f'<img src="{found[1]}" alt="">')

    def _list(self, found: re.Match[str]) -> str:
        items = "".join(f"<li>{part.strip()}</li>" for part in found[1].split("[*]")[1:])
        return self._block("<ul>") + items + self._block("</ul>")
