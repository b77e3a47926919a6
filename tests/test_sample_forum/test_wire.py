"""Sessions, bytes, refusals, logins, as a client meets them."""

import re
import socket
import zlib
from datetime import timedelta

import pytest
import requests

from tests.sample_forum import SampleForum, Site
from tests.sample_forum.reader import Reader, anchors, ids, soup, text
from tests.test_sample_forum.threads import filled


def test_a_visitor_without_cookies_gets_another_session_id_in_links_each_time(
    client: Reader, forum: SampleForum
) -> None:
    filled(forum, 25)
    first, second = client.get("board.php?boardid=2"), client.get("board.php?boardid=2")
    assert set(first.cookies.keys()) == {"wbb2_cookiehash", "wbb2_lastvisit"}
    sids = {re.findall(r"sid=([0-9a-f]{32})", answer.text)[0] for answer in (first, second)}
    assert len(sids) == 2
    assert f'sid={first.cookies["wbb2_cookiehash"]}&amp;page=2"' in first.text
    assert first.content != second.content


def test_with_the_cookie_no_session_id_appears(browser: Reader, forum: SampleForum) -> None:
    filled(forum, 25)
    browser.get("index.php")
    one, two = browser.get("board.php?boardid=2"), browser.get("board.php?boardid=2")
    assert b"sid=" not in one.content
    assert one.content == two.content
    assert not one.cookies


def test_dropped_cookies_and_old_sessions_end_a_session(browser: Reader, forum: SampleForum) -> None:
    browser.get("index.php")
    forum.advance(timedelta(minutes=31))
    assert "wbb2_cookiehash" in browser.get("index.php").cookies
    forum.drop_cookies = True
    assert b"sid=" in browser.get("index.php").content
    assert b"sid=" in browser.get("index.php").content


def test_pages_are_windows_1252_with_entities_and_raw_descriptions(
    client: Reader, forum: SampleForum
) -> None:
    thread = forum.new_thread(2, "Jörg", "Größe € Кот", "ä “x” Ж \x07")
    body = client.get("index.php")
    assert body.headers["Content-Type"] == "text/html; charset=windows-1252"
    assert b"Fragen, <i>gr\xf6\xdfte</i>" in body.content
    assert b"<b>R&auml;der</b>" in body.content
    assert b"Gr&ouml;&szlig;e &euro; &amp;#1050;&amp;#1086;&amp;#1090;" in body.content
    message = client.get(f"thread.php?threadid={thread}").content
    assert b"&auml; &ldquo;x&rdquo; \x16 \x07" in message
    assert {"ETag", "Last-Modified", "Cache-Control", "Content-Length"}.isdisjoint(body.headers)


def test_the_gzip_stream_lacks_its_crc(site: Site, client: Reader) -> None:
    with pytest.raises(requests.exceptions.ContentDecodingError):
        client.session.get(site.url, headers={"Accept-Encoding": "gzip"}, timeout=5)
    raw = _raw(site, "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n")
    head, _, body = raw.partition(b"\r\n\r\n")
    assert b"Content-Encoding: gzip" in head
    decompress = zlib.decompressobj(-15)
    page = decompress.decompress(body[10:])
    assert page.endswith(b"</html>")
    assert decompress.unused_data == len(page).to_bytes(4, "little")


def test_the_date_header_is_the_forum_s_own_clock(client: Reader, forum: SampleForum) -> None:
    assert client.get("").headers["Date"] == "Tue, 10 Mar 2026 12:00:30 GMT"
    forum.advance(timedelta(days=1))
    assert client.get("").headers["Date"] == "Wed, 11 Mar 2026 12:00:30 GMT"


