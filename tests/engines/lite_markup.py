"""Pages of the shape that versions before 2.3 send: tables of `<font>`, and ids that repeat, for classes."""

from tests.engines.markup import SID

SMALL, NORMAL = '<font face="Tahoma" size="1">', '<font face="Tahoma" size="2">'
CELL_A, CELL_B = 'id="tablea" bgcolor=#f0f0f0', 'id="tableb" bgcolor="#e0e0e0"'
FOOTER = "Powered by: <b>Burning Board Lite 1.0.2</b> &copy; 2001-2004 <b><a href='http://www.woltlab.de'>WoltLab GmbH</a></b>"  # noqa: E501


def link(target: str, text: str) -> str:
    """A link with a session that a cookie has made empty, or not."""
    return (
        f'<a href="{target}&sid={SID}">{text}</a>' if "?" in target else f'<a href="{target}?sid=">{text}</a>'
    )


def frame(title: str, body: str, footer: str = FOOTER) -> str:
    return (
        f"<html><head><title>{title}</title></head><body bgcolor=#ffffff id=bg>"
        f'<table><tr><td id="tabletitle">{link("index.php", "<img src=images/top_start.gif border=0>")}'
        f"{link('register.php', '<img src=images/top_register.gif>')}</td></tr></table>{body}"
        f"<p align=center>{SMALL}{footer}</font></p></body></html>"
    )


def crumbs(boards: list[tuple[int, str]], last: str, bold: bool = True) -> str:
    links = [
        link("index.php", "Das Forum"),
        *(link(f"board.php?boardid={id_}", title) for id_, title in boards),
    ]
    links = [f"<b>{each}</b>" for each in links] if not bold else links
    path = " » ".join([*links, last])
    return f"<table><tr><td {CELL_A}>{SMALL}{f'<b>{path}</b>' if bold else path}</font></td></tr></table>"


def pager(target: str, page: int, pages: int) -> str:
    numbers = [f"[{n}]" if n == page else link(f"{target}&page={n}", str(n)) for n in range(1, pages + 1)]
    return (
        f"<table><tr><td>{SMALL}Seiten ({pages}): <b>{' '.join(numbers)}</b></font></td></tr></table>"
        if pages > 1
        else ""
    )


def row(
    id_: int,
    topic: str,
    before: str = "",
    state: str = "folder",
    replies: str = "3",
    last: str = '20.11.2026 <font color="#ff0000">12:00</font>',
    icon: str = "",
    poster: str = "Tom",
) -> str:
    count = replies if replies == "-" else f'<a href="javascript:who({id_})">{replies}</a>'
    return (
        f'<tr align="center"><td {CELL_A}><img src="images/{state}.gif"></td><td {CELL_B}>{icon or "&nbsp;"}</td>'  # noqa: E501
        f'<td {CELL_A} align=left width="80%">{NORMAL}{before}{link(f"thread.php?threadid={id_}", topic)}</font></td>'  # noqa: E501
        f"<td {CELL_B}>{NORMAL}{count}</font></td>"
        f'<td {CELL_A} width="20%">{NORMAL}{link("profile.php?userid=5", "Anneli")}</font></td>'
        f"<td {CELL_B}>{NORMAL}{'-' if replies == '-' else '1.234'}</font></td><td {CELL_A}><img src=images/star.gif></td>"  # noqa: E501
        f'<td {CELL_B}><table><tr><td id="tableb" nowrap>{SMALL}{last}<br>von {poster}</font></td>'
        f"<td>{link(f'thread.php?goto=lastpost&threadid={id_}', '<img src=images/lastpost.gif>')}</td></tr></table></td></tr>"  # noqa: E501
    )


def board(rows: str, page: int = 1, pages: int = 1) -> str:
    sort = link("board.php?boardid=2&sortfield=topic", "Thema")
    body = f"{crumbs([(1, 'Technik')], 'Räder')}{pager('board.php?boardid=2', page, pages)}"
    new = link("newthread.php?boardid=2", "<img src=images/newthread.gif>")
    return frame("Das Forum - Räder", f"{body}<table><tr><td>{sort}</td></tr>{rows}</table>{new}")


def post(
    id_: int,
    message: str,
    behind: str = "",
    author: str = '<a href="profile.php?userid=5">Anneli</a>',
    title: str = "",
    date: str = '20.11.2026 <font color="#ff0000">12:00</font>',
) -> str:
    buttons = link(f"addreply.php?action=quote&postid={id_}", "<img src=images/quote.gif>")
    return (
        f'<table width="100%"><tr><td {CELL_A} width=175 valign=top><a name="post{id_}"></a>{NORMAL}<b>{author}</b></font>'  # noqa: E501
        f"<br>{SMALL}Mitglied<br><img src=images/avatars/avatar-5.gif><br>Beiträge: 12</font></td>"
        f'<td {CELL_A} valign=top><table width="100%"><tr><td>{SMALL}<img src=images/icons/icon1.gif> <b>{title}</b></font></td>'  # noqa: E501
        f"<td align=right>{buttons}</td></tr></table><hr size=1 noShade><p>{NORMAL}{message}</font></p>{behind}</td></tr>"  # noqa: E501
        f"<tr><td {CELL_A} width=175 align=center nowrap>{SMALL}<img src=images/posticon.gif> {date}</font></td>"  # noqa: E501
        f"<td {CELL_A}>{link('profile.php?userid=5', '<img src=images/profile.gif>')}</td></tr></table>"
    )


def thread(
    posts: str, page: int = 1, pages: int = 1, topic: str = "Kette springt", footer: str = FOOTER
) -> str:
    path = crumbs([(1, "Technik"), (2, "Räder")], topic)
    reply = link("addreply.php?threadid=7", "<img src=images/reply.gif>")
    print_ = link("print.php?threadid=7&page=1", "Druck")
    return frame(
        f"Das Forum - {topic}",
        f"{path}{print_}{pager('thread.php?threadid=7', page, pages)}{reply}{posts}",
        footer,
    )


def board_row(id_: int, title: str, last: str, below: str = "") -> str:
    return (
        f"<tr><td {CELL_B}><img src=images/off.gif></td><td {CELL_A}>{NORMAL}<b>{link(f'board.php?boardid={id_}', title)}</b></font>"  # noqa: E501
        f"<br>{SMALL}Über {title}{below}</font></td><td {CELL_B}>{NORMAL}1.234</font></td><td {CELL_A}>{NORMAL}56</font></td>"  # noqa: E501
        f"<td {CELL_B}>{SMALL}{last}</font></td><td {CELL_A}>{SMALL}&nbsp;</font></td></tr>"
    )


def index(rows: str) -> str:
    category = f"<tr><td colspan=6 id=tabletitle>{NORMAL}<b>{link('board.php?boardid=1', 'Technik')}</b></font></td></tr>"  # noqa: E501
    return frame("Das Forum - Startseite", f"<table>{category}{rows}</table>")
