"""Small forums that somebody wrote for one site, each with habits of its own, held in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random

from feedforum.records import Document

BASE = "http://homegrown.example/forum/"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

_AUTHORS = ("Anna", "Bertram K.", "cora_1971", "Дмитрий", "Gast Emil", "Frieda")
_WORDS = (
    *("Werkbank", "Säge", "Leim", "Hobel", "Brett", "Kante", "Zinken", "Schraube", "Dübel", "Lack", "Öl"),
    *("Spindel", "Riemen", "Motor", "Lager", "Welle", "Führung", "Anschlag", "Blatt", "Zahn", "Staub"),
    *("Filter", "Rohr", "Kasten", "Klappe", "Griff", "Feder", "Bolzen", "Mutter", "Scheibe"),
)
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


@dataclass(frozen=True, slots=True)
class TruePost:
    """A post as its author wrote it."""

    id: int
    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class TrueThread:
    """A thread with its posts, the oldest first."""

    id: int
    board: str
    topic: str
    posts: tuple[TruePost, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a forum writes: its front page, a listing, a page of a thread, and the posts a page."""

    name: str
    pages: Callable[["Homegrown"], dict[str, str]]


@dataclass(slots=True)
class Homegrown:
    """A forum; `asked` are the addresses that were asked for."""

    style: Style
    boards: tuple[str, ...]
    threads: list[TrueThread]
    asked: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)

    def get(self, url: str) -> Document | None:
        """A page, or None where there is none."""
        self.asked.append(url)
        self.shown = self.shown or self.style.pages(self)
        text = self.shown.get(url.removeprefix(BASE))
        return Document(url, text, NOW) if text is not None else None

    def of_board(self, board: str) -> list[TrueThread]:
        """The threads of a board, the last written in first."""
        threads = [thread for thread in self.threads if thread.board == board]
        return sorted(threads, key=lambda thread: thread.posts[-1].at, reverse=True)


def forum_in(style: Style, boards: tuple[str, ...] = ("1", "2", "5"), threads: int = 8) -> Homegrown:
    """A forum of some boards with threads of one to 23 posts each."""
    random = Random(4)
    made, number, post_id = list[TrueThread](), 10, 1000
    for board in boards:
        for at in range(threads):
            number += random.randrange(1, 4)
            moment = NOW - timedelta(days=300 - at * 20, minutes=random.randrange(5000))
            posts = []
            for _ in range(23 if at == 2 else random.randrange(1, 8)):
                post_id += random.randrange(1, 5)
                moment += timedelta(minutes=random.randrange(3, 3000))
                text = " ".join(random.choice(_WORDS) for _ in range(random.randrange(4, 40)))
                posts.append(TruePost(post_id, random.choice(_AUTHORS), moment, f"{text} {post_id}."))
            topic = " ".join(random.choice(_WORDS) for _ in range(3)) + f" {number}"
            made.append(TrueThread(number, board, topic, tuple(posts)))
    return Homegrown(style, boards, made)


def german(moment: datetime) -> str:
    """`5. März 2026, 14:03 Uhr`."""
    return f"{moment.day}. {_MONTHS[moment.month - 1]} {moment:%Y, %H:%M} Uhr"


def page(title: str, body: str) -> str:
    """A whole page with a menu that leads to pages that are no forum's."""
    menu = "".join(f'<a href="{name}.html">{name.title()}</a> ' for name in ("home", "links", "impressum"))
    head = f"<head><title>{escape(title)}</title></head>"
    return f"<html>{head}<body>{menu}<h1>{escape(title)}</h1>{body}</body></html>"


