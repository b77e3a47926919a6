"""WoltLab Suite and Burning Board 4: addresses, pages of our own in its generations, refusals, and each trap."""
# ruff: noqa: E501 - a line of markup is a line

from base64 import b64encode
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.content import ForumSite, render
from feedforum.dates import Calendar
from feedforum.discover.url_candidates import roots_in
from feedforum.engines import detect, explain_unknown
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.engines.wbb4 import Wbb4
from feedforum.records import Answer, Author, Document, Post, ThreadRow

BASE = "http://suite.example/forum/"
NOW = datetime(2026, 11, 30, 9, 20, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = Wbb4()
HEAD = "<script>var WCF_PATH = '/';</script><script src='js/WoltLabSuite.Core.min.js'></script>"
LOGIN = '<a href="index.php?login/">Anmelden</a>'
LOGOUT = '<a href="index.php?logout/&amp;t=0123">Abmelden</a>'
AT = datetime(2025, 11, 29, 14, 10, tzinfo=UTC)
TIME = '<time datetime="2025-11-29T15:10:00+01:00" class="datetime" data-timestamp="1764425400" data-date="x" data-time="x" data-offset="3600">Gestern, 15:10</time>'
TIME_6 = (
    '<woltlab-core-date-time date="2025-11-29T14:10:00+00:00" static>Vor 5 Minuten</woltlab-core-date-time>'
)


def page(
    main: str, template: str = "thread", heading: str = "Wachs", menu: str = LOGIN, head: str = ""
) -> str:
    return (
        f"<html lang='de'><head><title>{heading} - Bienen</title><meta property='og:site_name' content='Bienen &amp; Honig'>"
        f"{HEAD}{head}</head><body id='tpl_wbb_{template}' data-template='{template}' data-application='wbb'>{menu}"
        "<nav class='breadcrumbs'><ol><li><a href='index.php?board/1-alles/'>Alles</a></li><li><a href='/forum/board/2-honig/'>Honig</a></li></ol></nav>"
        f"<section id='main'><h1 class='contentTitle'>{heading}</h1>{main}</section>"
        "<footer><div class='copyright'>Community-Software: <strong>WoltLab Suite™ 5.4.3</strong></div></footer></body></html>"
    )


def document(text: str, path: str = "index.php?thread/7-wachs/") -> Document:
    return Document(BASE + path, text, NOW)


def post(body: str, id_: int = 9, extra: str = "", user: int = 3, marks: str = "", time: str = TIME) -> str:
    name = "<a class='username' href='index.php?user/3-anna/'><span itemprop='name'>Anna</span></a> <span class='badge'>Online</span>"
    who = name if user else "<span class='username' itemprop='name'>Gast</span>"
    return (
        f"<li id='post{id_}' class='anchorFixedHeader'><article class='wbbPost message {marks}' data-object-id='{id_}' data-user-id='{user}' data-thread-id='7'>"
        f"<aside class='messageSidebar'><div class='messageAuthor'><h2 class='username'>{who}</h2></div></aside>"
        f"<div class='messageContent'><header class='messageHeader'><a href='index.php?thread/7-wachs/&amp;postID={id_}#post{id_}'>{time}</a><ul class='messageQuickOptions'><li><a href='index.php?thread/7-wachs/&amp;postID={id_}#post{id_}'>#1.{id_:03}</a></li></ul></header>"
        f"<div class='messageBody'><div class='messageText'>{body}</div></div><footer class='messageFooter'>{extra}</footer></div></article></li>"
    )


def posts_of(main: str, **more: str) -> tuple[Post, ...]:
    reading = ENGINE.read_thread(document(page(f"<ul>{main}</ul>", **more)), CALENDAR)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page.posts


def shown(post: Post) -> str:
    return render(post.message_html, BASE, site=ForumSite(BASE)).html


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


# --- threads ---


def test_a_post_is_read_whole() -> None:
    note = f"<div class='messageSignature'><div>Gruß</div></div><p class='messageFooterNote wbbPostEditNote'>3 Mal editiert, zuletzt von <a href='index.php?user/4-bo/'>Bo 77</a> ({TIME}).</p><a class='reactionSummaryList'>12</a>"
    first, second = posts_of(post("<p>Hallo</p>", 9, note) + post("Gast!", 10, user=0, time=TIME_6))
    assert (first.id, first.author, first.posted_at) == (9, Author("Anna", 3), AT)
    assert (first.message_html, first.signature_html) == ("<p>Hallo</p>", "Gruß")
    assert first.edit is not None
    assert (first.edit.count, first.edit.at) == (3, AT)
    assert (second.author, second.posted_at, second.edit) == (Author("Gast"), AT, None)
    assert not first.uncertainty


@pytest.mark.parametrize(
    "time",
    [
        TIME,
        TIME_6,
        "<time data-timestamp='1764425400'>Vor 5 Minuten</time>",
        "<time datetime='2025-11-29T14:10:00Z'>Montag, 15:10</time>",
        "<time>29. November 2025, 15:10</time>",
    ],
)
def test_the_moment_is_the_exact_one_whatever_the_words(time: str) -> None:
    assert posts_of(post("x", time=time))[0].posted_at == AT


def test_a_page_that_names_neither_its_template_nor_its_address_is_read_by_what_it_holds() -> None:
    text = page(f"<ul>{post('da')}</ul>").replace("data-template='thread'", "").replace("tpl_wbb_thread", "x")
    reading = ENGINE.read_thread(Document("http://x.example/saved.html", text, NOW), CALENDAR)
    assert reading.page is not None
    assert (reading.page.thread_id, [found.id for found in reading.page.posts]) == (7, [9])


def test_a_date_in_a_message_is_not_the_posts() -> None:
    late = TIME.replace("1764425400", "1700000000")
    assert posts_of(post(f"am {late}"))[0].posted_at == AT


def test_posts_of_version_4_have_other_names() -> None:
    old = (
        "<li id='post5'><article class='wbbPost message' data-post-id='5' data-user-id='3'><aside class='messageSidebar'><header><h2 class='username'><a href='index.php/User/3-Anna/'><span itemprop='name'>Anna</span></a></h2></header></aside>"
        f"<section class='messageContent'><header class='messageHeader'><div class='messageHeadline'><h1 class='messageTitle'>Titel</h1><p>{TIME}</p></div></header><div class='messageBody'><div><div class='messageText'>Alt</div></div></div></section></article></li>"
    )
    (found,) = posts_of(old)
    assert (found.id, found.author, found.title, found.posted_at) == (5, Author("Anna", 3), "Titel", AT)


@pytest.mark.parametrize("mark", ["messageDeleted", "messageDisabled"])
def test_what_only_moderators_see_is_no_post(mark: str) -> None:
    assert [found.id for found in posts_of(post("weg", 8, marks=mark) + post("da", 9))] == [9]


def test_an_official_post_is_a_post_and_a_copy_of_one_is_none() -> None:
    badge = "<span class='badge label'>Offizieller Beitrag</span>"
    best = f"<article class='wbbPost message' data-object-id='9'><div class='messageBody'><div class='messageText'>da</div></div></article>{badge}"
    found = posts_of(post("da", 9, badge, marks="wbbPostOfficial") + f"<li>{best}</li>")
    assert [(each.id, each.author.name, each.title) for each in found] == [(9, "Anna", "")]


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        (
            "<blockquote class='quoteBox collapsibleBbcode' cite='http://x.example/'><div class='quoteBoxIcon'><a href='/u'><img src='a.png'></a></div><div class='quoteBoxTitle'><span class='quoteBoxTitle'><a href='http://x.example/'>Zitat von Bo</a></span></div><div class='quoteBoxContent'><p>so</p></div></blockquote><p>da</p>",
            '<blockquote><p><cite><a href="http://x.example/">Bo</a></cite>:</p><p>so</p></blockquote><p>da</p>',
        ),
        (
            "<blockquote class='quoteBox container' cite='http://x.example/'><header><h3><a href='http://x.example/'>Bo wrote:</a></h3></header><div>so</div></blockquote>da",
            '<blockquote><p><cite><a href="http://x.example/">Bo</a></cite>:</p><div>so</div></blockquote>da',
        ),
        (
            "<div class='codeBox collapsibleBbcode'><div class='codeBoxHeader'><div class='codeBoxHeadline'>PHP</div></div><pre class='codeBoxCode'><code><span class='codeBoxLine' id='a'><a href='#a' class='lineAnchor'></a><span>if (a)\n</span></span><span class='codeBoxLine'><span>  b;</span></span></code></pre></div>",
            "<pre><code>if (a)\n  b;</code></pre>",
        ),
        (
            "<div class='container codeBox'><div><div><h3>Quellcode</h3></div><ol start='1'><li>if (a)</li><li>  b;</li></ol></div></div>",
            "<pre><code>if (a)\n  b;</code></pre>",
        ),
        (
            "<div class='spoilerBox jsSpoilerBox'><div class='jsOnly spoilerBoxHeader'><button>Ende</button></div><div class='spoilerBoxContent' style='display: none'><p>tot</p></div></div>",
            "<details><summary>Ende</summary><p>tot</p></details>",
        ),
        (
            "<div class='messageVideoContainer'><iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe></div>",
            '<div><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a></div>',
        ),
        (
            f"<div class='messageUserConsent' data-payload='{b64encode(b'<iframe src=https://www.youtube.com/embed/dQw4w9WgXcQ></iframe>').decode()}'><button>Zeigen</button>Externer Inhalt</div>",
            '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a>',
        ),
        (
            "<div class='embeddedContent'><span>Externe Inhalte brauchen Ihre Zustimmung.</span> <a href='https://v.example/1'>v.example</a></div>",
            '<a href="https://v.example/1">v.example</a>',
        ),
        ("<p>da</p><a class='jsOnly button' href='#'>Zeigen</a>", "<p>da</p>"),
    ],
)
def test_what_an_author_wrote(markup: str, html: str) -> None:
    assert shown(posts_of(post(markup))[0]) == html


