"""SMF: URLs, pages of our own in the markup of its three lines, refusals, forms, and each trap of its pages."""
# ruff: noqa: E501 - a line of markup is a line

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.smf import Smf
from feedforum.records import Answer, Author, Document, Paging, PastTheEnd

BASE = "http://smf.example/forum/"
OWN = "http://own.example/f/index.php"
NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = Smf()
SCRIPT = "<script>var smf_theme_url = 'x'; var smf_scripturl = 'y';</script>"
MENU = f'<a href="{OWN}?action=login">Login</a>'
OUT = f'<a href="{OWN}?action=logout;a1b2={"0123456789abcdef" * 2}">Logout</a>'


def page(path: str, main: str, menu: str = MENU, head: str = "") -> str:
    """A page of 2.0 or 2.1; `path` are the queries that the links of its path have."""
    crumbs = "".join(
        f'<li><a href="{OWN}{query}"><span>{title}</span></a> »</li>' for query, title in crumb(path)
    )
    return (
        f"<html><head><title>x</title>{SCRIPT}{head}</head><body>{menu}"
        f'<div class="navigate_section"><ul>{crumbs}</ul></div>{main}<p>SMF 2.1.4 © 2023, Simple Machines</p></body></html>'
    )


def crumb(path: str) -> list[tuple[str, str]]:
    return [("", "Bienen & Garten"), *(tuple(step.split("|")) for step in path.split())]  # type: ignore[list-item]


BOARD, TOPIC = "#c1|Alles ?board=2.0|Honig", "#c1|Alles ?board=2.0|Honig ?topic=7.0|Wachs"