def _bare_tables(forum: Homegrown, *, newest_first: bool = False, size: int = 10) -> dict[str, str]:
    """Tables without a class; a post is two rows; ASP with `whichpage`; names without links."""
    rows = ""
    for board in forum.boards:
        threads = forum.of_board(board)
        last = threads[0].posts[-1]
        posts = sum(len(thread.posts) for thread in threads)
        rows += (
            f'<tr><td><a href="board.asp?b={board}">Brett {board}</a><br>Alles über {board}</td>'
            f"<td>{len(threads)}</td>"
            f"<td>{posts}</td><td>{german(last.at)}<br>von {last.author}</td></tr>"
        )
    pages = {"": page("Forum", f"<table><tr><th>Brett<th>Themen<th>Beiträge<th>Zuletzt</tr>{rows}</table>")}
    for board in forum.boards:
        rows = ""
        for thread in forum.of_board(board):
            last = thread.posts[-1]
            rows += (
                f'<tr><td><a href="thema.asp?b={board}&amp;t={thread.id}">{thread.topic}</a></td>'
                f"<td>{thread.posts[0].author}</td><td>{len(thread.posts) - 1}</td><td>{thread.id * 17}</td>"
                f"<td>{german(last.at)}<br>von {last.author}</td></tr>"
            )
        pages[f"board.asp?b={board}"] = page(f"Brett {board}", f"<table>{rows}</table>")
    for thread in forum.threads:
        ordered = thread.posts[::-1] if newest_first else thread.posts
        count = (len(ordered) + size - 1) // size
        for number in range(1, count + 1):
            rows = "".join(
                f'<tr><td rowspan=2 valign=top><a name="{post.id}"></a><b>{post.author}</b><br>Mitglied</td>'
                f"<td><small>geschrieben am {german(post.at)}</small></td></tr>"
                f"<tr><td>{post.text}<hr><a href='melden.asp?id={post.id}'>Melden</a></td></tr>"
                for post in ordered[(number - 1) * size : number * size]
            )
            address = f"thema.asp?b={thread.board}&t={thread.id}"
            links = " ".join(
                f'<a href="{escape(address)}&amp;whichpage={other}">{other}</a>'
                for other in range(1, count + 1)
                if count > 1
            )
            pages[address + (f"&whichpage={number}" if number > 1 else "")] = page(
                thread.topic, f"<table>{rows}</table><p>Seiten: {links}</p>"
            )
    return pages


def _slugs(forum: Homegrown) -> dict[str, str]:
    """Boards that are words in the path, lists in place of tables, ISO dates in `<time>`, members' pages."""

    def member(name: str) -> str:
        return f'<a class="wer" href="/forum/wer/{_AUTHORS.index(name) + 7}">{name}</a>'

    def stamp(moment: datetime) -> str:
        return f'<time datetime="{moment.isoformat()}">neulich</time>'

    def last_of(thread: TrueThread) -> str:
        return f"{stamp(thread.posts[-1].at)} {member(thread.posts[-1].author)}"

    items = ""
    for board in forum.boards:
        threads = forum.of_board(board)
        posts = sum(len(thread.posts) for thread in threads)
        items += (
            f'<li class="b"><h3><a href="/forum/{board}/">{board.title()}</a></h3>'
            f'<span class="n">{len(threads)}</span> <span class="m">{posts}</span>'
            f"<p>{last_of(threads[0])}</p></li>"
        )
    pages = {"": page("Forum", f"<ul>{items}</ul>")}
    for board in forum.boards:
        items = "".join(
            f'<li class="t"><a class="titel" href="/forum/thema/{thread.id}">{thread.topic}</a> '
            f"{member(thread.posts[0].author)}"
            f'<span class="n">{len(thread.posts)}</span><p>{last_of(thread)}</p></li>'
            for thread in forum.of_board(board)
        )
        pages[f"{board}/"] = page(board, f"<ul>{items}</ul>")
    for thread in forum.threads:
        size, count = 10, (len(thread.posts) + 9) // 10
        for number in range(1, count + 1):
            articles = "".join(
                f'<article id="beitrag-{post.id}" class="p{post.id % 2}">'
                f"<header>{member(post.author)} {stamp(post.at)}</header>"
                f'<div class="inhalt">{post.text}<p class="sig">Gruß von {post.author}!</p></div></article>'
                for post in thread.posts[(number - 1) * size : number * size]
            )
            links = " ".join(
                f'<a href="/forum/thema/{thread.id}/seite/{other}">{other}</a>'
                for other in range(2, count + 1)
            )
            pages[f"thema/{thread.id}" + (f"/seite/{number}" if number > 1 else "")] = page(
                thread.topic, f"<main>{articles}</main><nav>{links}</nav>"
            )
    return pages


