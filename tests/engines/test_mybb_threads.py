"""MyBB: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.diff.row_signatures import same, thread_signature
from feedforum.records import Answer, Author
from tests.engines.mybb_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    LOGIN,
    NOW,
    OWN,
    POST_12,
    ROW,
    ROW_18,
    SCRIPT,
    board_page,
    document,
    post_18,
    thread_page,
)


def test_a_thread_of_1_8_whose_dates_stand_in_titles() -> None:
    anna = f'<a href="{OWN}member.php?action=profile&amp;uid=5"><span style="color: green"><strong><em>Anna</em></strong></span></a>'
    note = '(This post was last modified: <span title="11-30-2026, 10:01 AM">19 minutes ago</span> by Bert. <em>Edit Reason: typo by me</em>)'
    quote = '<blockquote class="mycode_quote"><cite><span> (<span title="11-30-2026, 08:23 AM">1 hour ago</span>)</span>Bert Wrote: </cite>x</blockquote>'
    posts = post_18(30, '<span title="11-29-2026">Yesterday</span>, 11:58 PM') + post_18(
        31,
        '<span title="11-30-2026, 09:02 AM">1 hour ago</span>',
        f"Neu {quote}",
        anna,
        note,
        '<div class="signature">Gruß</div>',
    )
    similar = '<table><tr><td><a href="showthread.php?tid=99">Anderes</a></td></tr></table>'
    reading = ENGINE.read_thread(
        document(thread_page(f'<div id="posts">{posts}</div>{similar}', "[Frage] Wachs")), CALENDAR
    )
    assert (reading.answer, reading.member) == (Answer.OK, False)
    shown = reading.page
    assert shown is not None
    assert (shown.thread_id, shown.topic, shown.prefix, shown.forum_title) == (
        7,
        "Wachs",
        "[Frage]",
        "Bienen & Garten",
    )
    assert [(board.id, board.title) for board in shown.path] == [(1, "Alles"), (2, "Honig")]
    old, new = shown.posts
    assert (old.author, old.posted_at) == (Author("Gast"), datetime(2026, 11, 29, 22, 58, tzinfo=UTC))
    assert (new.author, new.posted_at) == (Author("Anna", 5), datetime(2026, 11, 30, 8, 2, tzinfo=UTC))
    assert (new.uncertainty, new.title, new.signature_html) == (timedelta(), "RE: Wachs", "Gruß")
    assert new.edit is not None
    assert new.edit.at == datetime(2026, 11, 30, 9, 1, tzinfo=UTC)
    # A quote's date would change by itself: the whole one stands there from the beginning.
    assert "hour ago" not in new.message_html
    assert "(11-30-2026, 08:23 AM)" in new.message_html


def test_before_1_8_12_new_posts_have_no_clock_and_their_rows_say_nothing_of_when() -> None:
    """28 minutes ago was less than 29 minutes ago; an hour ago less than two."""
    posts = post_18(30, "1 hour ago") + post_18(
        31, "28 minutes ago", note="(This post was last modified: 5 minutes ago by Bert.)"
    )
    shown = ENGINE.read_thread(document(thread_page(f'<div id="posts">{posts}</div>')), CALENDAR).page
    assert shown is not None
    old, new = shown.posts
    assert (old.posted_at, old.uncertainty) == (NOW - timedelta(hours=1), timedelta(hours=1))
    assert (new.posted_at, new.uncertainty) == (NOW - timedelta(minutes=28), timedelta(minutes=1))
    assert new.edit is not None
    assert new.edit.at is None
    rows = [
        ENGINE.read_board(
            document(
                board_page(ROW_18.format(last=f"{ago} minutes ago", **ROW)),
                "forumdisplay.php?fid=2",
                NOW + timedelta(minutes=ago),
            ),
            CALENDAR,
        ).page
        for ago in (28, 43)
    ]
    first, later = (thread_signature(row.threads[0]) for row in rows if row)
    assert first == later
    settled = ENGINE.read_board(
        document(board_page(ROW_18.format(last="11-30-2026, 10:20 AM", **ROW)), "forumdisplay.php?fid=2"),
        CALENDAR,
    ).page
    assert settled is not None
    assert same(first, thread_signature(settled.threads[0]))


POST_16 = """<a name="pid{id}" id="pid{id}"></a><table class="tborder" id="post_{id}"><tr><td class="tcat"><div class="float_left smalltext">11-29-2026, 10:20 AM<span id="edited_by_{id}"><span class="smalltext">{note}</span></span></div><div class="float_right"><strong>Post: <a href="showthread.php?tid=7&amp;pid={id}#pid{id}">#2</a></strong></div></td></tr>
<tr><td class="trow1 post_author"><strong><span class="largetext"><a href="member.php?action=profile&amp;uid=5">Anna</a></span></strong><br /><span class="smalltext">Joined: 01-02-2010</span></td></tr>
<tr><td class="trow2 post_content"><span class="smalltext"><strong>RE: Wachs</strong></span><br /><div class="post_body" id="pid_{id}">So</div></td></tr></table>"""

LOOSE_12 = POST_12.removeprefix('<table class="tborder">').removesuffix("</table>")


@pytest.mark.parametrize("markup", [POST_16, POST_12, LOOSE_12], ids=["1.6", "1.2", "1.2 in one table"])
def test_posts_of_older_versions_are_told_by_the_id_of_their_message(markup: str) -> None:
    note = "This post was last modified: 11-29-2026 11:30 AM by Bert."
    posts = markup.format(id=30, note="") + markup.format(id=31, note=note)
    shown = ENGINE.read_thread(
        document(thread_page(f"<table>{posts}</table>" if markup is LOOSE_12 else posts)), CALENDAR
    ).page
    assert shown is not None
    assert [(post.id, post.author, post.title) for post in shown.posts] == [
        (30, Author("Anna", 5), "RE: Wachs"),
        (31, Author("Anna", 5), "RE: Wachs"),
    ]
    assert all(post.posted_at == datetime(2026, 11, 29, 9, 20, tzinfo=UTC) for post in shown.posts)
    first, second = shown.posts
    assert first.edit is None
    assert second.edit is not None
    assert second.edit.at == datetime(2026, 11, 29, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("left_open", ["<table><tr><td>offen", "<div><div>offen", "</div></div>offen"])
def test_a_post_ends_where_it_ends_whatever_its_author_left_open(left_open: str) -> None:
    date = "11-29-2026, 10:20 AM"
    posts = post_18(30, date, left_open, "Anna") + post_18(31, date, "So", "Bert")
    shown = ENGINE.read_thread(document(thread_page(f'<div id="posts">{posts}</div>')), CALENDAR).page
    assert shown is not None
    assert [post.author.name for post in shown.posts] == ["Anna", "Bert"]
    assert shown.posts[1].message_html == "So"
    assert "Bert" not in shown.posts[0].message_html


def test_a_menu_is_no_path_though_a_skin_gives_it_the_class_of_one() -> None:
    menu = f'<div class="navigation">{LOGIN} <a href="forumdisplay.php?fid=9">Neues</a></div>'
    text = thread_page(f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM")}</div>', menu=menu)
    shown = ENGINE.read_thread(document(text), CALENDAR).page
    assert shown is not None
    assert [board.id for board in shown.path] == [1, 2]


def test_a_single_post_of_1_2_has_its_own_date_and_author_and_not_those_of_the_page() -> None:
    around = '<span class="smalltext">11-01-2026 08:00 AM</span><span class="largetext">Forum</span>'
    shown = ENGINE.read_thread(document(thread_page(around + POST_12.format(id=30, note=""))), CALENDAR).page
    assert shown is not None
    assert [(post.author, post.posted_at) for post in shown.posts] == [
        (Author("Anna", 5), datetime(2026, 11, 29, 9, 20, tzinfo=UTC))
    ]


def test_announcements_and_notices_of_deleted_posts_are_no_posts() -> None:
    gone = '<div class="post deleted_post_hidden" id="post_32"><strong><span class="largetext">Anna</span></strong><em>This post has been deleted.</em></div>'
    shown = ENGINE.read_thread(
        document(thread_page(f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM")}{gone}</div>')), CALENDAR
    ).page
    assert shown is not None
    assert [post.id for post in shown.posts] == [31]
    announcement = post_18(0, "11-29-2026, 10:20 AM").replace("pid_0", "pid_").replace("post_0", "post_")
    assert ENGINE.read_thread(document(thread_page(announcement)), CALENDAR).answer is Answer.NOT_UNDERSTOOD


def test_counters_of_files_are_no_part_of_a_post() -> None:
    inside = (
        'Da: <a href="attachment.php?aid=2" target="_blank">plan.txt</a> (Size: 680 bytes / Downloads: {})'
    )
    below = """<fieldset><legend>Attached Files</legend><img src="images/attachtypes/txt.png" alt=".txt" /> <a href="attachment.php?aid=3">mehr.txt</a> (Size: 1.04 KB / Downloads: 3)
    <a href="attachment.php?aid=4" target="_blank"><img src="attachment.php?thumbnail=4" class="attachment" title="Filename: rad.png&#13;Size: 2 KB&#13;11-26-2026, 10:20 AM" /></a></fieldset>"""
    bodies = set()
    for counted in (3, 4):
        text = thread_page(
            f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM", inside.format(counted), rest=below)}</div>'
        )
        shown = ENGINE.read_thread(document(text), CALENDAR).page
        assert shown is not None
        bodies.add(shown.posts[0].message_html)
        files = [(each.id, each.name, each.size, each.inline) for each in shown.posts[0].attachments]
        assert files == [(3, "mehr.txt", 1065, False), (4, "rad.png", 2048, True)]
        assert shown.posts[0].attachments[0].url == BASE + "attachment.php?aid=3"
    assert len(bodies) == 1


def test_old_dates_have_the_daylight_saving_of_today() -> None:
    posts = f'<div id="posts">{post_18(31, "07-01-2026, 12:00 PM")}</div>'
    for at, hour in ((NOW, 11), (datetime(2026, 8, 1, tzinfo=UTC), 10)):
        shown = ENGINE.read_thread(document(thread_page(posts), at=at), CALENDAR).page
        assert shown is not None
        assert shown.posts[0].posted_at == datetime(2026, 7, 1, hour, tzinfo=UTC)


def test_a_path_in_a_list_tells_what_a_page_shows_and_what_the_forum_is_part_of_is_none_of_it() -> None:
    home = '<li><a href="https://club.example/">Club</a></li>'
    way = f'<li><a href="{OWN}index.php">Bienen</a></li><li><a href="forum-2.html">Honig</a></li>'
    path = '<nav class="navigation"><ol class="breadcrumb">{}<li class="active">{}</li></ol></nav>'
    text = f"<html><head><title>Wachs</title>{SCRIPT}</head><body>{LOGIN}{{}}</body></html>"
    main = path.format(home + way, "Wachs") + f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM")}</div>'
    thread = ENGINE.read_thread(document(text.format(main)), CALENDAR).page
    assert thread is not None
    assert (thread.forum_title, [board.id for board in thread.path]) == ("Bienen", [2])
    row = '<tr><td><span class="forum_status" id="mark_read_2"></span></td><td><strong><a href="forum-2.html">Honig</a></strong></td><td>3</td><td>9</td><td>-</td></tr>'
    main = path.format(home, "Bienen") + f"<table>{row}</table>"
    index = ENGINE.read_index(document(text.format(main), "index.php"), CALENDAR).page
    assert index is not None
    assert (index.title, [board.id for board in index.boards]) == ("Bienen", [2])


def test_links_to_answer_other_threads_tell_nothing_where_nothing_parts_them_from_posts() -> None:
    """MyBB 1.2 has nothing around all posts: there the page's own address tells its thread."""
    post = '<table><tr id="x"><td><div id="pid_4">Hier: <a href="newreply.php?tid=9">9</a></div></td></tr></table>'
    reading = ENGINE.read_thread(document(thread_page(post)), CALENDAR)
    assert reading.page is not None
    assert reading.page.thread_id == 7
