"""SMF: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import Answer, Author, Paging
from tests.engines.smf_markup import (
    BASE,
    BOARD,
    CALENDAR,
    ENGINE,
    OUT,
    OWN,
    SEARCH,
    TOPIC,
    document,
    form,
    page,
    post_21,
    words_page,
)


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
    assert (traits.paging, traits.repeats_pages) == (Paging.OFFSET, True)


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


def test_a_rewritten_address_is_no_folder() -> None:
    made = ENGINE.login_form(document(page(TOPIC, form()), "index.php/topic,7.0.html"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "index.php?action=login2"