def test_what_folds_a_quote_away_is_no_text() -> None:
    quote = "<blockquote class='quoteBox'><div class='quoteBoxContent'><p>so</p></div><span class='toggleButton' role='button'>Show more</span></blockquote>"
    assert "Show more" not in posts_of(post(quote))[0].message_html


def test_a_file_is_named_wherever_its_name_stands() -> None:
    files = (
        "<section class='attachmentThumbnailList'><ul><li class='attachmentThumbnail' data-attachment-id='4'><a href='/forum/attachment/4-x/'><img src='t.png' alt=''></a><span class='attachmentFilename'>rad.jpg</span><ul><li>1.5 MB</li><li>1,024×768</li></ul></li></ul></section>"
        "<section class='attachmentFileList'><ul><li><a href='index.php?attachment/5-x/'><span class='icon'></span></a><div><a href='index.php?attachment/5-x/'>plan.txt</a><small>(1 kB)</small></div></li></ul></section>"
    )
    (found,) = posts_of(post("da", extra=files))
    assert [(each.name, each.size) for each in found.attachments] == [
        ("rad.jpg", 1572864),
        ("plan.txt", 1024),
    ]


def test_votes_may_stand_behind_an_answer_and_a_title_in_the_head_of_a_post() -> None:
    survey = "<div class='pollContainer'><fieldset><legend>Wie viele?</legend><ol><li><span class='caption'><span class='optionName'>eins</span> (3)</span> 75%</li></ol></fieldset></div>"
    head = "<div class='messageHeadline'><h1><a href='index.php?thread/7-wachs/&amp;postID=9#post9'>Betreff</a></h1></div>"
    body = "<div class='messageBody'>"
    text = page(f"<ul>{post(survey + 'da').replace(body, head + body)}</ul>")
    found = ENGINE.read_thread(document(text), CALENDAR).page
    assert found is not None
    assert found.survey is not None
    assert [(each.text, each.votes) for each in found.survey.choices] == [("eins", 3)]
    assert [each.title for each in found.posts] == ["Betreff"]


