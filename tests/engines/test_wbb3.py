"""Burning Board 3 and Lite 2: addresses, pages of our own in the shape of its markup, refusals, and each trap."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.content import ForumSite, render
from feedforum.dates import Calendar
from feedforum.engines import detect, explain_unknown
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.engines.wbb3 import Wbb3
from feedforum.records import Answer, Author, Document, Edit, Post, ThreadRow

BASE = "http://wbb3.example/forum/"
NOW = datetime(2026, 11, 30, 9, 20, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = Wbb3()
SID = "&amp;s=0123456789012345678901234567890123456789"
HEAD = "<script>var SID_ARG_2ND = ''; var RELATIVE_WBB_DIR = '';</script><script src='wcf/js/3rdParty/protoaculous.1.8.2.min.js'></script>"
LOGIN = "<a href='index.php?form=UserLogin'>Anmelden</a>"
LOGOUT = "<a href='index.php?action=UserLogout&amp;t=0123'>Abmelden</a>"
TITLE = "<h2 id='threadTitle7'><span class='prefix' id='threadPrefix7'><strong>[Tipp]</strong></span> <a href='index.php?page=Thread&amp;threadID=7'>Wachs</a></h2>"


def page(
    main: str, template: str = "Thread", headline: str = TITLE, menu: str = LOGIN, footer: str = ""
) -> str:
    return (
        f"<?xml version='1.0'?><html xml:lang='de'><head><title>[Tipp] Wachs - Honig - Bienen</title><base href='{BASE}' />{HEAD}</head><body id='tpl{template}'>"
        f"<ul id='userMenu'><li>{menu}</li></ul><div id='main'><ul class='breadCrumbs'><li><a href='index.php?page=Index{SID}'><span>Bienen &amp; Honig</span></a> »</li><li><a href='index.php?page=Board&amp;boardID=1{SID}'>Alles</a> »</li><li><a href='board1-alles/board2-honig/'>Honig</a> »</li></ul>"
        f"<div class='mainHeadline'>{headline}</div>{main}</div>"
        f"<p class='copyright'>{footer or 'Forensoftware: <strong>Burning Board® 3.1.8</strong>, entwickelt von <strong>WoltLab® GmbH</strong>'}</p></body></html>"
    )


def document(text: str, path: str = "index.php?page=Thread&threadID=7") -> Document:
    return Document(BASE + path, text, NOW)


def post(
    body: str, id_: int = 9, extra: str = "", who: str = "", date: str = "Samstag, 29. November 2025, 15:10"
) -> str:
    who = who or "<a href='index.php?page=User&amp;userID=3'><span>Anna</span></a>"
    return (
        f"<div id='postRow{id_}' class='message threadStarterPost'><div class='messageInner messageLeft container-1'><a id='post{id_}'></a>"
        f"<div class='messageSidebar'><div class='messageAuthor'><p class='userName'>{who}</p><p>Profi</p></div><div class='userCredits'><p>Beiträge: 1.234</p></div></div>"
        f"<div class='messageContent'><div class='messageContentInner color-1'><div class='messageHeader'><p class='messageCount'><a href='index.php?page=Thread&amp;postID={id_}#post{id_}' class='messageNumber'>{id_}</a></p><div class='containerContent'><p class='smallFont light'>{date}</p></div></div>"
        f"<h3 id='postTopic{id_}' class='messageTitle'><span>Titel</span></h3><div class='messageBody'><div id='postText{id_}'>{body}</div></div>{extra}<div class='messageFooterRight'><ul><li>x</li></ul></div><hr /></div></div></div></div>"
    )


def posts_of(main: str) -> tuple[Post, ...]:
    reading = ENGINE.read_thread(document(page(main)), CALENDAR)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page.posts


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php", Address(PageKind.INDEX)),
        ("index.php?page=Index", Address(PageKind.INDEX)),
        ("index.php?page=Board&boardID=4", Address(PageKind.BOARD, 4)),
        ("index.php?boardID=4&pageNo=3&page=Board&sortField=x", Address(PageKind.BOARD, 4, 3)),
        ("index.php?page=Thread&threadID=12&pageNo=2", Address(PageKind.THREAD, 12, 2)),
        ("index.php?page=Thread&threadid=12", Address(PageKind.THREAD, 12)),
        ("index.php?page=Thread&postID=99#post99", Address(PageKind.THREAD)),
        ("index.php?page=Thread&threadID=12&action=lastPost", Address(PageKind.THREAD, 12)),
        ("board2-name/", Address(PageKind.BOARD, 2)),
        ("board2-name/board179-sub/", Address(PageKind.BOARD, 179)),
        ("board2-name/index3.html", Address(PageKind.BOARD, 2, 3)),
        ("board2-name/board179-sub/38181-thread-title/", Address(PageKind.THREAD, 38181)),
        ("board2-name/38181-title-5/index2.html", Address(PageKind.THREAD, 38181, 2)),
        ("board70-x/p7378-title/#post7378", Address(PageKind.THREAD)),
        ("user/6694-Name/", None),
        ("index.php?page=User&userID=4", None),
        ("index.php?form=UserLogin", None),
        ("index.php?thread/5-x/", None),
    ],
)
def test_addresses(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_urls_show_all_threads_the_last_written_in_first() -> None:
    query = "boardID=4&daysPrune=1000&sortField=lastPostTime&sortOrder=DESC&pageNo=2"
    assert ENGINE.board_url(BASE, 4, PageAt(2)) == f"{BASE}index.php?page=Board&{query}"
    assert ENGINE.thread_url(BASE, 12, PageAt(3)) == f"{BASE}index.php?page=Thread&threadID=12&pageNo=3"
    assert ENGINE.post_link(BASE, 12, 9) == f"{BASE}index.php?page=Thread&postID=9#post9"


@pytest.mark.parametrize("path", ["board2-name/", "board2-name/board7-x/5-y/index2.html", "user/6-N/"])
def test_the_forums_folder_is_known_by_a_rewritten_address(path: str) -> None:
    assert ENGINE.folder_of(BASE + path) == BASE


# --- threads ---


def test_a_post_is_read_whole() -> None:
    extra = (
        "<fieldset class='attachmentPreview'><ul><li><a class='enlargable' href='index.php?page=Attachment&amp;attachmentID=4&amp;h=0a' title='rad.jpg'><img src='x' alt=''></a></li></ul></fieldset>"
        "<fieldset class='attachmentFile'><ul><li><div><a href='index.php?page=Attachment&amp;attachmentID=5&amp;h=0a'>plan.txt</a> <span class='smallFont'>(1,5 kB - 3)</span></div></li></ul></fieldset>"
        "<div class='signature'>Gruß</div><p class='editNote smallFont light'>Dieser Beitrag wurde bereits 3 mal editiert, zuletzt von »Bo 77« (30. November 2025, 08:12)</p>"
    )
    first, second = posts_of(
        post("Hallo", 9, extra) + post("Gast!", 10, who="Gast 2000", date="<b>Heute</b>, 10:00")
    )
    assert (first.id, first.author, first.title) == (9, Author("Anna", 3), "Titel")
    assert first.posted_at == datetime(2025, 11, 29, 14, 10, tzinfo=UTC)
    assert (first.message_html, first.signature_html) == ("Hallo", "Gruß")
    assert first.edit is not None
    assert (first.edit.count, first.edit.at) == (3, datetime(2025, 11, 30, 7, 12, tzinfo=UTC))
    assert [(each.id, each.name, each.inline, each.size) for each in first.attachments] == [
        (4, "rad.jpg", True, None),
        (5, "plan.txt", False, 1536),
    ]
    assert (second.author, second.edit) == (Author("Gast 2000"), None)
    assert second.posted_at == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("29.11.2025, 15:10", datetime(2025, 11, 29, 14, 10, tzinfo=UTC)),
        ("Saturday, November 29th 2025, 3:10pm", datetime(2025, 11, 29, 14, 10, tzinfo=UTC)),
        ("Nov 29th 2025, 12:05am", datetime(2025, 11, 28, 23, 5, tzinfo=UTC)),
        ("Samstag,  5. März 2022, 15:10", datetime(2022, 3, 5, 14, 10, tzinfo=UTC)),
        ("samedi 29 novembre 2025, 15:10", datetime(2025, 11, 29, 14, 10, tzinfo=UTC)),
        ("Gestern, 08:12", datetime(2026, 11, 29, 7, 12, tzinfo=UTC)),
        ("<b>Today</b>, 3:10am", datetime(2026, 11, 30, 2, 10, tzinfo=UTC)),
        ("<b>Aujourd’hui</b>, 10:00", datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),
        ("29. Juli 2025, 15:10", datetime(2025, 7, 29, 13, 10, tzinfo=UTC)),
    ],
)
def test_dates_in_all_their_forms(date: str, moment: datetime) -> None:
    assert posts_of(post("x", date=date))[0].posted_at == moment


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("This post has been edited 2 times, last edit by “Bo (8)” (Nov 29th 2025, 3:10pm)", 2),
        ("Dieser Beitrag wurde bereits 1 mal editiert, zuletzt von »Bo« (29.11.2025, 15:10).", 1),
        ("This post has been edited 3 times, last edit by “Bo” (Nov 29th 2025, 3:10pm): 2 (two) typos", 3),
    ],
)
def test_edit_notes(note: str, count: int) -> None:
    (found,) = posts_of(post("x", extra=f"<p class='editNote'>{note}</p>"))
    assert found.edit is not None
    assert (found.edit.count, found.edit.at) == (count, datetime(2025, 11, 29, 14, 10, tzinfo=UTC))


@pytest.mark.parametrize(("icon", "closed"), [("threadClosedL", True), ("threadL", False)])
def test_a_closed_thread_has_a_picture_of_its_own(icon: str, closed: bool) -> None:
    text = page(post("da"), headline=f"<img src='wcf/icon/{icon}.png' alt=''>{TITLE}")
    found = ENGINE.read_thread(document(text), CALENDAR).page
    assert found is not None
    assert (found.closed, found.topic) == (closed, "Wachs")


def test_an_edit_note_without_a_date_is_an_edit_all_the_same() -> None:
    (found,) = posts_of(post("x", extra="<p class='editNote'>Bearbeitet</p>"))
    assert found.edit == Edit(1, None)


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        (
            "<blockquote class='quoteBox container-4' cite='http://x.example/'><div class='quoteHeader'><h3><img src='q.png' alt=''> <a href='http://x.example/'>Zitat von »Bo«</a></h3></div><div class='quoteBody'>so</div></blockquote>da",
            '<blockquote><p><cite><a href="http://x.example/">Bo</a></cite>:</p><div>so</div></blockquote>da',
        ),
        (
            "<div class='codeBox'><div class='codeHeader'><h3>PHP-Quelltext</h3></div><ol><li>if (a)</li><li>  b;</li></ol></div>",
            "<pre><code>if (a)\n  b;</code></pre>",
        ),
        (
            "<div class='container-3 codeBox'><table><tr><td class='codeLines'><pre>1\n2</pre></td><td><pre>if (a)\n  b;</pre></td></tr></table></div>",
            "<pre><code>if (a)\n  b;</code></pre>",
        ),
    ],
)
def test_what_an_author_wrote(markup: str, html: str) -> None:
    assert render(posts_of(post(markup))[0].message_html, BASE, site=ForumSite(BASE)).html == html


def test_hidden_posts_and_similar_threads_are_no_posts() -> None:
    noise = "<div class='message messageMinimized' id='hiddenPostInfo8'><p>Gelöscht von Bo</p></div>"
    similar = (
        "<ul class='similarThreads'><li><a href='index.php?page=Thread&amp;threadID=99'>Fremd</a></li></ul>"
    )
    assert [found.id for found in posts_of(noise + post("da") + similar)] == [9]


def test_a_thread_tells_its_topic_prefix_path_survey_and_pages() -> None:
    pager = "<div class='contentHeader'><div class='pageNavigation'><ul><li class='skip'><a href='index.php?page=Thread&amp;threadID=7&amp;pageNo=2'><img src='x'></a></li><li><a href='index.php?page=Thread&amp;threadID=7'>1</a></li><li class='active'><span>3</span></li><li class='children'><a>…</a><ul><li><a href='index.php?page=Thread&amp;threadID=7&amp;pageNo=5'>5</a></li></ul></li><li><a href='index.php?page=Thread&amp;threadID=7&amp;pageNo=1204'>1&nbsp;204</a></li></ul></div></div>"
    survey = "<div class='poll'><h4>Wie viele?</h4><table><tr><td>eins</td><td></td><td>1&nbsp;001 (25%)</td></tr></table></div>"
    reading = ENGINE.read_thread(document(page(pager + survey + post("b", 8) + post("a", 5))), CALENDAR)
    assert reading.page is not None
    found = reading.page
    assert (found.thread_id, found.topic, found.prefix) == (7, "Wachs", "[Tipp]")
    assert [board.id for board in found.path] == [1, 2]
    assert (found.page, found.pages, found.forum_title) == (3, 1204, "Bienen & Honig")
    assert found.newest_first
    assert found.survey is not None
    assert [(choice.text, choice.votes) for choice in found.survey.choices] == [("eins", 1001)]


# --- boards ---

ROW = (
    "<tr class='container-1' id='threadRow{id}'><td class='columnMarkTopics'><input type='checkbox'></td><td class='columnIcon'><img id='threadEdit{id}' src='icon/thread{icon}M.png'></td>"
    "<td class='columnTopic' title='Der Anfang: (1.1.2020)'><div id='thread{id}' class='topic new'><p id='threadTitle{id}'><span class='prefix'><strong>[Tipp]</strong></span> <a id='gotoFirstNewPost{id}' href='index.php?page=Thread&amp;threadID=12&amp;action=firstNew'>neu</a> <a href='board2-honig/12-wachs/'>Wachs (2)</a></p></div>"
    "<div class='statusDisplay'><div class='pageNavigation'><ul><li><a href='board2-honig/12-wachs/index7.html'>7</a></li></ul></div></div><p class='firstPost light'>Von {starter} (28. November 2025, 15:10)</p></td>"
    "<td class='columnRating'></td><td class='columnReplies'>{replies}</td><td class='columnViews'>9&nbsp;999</td><td class='columnLastPost'>{last}</td></tr>"
)
LAST = "<div class='containerContentSmall'><p>Von <a href='user/4-Bo/'>Bo</a></p><p class='smallFont light'>(<b>Heute</b>, 10:00)</p></div>"
DEFAULTS = {"id": "12", "icon": "", "starter": "Gast", "replies": "1&nbsp;234", "last": LAST}
AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def row(**changed: str) -> str:
    return ROW.format(**(DEFAULTS | changed))


def rows_of(rows: str, holder: str = "normalThreadsStatus", more: str = "") -> tuple[ThreadRow, ...]:
    listing = f"<div id='{holder}'><div class='border'><table class='tableList'><tbody>{rows}</tbody></table></div></div>"
    headline = "<h2><a href='index.php?page=Board&amp;boardID=2'>Honig</a></h2>"
    text = page(more + listing, "Board", headline)
    reading = ENGINE.read_board(document(text, "board2-honig/"), CALENDAR)
    assert reading.page is not None
    assert (reading.page.board_id, reading.page.title) == (2, "Honig")
    return reading.page.threads


def test_a_row_is_read_whole() -> None:
    (found,) = rows_of(row())
    assert (found.id, found.topic, found.prefix, found.starter) == (12, "Wachs (2)", "[Tipp]", Author("Gast"))
    assert (found.replies, found.pages) == (1234, 7)
    assert (found.last_poster, found.last_post_at) == (Author("Bo", 4), AT)
    assert not found.important


def test_without_replies_the_first_post_is_the_last() -> None:
    (found,) = rows_of(row(replies="0", last="<p class='smallFont light'>Keine Antworten</p>"))
    assert (found.replies, found.last_poster) == (0, Author("Gast"))
    assert found.last_post_at == datetime(2025, 11, 28, 14, 10, tzinfo=UTC)


def test_both_lists_are_read_and_what_is_deleted_is_not() -> None:
    deleted = "<tr class='container-2'><td class='columnTopic' colspan='5'><p>Gelöschtes Thema</p></td></tr>"
    top = f"<div id='topThreadsStatus'><table class='tableList'><tbody>{row(icon='Announcement')}{deleted}</tbody></table></div>"
    first, second = rows_of(row(), more=top)
    assert (first.announcement, first.important) == (True, True)
    assert (second.announcement, second.important) == (False, False)


@pytest.mark.parametrize(
    ("icon", "states"),
    [
        ("NewClosed", (False, True, False)),
        ("Important", (True, False, False)),
        ("Moved", (False, False, True)),
    ],
)
def test_the_state_of_a_row_is_its_picture(icon: str, states: tuple[bool, bool, bool]) -> None:
    (found,) = rows_of(row(icon=icon, id="77" if icon == "Moved" else "12"))
    assert found.id == 12
    assert (found.important, found.closed, found.moved) == states
    assert (found.replies is None) == found.moved


def test_an_empty_board_says_so() -> None:
    headline = "<h2><a href='index.php?page=Board&amp;boardID=2'>Honig</a></h2>"
    for main, answer in (
        (
            "<div class='border content'><div class='container-1'><p>Keine Themen</p></div></div>",
            Answer.EMPTY,
        ),
        ("", Answer.NOT_UNDERSTOOD),
    ):
        found = ENGINE.read_board(document(page(main, "Board", headline), "board2-honig/"), CALENDAR)
        assert found.answer is answer


# --- the index ---


def board(id_: int, title: str, below: str = "", kind: str = "board") -> str:
    return (
        f"<li class='{kind} border'><div class='boardlistInner container-1'><div class='boardlistTitle'><h3 class='boardTitle'><a href='index.php?page=Board&amp;boardID={id_}'>{title}</a></h3><p class='boardlistDescription'>Rund</p>{below}</div>"
        "<div class='boardlistLastPost'><div class='containerContentSmall'><p><a href='index.php?page=Thread&amp;threadID=12&amp;action=firstNew'>Wachs (2020)</a></p><p>Von <a href='index.php?page=User&amp;userID=4'>Bo</a> <span class='light'>(<b>Heute</b>, 10:00)</span></p></div></div>"
        "<div class='boardlistStats'><dl><dt>Themen</dt><dd>67</dd><dt>Beiträge</dt><dd>12&nbsp;345</dd></dl></div></div></li>"
    )


def test_the_index_lists_boards_below_categories_and_boards_below_boards() -> None:
    below = (
        "<div class='boardlistSubboards'><ul><li><a href='board2-x/board4-kette/'>Kette</a></li></ul></div>"
    )
    link = "<li class='link border'><h3 class='boardTitle'><a class='externalURL' href='index.php?page=Board&amp;boardID=6'>Anderswo</a></h3></li>"
    main = f"<ul id='boardlist'><li class='category border'><h3 class='boardTitle'><a href='board1-alles/'>Alles</a></h3><ul>{board(2, 'Räder', below)}{board(3, 'Licht')}</ul></li>{link}</ul>"
    text = page(main, "Index", "<h1>Bienen &amp; Honig</h1>")
    reading = ENGINE.read_index(document(text, "index.php?page=Index"), CALENDAR)
    assert reading.page is not None
    category, wheels, light, elsewhere = reading.page.boards
    assert (category.id, category.category) == (1, True)
    assert (wheels.title, wheels.description, wheels.parent_id) == ("Räder", "Rund", 1)
    assert (wheels.posts, wheels.threads) == (12345, 67)
    assert wheels.last_post is not None
    assert (wheels.last_post.thread_id, wheels.last_post.at, wheels.last_post.author) == (
        12,
        AT,
        Author("Bo", 4),
    )
    assert [(each.id, each.title) for each in wheels.subboards] == [(4, "Kette")]
    assert (light.parent_id, elsewhere.external, elsewhere.parent_id) == (1, True, None)
    assert reading.page.title == "Bienen & Honig"


def test_a_board_that_a_description_names_and_counts_of_news_are_not_part_of_the_row() -> None:
    icon = "<a href='index.php?page=Thread&amp;threadID=12&amp;action=firstNew'><img src='icon/goToFirstNewPostS.png'></a>"
    told = board(2, "Räder<span> (3)</span>").replace(
        "Rund", "Rund um <a href='index.php?page=Board&amp;boardID=9'>Dinge</a>"
    )
    told = told.replace("<div class='boardlistLastPost'>", f"<div class='boardlistLastPost'>{icon}")
    text = page(f"<ul id='boardlist'>{told}{board(9, 'Dinge')}</ul>", "Index", "<h1>Bienen</h1>")
    reading = ENGINE.read_index(document(text, "index.php?page=Index"), CALENDAR)
    assert reading.page is not None
    wheels, things = reading.page.boards
    assert (wheels.id, wheels.title, wheels.description, wheels.posts) == (2, "Räder", "Rund um Dinge", 12345)
    assert wheels.last_post is not None
    assert wheels.last_post.author == Author("Bo", 4)
    assert (things.id, things.title, things.posts) == (9, "Dinge", 12345)


# --- what is no page, and who we are ---


@pytest.mark.parametrize(
    ("main", "template", "answer"),
    [
        ("<p class='error'>Nein.</p>", "PermissionDenied", Answer.LOGIN_WANTED),
        ("<p class='error'>Der Zutritt zu dieser Seite ist dir leider verwehrt.</p>", "UserException", Answer.LOGIN_WANTED),
        ("<p class='error'>You are not allowed to enter this page.</p>", "UserException", Answer.LOGIN_WANTED),
        ("<p class='error'>Vous n’avez pas l’autorisation d’entrer sur cette page.</p>", "UserException", Answer.LOGIN_WANTED),
        ("<p class='error' id='errorMessage'>Du hast einen ungültigen oder nicht mehr gültigen Link aufgerufen.</p>", "UserException", Answer.NOT_FOUND),
        ("<p class='error'>The link you are trying to reach is no longer available or is invalid.</p>", "UserException", Answer.NOT_FOUND),
        ("<p class='error'>Du hast einen ungültigen Link aufgerufen.</p>", "UserException", Answer.NOT_FOUND),
        ("<p class='error'>Sie wurden gesperrt.</p>", "UserException", Answer.BLOCKED),
        ("<p class='warning'>Wir ziehen um.</p>", "Offline", Answer.CLOSED),
        ("<p class='error'>Das Forum ist wegen Wartungsarbeiten geschlossen.</p>", "UserException", Answer.CLOSED),
        ("<p>Etwas</p>", "Search", Answer.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_refusals(main: str, template: str, answer: Answer) -> None:
    text = page(main, template, "<h2>Fehler</h2>")
    for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
        assert read(document(text), CALENDAR).answer is answer


@pytest.mark.parametrize(("menu", "member"), [(LOGIN, False), (LOGOUT, True), ("", None)])
def test_who_we_are(menu: str, member: bool | None) -> None:
    written = post(f"<div class='signature'>{LOGOUT}</div>")
    text = page(written, menu=menu).replace("<div class='messageBody'>", "<div class='messageBody'>", 1)
    assert ENGINE.read_thread(document(text), CALENDAR).member is member


def test_the_form_to_log_in_is_sent_under_its_own_names_with_its_tokens() -> None:
    form = "<form method='post' action='index.php?form=UserLogin'><input type='text' name='loginUsername'><input type='password' name='loginPassword'><input type='hidden' name='s' value='0a'><input type='hidden' name='t' value='0b'></form>"
    sent = ENGINE.login_form(document(page(form, "UserLogin")), "Anna", "geheim")
    assert sent is not None
    assert sent.url == f"{BASE}index.php?form=UserLogin"
    assert dict(sent.fields) == {
        "loginUsername": "Anna",
        "loginPassword": "geheim",
        "s": "0a",
        "t": "0b",
        "useCookies": "1",
    }
    assert not ENGINE.accepted(document(page(form, "UserLogin")))
    assert ENGINE.accepted(document(page("", "Index", menu=LOGOUT)))


def test_a_page_where_another_family_is_configured_says_what_to_write() -> None:
    found = document(page(post("da")))
    explained = explain_unknown(Wbb2(), found)
    assert explained is not None
    assert explained[0] is Answer.OTHER_SOFTWARE
    assert 'engine = "wbb3"' in explained[1]


@pytest.mark.parametrize(
    ("footer", "version"),
    [
        ("Forum Software: <strong>Burning Board&reg; 3.0.9</strong>, developed by <strong>WoltLab&reg; GmbH</strong>", "3.0.9"),
        ("Forensoftware: <strong>Burning Board®</strong>, entwickelt von <strong>WoltLab® GmbH</strong>", "3"),
        ("Forensoftware: <strong>Burning Board® Lite 2.1.2</strong>, entwickelt von <strong>WoltLab® GmbH</strong>", "2.1.2"),
        ("-", "3"),
    ],
)  # fmt: skip
def test_versions(footer: str, version: str) -> None:
    found = document(page(post("da"), footer=footer))
    assert ENGINE.version(ENGINE.open(found)) == version
    engine = detect(found)
    assert engine is not None
    assert engine.name == "wbb3"
