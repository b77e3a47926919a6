"""WoltLab Suite and Burning Board 4: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.discover.url_candidates import roots_in
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import Answer, Author, ThreadRow
from tests.engines.wbb4_markup import AT, BASE, CALENDAR, ENGINE, TIME, board, document, page, post


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php", Address(PageKind.INDEX)),
        ("index.php?board-list/", Address(PageKind.INDEX)),
        ("index.php/BoardList/", Address(PageKind.INDEX)),
        ("index.php/Board/12-Name/", Address(PageKind.BOARD, 12)),
        ("index.php/Board/12-Name/?pageNo=3", Address(PageKind.BOARD, 12, 3)),
        ("index.php/Thread/345-Title/?pageNo=2", Address(PageKind.THREAD, 345, 2)),
        ("index.php/Thread/345-Title/?postID=678#post678", Address(PageKind.THREAD, 345)),
        ("index.php?thread/345-title/&pageNo=2", Address(PageKind.THREAD, 345, 2)),
        ("index.php?thread/345-8-tung/&postID=678#post678", Address(PageKind.THREAD, 345)),
        ("index.php?thread/345/", Address(PageKind.THREAD, 345)),
        ("thread/345-title/?pageNo=2", Address(PageKind.THREAD, 345, 2)),
        ("thread/345-title/?action=lastPost", Address(PageKind.THREAD, 345)),
        ("thread/345-b%C3%A4r/?s=0123456789012345678901234567890123456789", Address(PageKind.THREAD, 345)),
        ("board/12-name/?pageNo=0", Address(PageKind.BOARD, 12)),
        ("index.php?user/9-name/", None),
        ("user/9-name/", None),
        ("attachment/5-plan-txt/", None),
        ("index.php?board-feed/12/", None),
        ("index.php?page=Thread&threadID=5", None),
    ],
)
def test_addresses(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_urls_have_the_shape_of_the_forums_own() -> None:
    assert ENGINE.index_url(BASE) == ENGINE.index_url(f"{BASE}index.php/") == BASE
    assert ENGINE.thread_url(BASE, 12, PageAt(3)) == f"{BASE}index.php?thread/12/&pageNo=3"
    assert ENGINE.post_link(BASE, 12, 9) == f"{BASE}index.php?thread/12/&postID=9#post9"
    in_path = f"{BASE}index.php/"
    assert ENGINE.thread_url(in_path, 12, PageAt(3)) == f"{BASE}index.php/Thread/12/?pageNo=3"
    assert ENGINE.post_link(in_path, 12, 9) == f"{BASE}index.php/Thread/12/?postID=9#post9"
    assert ENGINE.login_url(in_path) == f"{BASE}index.php/Login/"
    old = page("", menu=f'<a href="{in_path}Login/">x</a><a href="{in_path}Board/2-x/">x</a>')
    assert ENGINE.root(BASE, document(old)) == in_path
    assert ENGINE.root(BASE, document(page(""))) == BASE


@pytest.mark.parametrize(
    "path", ["thread/345-title/", "index.php/Thread/345-Title/", "board/12-name/?pageNo=2", "user/9-name/"]
)
def test_the_forums_folder_is_known_by_any_of_its_pages(path: str) -> None:
    assert ENGINE.folder_of(BASE + path) == BASE


def test_a_forum_in_a_folder_beside_others_is_found_by_any_of_its_pages() -> None:
    found = document(page(f"<ul>{post('da')}</ul>"), "thread/7-wachs/?pageNo=2")
    assert roots_in(found)[0] == BASE


ROW = (
    "<li class='tabularListRow'><ol class='tabularListColumns messageGroup wbbThread {marks}' data-thread-id='{data}'><li class='columnIcon columnAvatar'>{icons}</li>"
    "<li class='columnSubject'><ul class='labelList'><li><a href='#'><span class='badge label'>Tipp</span></a></li></ul><h3><a href='/forum/thread/12-honig/' class='messageGroupLink wbbTopicLink' data-thread-id='12'>Honig &amp; Wachs</a></h3>"
    "<ul class='pagination'><li><a href='/forum/thread/12-honig/?pageNo=7'>7</a></li></ul><ul class='inlineList messageGroupInfo'><li class='messageGroupAuthor'>{starter}</li><li>{time}</li></ul></li>"
    "<li class='columnStats'><dl class='plain statsDataList'><dt>Antworten</dt><dd>{replies}</dd><dt>Zugriffe</dt><dd>1,2k</dd></dl></li>"
    "<li class='columnLastPost'><p><a href='index.php?user/4-bo/' class='userLink'>Bo</a></p><small><a href='/forum/thread/12-honig/?postID=99#post99'>{time}</a></small></li></ol></li>"
)

DEFAULTS = {"marks": "", "data": "12", "icons": "", "starter": "Gast", "time": TIME, "replies": "1.234"}


def rows_of(listing: str, heading: str = "Themen") -> tuple[ThreadRow, ...]:
    head = "<li class='tabularListRow tabularListRowHead'><ol class='tabularListColumns'><li class='columnSubject'><a href='index.php?board/2-x/&amp;sortField=topic'>Thema</a></li></ol></li>"
    text = page(
        f"<div class='section tabularBox messageGroupList wbbThreadList'><header><h2>{heading}</h2></header><ol class='tabularList'>{head}{listing}</ol></div>",
        "board",
        "Honig",
    )
    reading = ENGINE.read_board(document(text, "board/2-honig/"), CALENDAR)
    assert reading.page is not None
    assert (reading.page.board_id, reading.page.title) == (2, "Honig")
    assert [board.id for board in reading.page.path] == [1]
    return reading.page.threads


def row(**changed: str) -> str:
    return ROW.format(**(DEFAULTS | changed))


def test_a_row_is_read_whole() -> None:
    (found,) = rows_of(row())
    assert (found.id, found.topic, found.prefix, found.starter) == (
        12,
        "Honig & Wachs",
        "Tipp",
        Author("Gast"),
    )
    assert (found.replies, found.pages) == (1234, 7)
    assert (found.last_poster, found.last_post_at) == (Author("Bo", 4), AT)
    assert not found.important
    assert not found.moved


@pytest.mark.parametrize(
    ("changed", "states"),
    [
        ({"marks": "wbbThreadSticky"}, (True, False, False, False)),
        ({"icons": "<span class='icon icon16 fa-thumb-tack'></span>"}, (True, False, False, False)),
        ({"icons": "<fa-icon name='thumbtack'></fa-icon>"}, (True, False, False, False)),
        ({"icons": "<span class='icon fa-bullhorn'></span>"}, (True, True, False, False)),
        ({"icons": "<fa-icon name='lock'></fa-icon>"}, (False, False, True, False)),
        # What a moved thread leaves has an id of its own, and the link of the real one.
        ({"data": "77"}, (False, False, False, True)),
        ({"marks": "wbbThreadMoved"}, (False, False, False, True)),
    ],
)
def test_the_state_of_a_row(changed: dict[str, str], states: tuple[bool, ...]) -> None:
    (found,) = rows_of(row(**changed))
    assert found.id == 12
    assert (found.important, found.announcement, found.closed, found.moved) == states
    assert (found.replies is None) == found.moved


def test_lists_of_their_own_are_told_by_their_headings() -> None:
    assert rows_of(row(), "Ankündigungen")[0].announcement
    assert rows_of(row(), "Pinned threads")[0].important


def test_a_count_that_was_rounded_is_none() -> None:
    assert rows_of(row(replies="1,2k"))[0].replies is None


@pytest.mark.parametrize("mark", ["messageDeleted", "messageDisabled"])
def test_a_deleted_row_is_none(mark: str) -> None:
    deleted = (
        "<li class='tabularListRow'><ol class='wbbThread'><li class='columnSubject'>Gelöscht</li></ol></li>"
    )
    assert [found.id for found in rows_of(deleted + row(marks=mark) + row())] == [12]


def test_rows_of_version_4_and_of_6_2() -> None:
    cells = f"<td class='columnSubject'><h3><a href='index.php/Thread/12-Honig/'>Honig</a></h3><small><a href='index.php/User/3-Anna/'>Anna</a> - {TIME}</small></td><td class='columnStats'><dl><dt>Replies</dt><dd>1,234</dd></dl></td><td class='columnLastPost'><a href='index.php/User/4-Bo/'>Bo</a> {TIME}</td>"
    for markup in (
        f"<table class='table'><tbody><tr class='wbbThread'>{cells}</tr></tbody></table>",
        f"<div class='listView__item tabularListRow' data-object-id='12'>{cells.replace('td', 'div')}</div>",
    ):
        (found,) = rows_of(markup)
        assert (found.id, found.topic, found.starter, found.replies) == (12, "Honig", Author("Anna", 3), 1234)
        assert (found.last_poster, found.last_post_at) == (Author("Bo", 4), AT)


def test_an_empty_board_and_a_category_are_read() -> None:
    assert (
        ENGINE.read_board(document(page("<p class='info'>x</p>", "board"), "board/2-x/"), CALENDAR).answer
        is Answer.EMPTY
    )
    nothing = ENGINE.read_board(document(page("<p>x</p>", "board"), "board/2-x/"), CALENDAR)
    assert nothing.answer is Answer.NOT_UNDERSTOOD
    below = f"<ul class='wbbBoardList'>{board(5, 'Licht')}</ul>"
    found = ENGINE.read_board(document(page(below, "board"), "board/2-x/"), CALENDAR)
    assert found.page is not None
    assert [each.id for each in found.page.boards] == [5]


def test_the_index_lists_boards_below_categories_and_boards_below_boards() -> None:
    below = (
        "<ul class='wbbSubBoards'><li data-board-id='4'><a href='/forum/board/4-kette/'>Kette</a></li></ul>"
    )
    main = f"<ol class='wbbBoardList'><li class='wbbCategory' data-board-id='1'><h2><a href='/forum/board/1-alles/'>Alles</a></h2><ol>{board(2, 'Räder', below)}{board(3, 'Licht')}</ol></li></ol>"
    aside = f"<aside class='sidebar'><ul><li><a href='/forum/board/9-x/'>x</a><a href='/forum/thread/1-x/'>x</a>{TIME}</li></ul></aside>"
    reading = ENGINE.read_index(document(page(main + aside, "boardList", "Forum"), ""), CALENDAR)
    assert reading.page is not None
    category, wheels, light = reading.page.boards
    assert (category.id, category.category, category.posts) == (1, True, None)
    assert (wheels.id, wheels.title, wheels.description, wheels.parent_id) == (2, "Räder", "Rund", 1)
    assert (wheels.posts, wheels.threads) == (12345, 67)
    assert wheels.last_post is not None
    assert (wheels.last_post.thread_id, wheels.last_post.at, wheels.last_post.author) == (
        12,
        AT,
        Author("Bo", 4),
    )
    assert [(each.id, each.title) for each in wheels.subboards] == [(4, "Kette")]
    assert light.parent_id == 1
    assert reading.page.title == "Bienen & Honig"


def test_a_board_that_a_description_names_is_not_that_of_the_row() -> None:
    told = board(2, "Räder").replace("Rund", "Rund um <a href='/forum/board/9-x/'>Dinge</a>")
    category = "<li class='wbbCategory' data-board-id='1'><header><h2><a href='/forum/board/1-x/'>Alles</a></h2><small>Auch <a href='/forum/board/2-x/'>das</a></small></header>"
    main = f"<ul class='wbbBoardList'>{category}<ul>{told}</ul></li></ul>"
    reading = ENGINE.read_index(document(page(main, "boardList", "Forum"), ""), CALENDAR)
    assert reading.page is not None
    assert [(each.id, each.title, each.posts) for each in reading.page.boards] == [
        (1, "Alles", None),
        (2, "Räder", 12345),
    ]


def test_boards_in_lists_like_those_of_threads_are_boards() -> None:
    cells = f"<li class='columnSubject'><h3><a href='/forum/board/5-licht/'>Licht</a></h3></li><li class='columnStats'><dl><dt>Themen</dt><dd>67</dd><dt>Beiträge</dt><dd>1,2k</dd></dl></li><li class='columnLastPost'><a href='/forum/thread/12-x/'>Honig</a> {TIME}</li>"
    main = f"<ol class='tabularList'><li class='tabularListRow'><ol class='tabularListColumns'>{cells}</ol></li></ol>"
    index = ENGINE.read_index(document(page(main, "boardList"), ""), CALENDAR)
    above = ENGINE.read_board(document(page(f"{main}{row()}", "board"), "board/2-x/"), CALENDAR)
    assert index.page is not None
    assert above.page is not None
    for (found,) in (index.page.boards, above.page.boards):
        assert (found.id, found.threads, found.posts) == (5, 67, None)
        assert found.last_post is not None
        assert (found.last_post.thread_id, found.last_post.at) == (12, AT)
    assert [thread.topic for thread in above.page.threads] == ["Honig & Wachs"]


def test_an_index_without_names_of_its_own_is_read_as_far_as_it_goes() -> None:
    main = f"<table><tr><td><a href='/forum/board/2-x/'>Räder</a></td><td><a href='/forum/thread/12-x/'>Honig</a> {TIME}</td></tr><tr><td><a href='/forum/board/3-x/'>Licht</a></td></tr></table>"
    reading = ENGINE.read_index(document(page(main, "boardList"), ""), CALENDAR)
    assert reading.page is not None
    wheels, light = reading.page.boards
    assert wheels.last_post is not None
    assert (wheels.last_post.thread_id, wheels.posts, light.last_post) == (12, None, None)