def test_files_are_attachments_and_no_text() -> None:
    files = (
        "<div class='attachmentThumbnailList'><ul><li class='attachmentThumbnail' data-attachment-id='4'><a href='/forum/attachment/4-rad-jpg/' title='rad.jpg'><img src='t.png' alt=''></a></li></ul></div>"
        "<div class='attachmentFileList'><ul><li class='box32'><a href='index.php?attachment/5-plan-txt/' class='messageAttachment'><span class='messageAttachmentFilename'>plan.txt</span></a><small>1,5 kB – 3 Mal heruntergeladen</small></li></ul></div>"
    )
    inline = "<a href='index.php?attachment/6-x/' class='embeddedAttachmentLink'><img src='i.png'></a>"
    for message in (post(f"da{inline}", extra=files), post(f"da{inline}{files}")):
        (found,) = posts_of(message)
        assert [(each.id, each.name, each.inline) for each in found.attachments] == [
            (4, "rad.jpg", True),
            (5, "plan.txt", False),
        ]
        assert found.attachments[1].size == 1536
        assert "plan.txt" not in found.message_html
        assert "i.png" in found.message_html


def test_a_thread_tells_its_topic_prefix_path_and_pages() -> None:
    pager = "<nav class='pagination' data-link='index.php?thread/7-wachs/&amp;pageNo=%d' data-pages='1.204'><ul><li class='active'><span>3</span><span class='invisible'>Seite 3 von 1.204</span></li></ul></nav>"
    state = "<ul class='labelList'><li><span class='badge label'>Tipp</span></li></ul><span class='icon fa-lock'></span>"
    survey = "<div class='pollContainer'><h2>Wie viele? <span class='badge'>4</span></h2><ol><li><div class='caption'><span class='optionName'>eins (1.001)</span> <span>25%</span></div></li><li><label><input type='radio'> zwei</label></li></ol></div>"
    heading = f"Wachs</h1>{state}<h1 hidden>"
    text = page(f"{pager}<ul>{post(survey + 'da')}</ul>", heading=heading).replace(
        "<h1 class", "<header class='contentHeader'><h1 class"
    )
    reading = ENGINE.read_thread(document(text, "index.php?thread/7-wachs/&pageNo=3"), CALENDAR)
    assert reading.page is not None
    found = reading.page
    assert (found.thread_id, found.topic, found.prefix, found.closed) == (7, "Wachs", "Tipp", True)
    assert [board.id for board in found.path] == [1, 2]
    assert (found.page, found.pages, found.forum_title) == (3, 1204, "Bienen & Honig")
    assert found.survey is not None
    assert [(choice.text, choice.votes) for choice in found.survey.choices] == [
        ("eins", 1001),
        ("zwei", None),
    ]
    assert "eins" not in found.posts[0].message_html


