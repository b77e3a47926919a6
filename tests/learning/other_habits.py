"""Small forums with habits that no rule was made for: flat pages, layout tables, definition lists, words as addresses."""
# ruff: noqa: E501 - markup is easier to read in long lines

import re
from html import escape

from tests.learning.homegrown import Homegrown, Style, TruePost, german, page

_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def _size(posts: tuple[TruePost, ...]) -> str:
    return f"{len(posts) - 1} Antworten" if len(posts) != 2 else "1 Antwort"


def _guest_book(forum: Homegrown) -> dict[str, str]:
    """No tag around a post: its text stands between two lines; threads on one page, the newest first; no ids."""
    rows = "".join(
        f'<li><a href="lies.pl?nr={thread.id}">{thread.topic}</a> - <b>{thread.posts[0].author}</b> '
        f"<i>{german(thread.posts[-1].at)}</i> (<tt>{len(thread.posts) - 1}</tt>)"
        for thread in sorted(forum.threads, key=lambda thread: thread.posts[-1].at, reverse=True)
    )
    pages = {
        "": page("Das Brett", f"<ul>{rows}</ul><hr>Es ist jetzt: {german(forum.threads[0].posts[0].at)}")
    }
    for thread in forum.threads:
        posts = "".join(
            f"<b>{post.author}</b> schrieb am <i>{german(post.at)}</i>:<p>{post.text}<br>{post.id} Mal gehobelt.<hr>"
            for post in reversed(thread.posts)
        )
        pages[f"lies.pl?nr={thread.id}"] = page(
            thread.topic, f"{posts}<a href='schreib.pl?nr={thread.id}'>Antworten</a>"
        )
    return pages


def _tables(forum: Homegrown) -> dict[str, str]:
    """Layout tables of 2001: who wrote and when is one line of text; a spacer between posts; 25 posts a page."""

    def cell(text: str, colour: str) -> str:
        return f'<TD BGCOLOR="{colour}"><FONT FACE="Arial" SIZE="2">{text}</FONT></TD>'

    def link(address: str, text: str) -> str:
        return f'<A HREF="{escape(address)}">{text}</A>'

    rows = "".join(
        f"<TR>{cell(link(f'forum.php3?forum={board}', f'<B>Brett {board}</B>') + '<BR>Alles', '#ccccff')}"
        f"{cell(str(sum(len(thread.posts) for thread in forum.of_board(board))), '#ddddff')}"
        f"{cell(f'{forum.of_board(board)[0].posts[-1].at:%d.%m.%y, %H.%M} Uhr', '#ccccff')}</TR>"
        for board in forum.boards
    )
    around = '<CENTER><TABLE WIDTH="95%" BORDER="0"><TR><TD><TABLE WIDTH="100%" CELLSPACING="1">'
    pages = {"": page("Übersicht", f"{around}{rows}</TABLE></TD></TR></TABLE></CENTER>")}
    for board in forum.boards:
        rows = "".join(
            f"<TR>{cell('<IMG SRC=punkt.gif>', '#fff')}"
            f"{cell(link(f'beitrag.php3?forum={board}&thema={thread.id}', thread.topic), '#ccccff')}"
            f"{cell(_size(thread.posts), '#ddddff')}"
            f"{cell(f'von {thread.posts[-1].author}<BR>{thread.posts[-1].at:%d.%m.%y, %H.%M} Uhr', '#ccccff')}</TR>"
            for thread in forum.of_board(board)
        )
        pages[f"forum.php3?forum={board}"] = page(
            f"Brett {board}", f"{around}{rows}</TABLE></TD></TR></TABLE></CENTER>"
        )
    for thread in forum.threads:
        address, size = f"beitrag.php3?forum={thread.board}&thema={thread.id}", 20
        count = (len(thread.posts) + size - 1) // size
        for number in range(1, count + 1):
            shown = "".join(
                '<TABLE WIDTH="100%" CELLPADDING="3"><TR><TD BGCOLOR="#000080"><FONT COLOR="white">'
                f"{post.author}, {_DAYS[post.at.weekday()]} {post.at:%d.%m.%y, %H.%M} Uhr</FONT></TD></TR>"
                f'<TR><TD BGCOLOR="#ffffff">{post.text}</TD></TR></TABLE><IMG SRC="leer.gif" HEIGHT="8"><BR>'
                for post in thread.posts[(number - 1) * size : number * size]
            )
            links = " ".join(link(f"{address}&ab={n * size}", str(n + 1)) for n in range(count))
            pages[address + (f"&ab={(number - 1) * size}" if number > 1 else "")] = page(
                thread.topic, f"<CENTER>{shown}{links if count > 1 else ''}</CENTER>"
            )
    return pages


