"""Pages of our own in the markup of prosilver 3.0 and 3.3 and of subsilver2."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.phpbb3 import PhpBB3
from feedforum.records import (
    Document,
)

BASE = "http://bees.example/forum/"

NOW = datetime(2026, 7, 30, 9, 30, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

ENGINE = PhpBB3()

WAY_IN = '<a href="./ucp.php?mode=login">Login</a>'

CLOCK = "All times are UTC + 1 hour "


def prosilver(main: str, crumbs: str = "", way: str = WAY_IN, clock: str = CLOCK) -> str:
    return (
        '<html lang="en-gb"><head><title>Bees • x</title></head><body id="phpbb" class="ltr"><div id="page-header"><h1>Bees</h1>'
        f'<ul class="linklist navlinks"><li class="icon-home"><a href="./index.php">Index</a>{crumbs}</li></ul>{way}</div>'
        f'<div id="page-body">{main}</div><div id="page-footer"><li class="rightside">{clock}</li>Powered by phpBB® Forum Software © phpBB Group</div></body></html>'
    )


def document(text: str, path: str = "viewtopic.php?t=7") -> Document:
    return Document(BASE + path, text, NOW)


MEMBER = '<a href="./memberlist.php?mode=viewprofile&amp;u=7" class="username">Anna</a>'

AT = datetime(2026, 7, 27, 16, 54, tzinfo=UTC)


def post(
    number: int,
    body: str = "Hello",
    by: str = f"<strong>{MEMBER}</strong>",
    when: str = "Mon Jul 27, 2026 5:54 pm",
    behind: str = "",
    title: str = "Re: Swarm",
) -> str:
    return (
        f'<div id="p{number}" class="post bg2"><div class="inner"><div class="postbody"><h3 class="first"><a href="#p{number}">{title}</a></h3>'
        f'<p class="author"><a href="./viewtopic.php?p={number}#p{number}"><img src="x.gif" /></a>by {by} &raquo; {when} </p><div class="content">{body}</div>{behind}</div>'
        f'<dl class="postprofile" id="profile{number}"><dt><a href="./memberlist.php?mode=viewprofile&amp;u=7">Anna</a></dt><dd>Posts: 3</dd></dl></div></div>'
    )