def test_errors_are_pages_with_status_200(client: Reader, forum: SampleForum) -> None:
    filled(forum, 1)
    for target in (
        "thread.php?threadid=99",
        "board.php?boardid=99",
        "thread.php?postid=99",
        "print.php?threadid=9",
    ):
        answer = client.get(target)
        page = soup(answer.content)
        assert answer.status_code == 200
        assert text(page.title) == "Werkstatt & Garten"
        assert "ungültigen Verweis" in text(page.select_one("span.normalfont > b"))
    for target in ("thread.php?threadid=1&page=-1", "board.php?boardid=2&page=-1"):
        answer = client.get(target)
        assert (answer.status_code, b"SQL-DATABASE ERROR" in answer.content) == (200, True)
    forum.closed_because = "Umzug"
    page = client.page("thread.php?threadid=1")
    assert text(page.title).endswith("Fehlermeldung")
    assert "Wartungsmodus" in page.get_text()


def test_members_boards_open_after_logging_in(browser: Reader, forum: SampleForum) -> None:
    board = forum.add_board("Mitglieder", 1, members_only=True)
    thread = filled(forum, 2, board)
    for target in (
        f"board.php?boardid={board}",
        f"thread.php?threadid={thread}",
        f"print.php?threadid={thread}",
    ):
        page = browser.page(target)
        assert text(page.title).endswith("Ihnen wird der Zutritt zu dieser Seite verwehrt.")
        assert page.select_one("input[name=l_username]") is not None
    wrong = browser.post("login.php", l_username="J%F6rg", l_password="falsch", send="send")
    assert "Zugriff verweigert" in soup(wrong.content).get_text()
    assert "wbb2_userid" not in wrong.cookies
    right = browser.post("login.php", l_username="J%F6rg", l_password="geheim", send="send")
    assert b'http-equiv="refresh"' in right.content
    assert right.cookies["wbb2_userid"] == "1"
    assert len(right.cookies["wbb2_userpassword"]) == 32
    page = browser.page(f"thread.php?threadid={thread}")
    assert anchors(page) == [1, 2]
    assert page.select_one('a[href="logout.php"]') is not None
    browser.get("logout.php")
    assert anchors(browser.page(f"thread.php?threadid={thread}")) == []


def test_the_two_login_cookies_alone_log_in_again(browser: Reader, site: Site, forum: SampleForum) -> None:
    browser.post("login.php", l_username="J%F6rg", l_password="geheim", send="send")
    site.software.sessions.end_all()
    assert b"Hallo J&ouml;rg" in browser.get("index.php").content
    forum.members[1].password = "anders"
    site.software.sessions.end_all()
    assert b"Hallo Gast" in browser.get("index.php").content


def test_logging_in_ends_the_other_sessions(browser: Reader, site: Site) -> None:
    browser.post("login.php", l_username="J%F6rg", l_password="geheim", send="send")
    for name in ("wbb2_userid", "wbb2_userpassword"):
        del browser.session.cookies[name]
    assert b"Hallo J&ouml;rg" in browser.get("index.php").content
    other = Reader(site, keep=True)
    other.post("login.php", l_username="J%F6rg", l_password="geheim", send="send")
    other.close()
    assert b"Hallo Gast" in browser.get("index.php").content


def test_a_board_password(browser: Reader, forum: SampleForum) -> None:
    board = forum.add_board("Vorstand", 1, password="sesam")
    thread = filled(forum, 1, board)
    for target in (f"board.php?boardid={board}", f"thread.php?threadid={thread}"):
        page = browser.page(target)
        assert text(page.title) == "Werkstatt & Garten | Vorstand"
        assert page.select_one("input[name=boardpassword]") is not None
    wrong = browser.post("board.php", boardid=str(board), boardpassword="x")
    assert "wbb2_boardpasswords" not in wrong.cookies
    right = browser.post("board.php", boardid=str(board), boardpassword="sesam")
    assert "wbb2_boardpasswords" in right.cookies
    assert ids(browser.page(f"board.php?boardid={board}")) == [thread]


def _raw(site: Site, request: str) -> bytes:
    host, _, port = site.url.removeprefix("http://").rstrip("/").partition(":")
    received = b""
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(request.encode())
        while piece := connection.recv(65_536):
            received += piece
    return received
