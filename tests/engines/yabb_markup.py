"""Pages of our own in the markup of three generations of YaBB."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.yabb import YaBB
from feedforum.records import Document

BASE = "http://yabb.example/cgi-bin/yabb2/"

OWN = "http://own.example/cgi-bin/yabb2/YaBB.pl"

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = YaBB()

GUEST = (
    f'Welcome, Guest. <a href="{OWN}?action=login">Login</a> or <a href="{OWN}?action=register">Register</a>'
)

SITES = {
    "2.6": ("YaBB 2.6.11", '<div id="yabbclock"></div>'),
    "2.5": ("YaBB 2.5.2", '<script src="/yabbfiles/YaBB.js"></script>'),
    "1": ("YaBB 1 Gold - SP 1.3.2", ""),
}


def crumbs(*boards: tuple[str, str], last: str = "") -> str:
    links = [
        f'<a href="{OWN}" class="nav">Uhren</a>',
        f'<a href="{OWN}?catselect=general" class="nav">General</a>',
    ]
    links += [f'<a href="{OWN}?board={board}" class="nav"><b>{title}</b></a>' for board, title in boards]
    return f'<table><tr><td class="nav">{" › ".join((*links, last))}</td></tr></table>'


def whole(title: str, path: str, main: str, *, way: str = GUEST, version: str = "2.6") -> str:
    software, mark = SITES[version]
    return (
        f'<html lang="en"><head><title>Uhren - {title}</title></head><body>{mark}<p>{way}</p>{path}{main}'
        f'<p class="copyright">Uhren » Powered by <a href="http://www.yabbforum.com">{software}</a>!</p></body></html>'
    )


def document(text: str, path: str = "YaBB.pl?num=1700000000") -> Document:
    return Document(BASE + path, text, NOW)


THREAD_26 = """<tr><td><img src="i/{state}.gif"></td><td><img src="i/xx.gif"></td>
<td><div><a href="{own}?{vir}num={id}">{topic}</a><br /><span class="small">Started Nov 26<sup>th</sup>, 2025 at 9:33am by {starter}<br />{pages}</span></div></td>
<td>{replies}</td><td>77</td><td><span class="small"><a href="{own}?num={id}/9#9"><img> {date}</a><br /><b>By:</b> {last}</span></td></tr>"""


def board_page(rows: str, version: str = "2.6", pager: str = "Pages: 1") -> Document:
    about = f'<table><tr><td><img></td><td><a href="{OWN}?board=hands"><b>Hands</b></a><br>All of it</td><td>Topics: 3</td></tr></table>'
    span = f'<span class="small pgindex"><img src="index_togl.png"> {pager}</span>'
    text = whole(
        "Hands",
        crumbs(("clocks", "Clocks"), ("hands", "Hands")),
        f"{about}{span}<table>{rows}</table>",
        version=version,
    )
    return document(text, "YaBB.pl?board=hands")


def row(
    template: str = THREAD_26,
    state: str = "thread",
    vir: str = "",
    pages: str = "",
    date: str = "Nov 27<sup>th</sup>, 2025 at 12:05am",
) -> str:
    return template.format(
        own=OWN, id=1700000000, topic="Hands &amp; springs", starter="Zoë &quot;Z&quot;", last="Bo (Gast)",
        replies=9, state=state, vir=vir, pages=pages, date=date,
    )  # fmt: skip


POST_26 = """<div class="displaycontainer"><div class="postcontainer"><table><tr><td class="post-userinfo"><span class="anchor" id="{place}"></span><b>{author}</b>
<div class="small">Member<br />Posts: 7</div></td><td><div><a href="{own}?num=1700000000/{place}#{place}"><img src="xx.gif"></a></div><div class="small"><b>{title}</b><br /><b>{reply}</b>{date}</div></td></tr>
<tr><td><div class="message">{text}</div></td></tr><tr><td><div class="small">{edited}&nbsp;</div></td></tr>
<tr><td><div class="small">{files}</div><div class="small">{signature}</div></td></tr>
<tr><td><div class="small"><span class="small"><img src="ip.gif"> IP Logged<br /></span></div></td></tr></table></div></div>"""


def post(template: str = POST_26, **parts: str) -> str:
    given = {
        "own": OWN, "place": "0", "author": "Zoë &quot;Z&quot;", "title": "Hands", "reply": "",
        "date": "Sep 13<sup>th</sup>, 2026 at 11:28am", "text": "Brass <i>hands</i>.", "edited": "", "files": "", "signature": "",
    }  # fmt: skip
    return template.format(**(given | parts))


def thread_page(
    posts: str,
    pager: str = "Pages: 1",
    state: str = "thread",
    path: str = "YaBB.pl?num=1700000000",
    before: str = "",
) -> Document:
    title = f'<table><tr><td class="titlebg"><img src="i/{state}.gif"> Hands &amp; springs (Read 77 times)</td></tr></table>'
    span = f'<span class="small pgindex"><img src="index_togl.png"> {pager}</span>'
    crumb = crumbs(("clocks", "Clocks"), ("hands", "Hands"), last="Hands &amp; springs")
    return document(whole("Hands &amp; springs", crumb, f"{before}{span}{title}{posts}"), path)
