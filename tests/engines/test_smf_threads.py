"""SMF: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

import re
from datetime import UTC, datetime

import pytest

from feedforum.records import Author
from tests.engines.smf_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    MENU,
    OWN,
    SCRIPT,
    SEARCH,
    TOPIC,
    crumb,
    document,
    page,
    post_21,
    words_page,
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
