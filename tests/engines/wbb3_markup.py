"""Pages of our own in the markup of Burning Board 3 and Lite 2."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.wbb3 import Wbb3
from feedforum.records import Document

BASE = "http://wbb3.example/forum/"

NOW = datetime(2026, 11, 30, 9, 20, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = Wbb3()

SID = "&amp;s=0123456789012345678901234567890123456789"

HEAD = "<script>var SID_ARG_2ND = ''; var RELATIVE_WBB_DIR = '';</script><script src='wcf/js/3rdParty/protoaculous.1.8.2.min.js'></script>"

LOGIN = "<a href='index.php?form=UserLogin'>Anmelden</a>"

TITLE = "<h2 id='threadTitle7'><span class='prefix' id='threadPrefix7'><strong>[Tipp]</strong></span> <a href='index.php?page=Thread&amp;threadID=7'>Wachs</a></h2>"


def page(
    main: str, template: str = "Thread", headline: str = TITLE, menu: str = LOGIN, footer: str = ""
) -> str:
    return (
        f"<?xml version='1.0'?><html xml:lang='de'><head><title>[Tipp] Wachs - Honig - Bienen</title><base href='{BASE}' />{HEAD}</head><body id='tpl{template}'>"
        f"<ul id='userMenu'><li>{menu}</li></ul><div id='main'><ul class='breadCrumbs'><li><a href='index.php?page=Index{SID}'><span>Bienen &amp; Honig</span></a> »</li><li><a href='index.php?page=Board&amp;boardID=1{SID}'>Alles</a> »</li><li><a href='board1-alles/board2-honig/'>Honig</a> »</li></ul>"
        f"<div class='mainHeadline'>{headline}</div>{main}</div>"
        f"<p class='copyright'>{footer or 'Forensoftware: <strong>Burning Board® 3.1.8</strong>, entwickelt von <strong>WoltLab® GmbH</strong>'}</p></body></html>"
    )


def document(text: str, path: str = "index.php?page=Thread&threadID=7") -> Document:
    return Document(BASE + path, text, NOW)


def post(
    body: str, id_: int = 9, extra: str = "", who: str = "", date: str = "Samstag, 29. November 2025, 15:10"
) -> str:
    who = who or "<a href='index.php?page=User&amp;userID=3'><span>Anna</span></a>"
    return (
        f"<div id='postRow{id_}' class='message threadStarterPost'><div class='messageInner messageLeft container-1'><a id='post{id_}'></a>"
        f"<div class='messageSidebar'><div class='messageAuthor'><p class='userName'>{who}</p><p>Profi</p></div><div class='userCredits'><p>Beiträge: 1.234</p></div></div>"
        f"<div class='messageContent'><div class='messageContentInner color-1'><div class='messageHeader'><p class='messageCount'><a href='index.php?page=Thread&amp;postID={id_}#post{id_}' class='messageNumber'>{id_}</a></p><div class='containerContent'><p class='smallFont light'>{date}</p></div></div>"
        f"<h3 id='postTopic{id_}' class='messageTitle'><span>Titel</span></h3><div class='messageBody'><div id='postText{id_}'>{body}</div></div>{extra}<div class='messageFooterRight'><ul><li>x</li></ul></div><hr /></div></div></div></div>"
    )


def board(id_: int, title: str, below: str = "", kind: str = "board") -> str:
    return (
        f"<li class='{kind} border'><div class='boardlistInner container-1'><div class='boardlistTitle'><h3 class='boardTitle'><a href='index.php?page=Board&amp;boardID={id_}'>{title}</a></h3><p class='boardlistDescription'>Rund</p>{below}</div>"
        "<div class='boardlistLastPost'><div class='containerContentSmall'><p><a href='index.php?page=Thread&amp;threadID=12&amp;action=firstNew'>Wachs (2020)</a></p><p>Von <a href='index.php?page=User&amp;userID=4'>Bo</a> <span class='light'>(<b>Heute</b>, 10:00)</span></p></div></div>"
        "<div class='boardlistStats'><dl><dt>Themen</dt><dd>67</dd><dt>Beiträge</dt><dd>12&nbsp;345</dd></dl></div></div></li>"
    )
