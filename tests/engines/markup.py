"""Pages of the shape a Burning Board 2 sends, small, in a skin of our own."""

from dataclasses import dataclass
from datetime import UTC, datetime

from feedforum.records import Document

BASE = "http://forum.example/board/"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
SID = "0123456789abcdef0123456789abcdef"
LINE = '<hr class="threadline">'


def document(text: str, address: str = "thread.php?threadid=7", made_at: datetime = NOW) -> Document:
    return Document(BASE + address, text, made_at)


@dataclass(frozen=True)
class Skin:
    """What differs between boards: the language's words, session ids, the columns."""

    lang: str = "de"
    sid: bool = True
    rating: bool = True
    member: bool = False

    def word(self, german: str, english: str) -> str:
        return english if self.lang == "en" else german

    def link(self, target: str, text: str, extra: str = "") -> str:
        if self.sid:
            target += ("&amp;" if "?" in target else "?") + "sid=" + SID
        return f'<a href="{target}"{extra}>{text}</a>'

    def frame(self, title: str, body: str, crumbs: str = "") -> str:
        door = self.link("logout.php", "x") if self.member else self.link("login.php", "x")
        return (
            '<?xml version="1.0" encoding="windows-1252"?>\n'
            f'<html lang="{self.lang}"><head><title>{title}</title></head><body>'
            f"<table><tr><td>{self.link('index.php', '<img src=i/top_start.gif>')} {door}</td></tr></table>"
            f"{crumbs}{body}"
            "<table><tr><td>Burning Board<br>Version: <b>2.3.6</b></td></tr></table></body></html>"
        )

    def crumbs(self, boards: list[tuple[int, str]], last: str) -> str:
        links = [self.link("index.php", "Das &amp; Forum")]
        links += [self.link(f"board.php?boardid={board_id}", title) for board_id, title in boards]
        return f"<div><span><b>{' &raquo; '.join(links)} &raquo; {last}</span></div>"

    def pager(self, script: str, page: int, pages: int) -> str:
        if pages < 2:
            return ""
        links = [
            f"<b>[{n}]</b>" if n == page else self.link(f"{script}&amp;page={n}", str(n))
            for n in range(1, pages + 1)
        ]
        return f"<p><span>{self.word('Seiten', 'Pages')} ({pages}): {' '.join(links)}</span></p>"


@dataclass(frozen=True)
class Row:
    """A thread's row on a board's page."""

    id: int = 7
    topic: str = "Kette springt"
    labels: str = ""
    prefix: str = ""
    state: str = "folder"
    icon: str = ""
    clip: str = ""
    replies: str = "3"
    starter: str = '<a href="profile.php?userid=5">Anneli</a>'
    last: str = '20.11.2026 <span>12:00</span><br>\n von <b><a href="profile.php?userid=6">Tom</a></b>'
    pages: int = 1

    def html(self, skin: Skin) -> str:
        numbers = "".join(
            skin.link(f"thread.php?threadid={self.id}&amp;page={n}", str(n)) for n in range(1, self.pages + 1)
        )
        rating = "<td>&nbsp;</td>" if skin.rating else ""
        to_last = skin.link(f"thread.php?threadid={self.id}&amp;goto=lastpost", "<img src=img/lastpost.gif>")
        return (
            f'<tr><td><img src="img/{self.state}.gif"></td><td>{self.icon}</td>'
            f'<td>{self.clip}<span><span class="prefix">{self.labels} {self.prefix} </span>'
            f"{skin.link(f'thread.php?threadid={self.id}', self.topic)}</span>"
            f"{'(' + numbers + ')' if self.pages > 1 else ''}</td>"
            f'<td><a href="javascript:who({self.id})">{self.replies}</a></td><td>{self.starter}</td>'
            f"<td>1.234</td>{rating}"
            f"<td><table><tr><td><span>{self.last}</span></td>"
            f"<td>{to_last}</td>"
            "</tr></table></td></tr>"
        )