def document(text: str, path: str = "index.php?topic=7.0") -> Document:
    return Document(BASE + path, text, NOW)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php", Address(PageKind.INDEX)),
        ("index.php?PHPSESSID=0123456789abcdef0123456789abcdef", Address(PageKind.INDEX)),
        ("index.php?board=4", Address(PageKind.BOARD, 4)),
        ("index.php?board=4.40", Address(PageKind.BOARD, 4, offset=40)),
        ("index.php?board=4.20;sort=subject;desc", Address(PageKind.BOARD, 4, offset=20)),
        ("index.php?PHPSESSID=abc&amp;topic=12.15", Address(PageKind.THREAD, 12, offset=15)),
        ("index.php?topic=12.msg310#msg310", Address(PageKind.THREAD, 12)),
        ("index.php?topic=12.new#new", Address(PageKind.THREAD, 12)),
        ("index.php?msg=310", Address(PageKind.THREAD)),
        ("index.php/topic,12.30.html", Address(PageKind.THREAD, 12, offset=30)),
        ("index.php/topic,12.msg310.html#msg310", Address(PageKind.THREAD, 12)),
        ("index.php/board,4.20.html", Address(PageKind.BOARD, 4, offset=20)),
        ("index.php/board,4.0/sort,subject.html", Address(PageKind.BOARD, 4)),
        ("slug-of-it-t12.30.html", Address(PageKind.THREAD, 12, offset=30)),
        ("honig/wachs_und_mehr_12.0.html", Address(PageKind.THREAD, 12)),
        ("honig/wachs_2_12.30/", Address(PageKind.THREAD, 12, offset=30)),
        ("honig/wachs_12.msg310.html#msg310", Address(PageKind.THREAD, 12)),
        ("index.php?topic=12.0;prev_next=next#new", None),
        ("index.php?action=printpage;topic=12.0", None),
        ("index.php?action=dlattach;topic=12.0;attach=3", None),
        ("index.php?action=profile;u=3", None),
        ("index.php?action=recent", None),
    ],
)
def test_urls_are_understood(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_pages_are_named_by_the_rows_before_them_and_the_last_one_comes_again_past_the_end() -> None:
    assert ENGINE.thread_url(BASE, 12, PageAt(3, 15)) == BASE + "index.php?topic=12.30"
    assert ENGINE.board_url(BASE, 4, PageAt(2, 20)) == BASE + "index.php?board=4.20"
    assert ENGINE.post_link(BASE, 12, 310) == BASE + "index.php?topic=12.msg310#msg310"
    traits = ENGINE.traits("1.1.8")
    assert (traits.paging, traits.past_the_end) == (Paging.OFFSET, PastTheEnd.LAST_PAGE)


INDEX_21 = """<div id="category_1_boards">
<div id="board_2" class="up_contain"><div class="board_icon"><a href="{own}?board=2.0" class="board_on"></a></div>
<div class="info"><a class="subject mobile_subject" href="{own}?board=2.0" id="b2">Honig</a><div class="board_description">Vom <b>Glas</b></div></div>
<div class="board_stats"><p>Posts: 1,204<br>Topics: 33</p></div>
<div class="lastpost"><p><strong>Last post: </strong>Today at 09:15:02 <span class="postby"><a href="{own}?topic=7.msg31#new" title="Re: Wachs">Re: Wachs</a> by <a href="{own}?action=profile;u=5">Anna</a></span></p></div>
<div id="board_2_children" class="children"><p><a href="{own}?board=3.0" title="No New Posts (Topics: 4, Posts: 22)">Waben</a></p></div></div>
<div id="board_9" class="up_contain"><div class="board_icon"></div><div class="info"><a class="subject" href="{own}?board=9.0" id="b9">Galerie</a></div>
<div class="board_stats"><p>Redirects: 12</p></div><div class="lastpost"></div></div>
</div>"""


def test_an_index_of_2_1_with_a_board_below_another_and_a_link_to_elsewhere() -> None:
    reading = ENGINE.read_index(document(page("", INDEX_21.format(own=OWN), OUT), "index.php"), CALENDAR)
    assert (reading.answer, reading.member) == (Answer.OK, True)
    assert reading.page is not None
    assert reading.page.title == "Bienen & Garten"
    honey, combs, gallery = reading.page.boards
    assert (honey.title, honey.description, honey.posts, honey.threads) == ("Honig", "Vom Glas", 1204, 33)
    assert honey.last_post is not None
    assert (honey.last_post.thread_id, honey.last_post.author) == (7, Author("Anna", 5))
    assert honey.last_post.at == datetime(2026, 11, 30, 8, 15, 2, tzinfo=UTC)
    assert (combs.id, combs.parent_id, combs.posts, combs.threads) == (3, 2, 22, 4)
    assert combs.last_post == honey.last_post
    assert (gallery.external, gallery.posts, gallery.last_post) == (True, None, None)


ROW_21 = """<div class="windowbg {classes}"><div class="board_icon"><img src="i/post/xx.png" alt=""></div>
<div class="info info_block"><div class="icons floatright">{marks}</div><div class="message_index_title"><span class="preview"><span id="msg_30"><a href="{own}?topic={id}.0">{topic}</a></span></span></div>
<p class="floatleft">Started by <a href="{own}?action=profile;u=5">Anna</a></p>{pages}</div>
<div class="board_stats centertext"><p>Replies: {replies}<br>Views: 99</p></div>
<div class="lastpost"><p><a href="{own}?topic={id}.msg31#msg31">Yesterday at 23:59:58</a><br>by Besucher 7</p></div></div>"""


@pytest.mark.parametrize(
    ("main", "root"),
    [
        (
            f'<ul><li><a href="{OWN}?PHPSESSID=ab12&amp;action=forum">Forum</a></li></ul>News',
            "index.php?action=forum",
        ),
        (f'<a href="{OWN}?action=community">Forum</a>', "index.php?action=community"),
        (f'<a href="{OWN}?action=forum">Forum</a>{INDEX_21.format(own=OWN)}', ""),
        ("News", ""),
    ],
)
def test_a_portal_in_the_place_of_the_index_leads_to_it(main: str, root: str) -> None:
    found = ENGINE.root(BASE, document(page("", main), ""))
    assert found == BASE + root
    assert ENGINE.index_url(found) == BASE + (root or "index.php")
    assert ENGINE.root(found, document(page("", main), root)) == found
    assert ENGINE.board_url(found, 2) == BASE + "index.php?board=2.0"


def test_a_board_of_2_1_whose_moved_threads_lead_on() -> None:
    rows = ROW_21.format(
        own=OWN, classes="sticky locked", id=1, topic="Lies mich", replies="1,204", pages="",
        marks='<span class="main_icons lock"></span><span class="main_icons sticky"></span>',
    ) + ROW_21.format(
        own=OWN, classes="locked", id=2, topic="MOVED: Fort", replies=0, pages="", marks='<span class="main_icons move"></span>',
    ) + ROW_21.format(
        own=OWN, classes="", id=3, topic="1234", replies=31, marks="",
        pages=f'<span id="pages30"><a class="nav_page" href="{OWN}?topic=3.0">1</a> <a class="nav_page" href="{OWN}?topic=3.30">3</a></span>',
    )  # fmt: skip
    pager = f'<div class="pagelinks"><a class="nav_page" href="{OWN}?board=2.0">1</a> <span class="current_page">2</span> <a class="nav_page" href="{OWN}?board=2.40">3</a></div>'
    text = page(BOARD, f'{pager}<div id="messageindex"><div id="topic_container">{rows}</div></div>')
    shown = ENGINE.read_board(document(text, "index.php?board=2.20"), CALENDAR).page
    assert shown is not None
    assert (shown.board_id, shown.title, shown.page, shown.pages, shown.page_size) == (2, "Honig", 2, 3, 20)
    first, moved, long = shown.threads
    assert (first.important, first.closed, first.replies, first.moved) == (True, True, 1204, False)
    assert (first.starter, first.last_poster) == (
        Author("Anna", 5),
        Author("Besucher 7"),
    )
    assert first.last_post_at == datetime(2026, 11, 29, 22, 59, 58, tzinfo=UTC)
    assert (moved.moved, moved.replies, moved.last_post_at) == (True, None, None)
    assert (long.topic, long.pages, long.important, long.closed) == ("1234", 3, False, False)


POST_21 = """<div class="windowbg" id="msg{id}"><div class="post_wrapper"><div class="poster"><h4>{author}</h4></div>
<div class="postarea"><div class="keyinfo"><div id="subject_{id}" class="subject_title"><a href="{own}?msg={id}">{title}</a></div>
<span class="page_number floatright">#{number}</span><div class="postinfo"><a href="{own}?msg={id}" rel="nofollow" title="Reply #{number}" class="smalltext">{date}</a>
<span class="smalltext modified" id="modified_{id}">{note}</span></div></div>
<div class="post"><div class="inner" data-msgid="{id}" id="msg_{id}">{body}</div></div></div>
<div class="moderatorbar"><div class="signature" id="msg_{id}_signature">Gruß</div></div></div></div>"""


def post_21(id_: int, number: int, date: str, body: str = "So", author: str = "Gast", note: str = "") -> str:
    return POST_21.format(
        own=OWN, id=id_, number=number, date=date, body=body, author=author, note=note, title="Re: Wachs"
    )


def test_a_thread_of_2_1_that_shows_the_newest_first() -> None:
    anna = f'<a href="{OWN}?action=profile;u=5" class="poster">Anna</a>'
    note = "Last Edit: November 30, 2026, 09:20:00 AM by Bert. Reason: typo by me"
    posts = post_21(41, 2, "Today at 09:15:02 AM", "<b>Neu</b>", anna, note) + post_21(
        40, 1, "November 29, 2026, 11:59:58 PM"
    )
    text = page(TOPIC, f'<div id="forumposts"><form id="quickModForm">{posts}</form></div>')
    shown = ENGINE.read_thread(document(text), CALENDAR).page
    assert shown is not None
    assert (shown.thread_id, shown.topic, shown.newest_first, shown.page_size) == (7, "Wachs", True, None)
    assert [(board.id, board.title) for board in shown.path] == [(2, "Honig")]
    new, old = shown.posts
    assert (new.id, new.author, new.message_html, new.title) == (
        41,
        Author("Anna", 5),
        "<b>Neu</b>",
        "Re: Wachs",
    )
    assert new.posted_at == datetime(2026, 11, 30, 8, 15, 2, tzinfo=UTC)
    assert new.edit is not None
    assert new.edit.at == datetime(2026, 11, 30, 8, 20, tzinfo=UTC)
    assert (old.author, old.signature_html, old.edit) == (Author("Gast"), "Gruß", None)


SEARCH = '<form id="search_form"><input type="hidden" name="{}" value="{}" /><input type="hidden" name="brd[2]" value="2" /></form>'


def words_page(path: str, main: str) -> str:
    """A page with addresses of words; `path` are the ways of what its path leads through, behind the forum."""
    steps = "".join(
        f'<li><a href="{BASE}{way}">{way.strip("/").rpartition("/")[2]}</a></li>' for way in path.split()
    )
    return page("", main).replace("</li></ul>", f"</li>{steps}</ul>")


def test_a_board_and_a_thread_whose_addresses_are_words_with_the_ids_of_topics() -> None:
    """The mod SimpleSEF."""
    pager = f'<div class="pagelinks">[<strong>1</strong>] <a class="navPages" href="{BASE}honig_20/">2</a> <a class="navPages" href="{BASE}honig_40/">3</a></div>'
    row = ROW_21.replace("{own}?topic={id}.0", BASE + "honig/wachs_{id}.0.html").replace(
        "{own}?topic={id}.msg31#msg31", BASE + "honig/wachs_{id}.msg31.html#msg31"
    )
    pages = f'<small id="pages30">« 1 <a class="navPages" href="{BASE}honig/wachs_7.15.html">2</a> »</small>'
    rows = row.format(own=OWN, classes="", id=7, topic="Wachs", replies=16, marks="", pages=pages)
    field = SEARCH.format("x", "y")
    for pages_shown, above in ((3, pager), (1, "")):
        text = words_page("#c1 honig/", f'{field}{above}<div id="messageindex">{rows}</div>')
        shown = ENGINE.read_board(document(text, "honig/"), CALENDAR).page
        assert shown is not None
        size = 20 if above else None
        assert (shown.board_id, shown.page, shown.pages, shown.page_size) == (2, 1, pages_shown, size)
        assert [(thread.id, thread.pages) for thread in shown.threads] == [(7, 2)]
    text = words_page(
        "#c1 honig/ honig/wachs_7.0.html", field + post_21(40, 0, "November 29, 2026, 11:59:58 PM")
    )
    thread = ENGINE.read_thread(document(text, "honig/wachs_7.0.html"), CALENDAR).page
    assert thread is not None
    assert (thread.thread_id, [(board.id, board.title) for board in thread.path]) == (7, [(2, "honig")])


def test_a_thread_whose_address_has_no_id_at_all_is_read_by_the_form_to_search_in_it() -> None:
    """The mod Pretty URLs. It leaves the rows of a board without any mark of their threads."""
    pager = f'<div class="pagelinks"><a class="navPages" href="{BASE}honig/wachs/">1</a> [<strong>2</strong>] <a class="navPages" href="{BASE}honig/wachs/30/">3</a></div>'
    main = SEARCH.format("topic", 7) + pager + post_21(40, 15, "November 29, 2026, 11:59:58 PM")
    text = words_page("#c1 honig/ honig/wachs/", main)
    thread = ENGINE.read_thread(document(text, "honig/wachs/15/"), CALENDAR).page
    assert thread is not None
    assert (thread.thread_id, thread.page, thread.pages, thread.page_size) == (7, 2, 3, 15)
    assert [(board.id, board.title) for board in thread.path] == [(2, "honig")]


def test_the_hour_that_comes_twice_is_told_apart_by_the_order_of_posts() -> None:
    """02:59, 02:30, 02:30, 03:01 on the night that summer time ends."""
    times = ("02:59:00", "02:30:00", "02:30:00", "03:01:00")
    posts = "".join(post_21(40 + at, at, f"October 25, 2026, {time}") for at, time in enumerate(times))
    shown = ENGINE.read_thread(document(page(TOPIC, posts)), CALENDAR).page
    assert shown is not None
    found = [post.posted_at.strftime("%H:%M") for post in shown.posts if post.posted_at]
    assert found == ["00:59", "01:30", "01:30", "02:01"]


@pytest.mark.parametrize(
    "path", ['<ol class="breadcrumb">{}</ol>', '<nav class="breadcrumbs"><ul>{}</ul></nav>']
)
def test_a_path_in_a_list_is_one(path: str) -> None:
    steps = "".join(f'<li><a href="{OWN}{query}">{title}</a></li>' for query, title in crumb(TOPIC))
    text = page(TOPIC, post_21(40, 0, "x"))
    text = text[: text.index('<div class="navigate_section">')] + path.format(steps) + post_21(40, 0, "x")
    shown = ENGINE.read_thread(document(f"{text}</body></html>", "index.php?topic=7.0"), CALENDAR).page
    assert shown is not None
    assert (shown.topic, [board.title for board in shown.path]) == ("Wachs", ["Honig"])


def test_a_page_has_the_posts_of_its_thread_whatever_the_links_to_other_threads_say() -> None:
    """The links to the next thread and the one before have this thread's id; they are no pages of it."""
    head = f'<link rel="next" href="{OWN}?topic=7.0;prev_next=next"><link rel="prev" href="{OWN}?topic=7.0;prev_next=prev">'
    around = f'<div class="nav"><a href="{OWN}?topic=7.0;prev_next=next#new">2</a></div>'
    shown = ENGINE.read_thread(document(page(TOPIC, around + post_21(40, 0, "x"), head=head)), CALENDAR).page
    assert shown is not None
    assert (shown.page, shown.pages, shown.page_links) == (1, 1, ())


POST_11 = """<tr><td><a name="msg{id}"></a><table><tr><td class="windowbg"><table><tr><td rowspan="2"><b>{author}</b><div class="smalltext">Guest</div></td>
<td><table><tr><td><div id="subject_{id}"><a href="{own}?topic=7.msg{id}#msg{id}">Re: Wachs</a></div><div class="smalltext">« <b>Reply #{number} on:</b> November 29, 2026, 09:15:02 AM »</div></td></tr></table><div class="post">{body}</div></td></tr>
<tr><td class="smalltext" id="modified_{id}"></td></tr></table></td></tr></table></td></tr>"""


@pytest.mark.parametrize("of_1_1", [False, True])
@pytest.mark.parametrize(
    "left_open", ["<table><tr><td>offen", "<div><div>offen", "</div></div></td></tr></table>offen"]
)
def test_a_post_ends_where_it_ends_whatever_its_author_left_open(left_open: str, of_1_1: bool) -> None:
    date, posts = "November 29, 2026, 09:15:02 AM", ""
    for id_, author, body in ((40, "Anna", left_open), (41, "Bert", "So")):
        if of_1_1:
            posts += POST_11.format(id=id_, number=id_, author=author, body=body, own=OWN)
        else:
            posts += post_21(id_, id_, date, body, author)
    holder = f"<table class='bordercolor'>{posts}</table>" if of_1_1 else posts
    shown = ENGINE.read_thread(
        document(page(TOPIC, f'<form id="quickModForm">{holder}</form>')), CALENDAR
    ).page
    assert shown is not None
    last = shown.posts[-1]
    assert (last.id, last.author.name, last.message_html) == (41, "Bert", "So")
    assert [post.author.name for post in shown.posts] == ["Anna", "Bert"]
    assert "Bert" not in shown.posts[0].message_html


@pytest.mark.parametrize("of_1_1", [False, True])
@pytest.mark.parametrize(
    "holder", ['<form id="quickModForm">{}</form>', '<div id="forumposts">{}</div>', "{}"]
)
@pytest.mark.parametrize("markup", ["</div>" * 9, "</table></form>" * 5, "</body></html>", "<table><tr><td>"])
def test_what_an_author_ends_too_often_ends_no_other_post(markup: str, holder: str, of_1_1: bool) -> None:
    date, posts, bodies = "November 29, 2026, 09:15:02 AM", "", ["Eins.", f"Zwei. {markup}", "Drei."]
    for id_, body in enumerate(bodies, 40):
        old = POST_11.format(id=id_, number=id_, author="Anna", body=body, own=OWN)
        posts += old if of_1_1 else post_21(id_, id_, date, body)
    holder = holder.format("<table>{}</table>" if of_1_1 else "{}")
    shown = ENGINE.read_thread(document(page(TOPIC, holder.format(posts))), CALENDAR).page
    assert shown is not None
    texts = [re.sub(r"<[^<>]*>", "", post.message_html).strip() for post in shown.posts]
    assert texts == ["Eins.", "Zwei.", "Drei."]


def test_a_menu_is_no_path_though_a_skin_gives_it_the_class_of_one() -> None:
    menu = f'<ul class="nav navbar-nav"><li><a href="{OWN}">Home</a></li><li>{MENU}</li></ul>'
    shown = ENGINE.read_thread(document(page(TOPIC, post_21(40, 0, "x"), menu)), CALENDAR).page
    assert shown is not None
    assert (shown.thread_id, shown.topic) == (7, "Wachs")


def test_a_skin_without_a_path_shows_what_its_address_names() -> None:
    text = f"<html><head><title>Wachs</title>{SCRIPT}</head><body>{post_21(40, 0, 'x')}</body></html>"
    shown = ENGINE.read_thread(document(text), CALENDAR).page
    assert shown is not None
    assert (shown.thread_id, shown.topic, shown.path) == (7, "Wachs", ())


def test_the_last_page_shown_past_the_end_has_its_own_number() -> None:
    pager = f'<div class="pagelinks">Pages: <a class="navPages" href="{OWN}?topic=7.0">1</a> [<strong>2</strong>] </div>'
    shown = ENGINE.read_thread(
        document(page(TOPIC, pager + post_21(40, 15, "x")), "index.php?topic=7.900"), CALENDAR
    ).page
    assert shown is not None
    assert (shown.page, shown.pages) == (2, 2)


def test_files_have_sizes_and_addresses_without_a_session_at_the_host_that_was_asked() -> None:
    def file(id_: int, name: str, told: str) -> str:
        href = f"{OWN}?PHPSESSID=0123456789abcdef0123456789abcdef&amp;action=dlattach;topic=7.0;attach={id_}"
        return f'<a href="{href}"><img src="clip.gif" alt="*">&nbsp;{name}</a> ({told})<br />'

    files = file(3, "plan (2x2).txt", "1.17 kB - downloaded 4 times.") + file(
        4, "bild.png", "5.11 kB, 640x400 - viewed 0 times."
    )
    inline = f'<a href="{OWN}?action=dlattach;topic=7.0;attach=5">dort</a>'
    text = post_21(40, 0, "x", f"So {inline}").replace(
        '</div></div>\n<div class="moderatorbar">',
        f'</div><div class="attachments">{files}</div></div>\n<div class="moderatorbar">',
    )
    shown = ENGINE.read_thread(document(page(TOPIC, text)), CALENDAR).page
    assert shown is not None
    plan, picture = shown.posts[0].attachments
    assert (plan.id, plan.name, plan.size, plan.inline) == (3, "plan (2x2).txt", 1198, False)
    assert plan.url == BASE + "index.php?action=dlattach;topic=7.0;attach=3"
    assert (picture.inline, picture.url) == (
        True,
        BASE + "index.php?action=dlattach;topic=7.0;attach=4;image",
    )


def test_a_survey_that_a_member_may_still_vote_in_has_answers_without_votes() -> None:
    poll = '<div id="poll"><h4 id="pollquestion">Wie oft?</h4><form><ul class="options"><li><input type="radio"> Nie</li><li><input type="radio"> Oft (2x)</li></ul></form></div>'
    shown = ENGINE.read_thread(document(page(TOPIC, poll + post_21(40, 0, "x"))), CALENDAR).page
    assert shown is not None
    assert shown.survey is not None
    assert [(choice.text, choice.votes) for choice in shown.survey.choices] == [
        ("Nie", None),
        ("Oft (2x)", None),
    ]


@pytest.mark.parametrize(
    "main",
    [
        f'<table><tr><a name="b1" href="{OWN}?board=1.0">x</a><td>1</td></tr></table>',
        f'<table><tr><span id="msg_1"><a href="{OWN}?topic=1.0">x</a></span></tr></table>',
        f'<table><tr><td><img src="normal_poll.gif">Nie</td><td>5 (50%)</td></tr></table>{post_21(40, 0, "x")}',
        '<div id="subject_5"></div><div class="windowbg"><div id="subject_6"></div></div>',
    ],
)
def test_markup_that_is_broken_makes_no_reader_fail(main: str) -> None:
    for path in ("", BOARD, TOPIC):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(page(path, main)), CALENDAR).answer


