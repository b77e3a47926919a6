"""Pages of our own in the markup of the generations from Burning Board 4 on."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.wbb4 import Wbb4
from feedforum.records import Document

BASE = "http://suite.example/forum/"

NOW = datetime(2026, 11, 30, 9, 20, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = Wbb4()

HEAD = "<script>var WCF_PATH = '/';</script><script src='js/WoltLabSuite.Core.min.js'></script>"

LOGIN = '<a href="index.php?login/">Anmelden</a>'

AT = datetime(2025, 11, 29, 14, 10, tzinfo=UTC)

TIME = '<time datetime="2025-11-29T15:10:00+01:00" class="datetime" data-timestamp="1764425400" data-date="x" data-time="x" data-offset="3600">Gestern, 15:10</time>'

TIME_6 = (
    '<woltlab-core-date-time date="2025-11-29T14:10:00+00:00" static>Vor 5 Minuten</woltlab-core-date-time>'
)


def page(
    main: str, template: str = "thread", heading: str = "Wachs", menu: str = LOGIN, head: str = ""
) -> str:
    return (
        f"<html lang='de'><head><title>{heading} - Bienen</title><meta property='og:site_name' content='Bienen &amp; Honig'>"
        f"{HEAD}{head}</head><body id='tpl_wbb_{template}' data-template='{template}' data-application='wbb'>{menu}"
        "<nav class='breadcrumbs'><ol><li><a href='index.php?board/1-alles/'>Alles</a></li><li><a href='/forum/board/2-honig/'>Honig</a></li></ol></nav>"
        f"<section id='main'><h1 class='contentTitle'>{heading}</h1>{main}</section>"
        "<footer><div class='copyright'>Community-Software: <strong>WoltLab Suite™ 5.4.3</strong></div></footer></body></html>"
    )


def document(text: str, path: str = "index.php?thread/7-wachs/") -> Document:
    return Document(BASE + path, text, NOW)


def post(body: str, id_: int = 9, extra: str = "", user: int = 3, marks: str = "", time: str = TIME) -> str:
    name = "<a class='username' href='index.php?user/3-anna/'><span itemprop='name'>Anna</span></a> <span class='badge'>Online</span>"
    who = name if user else "<span class='username' itemprop='name'>Gast</span>"
    return (
        f"<li id='post{id_}' class='anchorFixedHeader'><article class='wbbPost message {marks}' data-object-id='{id_}' data-user-id='{user}' data-thread-id='7'>"
        f"<aside class='messageSidebar'><div class='messageAuthor'><h2 class='username'>{who}</h2></div></aside>"
        f"<div class='messageContent'><header class='messageHeader'><a href='index.php?thread/7-wachs/&amp;postID={id_}#post{id_}'>{time}</a><ul class='messageQuickOptions'><li><a href='index.php?thread/7-wachs/&amp;postID={id_}#post{id_}'>#1.{id_:03}</a></li></ul></header>"
        f"<div class='messageBody'><div class='messageText'>{body}</div></div><footer class='messageFooter'>{extra}</footer></div></article></li>"
    )


def board(id_: int, title: str, inner: str = "", last: str = TIME) -> str:
    return (
        f"<li class='wbbBoardContainer' data-board-id='{id_}'><div class='wbbBoard box32'><div><div class='containerHeadline'><h3><a href='/forum/board/{id_}-x/'>{title}</a> <span class='badge badgeUpdate'>3</span></h3><p class='wbbBoardDescription'>Rund</p></div>{inner}"
        "<div class='wbbStats'><dl class='plain statsDataList'><dt>Beiträge</dt><dd>12.345</dd><dt>Themen</dt><dd>67</dd></dl></div>"
        f"<aside class='wbbLastPost'><a href='/forum/thread/12-x/?action=firstNew'>Honig</a> <small><a href='index.php?user/4-bo/' class='userLink'>Bo</a> ({last})</small></aside></div></div></li>"
    )
