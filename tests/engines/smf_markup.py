"""Pages of our own in the markup of SMF's three lines."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.smf import Smf
from feedforum.records import Document

BASE = "http://smf.example/forum/"

OWN = "http://own.example/f/index.php"

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = Smf()

SCRIPT = "<script>var smf_theme_url = 'x'; var smf_scripturl = 'y';</script>"

MENU = f'<a href="{OWN}?action=login">Login</a>'

OUT = f'<a href="{OWN}?action=logout;a1b2={"0123456789abcdef" * 2}">Logout</a>'


def page(path: str, main: str, menu: str = MENU, head: str = "") -> str:
    """A page of 2.0 or 2.1; `path` are the queries that the links of its path have."""
    crumbs = "".join(
        f'<li><a href="{OWN}{query}"><span>{title}</span></a> »</li>' for query, title in crumb(path)
    )
    return (
        f"<html><head><title>x</title>{SCRIPT}{head}</head><body>{menu}"
        f'<div class="navigate_section"><ul>{crumbs}</ul></div>{main}<p>SMF 2.1.4 © 2023, Simple Machines</p></body></html>'
    )


def crumb(path: str) -> list[tuple[str, str]]:
    return [("", "Bienen & Garten"), *(tuple(step.split("|")) for step in path.split())]  # type: ignore[list-item]


BOARD, TOPIC = "#c1|Alles ?board=2.0|Honig", "#c1|Alles ?board=2.0|Honig ?topic=7.0|Wachs"


def document(text: str, path: str = "index.php?topic=7.0") -> Document:
    return Document(BASE + path, text, NOW)


POST_21 = """<div class="windowbg" id="msg{id}"><div class="post_wrapper"><div class="poster"><h4>{author}</h4></div>
<div class="postarea"><div class="keyinfo"><div id="subject_{id}" class="subject_title"><a href="{own}?msg={id}">{title}</a></div>
<span class="page_number floatright">#{number}</span><div class="postinfo"><a href="{own}?msg={id}" rel="nofollow" title="Reply #{number}" class="smalltext">{date}</a>
<span class="smalltext modified" id="modified_{id}">{note}</span></div></div>
<div class="post"><div class="inner" data-msgid="{id}" id="msg_{id}">{body}</div></div></div>
<div class="moderatorbar"><div class="signature" id="msg_{id}_signature">Gruß</div></div></div></div>"""


def post_21(id_: int, number: int, date: str, body: str = "So", author: str = "Gast", note: str = "") -> str:
    return POST_21.format(
        own=OWN, id=id_, number=number, date=date, body=body, author=author, note=note, title="Re: Wachs"
    )


SEARCH = '<form id="search_form"><input type="hidden" name="{}" value="{}" /><input type="hidden" name="brd[2]" value="2" /></form>'


def words_page(path: str, main: str) -> str:
    """A page with addresses of words; `path` are the ways of what its path leads through, behind the forum."""
    steps = "".join(
        f'<li><a href="{BASE}{way}">{way.strip("/").rpartition("/")[2]}</a></li>' for way in path.split()
    )
    return page("", main).replace("</li></ul>", f"</li>{steps}</ul>")


def form(main: str = "") -> str:
    return f'<form id="frmLogin" action="{OWN}?action=login2"><p class="information">{main}</p><input type="hidden" name="f00" value="t0k3n"><input name="user"><input name="passwrd" type="password"><input name="cookielength" type="text" value="60"></form>'