def form(main: str = "") -> str:
    return f'<form id="frmLogin" action="{OWN}?action=login2"><p class="information">{main}</p><input type="hidden" name="f00" value="t0k3n"><input name="user"><input name="passwrd" type="password"><input name="cookielength" type="text" value="60"></form>'


@pytest.mark.parametrize(
    ("main", "answer"),
    [
        (form("The topic or board you are looking for appears to be either missing or off limits to you."), Answer.NOT_FOUND),
        (form("Das Thema oder Board scheint nicht (mehr) zu existieren oder ist gesperrt."), Answer.NOT_FOUND),
        (form("Das Thema existiert nicht oder ist für Sie nicht einsehbar."), Answer.NOT_FOUND),
        (form("Only registered members are allowed to access this section."), Answer.LOGIN_WANTED),
        (form(), Answer.LOGIN_WANTED),
        ('<div id="fatal_error"><div class="padding">…either missing or off limits to you.</div></div>', Answer.NOT_FOUND),
        ('<div id="fatal_error"><div class="padding">Sorry Guest, you are banned from using this forum!</div></div>', Answer.BLOCKED),
        ('<div id="fatal_error"><div class="padding">Sie sind aus diesem Forum verbannt!</div></div>', Answer.BLOCKED),
        ('<div id="fatal_error"><div class="padding">You will have to wait about 2 seconds to login again, sorry.</div></div>', Answer.OVERLOADED),
        ('<div id="fatal_error"><div class="padding">Something else.</div></div>', Answer.NOT_UNDERSTOOD),
        ('<div id="maintenance_mode"><p class="description">Back soon</p></div>', Answer.CLOSED),
        ('<table><tr><td class="windowbg"><img src="i/construction.gif"></td><td>Back soon</td></tr></table>', Answer.CLOSED),
    ],
)  # fmt: skip
def test_messages_are_told_apart_under_any_path(main: str, answer: Answer) -> None:
    for path in ("", BOARD, TOPIC):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(page(path, main)), CALENDAR).answer is answer


