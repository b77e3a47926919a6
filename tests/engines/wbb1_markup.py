"""Pages of the shape that Burning Board 1 sends: no class, no id, a font for each text."""
# ruff: noqa: E501 - a line of markup is a line

from tests.engines.markup import SID

FONT, SMALL = '<font face="Verdana" size=2>', '<font face="Verdana" size=1>'
FOOTER = 'Powered by <b><a href="http://www.woltlab.de" target="_blank">Burning Board 1.2</a></b>'
NOTE = f"<p>{SMALL}Dieser Beitrag wurde von Tom am 21.11.2026 um 13:00 editiert.</font></p>"


def link(target: str, text: str) -> str:
    return f'<a href="{target}{"&" if "?" in target else "?"}styleid=1&sid={SID}">{text}</a>'


def frame(title: str, body: str) -> str:
    menu = f"{link('members.php?mode=list', 'Mitglieder')} {link('register.php', 'Registrieren')}"
    return (
        f"<html><head><title>{title}</title></head><body bgcolor=#eeeeee><table><tr><td>{SMALL}{menu}</font></td></tr></table>"
        f"{body}<p align=center>{SMALL}{FOOTER}</font></p></body></html>"
    )


def crumbs(boards: list[tuple[int, str]], last: str) -> str:
    links = [
        link("index.php", "Das Forum"),
        *(link(f"board.php?boardid={id_}", title) for id_, title in boards),
    ]
    return f"<table><tr><td>{FONT}<b>{' » '.join([*links, last])}</b></font></td></tr></table>"


def pager(target: str, page: int, pages: int) -> str:
    numbers = [
        f"<b>{n}</b>" if n == page else link(f"{target}&page={n}", str(n)) for n in range(1, pages + 1)
    ]
    return f"<table><tr><td>{SMALL}Seiten: {' '.join(numbers)}</font></td></tr></table>" if pages > 1 else ""


def post(
    place: int,
    message: str,
    behind: str = "",
    *,
    author: str = "Anneli",
    id_: int | None = None,
    date: str = "20.11.2026 12:00",
    shape: str = "below",
    title: str = "",
) -> str:
    """A post; `shape` is where its date stands, or `before`, whose anchor stands before a table of its own."""
    target = f"reply.php?action=quote&threadid=7&boardid=2{f'&postid={id_}' if id_ else ''}"
    buttons = link(target, "<img src=images/quote.gif border=0>")
    head = f"{SMALL}geschrieben am {date}</font>" if shape == "head" else ""
    anchor = f'<a name="{place}"></a>'
    cell = (
        f"<td width=175>{'' if shape == 'before' else anchor}{FONT}<b>{author}</b></font><br>{SMALL}Mitglied<br>"
        "dabei seit: 01.02.2001 10:00</font></td>"
    )
    body = f"<table><tr><td>{head}{SMALL}<b>{title}</b></font></td><td>{buttons}</td></tr></table><hr size=1 noshade>{FONT}{message}</font>{behind}"
    below = (
        ""
        if shape == "head"
        else f"<tr><td nowrap>{SMALL}{date}</font></td><td>{link('members.php?mode=profile&userid=5', '<img src=images/profile.gif>')}</td></tr>"
    )
    rows = f"<tr bgcolor=#ffffff>{cell}<td>{body}</td></tr>{below}"
    return f"{anchor}<table>{rows}</table>" if shape == "before" else rows


def thread(posts: str, page: int = 1, pages: int = 1, topic: str = "Kette springt") -> str:
    reply = link("reply.php?threadid=7&boardid=2", "<img src=images/reply.gif>")
    body = f"{crumbs([(1, 'Technik'), (2, 'Räder')], topic)}{pager('thread.php?threadid=7&boardid=2', page, pages)}{reply}"
    return frame(f"Das Forum - {topic}", f"{body}<table>{posts}</table>")


def row(
    id_: int,
    topic: str,
    before: str = "",
    image: str = "folder",
    replies: str = "3",
    date: str = "20.11.2026 12:00",
) -> str:
    views = "-" if replies == "-" else "1.234"
    return (
        f"<tr><td><img src=images/{image}.gif></td><td>&nbsp;</td><td>{FONT}{before}{link(f'thread.php?threadid={id_}&boardid=2', topic)}</font></td>"
        f"<td>{FONT}{link('members.php?mode=profile&userid=5', 'Anneli')}</font></td><td>{replies}</td><td>{views}</td>"
        f"<td>{SMALL}{date}<br>von Tom</font></td></tr>"
    )


def board(rows: str, page: int = 1, pages: int = 1) -> str:
    new = link("newthread.php?boardid=2", "<img src=images/newthread.gif>")
    return frame(
        "Das Forum - Räder",
        f"{crumbs([(1, 'Technik')], 'Räder')}{new}{pager('board.php?boardid=2', page, pages)}<table>{rows}</table>",
    )


def index(rows: str) -> str:
    category = f"<tr><td colspan=6>{FONT}<b>{link('board.php?boardid=1', 'Technik')}</b></font></td></tr>"
    return frame("Das Forum", f"<table>{category}{rows}</table>")


def board_row(id_: int, title: str, posts: str = "1.234", threads: str = "56") -> str:
    return (
        f"<tr><td><img src=images/off.gif></td><td>{FONT}{link(f'board.php?boardid={id_}', title)}</font><br>{SMALL}Über {title}</font></td>"
        f"<td>{threads}</td><td>{posts}</td><td>{SMALL}20.11.2026 12:00<br>von {link('members.php?mode=profile&userid=6', 'Tom')}</font></td><td>&nbsp;</td></tr>"
    )
