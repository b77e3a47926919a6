"""What holds for every engine that there is, whatever the software."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedforum.dates import Calendar
from feedforum.engines import ENGINES, detect, explain_unknown
from feedforum.engines.base import Address, Form, PageAt, PageKind
from feedforum.engines.kit.engine import Engine
from feedforum.engines.other_software import explain_other_software
from feedforum.fetch.charset import decode
from feedforum.records import (
    Answer,
    BoardPage,
    Document,
    Id,
    IndexPage,
    Paging,
    Reading,
    ThreadPage,
    Traits,
)
from tests.fuzz.forums import PLACES, Original, opened_once, page, pages_of, small_forum
from tests.sample_forum import SKINS, Skin
from tests.sample_forum import PageKind as SampleKind
from tests.sample_forum.software import software_of
from tests.saved_pages import PAGES, needs
from tests.thorough import THOROUGH, times

BASE = "http://forum.example/board/"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
AnyReading = Reading[IndexPage] | Reading[BoardPage] | Reading[ThreadPage]
Read = Callable[[Document, Calendar], AnyReading]

_SHOWN = (Answer.OK, Answer.EMPTY)
engines = pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
skins = pytest.mark.parametrize("skin", SKINS, ids=[skin.name for skin in SKINS])

_TAGS = [
    *(
        "html",
        "head",
        "title",
        "body",
        "table",
        "tr",
        "td",
        "div",
        "p",
        "a",
        "b",
        "span",
        "form",
        "input",
        "hr",
    ),
    *("br", "h3", "strong", "li", "ul"),
]
_NAMES = [
    *("id", "class", "name", "href", "src", "value", "type", "action", "rel", "http-equiv", "content"),
    "colspan",
]
_WORDS = st.sampled_from(
    [
        *("post7", "p7", "punviewtopic", "brd-viewforum", "main-item", "tcl", "pun", "l_username", "refresh"),
        *("thread.php?threadid=5&page=2", "board.php?boardid=²", "viewtopic.php?id=5", "javascript:who(5)"),
        *(
            "profile.php?id=99999999999999999999",
            "//[",
            "http://[::1/",
            "Seiten (9):",
            "[2]",
            "boardpassword",
        ),
        *("boardid", "Heute, 10:00", "vor 9999 Jahren", "99.99.9999", "Burning Board 2.9.9.9", "»", "&#0;"),
    ]
)


@st.composite
def _markup(draw: st.DrawFn) -> str:
    """Tags in any order, with marks of software that engines look at, and anything between."""
    parts = []
    for _ in range(draw(st.integers(0, 12))):
        name, count = draw(st.sampled_from(_TAGS)), draw(st.integers(0, 3))
        pairs = "".join(f' {draw(st.sampled_from(_NAMES))}="{draw(_WORDS)}"' for _ in range(count))
        text = draw(st.one_of(_WORDS, st.text(max_size=8)))
        parts.append(draw(st.sampled_from((f"<{name}{pairs}>", f"</{name}>", text))))
    return "".join(parts)


TEXTS = st.one_of(st.text(max_size=200), _markup(), _markup().map("<html><body>{}</body></html>".format))
URLS = st.one_of(st.text(max_size=60), _WORDS, _WORDS.map(BASE.__add__))


def readers(engine: Engine) -> list[Read]:
    print_view = [engine.print_view.read] if engine.print_view else []
    return [engine.read_index, engine.read_board, engine.read_thread, *print_view]


@engines
@settings(max_examples=times(150, 30))
@given(text=TEXTS, url=URLS)
def test_no_text_whatsoever_makes_an_engine_raise(engine: Engine, text: str, url: str) -> None:
    document = Document(url, text, NOW)
    for read in readers(engine):
        reading = read(document, CALENDAR)
        assert (reading.page is not None) == (reading.answer in _SHOWN)
        assert reading.page or reading.detail
    assert isinstance(engine.version(engine.open(document)), str)
    assert isinstance(engine.traits(engine.version(engine.open(document))), Traits)
    assert engine.accepted(document) in (True, False)
    forms = engine.login_form(document, "Anna", "s"), engine.password_form(document, 7, "s")
    assert all(form is None or isinstance(form, Form) for form in forms)
    assert engine.password_board(document) != ""
    address = engine.address(url)
    assert address is None or min(address.page, address.offset + 1) >= 1
    if detect(document) is engine:
        assert explain_unknown(engine, document) is None


@engines
@given(thread=st.integers(1, 10**12), board=st.integers(1, 10**6), number=st.integers(1, 999))
def test_addresses_are_understood_as_they_were_made(
    engine: Engine, thread: int, board: int, number: int
) -> None:
    assert engine.address(engine.index_url(BASE)) == Address(PageKind.INDEX)
    made: list[tuple[PageKind, Id, Callable[[PageAt], str]]] = [
        (PageKind.BOARD, board, lambda at: engine.board_url(BASE, board, at)),
        (PageKind.THREAD, thread, lambda at: engine.thread_url(BASE, thread, at, board)),
    ]
    view = engine.print_view
    if view is not None:
        made.append((PageKind.PRINT, thread, lambda at: view.url(BASE, thread, at)))
    for kind, id_, url_at in made:
        for at in (PageAt(), PageAt(number, 20)):
            url = url_at(at)
            assert url.startswith(BASE)
            found = engine.address(url)
            assert found is not None
            assert (found.kind, found.id) == (kind, id_)
            paging = engine.traits("").paging
            assert paging is not Paging.NUMBER or found.page == at.number
            assert paging is not Paging.OFFSET or found.offset == at.offset
    assert engine.address(engine.board_link(BASE, board)) == Address(PageKind.BOARD, board)
    assert engine.address(engine.post_link(BASE, thread, None)) == Address(PageKind.THREAD, thread)
    permalink = engine.address(engine.post_link(BASE, thread, 9))
    assert permalink is not None
    assert permalink.kind is PageKind.THREAD
    assert engine.profile_link(BASE, 5).startswith(BASE)
    assert engine.login_url(BASE).startswith(BASE)


@lru_cache(maxsize=8)
def originals(skin: Skin) -> list[Original]:
    return pages_of(skin)


def documents(skin: Skin) -> Iterator[Document]:
    return map(_document, originals(skin))


def _document(original: Original) -> Document:
    return Document(original.url, decode(original.body, original.content_type), NOW)


@skins
def test_pages_are_known_by_their_frame_and_read_by_one_engine_alone(skin: Skin) -> None:
    for number, document in enumerate(documents(skin)):
        engine = detect(document)
        assert engine is not None, document.url
        assert engine.name == skin.engine
        with opened_once(engine):
            assert sum(read(document, CALENDAR).page is not None for read in readers(engine)) == 1
        assert explain_unknown(engine, document) is None
        for other in ENGINES.values():
            if other is not engine:
                explained = explain_other_software(other, engine, document)
                assert explained is not None
                assert explained[0] is Answer.OTHER_SOFTWARE
                if THOROUGH or number < len(PLACES):
                    with opened_once(other):
                        assert all(read(document, CALENDAR).page is None for read in readers(other))


@skins
def test_a_page_that_was_cut_off_is_not_read(skin: Skin) -> None:
    engine = ENGINES[skin.engine]
    for document in documents(skin):
        half = replace(document, text=document.text[: len(document.text) * 9 // 10])
        for read in readers(engine):
            assert read(half, CALENDAR).page is None


@skins
def test_what_people_write_makes_no_other_software_of_a_page(skin: Skin) -> None:
    """Posts name other software and link to addresses of its kind."""
    forum = small_forum(skin)
    lines = [f"{engine.title} 1.5 Powered by {engine.title} {BASE}" for engine in ENGINES.values()]
    for engine in ENGINES.values():
        links = (engine.thread_url(BASE, 5), engine.board_url(BASE, 5), engine.index_url(BASE))
        lines += [f"[url={link}]{engine.title}[/url] {link}" for link in links]
    thread = forum.new_thread(2, "Cleo", "Burning Board 2.3.6 FluxBB 1.5", "\n".join(lines))
    software = software_of(forum)
    for kind, number in ((SampleKind.INDEX, 0), (SampleKind.BOARD, 2), (SampleKind.THREAD, thread)):
        found = detect(_document(page(forum, software.path(kind, number, 1))))
        assert found is not None
        assert found.name == skin.engine


OWN_SHAPES = {
    "fluxbb": "post.php?tid=9;post.php?fid=9;login.php?action=out&id=2;viewforum.php?id=9&p=2",
    "mybb": "printthread.php?tid=9;newreply.php?tid=9;newthread.php?fid=9;member.php?action=logout"
    ";misc.php?action=markread&fid=9;forumdisplay.php?fid=9&sortby=subject",
    "phpbb2": "posting.php?mode=reply&t=9;posting.php?mode=newtopic&f=9;login.php?logout=true"
    ";viewtopic.php?t=9&view=next;viewforum.php?f=9&mark=topics",
    "phpbb3": "posting.php?mode=reply&f=9&t=9;posting.php?mode=post&f=9;ucp.php?mode=logout&sid=01234567"
    ";viewtopic.php?f=9&t=9&view=print",
    "smf": "index.php?action=post|topic=9.0;index.php?action=printpage|topic=9.0"
    ";index.php?action=post|board=9"
    ";index.php?action=logout|sesc=0123456789abcdef0123456789abcdef",
    "wbb1": "reply.php?threadid=9;newthread.php?boardid=9;logout.php;print.php?threadid=9",
    "wbb2": "addreply.php?threadid=9;newthread.php?boardid=9;logout.php;print.php?threadid=9"
    ";markread.php?boardid=9",
    "wbb3": "index.php?form=PostAdd&threadID=9;index.php?form=ThreadAdd&boardID=9"
    ";index.php?action=UserLogout&t=0123",
    "wbb4": "index.php?post-add/9/;index.php?thread-add/9/;index.php?logout/&t=0123",
    "yabb": "YaBB.pl?action=post|num=9;YaBB.pl?action=print|num=9;YaBB.pl?action=logout",
}
"""Addresses to reply, to print, to write a thread, to log out, by engine; `|` stands for a `;` in them."""


@skins
def test_links_that_authors_write_change_nothing_that_a_page_says_of_itself(skin: Skin) -> None:
    """Links of the forum's own shapes, to itself and to other forums of its kind, in posts and signatures."""
    engine = ENGINES[skin.engine]

    def said(written: str) -> list[object]:
        forum = small_forum(skin)
        forum.register("Dora", signature=written)
        thread = forum.new_thread(2, "Dora", "Lenker", written)
        for _ in range(3):
            forum.reply(thread, "Dora", written)
        path = software_of(forum).path
        found: list[object] = []
        for number in (1, 2):
            document = _document(page(forum, path(SampleKind.THREAD, thread, number)))
            reading = engine.read_thread(document, CALENDAR)
            assert reading.page is not None, reading.detail
            shown = reading.page
            found += [detect(document), shown.thread_id, shown.topic, shown.path, shown.page, shown.pages]
            found += [shown.closed, shown.newest_first, shown.forum_title, reading.member, len(shown.posts)]
            found += [post.id for post in shown.posts]
        return found

    links = []
    for base in ("http://127.0.0.1/", BASE):
        at = PageAt(9, 160)
        links += [base + shape.replace("|", ";") for shape in OWN_SHAPES[engine.name].split(";")]
        links += [engine.thread_url(base, 9, at, 9), engine.board_url(base, 9, at), engine.index_url(base)]
        links += [engine.post_link(base, 9, 99), engine.login_url(base), engine.profile_link(base, 9)]
        links += [engine.print_view.url(base, 9, at)] if engine.print_view else []
    assert said(" ".join(f"[url={link}]{9 + number}[/url]" for number, link in enumerate(links))) == said(
        "Rund"
    )


