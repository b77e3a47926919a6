import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.engines import ENGINES, detect, engine_named
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.errors import UnknownEngineError
from tests.engines.markup import BASE, SID, Entry, Skin, document, message_page, print_page, thread_page

ENGINE = Wbb2()


def test_addresses_that_are_made() -> None:
    assert ENGINE.index_url(BASE) == BASE + "index.php"
    assert ENGINE.board_url(BASE, 2, PageAt(3)) == (
        BASE + "board.php?boardid=2&daysprune=1000&sortfield=lastposttime&sortorder=DESC&page=3"
    )
    assert ENGINE.thread_url(BASE, 7, PageAt(3)) == BASE + "thread.php?threadid=7&threadview=0&page=3"
    assert ENGINE.print_view.url(BASE, 7) == BASE + "print.php?threadid=7&page=1"
    assert ENGINE.post_link(BASE, 7, 11) == BASE + "thread.php?postid=11#post11"
    assert ENGINE.post_link(BASE, 7, None) == BASE + "thread.php?threadid=7"
    assert ENGINE.board_link(BASE, 2) == BASE + "board.php?boardid=2"
    assert ENGINE.profile_link(BASE, 5) == BASE + "profile.php?userid=5"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("index.php", Address(PageKind.INDEX)),
        (BASE, Address(PageKind.INDEX)),
        ("http://forum.example", Address(PageKind.INDEX)),
        ("http://forum.example/", Address(PageKind.INDEX)),
        (f"{BASE}index.php?sid={SID}&hidecat=1", Address(PageKind.INDEX)),
        ("board.php?boardid=2", Address(PageKind.BOARD, 2)),
        (f"/board/board.php?sid={SID}&boardid=2&page=4", Address(PageKind.BOARD, 2, 4)),
        (f"board.php?boardid=2&sid={SID}#top", Address(PageKind.BOARD, 2)),
        ("board.php?boardid=2&amp;page=3", Address(PageKind.BOARD, 2, 3)),
        ("board.php", None),
        ("thread.php?threadid=7&page=0", Address(PageKind.THREAD, 7)),
        ("thread.php?threadid=7&page=-2", Address(PageKind.THREAD, 7)),
        (f"thread.php?goto=lastpost&threadid=7&sid={SID}", Address(PageKind.THREAD, 7)),
        (f"thread.php?threadid=7&sid={SID}&page=2#post9", Address(PageKind.THREAD, 7, 2)),
        ("thread.php?postid=9#post9", Address(PageKind.THREAD, None)),
        ("THREAD.PHP?THREADID=7", Address(PageKind.THREAD, 7)),
        ("thread.php", None),
        ("print.php?threadid=7&page=2", Address(PageKind.PRINT, 7, 2)),
        ("print.php?page=2", None),
        ("profile.php?userid=5", None),
        ("misc.php?threadid=5", None),
        ("javascript:who(5)", None),
        ("mailto:a@b.example", None),
        ("http://x.example/notthread.php.txt?threadid=7", None),
    ],
)
def test_addresses_that_are_understood(url: str, expected: Address | None) -> None:
    assert ENGINE.address(url) == expected


@given(
    number=st.integers(1, 10**9),
    page=st.integers(1, 9999),
    sid=st.sampled_from(["", f"&sid={SID}"]),
)
def test_what_is_made_is_understood(number: int, page: int, sid: str) -> None:
    made = {
        ENGINE.board_url(BASE, number, PageAt(page)): Address(PageKind.BOARD, number, page),
        ENGINE.thread_url(BASE, number, PageAt(page)): Address(PageKind.THREAD, number, page),
        ENGINE.print_view.url(BASE, number, PageAt(page)): Address(PageKind.PRINT, number, page),
        ENGINE.board_link(BASE, number): Address(PageKind.BOARD, number),
        ENGINE.post_link(BASE, number, None): Address(PageKind.THREAD, number),
    }
    for url, address in made.items():
        assert ENGINE.address(url + sid) == address
        assert ENGINE.address(url.removeprefix(BASE).replace("?", f"?sid={SID}&")) == address


@given(st.text())
def test_no_url_whatsoever_raises(url: str) -> None:
    assert ENGINE.address(url) is None or isinstance(ENGINE.address(url), Address)


def test_engines_are_found_by_name() -> None:
    assert engine_named("wbb2") is ENGINES["wbb2"]
    assert ENGINES["wbb2"].title == "Burning Board 2"
    with pytest.raises(UnknownEngineError, match="wbb2"):
        engine_named("phpbb")


@pytest.mark.parametrize(
    "text",
    [
        thread_page([Entry(1)]),
        print_page(""),
        Skin(sid=False).frame("F", "Powered by <b>Burning Board 2.1.6</b>"),
        "Forensoftware: <b>Burning Board 2.3.6</b>, entwickelt von <b>WoltLab GmbH</b>",
    ],
)
def test_engines_are_found_by_a_page(text: str) -> None:
    engine = detect(document(text))
    assert engine is not None
    assert engine.name == "wbb2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>Hallo</p>",
        message_page("Danke"),
        '<a href="viewtopic.php?t=5">x</a> Powered by phpBB',
        '<a href="index.php?page=Board&amp;boardID=5">x</a> Burning Board&reg; 3.1.8',
        '<a href="thread.php?threadid=5&amp;boardid=1&amp;styleid=1&amp;sid=x">x</a>',
    ],
)
def test_other_software_is_not_recognised(text: str) -> None:
    assert detect(document(text)) is None


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("Burning Board</b><br />\nVersion: <b>2.3.1</b>", "2.3.1"),
        ("Forensoftware: <b>Burning Board 2.3.6</b>, entwickelt", "2.3.6"),
        ("Powered by Burning Board 2.1", "2.1"),
        ("Burning Board&reg; 3.1.8", ""),
        ("", ""),
    ],
)
def test_versions(text: str, version: str) -> None:
    assert ENGINE.version(ENGINE.open(document(text))) == version
