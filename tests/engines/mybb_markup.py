"""Pages of our own in the markup of MyBB's generations."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.mybb import MyBB
from feedforum.records import Document

BASE = "http://mybb.example/forum/"

OWN = "http://own.example/f/"

NOW = datetime(2026, 11, 30, 9, 20, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = MyBB()

SCRIPT = '<script src="jscripts/general.js?ver=1827"></script>'

LOGIN = f'<a href="{OWN}member.php?action=login">Login</a>'

LOGOUT = f'<a href="{OWN}member.php?action=logout&amp;logoutkey=0123">Logout</a>'


def page(active: str, main: str, menu: str = LOGIN, title: str = "", path: str = "") -> str:
    hidden = '<div id="breadcrumb_multipage_popup" class="pagination"><a href="forumdisplay.php?fid=2&amp;page=9" class="pagination_page">9</a></div>'
    way = (
        f'<a href="{OWN}index.php">Bienen & Garten</a> › <a href="forumdisplay.php?fid=1">Alles</a> › {path}{hidden}'
        if active
        else ""
    )
    shown = active or "Bienen & Garten"
    return (
        f"<html><head><title>{title or active}</title>{SCRIPT}</head><body>{menu}"
        f'<div class="navigation">{way}<span class="active">{shown}</span></div>{main}<p>Powered By MyBB 1.8.37, © 2002-2026 MyBB Group.</p></body></html>'
    )


def thread_page(main: str, active: str = "Wachs", title: str = "Wachs", menu: str = LOGIN) -> str:
    return page(active, main, menu, title, '<a href="forumdisplay.php?fid=2">Honig</a>')


def document(text: str, path: str = "showthread.php?tid=7", at: datetime = NOW) -> Document:
    return Document(BASE + path, text, at)


POST_18 = """<a name="pid{id}" id="pid{id}"></a><div class="post" id="post_{id}"><div class="author_information"><strong><span class="largetext">{author}</span></strong><span class="smalltext">Junior Member</span></div>
<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="showthread.php?tid=7&amp;pid={id}#pid{id}" title="RE: Wachs">#1</a></strong></div>
<span class="post_date">{date} <span class="post_edit" id="edited_by_{id}">{note}</span></span></div><div class="post_body scaleimages" id="pid_{id}">{body}</div>{rest}</div></div>"""


def post_18(
    id_: int, date: str, body: str = "So", author: str = "Gast", note: str = "", rest: str = ""
) -> str:
    return POST_18.format(id=id_, date=date, body=body, author=author, note=note, rest=rest)


POST_12 = """<table class="tborder"><tr><td class="trow1"><a name="pid{id}"></a><span class="largetext"><a href="member.php?action=profile&amp;uid=5">Anna</a></span><br /><span class="smalltext">Posts: 9</span></td><td class="trow1"><span class="smalltext"><strong>RE: Wachs</strong></span><br /><div id="pid_{id}"><p>So</p></div><p class="smalltext">{note}</p></td></tr>
<tr><td class="trow1"><span class="smalltext">11-29-2026 10:20 AM</span></td><td class="trow1"></td></tr></table>"""

ROW_18 = """<tr class="inline_row"><td class="trow1 forumdisplay_{kind}"><span class="thread_status {state}">&nbsp;</span></td><td class="trow1"></td>
<td class="trow1"><div><span>{before}<span class="subject_old" id="tid_{id}"><a href="showthread.php?tid={id}">{topic}</a></span>{pages}</span><div><span class="author smalltext">Besucher 7, </span></div></div></td>
<td class="trow1"><a href="misc.php?action=whoposted&amp;tid={id}">{replies}</a></td><td class="trow1">9</td>
<td class="trow1"><span class="lastpost smalltext">{last}<br /> <a href="showthread.php?tid={id}&amp;action=lastpost">Last Post</a>: Müller: Sohn</span></td></tr>"""

ROW = {
    "kind": "regular",
    "state": "folder",
    "before": "",
    "id": 3,
    "topic": "Wachs",
    "pages": "",
    "replies": "1",
}


def board_page(rows: str, pager: str = "") -> str:
    head = '<table><tr><td><a href="misc.php?action=markread&amp;fid=2">Mark</a> <a href="forumdisplay.php?fid=2&amp;sortby=subject">Thread</a></td></tr>'
    return page("Honig & Wachs", f"{pager}{head}{rows}</table>")