@engines
def test_a_page_of_no_software_with_such_links_in_a_post_is_of_none(engine: Engine) -> None:
    links = (engine.thread_url(BASE, 5), engine.post_link(BASE, 5, 9))
    for link in (*links, *(link.removeprefix(BASE) for link in links)):
        words = f"<p>{'Wort ' * 400}</p>"
        text = (
            f"<html><head><title>{engine.title}</title></head><body>{words}<p><a href='{link}'>dort</a></p>"
        )
        text += f"<p>Wir hatten früher {engine.title}.</p>{words}</body></html>"
        assert detect(Document("http://other.example/", text, NOW)) is None


SAVED = {
    "burning-board-2.3.1": "wbb2",
    "fluxbb-1.5": "fluxbb",
    "punbb-1.4": "fluxbb",
    "punbb-1.2": "fluxbb",
    "phpbb-2.0": "phpbb2",
    "phpbb-3.0": "phpbb3",
    "smf-1.1": "smf",
    "smf-2.0": "smf",
    "mybb-1.8": "mybb",
    "yabb-2.6.11": "yabb",
}
"""Folders of pages of real forums, with the name that the engine has which reads them, if there is one."""


@needs(PAGES)
@pytest.mark.parametrize("folder", SAVED)
def test_pages_of_real_forums_are_taken_for_no_other_software(folder: str) -> None:
    found: Counter[str] = Counter()
    for path in sorted((PAGES / folder).glob("*.htm*"))[::3]:
        text = path.read_bytes().decode("windows-1252", errors="replace")
        engine = detect(Document("http://127.0.0.1/", text, NOW))
        found[engine.name if engine else ""] += 1
    assert set(found) <= {SAVED[folder], ""}
    if SAVED[folder] in ENGINES:
        # A notice without any frame is of no software.
        assert found[SAVED[folder]] > 2 * found[""]
