"""Pages of our own in the markup of phpBB 2 and of its MODs."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.phpbb2 import PhpBB2
from feedforum.records import (
    Document,
    ThreadPage,
)

BASE = "http://bees.example/forum/"

NOW = datetime(2026, 7, 30, 9, 30, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = PhpBB2()

WAY_IN = '<a href="login.php" class="mainmenu">Log in</a>'

CRUMBS = '<span class="nav"><a href="index.php" class="nav">Bees</a> -> <a href="viewforum.php?f=4" class="nav">Hives</a></span>'

CLOCK = "All times are GMT + 1 Hour"


def page(main: str, title: str = "Index", way: str = WAY_IN, clock: str = CLOCK) -> str:
    return (
        f'<html dir="ltr"><head><title>Bees :: {title}</title></head><body><table><tr><td class="bodyline">'
        f'<span class="maintitle">Bees</span> <span class="mainmenu">{way}</span>{main}'
        f'<span class="gensmall">{clock}</span><span class="copyright">Powered by '
        '<a href="http://www.phpbb.com/" target="_phpbb">phpBB</a> © 2001, 2005 phpBB Group</span>'
        "</td></tr></table></body></html>"
    )


def document(text: str, path: str = "viewtopic.php?t=7") -> Document:
    return Document(BASE + path, text, NOW)


def post(
    number: int,
    body: str = '<span class="postbody">Hello</span><span class="gensmall"></span>',
    date: str = "Posted: Mon Jul 27, 2026 5:54 pm",
    subject: str = "Post subject: ",
    profile: str = "",
    name: str = "Anna",
) -> str:
    button = f'<a href="profile.php?mode=viewprofile&amp;u={profile}"><img /></a>' if profile else ""
    return (
        f'<tr><td class="row1"><span class="name"><a name="{number}"></a><b>{name}</b></span><br /><span class="postdetails">Guest</span></td>'
        f'<td class="row1"><table><tr><td><a href="viewtopic.php?p={number}#{number}"><img src="icon_minipost.gif" /></a>'
        f'<span class="postdetails">{date}<span class="gen">&nbsp;</span>&nbsp; &nbsp;{subject}</span></td><td><a href="posting.php?mode=quote">Quote</a></td></tr>'
        f'<tr><td colspan="2"><hr /></td></tr><tr><td colspan="2">{body}</td></tr></table></td></tr>'
        f'<tr><td class="row1"><a href="#top">Back to top</a></td><td class="row1">{button}</td></tr><tr><td class="spaceRow" colspan="2"></td></tr>'
    )


def thread_page(
    posts: str,
    topic: str = "Swarm",
    above: str = "",
    pager: str = "",
    path: str = "viewtopic.php?t=7",
    clock: str = CLOCK,
) -> ThreadPage:
    main = (
        f'<a class="maintitle" href="viewtopic.php?t=7&amp;start=0&amp;postdays=0&amp;highlight=">{topic}</a><span class="gensmall"><b>{pager}</b></span>'
        f'<a href="posting.php?mode=reply&amp;t=7"><img src="i/reply-locked.gif" /></a>{CRUMBS}<table class="forumline">'
        f'<tr><td colspan="2"><a href="viewtopic.php?t=7&amp;view=next" class="nav">next</a></td></tr>{above}{posts}</table>{CRUMBS}'
    )
    reading = ENGINE.read_thread(document(page(main, f"View topic - {topic}", clock=clock), path), CALENDAR)
    assert reading.page is not None, reading
    return reading.page