@pytest.mark.parametrize(
    ("pager", "asked", "page_and_pages"),
    [
        (
            "<woltlab-core-pagination page='2' count='4' url='/forum/thread/7-wachs/'></woltlab-core-pagination>",
            2,
            (2, 4),
        ),
        # What is past the last page is that page again, under its own number.
        (
            "<woltlab-core-pagination page='4' count='4' url='/forum/thread/7-wachs/'></woltlab-core-pagination>",
            9,
            (4, 4),
        ),
        ("", 9, (1, 1)),
        (
            "<nav class='pageNavigation' data-link='index.php/Thread/7-Wachs/?pageNo=%d' data-pages='5'></nav>",
            2,
            (2, 5),
        ),
        (
            "<nav class='pagination' data-link='index.php?thread/8-fremd/&amp;pageNo=%d' data-pages='5'></nav>",
            1,
            (1, 1),
        ),
        (
            "<nav class='pagination'><ul><li><a href='index.php?thread/7-x/'>1</a></li><li class='active'>2</li><li><a href='index.php?thread/7-x/&amp;pageNo=3'>3</a></li></ul></nav>",
            2,
            (2, 3),
        ),
    ],
)
def test_pagers(pager: str, asked: int, page_and_pages: tuple[int, int]) -> None:
    text = page(f"{pager}<ul>{post('da')}</ul>")
    found = ENGINE.read_thread(document(text, f"index.php?thread/7-wachs/&pageNo={asked}"), CALENDAR).page
    assert found is not None
    assert (found.page, found.pages) == page_and_pages


def test_similar_threads_are_neither_posts_nor_rows() -> None:
    similar = f"<section><ul class='similarThreads'><li class='wbbThread' data-thread-id='8'><h3><a href='index.php?thread/8-x/'>Fremd</a></h3>{TIME}</li></ul></section>"
    assert [found.id for found in posts_of(post("da") + similar)] == [9]


# --- boards ---

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


# --- the index ---


def board(id_: int, title: str, inner: str = "", last: str = TIME) -> str:
    return (
        f"<li class='wbbBoardContainer' data-board-id='{id_}'><div class='wbbBoard box32'><div><div class='containerHeadline'><h3><a href='/forum/board/{id_}-x/'>{title}</a> <span class='badge badgeUpdate'>3</span></h3><p class='wbbBoardDescription'>Rund</p></div>{inner}"
        "<div class='wbbStats'><dl class='plain statsDataList'><dt>Beiträge</dt><dd>12.345</dd><dt>Themen</dt><dd>67</dd></dl></div>"
        f"<aside class='wbbLastPost'><a href='/forum/thread/12-x/?action=firstNew'>Honig</a> <small><a href='index.php?user/4-bo/' class='userLink'>Bo</a> ({last})</small></aside></div></div></li>"
    )


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


# --- what is no page, and who we are ---


