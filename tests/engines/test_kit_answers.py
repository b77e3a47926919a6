"""The kit of engines: what a page tells of itself as a whole: refusals, members, frames."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.engines.kit.dated_rows import dated_boards, dated_posts, page_dates
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.refusals import refusal, unreadable
from feedforum.records import Answer, Author, BoardRow, Document, Edit, LastPost, Post
from tests.engines.kit_pages import CALENDAR, NOW, URL, page


def test_what_a_page_tells_nothing_of_stays_unknown() -> None:
    post = Post(11, Author("Tom"), "", None, "x", date_text="?", edit=Edit(2, None))
    drafts = [(post, "5 minutes ago")]
    dates = page_dates(page(""), CALENDAR, posts=drafts)
    assert dated_posts(drafts, dates) == (post,)
    row = BoardRow(1, "B", last_post=LastPost(None, None))
    assert dated_boards([(row, "")], dates)[0].last_post is None


# --- refusals and forms -----------------------------------------------------------------------


def test_refusals_come_in_their_order() -> None:
    signs = {
        "password": Answer.PASSWORD_WANTED,
        "banned": Answer.BLOCKED,
        "not_found": Answer.NOT_FOUND,
        "closed": Answer.CLOSED,
        "login": Answer.LOGIN_WANTED,
    }
    given: dict[str, Any] = dict.fromkeys(signs, True)
    for sign, answer in signs.items():
        reading = refusal("Nein.", **given)
        assert reading.answer is answer
        assert reading.detail
        del given[sign]
    assert "“Nein.”" in refusal("Nein.").detail
    assert len(refusal("x" * 999).detail) < 200
    assert refusal("", login=True, member=True).detail != refusal("", login=True, member=False).detail


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<html><body>x", Answer.BROKEN),
        ("<html><body>x</body>", None),
        ("x", Answer.NOT_UNDERSTOOD),
        ("", Answer.NOT_UNDERSTOOD),
        ("<html><body>mysql_connect(): x", Answer.DATABASE_DOWN),
        ("<html>" + "<b>" * 100_001 + "</html>", Answer.NOT_UNDERSTOOD),
    ],
)
def test_a_page_that_is_none_is_not_read(text: str, answer: Answer | None) -> None:
    reading = unreadable(Page(Document(URL, text, NOW)))
    assert (reading.answer if reading else None) is answer


# --- pages and frames -------------------------------------------------------------------------


def test_a_frame_holds_no_links_of_authors() -> None:
    text = (
        '<html><head><meta name="Generator" content="Some Board 1.0">'
        '<link href="style/x.css" rel="stylesheet">'
        '<script>var some_board = 1;</script></head><body id="someboard" class="Big page">'
        '<a href="menu.php">Menu</a><a href="http://forum.example/top.php">Top</a><a name="post7"></a>'
        '<a href="post.php" rel="nofollow">x</a><a href="post.php" target="_blank">x</a>'
        '<a href="http://elsewhere.example/post.php">x</a><input name="L_User"><p>Powered by Some Board</p>'
        "</body></html>"
    )
    frame = Frame(Page(Document(URL, text, NOW)))
    assert frame.generator == "Some Board 1.0"
    assert "style/x.css" in frame.head
    assert "some_board" in frame.head
    assert (frame.ids, frame.classes) == (frozenset({"someboard"}), frozenset({"big", "page"}))
    assert frame.fields == frozenset({"l_user"})
    assert frame.scripts() == {"menu.php", "top.php"}
    assert frame.footer.endswith("Powered by Some Board")


@given(st.text(max_size=200))
def test_any_text_has_a_frame(text: str) -> None:
    assert Frame(Page(Document(URL, text, NOW))).scripts() is not None