def test_a_board_without_threads_is_empty_and_another_page_with_its_path_is_not_understood() -> None:
    empty = '<div id="messageindex"><table><tr><th><strong>No messages...</strong></th></tr></table></div>'
    assert ENGINE.read_board(document(page(BOARD, empty)), CALENDAR).answer is Answer.EMPTY
    assert (
        ENGINE.read_board(document(page(BOARD, "<p>Statistik</p>")), CALENDAR).answer is Answer.NOT_UNDERSTOOD
    )


def test_the_form_to_log_in_is_sent_with_its_token_to_the_forum_that_was_asked() -> None:
    made = ENGINE.login_form(document(page("", form()), "index.php?action=login"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "index.php?action=login2"
    fields = {"f00": "t0k3n", "user": "Anna", "passwrd": "geheim", "cookielength": "-1", "hash_passwrd": ""}
    assert dict(made.fields) == fields
    assert "geheim" not in repr(made)
    assert not ENGINE.accepted(document(page("", form())))
    assert ENGINE.accepted(document(page("", "", OUT)))
    assert not ENGINE.accepted(document(page("", "")))


def test_a_rewritten_address_is_no_folder() -> None:
    made = ENGINE.login_form(document(page(TOPIC, form()), "index.php/topic,7.0.html"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "index.php?action=login2"


def test_a_way_out_that_an_author_wrote_makes_nobody_a_member() -> None:
    shown = ENGINE.read_thread(document(page(TOPIC, post_21(40, 0, "x", OUT))), CALENDAR)
    assert shown.member is False


@pytest.mark.parametrize(
    ("head", "foot", "version"),
    [
        ("style.css?fin11", "Powered by SMF 1.1.21 | SMF © 2013, Simple Machines", "1.1.21"),
        ("index.css?fin20", "SMF 2.0 RC1.2 | SMF © 2009, Simple Machines", "2.0 RC1.2"),
        ("index.css?fin20", "", "2.0"),
        ("index.css?smf21_1234", "", "2.1"),
        ("index.css", "", ""),
    ],
)
def test_it_is_recognised_by_its_scripts_and_its_version_by_foot_or_styles(
    head: str, foot: str, version: str
) -> None:
    text = (
        f'<html><head>{SCRIPT}<link rel="stylesheet" href="{head}"></head><body><p>{foot}</p></body></html>'
    )
    engine = detect(document(text))
    assert engine is not None
    assert engine.name == "smf"
    assert ENGINE.version(ENGINE.open(document(text))) == version