@pytest.mark.parametrize(
    ("main", "template", "answer"),
    [
        (
            "<p id='errorMessage' class='fullPageErrorMessage' data-exception-class-name='wcf\\system\\exception\\PermissionDeniedException'>Nein.</p>",
            "userException",
            Answer.LOGIN_WANTED,
        ),
        (
            "<p id='errorMessage' class='fullPageErrorMessage' data-exception-class-name='wcf\\system\\exception\\IllegalLinkException'>Nein.</p>",
            "userException",
            Answer.NOT_FOUND,
        ),
        (
            "<p class='error'>Der Zutritt zu dieser Seite ist Ihnen leider verwehrt. Sie besitzen nicht die notwendigen Zugriffsrechte.</p>",
            "permissionDenied",
            Answer.LOGIN_WANTED,
        ),
        (
            "<p class='error'>You are not allowed to enter this page.</p>",
            "userException",
            Answer.LOGIN_WANTED,
        ),
        (
            "<p class='error'>The link you are trying to reach is no longer available or is invalid.</p>",
            "illegalLink",
            Answer.NOT_FOUND,
        ),
        (
            "<p class='error'>Sie haben einen ungültigen oder nicht mehr gültigen Link aufgerufen.</p>",
            "userException",
            Answer.NOT_FOUND,
        ),
        (
            "<p class='error'>Sie wurden vom Administrator gesperrt.</p>",
            "userException",
            Answer.BLOCKED,
        ),
        ("<div class='warning'><p>Wir bauen um.</p></div>", "offline", Answer.CLOSED),
        ("<p class='info'>Die Seite wird gerade aktualisiert.</p>", "packageUpdate", Answer.CLOSED),
        ("<p class='error'>The website is being upgraded.</p>", "", Answer.CLOSED),
        ("<p>Etwas anderes</p>", "search", Answer.NOT_UNDERSTOOD),
    ],
)
def test_refusals(main: str, template: str, answer: Answer) -> None:
    text = page(main, template, "Fehler")
    assert ENGINE.read_thread(document(text), CALENDAR).answer is answer
    assert ENGINE.read_board(document(text, "board/2-x/"), CALENDAR).answer in (answer, Answer.NOT_UNDERSTOOD)


@pytest.mark.parametrize(
    ("menu", "member"),
    [
        (LOGIN, False),
        (LOGOUT, True),
        ("<script>WCF.User.init(0, '');</script>", False),
        ("<script>WCF.User.init(17, 'Anna');</script>", True),
        ("<div class='userPanel userPanelLoggedIn'></div>", True),
        ("", None),
    ],
)
def test_who_we_are(menu: str, member: bool | None) -> None:
    written = post(f"Hier: {LOGOUT}")
    assert ENGINE.read_thread(document(page(f"<ul>{written}</ul>", menu=menu)), CALENDAR).member is member


def test_the_form_to_log_in_is_sent_with_its_own_token() -> None:
    form = "<form method='post' action='/forum/login/'><input name='username'><input type='password' name='password'><input type='hidden' name='t' value='{}'></form>"
    sent = ENGINE.login_form(document(page(form.format("abc"), "login")), "Anna", "geheim")
    assert sent is not None
    assert sent.url == f"{BASE}login/"
    assert dict(sent.fields) == {"username": "Anna", "password": "geheim", "t": "abc", "useCookies": "1"}
    script = "<script>var SECURITY_TOKEN = '0123456789012345678901234567890123456789';</script>"
    sent = ENGINE.login_form(document(page(form.format(""), "login", head=script)), "Anna", "geheim")
    assert sent is not None
    assert dict(sent.fields)["t"] == "0123456789012345678901234567890123456789"


def test_a_page_where_another_family_is_configured_says_what_to_write() -> None:
    found = document(page(f"<ul>{post('da')}</ul>"))
    assert detect(found) is not None
    explained = explain_unknown(Wbb2(), found)
    assert explained is not None
    assert explained[0] is Answer.OTHER_SOFTWARE
    assert 'engine = "wbb4"' in explained[1]


@pytest.mark.parametrize(
    ("footer", "version"),
    [
        ("Powered by <strong>WoltLab Suite™ 6.0.9</strong>", "6.0.9"),
        ("Community-Software: <strong>WoltLab Suite™</strong>", "5"),
        ("Forum Software: <strong>Burning Board® 4.1.5</strong>, developed by WoltLab® GmbH", "4.1.5"),
        ("", "5"),
    ],
)
def test_versions(footer: str, version: str) -> None:
    text = page("").replace("Community-Software: <strong>WoltLab Suite™ 5.4.3</strong>", footer)
    assert ENGINE.version(ENGINE.open(document(text))) == version
    six = text.replace("<section", f"{TIME_6}<section")
    assert ENGINE.version(ENGINE.open(document(six))) == (version if "." in version else "6")
