"""Each way in which a forum answers with something else than the page asked for, by the kind of answer."""

from collections.abc import Callable

from tests.sample_forum import PageKind, SampleForum, Site, Skin
from tests.sample_forum.misbehaviour import (
    answer_with,
    blocked,
    busy,
    cut,
    database_down,
    hang_up,
    maintenance,
    redirected_within,
    switched,
)
from tests.sample_forum.wire import Behaviour
from tests.skins import MAIN
from tests.thorough import THOROUGH

SAID = "said by the forum"
LONG = "<p>" + "x" * 3000 + "</p>"


def page(head: str, body: str, attributes: str = "") -> str:
    """A whole page, of no software in particular."""
    return f"<html><head>{head}</head><body{attributes}>{body}</body></html>"


def notice(sentence: str, title: str = "Das Forum") -> str:
    """A page of the forum's own software that holds one sentence and a link back."""
    return page(
        f"<title>{title}</title>",
        f'<b>{sentence}</b><br><a href="javascript:history.back();">zurück</a><p>Burning Board 2.3.6</p>',
    )


def login_form(title: str) -> str:
    """The form to log in, in the place of a page."""
    form = '<form action="login.php"><input name="l_username"><input name="l_password"></form>'
    return page(f"<title>{title}</title>", f"{form}<p>Burning Board 2.3.6</p>")


SOFTWARE = {
    "XenForo": page("", LONG, ' data-xf-init="x"'),
    "vBulletin": page('<meta name="generator" content="vBulletin 4.2.5">', LONG),
    "Discourse": page('<meta name="generator" content="Discourse 3.2.0">', LONG),
    "WordPress": page('<meta name="generator" content="WordPress 6.4">', LONG),
}
"""The front pages of other software, by its name."""

KINDS: dict[str, dict[str, Behaviour]] = {
    "not found": {
        "404": answer_with(404, "<h1>Not Found</h1>"),
        "410": answer_with(410, "<h1>Gone</h1>"),
    },
    "login wanted": {
        "401": answer_with(401, "x"),
    },
    "closed": {
        "a page before it": answer_with(200, page("<title>x</title>", "<h1>Wartungsarbeiten</h1>Bald mehr.")),
        "suspended": answer_with(200, page("", "This Account has been suspended.")),
    },
    "database down": {
        "a page of the server": answer_with(200, page("", "Error establishing a database connection")),
        "no page": answer_with(200, "Warning: mysql_connect(): Can't connect to local MySQL server"),
    },
    "blocked": {
        "a challenge, 200": blocked(),
        "a challenge, 403": answer_with(403, page("<title>Attention Required! | Cloudflare</title>", "x")),
        "403": answer_with(403, "<h1>Forbidden</h1>"),
        "a ban page, 200": answer_with(200, page("", "<h1>Your IP address has been banned</h1>")),
    },
    "overloaded": {"429": busy(429), "503": busy(503)},
    "redirected elsewhere": {
        "another host": answer_with(302, b"", {"Location": "http://parked.example/"}),
        "another port": answer_with(301, b"", {"Location": "http://127.0.0.1:9/forum/"}),
    },
    "other software": {name: answer_with(200, text) for name, text in SOFTWARE.items()},
    "broken": {
        "500": answer_with(500, "<h1>Internal Server Error</h1>"),
        "empty": answer_with(200, b""),
        "cut off": cut(700, declared=False),
        "cut short": cut(700),
        "hung up": hang_up(),
    },
    "not understood": {
        "a page": answer_with(200, page("<title>x</title>", LONG)),
        "a picture": answer_with(200, b"GIF89a", {"Content-Type": "image/gif"}),
        "no markup": answer_with(200, "index.html"),
    },
}
"""By the kind of answer: how it comes."""


