"""WoltLab Suite and Burning Board 4: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

from base64 import b64encode

import pytest

from feedforum.content import ForumSite, render
from feedforum.records import Answer, Author, Document, Post
from tests.engines.wbb4_markup import (
    AT,
    BASE,
    CALENDAR,
    ENGINE,
    NOW,
    TIME,
    TIME_6,
    document,
    page,
    post,
)


def posts_of(main: str, **more: str) -> tuple[Post, ...]:
    reading = ENGINE.read_thread(document(page(f"<ul>{main}</ul>", **more)), CALENDAR)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page.posts


def shown(post: Post) -> str:
    return render(post.message_html, BASE, site=ForumSite(BASE)).html


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