def _definitions(forum: Homegrown) -> dict[str, str]:
    """Lists of terms: a term is the author, its definition the post, with the date at the end; numbered posts."""
    items = "".join(
        f'<li><a href="/forum/{board}.html">Brett {board}</a>: {len(forum.of_board(board))} Themen, zuletzt '
        f"{forum.of_board(board)[0].posts[-1].at:%Y-%m-%d %H:%M}"
        for board in forum.boards
    )
    pages = {"": page("Bretter", f"<ul>{items}</ul>")}
    for board in forum.boards:
        items = "".join(
            f'<li><a href="/forum/{board}/{thread.id}.html">{thread.topic}</a>: '
            f"{thread.posts[0].author} fragt, {len(thread.posts)} Beiträge, zuletzt <em>{thread.posts[-1].author}</em> "
            f"<tt>{thread.posts[-1].at:%Y-%m-%d %H:%M}</tt>"
            for thread in forum.of_board(board)
        )
        pages[f"{board}.html"] = page(f"Brett {board}", f"<ul>{items}</ul>")
    for thread in forum.threads:
        items = "".join(
            f'<dt><a name="{number}"></a>{number}. <strong>{post.author}</strong>'
            f"<dd>{post.text}<address>{post.at:%Y-%m-%d %H:%M}</address>"
            for number, post in enumerate(thread.posts, start=1)
        )
        pages[f"{thread.board}/{thread.id}.html"] = page(thread.topic, f"<dl>{items}</dl>")
    return pages


def _words(forum: Homegrown) -> dict[str, str]:
    """Words before the ids in addresses, and none are looked at; guests without links; cells without classes.

    Each post has a button in its text and a second date beside it; an announcement stands in all boards; the
    site's name stands in titles, and views before replies.
    """
    titles = dict(zip(forum.boards, ("Holz 2000", "Metall und mehr"), strict=False))
    guest, size = "Gast Emil", 10

    def words(text: str) -> str:
        return re.sub(r"\W+", "-", text.lower())

    def user(name: str) -> str:
        member = f'<a href="/forum/wer/{sum(map(ord, name))}/">{name}</a>'
        return f"<span>{name}</span>" if name == guest else member

    rows = "".join(
        f'<div class=brett><a href="/forum/bretter/{words(titles[board])}-{board}/">{titles[board]}</a>'
        f"<div class=z><b>{len(threads)}</b> Themen</div><div class=z><b>{sum(len(t.posts) for t in threads)}</b> "
        f"Beiträge</div><div>{german(threads[0].posts[-1].at)}</div></div>"
        for board in forum.boards
        if (threads := forum.of_board(board))
    )
    pages = {"": page("Werkstatt", rows)}
    announced = forum.of_board(forum.boards[0])[-1]
    for board in forum.boards:
        rows = "".join(
            f'<tr><td><a href="/forum/themen/{words(thread.topic)}.{thread.id}/">{thread.topic}</a></td>'
            f"<td>{thread.id * 7 % 400 + 40}</td><td>{len(thread.posts) - 1}</td><td>{thread.posts[0].author}</td>"
            f"<td>{german(thread.posts[-1].at)}<br>von {thread.posts[-1].author}</td></tr>"
            for thread in dict.fromkeys((announced, *forum.of_board(board)))
        )
        for name in (words(titles[board]), "-"):
            pages[f"bretter/{name}-{board}/"] = page(f"{titles[board]} | Werkstatt", f"<table>{rows}</table>")
    for thread in forum.threads:
        count = (len(thread.posts) + size - 1) // size
        for number in range(1, count + 1):
            shown = "".join(
                f"<tr><td valign=top><font size=1>Geschrieben {german(post.at)}</font><hr><div>{post.text}<p>[<a href="
                f"'/forum/neu/{thread.id}/'>Antworten</a>]</p></div></td><td align=right>{user(post.author)}<br>"
                f"<font size=1>seit {len(post.author)}. April 2009, 10:00 Uhr</font></td></tr>"
                for post in thread.posts[(number - 1) * size : number * size]
            )
            links = " ".join(
                f'<a href="/forum/themen/{words(thread.topic)}.{thread.id}/seite-{n}">{n}</a>'
                for n in range(1, count + 1)
                if n != number
            )
            for name in (words(thread.topic), "-"):
                pages[f"themen/{name}.{thread.id}/" + (f"seite-{number}" if number > 1 else "")] = (
                    f"<html><head><title>{thread.topic} | Werkstatt</title></head><body><a href='/forum/'>Werkstatt</a>"
                    f"<h2>{thread.topic}</h2><table>{shown}</table>{links}</body></html>"
                )
    return pages


GUEST_BOOK = Style("guest book", _guest_book)
LAYOUT_TABLES = Style("layout tables", _tables)
DEFINITIONS = Style("definitions", _definitions)
WORDS = Style("words", _words)
OTHER_HABITS = (GUEST_BOOK, LAYOUT_TABLES, DEFINITIONS, WORDS)