def _one_list(forum: Homegrown) -> dict[str, str]:
    """The front page lists all threads, six a page; a thread is one page; dates month first."""
    threads, pages = sorted(forum.threads, key=lambda thread: thread.posts[-1].at, reverse=True), {}
    count = (len(threads) + 5) // 6
    for number in range(1, count + 1):
        rows = "".join(
            f'<div class=row><a href="read.php?1,{thread.id}">{thread.topic}</a> '
            f"<i>{thread.posts[0].author}</i> <b>{len(thread.posts)}</b> "
            f"<u>{thread.posts[-1].at:%m/%d/%Y %I:%M %p}</u></div>"
            for thread in threads[(number - 1) * 6 : number * 6]
        )
        links = " ".join(
            f'<a href="list.php?from={n * 6}">{n + 1}</a>' for n in range((len(threads) + 5) // 6)
        )
        pages[f"list.php?from={(number - 1) * 6}" if number > 1 else ""] = page("The list", rows + links)
    for thread in forum.threads:
        posts = "".join(
            f'<div class=msg><a name="msg-{post.id}"></a><p>Posted by: <b>{post.author}</b></p>'
            f"<p>Date: {post.at:%m/%d/%Y %I:%M %p}</p><div class=body>{post.text}</div></div>"
            for post in thread.posts
        )
        pages[f"read.php?1,{thread.id}"] = page(thread.topic, posts)
    return pages


def _commas(forum: Homegrown) -> dict[str, str]:
    """Addresses without names, those of threads with the board's number; sticky threads; "Re:" over posts."""
    rows = "".join(
        f'<tr class="r{at % 2}"><td class=name><a href="list.php?{board}">Board number {board}</a></td>'
        f"<td>{sum(len(thread.posts) for thread in forum.of_board(board))}</td>"
        f"<td>{forum.of_board(board)[0].posts[-1].at:%d.%m.%y %H:%M}</td></tr>"
        for at, board in enumerate(forum.boards)
    )
    pages = {"": page("Boards", f"<table>{rows}</table>")}
    for board in forum.boards:
        threads = forum.of_board(board)
        rows = "".join(
            f'<tr class="r{at % 2}"><td><a href="read.php?{board},{thread.id}">{thread.topic}</a></td>'
            f"<td>{len(thread.posts)}</td><td>{thread.posts[0].author}</td>"
            f"<td>{thread.posts[-1].at:%d.%m.%y %H:%M} {thread.posts[-1].author}</td></tr>"
            for at, thread in enumerate((threads[-1], *threads[:-1]))
        )
        pages[f"list.php?{board}"] = page(f"Board {board}", f"<table>{rows}</table>")
    for thread in forum.threads:
        count = (len(thread.posts) + 9) // 10
        for number in range(1, count + 1):
            posts = "".join(
                f'<div class="m{post.id % 2}"><h4><a name="msg-{post.id}"></a>Re: {thread.topic}</h4>'
                f"<div class=by>Posted by: <b>{post.author}</b> Date: {post.at:%d.%m.%y %H:%M}</div>"
                f"<div class=what>{post.text}</div>"
                f"<a href='read.php?{thread.board},{thread.id},{post.id}'>Link</a></div>"
                for post in thread.posts[(number - 1) * 10 : number * 10]
            )
            address = f"read.php?{thread.board},{thread.id}"
            links = " ".join(f'<a href="{address},page={n}">{n}</a>' for n in range(2, count + 1))
            pages[address + (f",page={number}" if number > 1 else "")] = page(thread.topic, posts + links)
    return pages


_NEW_TAGS = (
    *(("<tr>", "<section>"), ("</tr>", "</section>"), ("<b>", "<strong class=nick>"), ("</b>", "</strong>")),
    *(("<small>", "<span class=when>"), ("</small>", "</span>"), ("<td", "<div"), ("</td>", "</div>")),
    *(("<table>", "<main>"), ("</table>", "</main>")),
)


def _without_tables(forum: Homegrown) -> dict[str, str]:
    """The forum of bare tables in a new skin: the same addresses, other tags."""
    pages = _bare_tables(forum)
    for old, new in _NEW_TAGS:
        pages = {address: text.replace(old, new) for address, text in pages.items()}
    return pages


BARE_TABLES = Style("bare tables", _bare_tables)
NEW_SKIN = Style("without tables", _without_tables)
NEWEST_FIRST = Style("newest first", lambda forum: _bare_tables(forum, newest_first=True, size=1000))
SLUGS = Style("slugs", _slugs)
COMMAS = Style("commas", _commas)
ONE_LIST = Style("one list", _one_list)