def board_page(rows: list[Row], skin: Skin = Skin(), page: int = 1, pages: int = 1, above: str = "") -> str:
    threads = "".join(row.html(skin) for row in rows)
    nothing = "" if rows else f"<tr><td>{skin.word('Keine Themen seit gestern', 'No threads')}</td></tr>"
    sort = skin.link("board.php?boardid=2&amp;page=1&amp;sortfield=topic&amp;sortorder=ASC", "Thema")
    body = (
        f"{above}<table><tr><td>{sort}</td></tr>{threads}{nothing}</table>"
        f"{skin.pager('board.php?boardid=2', page, pages)}{skin.link('newthread.php?boardid=2', 'neu')}"
    )
    return skin.frame("Das &amp; Forum | Räder", body, skin.crumbs([(1, "Technik")], "Räder</b>"))


@dataclass(frozen=True)
class Entry:
    """A post on a thread's page; `tail` is what stands behind the message."""

    id: int
    message: str = "Hallo <b>Welt</b>."
    author: str = '<a href="profile.php?userid=5"><b><i>Anneli</i></b></a>'
    title: str = ""
    icon: str = ""
    date: str = "20.11.2026 <span>12:00</span>"
    tail: str = ""
    line: str = LINE
    permalink: bool = True

    def html(self, skin: Skin) -> str:
        link = f'<a href="thread.php?postid={self.id}#post{self.id}"><img src="p.gif"></a>'
        return (
            f'<table><tr><td><a name="post{self.id}" id="post{self.id}"></a>'
            f"<table><tr><td><span><b>{self.author}</b></span><br>Mitglied seit: 01.02.2003</td></tr></table>"
            "</td>"
            f"<td><table><tr><td><table><tr><td>{self.icon} <b>{self.title}</b></td>"
            f"<td>{skin.link(f'addreply.php?postid={self.id}', 'x')}</td></tr></table>{self.line}\n"
            f"      {self.message}\n      {self.tail}\n     </td></tr></table></td></tr>"
            f"<tr><td><span>{link if self.permalink else ''}\n {self.date}</span></td><td>x</td></tr></table>"
        )


def thread_page(
    posts: list[Entry],
    skin: Skin = Skin(),
    page: int = 1,
    pages: int = 1,
    above: str = "",
    prefix: str = "",
    topic: str = "Kette springt",
    reply: str = "reply",
) -> str:
    crumbs = f'<span class="prefix">{prefix}</span> ' if prefix else ""
    body = (
        f"{skin.link('print.php?threadid=7&amp;page=1', 'Druck')}"
        f"{skin.pager('thread.php?threadid=7', page, pages)}"
        f"{skin.link('addreply.php?threadid=7', f'<img src=img/{reply}.gif>')}{above}"
        '<table><tr><td><span><a href="javascript:self.scrollTo(0,50000);"><img src="img/asc.gif"></a> '
        f"<b>{topic} </b></span></td></tr></table>" + "".join(post.html(skin) for post in posts)
    )
    return skin.frame(
        f"Das &amp; Forum | Räder | {prefix} {topic}",
        body,
        skin.crumbs([(1, "Technik"), (2, "Räder")], f"</b>{crumbs}<b>{topic}</b>"),
    )


def print_page(posts: str, skin: Skin = Skin()) -> str:
    head = (
        f"<p><span><b>{skin.link('index.php', 'Das &amp; Forum')}</b> ({BASE}index.php)<br>"
        f" - <b>{skin.link('board.php?boardid=1', 'Technik')}</b> ({BASE}board.php?boardid=1)<br>"
        f" -- <b>{skin.link('board.php?boardid=2', 'Räder')}</b> ({BASE}board.php?boardid=2)<br>"
        f" --- <b>{skin.link('thread.php?threadid=7', 'Kette springt')}</b> ({BASE}thread.php?threadid=7)"
        "</span></p>"
    )
    return f'<html lang="{skin.lang}"><head><title>Druck</title></head><body>{head}{posts}</body></html>'


def message_page(sentence: str, title: str = "Das Forum", head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><table><tr><td><span><b>{sentence}</b></span><br>"
        '<a href="javascript:history.back();">zurück</a></td></tr></table></body></html>'
    )