def _by_wbb2(site: Site) -> dict[str, dict[str, Behaviour]]:
    password_form = '<form action="board.php"><input name="boardpassword"></form>'
    closed = page("<title>Forum | Fehlermeldung</title>", "Wartung. Burning Board 2.3.6")
    said = {
        "not found": notice("Sie haben einen ungültigen Link angegeben."),
        "login wanted": login_form("Forum | Ihnen wird der Zutritt verwehrt."),
        "password wanted": page("", f"{password_form}Burning Board 2.3.6"),
        "closed": closed,
        "blocked": notice("Sie wurden vom Administrator gesperrt."),
    }
    by_kind = {kind: {SAID: answer_with(200, text)} for kind, text in said.items()}
    return by_kind | {"database down": {SAID: database_down(site.forum.skin)}}


def _by_wbb1(site: Site) -> dict[str, dict[str, Behaviour]]:
    """As its successor does; but its forms have other fields."""
    others = {kind: way for kind, way in _by_wbb2(site).items() if kind != "password wanted"}
    form = '<form action="login.php"><input name="username"><input type="password" name="password"></form>'
    refusal = page(
        "<title>Forum</title>",
        f'<a href="index.php?styleid=1">Forum</a> Ihnen wird der Zutritt verwehrt.{form}Burning Board 1.2',
    )
    return others | {"login wanted": {SAID: answer_with(200, refusal)}}


def _by_itself(site: Site) -> dict[str, dict[str, Behaviour]]:
    nowhere = site.software.path(PageKind.THREAD, 99_999)
    # Where a status says it, the status is what comes of it.
    no_database = {500: "broken", 503: "overloaded"}.get(site.forum.skin.database_error[0], "database down")
    return {
        "not found": {SAID: redirected_within(nowhere)},
        "login wanted": {SAID: switched(site.forum, "members_alone")},
        "closed": {SAID: maintenance(site.forum)},
        no_database: {SAID: switched(site.forum, "database_down")},
        "blocked": {SAID: switched(site.forum, "banned")},
    }


def _by_phpbb3(site: Site) -> dict[str, dict[str, Behaviour]]:
    """As others do; but of a database that is down its page tells, whatever the status."""
    ways = _by_itself(site)
    return {"database down" if kind == "overloaded" else kind: way for kind, way in ways.items()}


def _by_yabb(site: Site) -> dict[str, dict[str, Behaviour]]:
    return {
        "not found": {SAID: redirected_within(site.software.path(PageKind.THREAD, 99_999))},
        "login wanted": {SAID: switched(site.forum, "members_alone")},
        "closed": {SAID: maintenance(site.forum)},
        "broken": {SAID: switched(site.forum, "database_down")},
        "blocked": {SAID: switched(site.forum, "banned")},
    }


OWN: dict[str, Callable[[Site], dict[str, dict[str, Behaviour]]]] = {
    "wbb1": _by_wbb1,
    "wbb2": _by_wbb2,
    "fluxbb": _by_itself,
    "phpbb2": _by_itself,
    "phpbb3": _by_phpbb3,
    "smf": _by_itself,
    "mybb": _by_itself,
    "wbb3": _by_itself,
    "wbb4": _by_itself,
    "yabb": _by_yabb,
}
"""By engine: the same, as the forum's own software says it."""


def ways_of(skin: Skin) -> list[tuple[str, str]]:
    """The kinds and the ways in which they come, of those that have the weight of the skin.

    What comes from elsewhere than the forum's software is the same for all, so the main one has it alone.
    """
    own = [(kind, way) for kind, ways in _own(skin).items() for way in ways]
    rest = [(kind, way) for kind, ways in KINDS.items() for way in ways]
    return [*rest, *own] if skin is MAIN or THOROUGH else own


def behaviour(site: Site, kind: str, way: str) -> Behaviour:
    """How a site answers in that way."""
    own = OWN[site.forum.skin.engine](site).get(kind, {})
    return own[way] if way in own else KINDS[kind][way]


def _own(skin: Skin) -> dict[str, dict[str, Behaviour]]:
    return OWN[skin.engine](Site(SampleForum(skin=skin)))
