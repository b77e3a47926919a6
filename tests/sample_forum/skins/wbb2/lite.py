"""Burning Board Lite 1: the pages of 2.3 as its forerunners sent them, with fonts in the place of classes."""

import re
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from tests.sample_forum.model import Post
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skins.wbb2.pages import Pages
from tests.sample_forum.skins.wbb2.software import BurningBoard
from tests.sample_forum.skins.wbb2.view import View

_HEAD = re.compile(r"^.*?<html[^>]*>", re.DOTALL)
_REWRITTEN = (
    (re.compile(r"<title>(.*?)</title>"), lambda match: match[0].replace(" | ", " - ")),
    (re.compile(r'<link rel="(?:first|last|next|prev)"[^>]*>'), ""),
    (re.compile(r'<(\w+) class="smallfont"'), r'<\1 face="Tahoma" size="1"'),
    (re.compile(r'<(\w+) class="normalfont"'), r'<\1 face="Tahoma" size="2"'),
    (re.compile(r'class="(tablea|tableb|tablecat|tabletitle)"'), r'id="\1" bgcolor="#eeeeee"'),
    (re.compile(r' class="[^"]*"'), ""),
    (re.compile(r"<(/?)span\b"), r"<\1font"),
    (re.compile(r'<a id="post\d+" name'), "<a name"),
    (
        re.compile(r'<a href="thread\.php\?postid=\d+#post\d+">(<img src="images/posticon\.gif"[^>]*>)</a>'),
        r"\1",
    ),
    (re.compile(r'<a href="javascript:who\(\d+\)">-</a>'), "-"),
    (re.compile(r" />"), ">"),
)


@dataclass(frozen=True, slots=True)
class LiteView(View):
    """A forum that names today, and no other day."""

    def date(self, moment: datetime, *, named: bool = True) -> Markup:
        f, at = self.forum, self.forum.local(moment)
        time = Markup('<font color="#666666">{}</font>').format(php_date(f.time_format, at, f.language))
        if named and f.named_days and f.local(f.now).date() == at.date():
            return Markup("<b>{},</b> {}").format(self.w.today, time)
        return Markup("{} {}").format(php_date(f.date_format, at, f.language), time)

    def message(self, post: Post) -> Markup:
        return Markup('<p><font face="Tahoma" size="2">{}</font></p>').format(View.message(self, post))

    @property
    def footer(self) -> Markup:
        home = '<b><a href="http://www.woltlab.de">WoltLab GmbH</a></b>'
        return Markup(f"Powered by: <b>Burning Board {self.forum.version}</b> &copy; 2001-2004 {home}")


class LitePages(Pages):
    """Pages of tables and fonts."""

    def _page(self, template: str, *headings: str, **values: object) -> bytes:
        text = super()._page(template, *headings[-1:], **values).decode("latin-1")
        for pattern, replacement in _REWRITTEN:
            text = pattern.sub(replacement, text)
        return _HEAD.sub("<HTML>", text, count=1).encode("latin-1")


class BurningBoardLite(BurningBoard):
    """Burning Board Lite 1."""

    view, pages = LiteView, LitePages
