import gzip

import pytest

from feedforum.records import Answer
from tests.fake_clock import FakeClock
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, ReceivedRequest, reply

ID = "0123456789abcdef0123456789abcdef"


def to(location: str, status: int = 302, body: bytes = b"", **headers: str) -> bytes:
    return reply(body, status=status, Location=location, **headers)


def test_a_relative_redirect_with_session_and_fragment(make_client: MakeClient, server: OddServer) -> None:
    target = f"/forum/thread.php?postid=9&sid={ID}"
    server.pages |= {"/forum/go.php": to(f"thread.php?postid=9&sid={ID}#post9"), target: reply(b"x")}
    client = make_client()
    fetched = client.get(server.url + "/forum/go.php")
    assert fetched.document is not None
    assert fetched.url == fetched.document.url == server.url + "/forum/thread.php?postid=9"
    assert server.targets == ["/forum/go.php", target]
    assert client.counts.requests == 2


@pytest.mark.parametrize(
    ("header", "followed"),
    [
        ("0; URL={url}/index.php", True),  # what phpBB 2 sends on IIS
        ("0;url='{url}/index.php'", True),
        ("3; URL={url}/index.php", False),
        ("0", False),
    ],
)
def test_a_page_that_leads_on_at_once_is_a_redirect(
    header: str, followed: bool, make_client: MakeClient, server: OddServer
) -> None:
    page = b"<html><body>HERE</body></html>"
    server.pages |= {
        "/login.php": reply(page, Refresh=header.format(url=server.url)),
        "/index.php": reply(b"x"),
    }
    fetched = make_client().submit(server.url + "/login.php", {"username": "Anna"})
    assert fetched.url.endswith("/index.php") is followed


def test_redirects_keep_the_delay(make_client: MakeClient, server: OddServer, clock: FakeClock) -> None:
    server.pages |= {"/": to("/a"), "/a": reply(b"x")}
    make_client(request_delay=2.0).get(server.url + "/")
    assert len(clock.sleeps) == 1


def test_a_host_is_reached_with_and_without_www_and_where_the_owner_named_it(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages |= {
        "http://forum.example/": to("http://www.forum.example/"),
        "http://www.forum.example/": to("http://new.example/x"),
        "http://new.example/x": reply(b"x"),
    }
    # the server plays the proxy, and with it all these hosts
    fetched = make_client(proxy=server.url, redirects_to=("new.example",)).get("http://forum.example/")
    assert (fetched.answer, fetched.url) == (Answer.OK, "http://new.example/x")
    fetched = make_client(proxy=server.url).get("http://forum.example/")
    assert (fetched.answer, fetched.url) == (Answer.REDIRECTED, "http://forum.example/")
    assert "redirects to http://new.example/;" in fetched.detail


def test_a_redirect_elsewhere_sends_no_request_there(make_client: MakeClient, server: OddServer) -> None:
    server.pages["/"] = to("http://localhost:1/?token=secret")
    client = make_client()
    fetched = client.get(server.url + "/")
    assert (fetched.answer, client.counts.requests) == (Answer.REDIRECTED, 1)
    assert "secret" not in fetched.detail


def test_a_circle_is_left_at_once(make_client: MakeClient, server: OddServer) -> None:
    server.pages |= {"/a": to("/b"), "/b": to("/a#again")}
    fetched = make_client().get(server.url + "/a")
    assert fetched.answer is Answer.BROKEN
    assert "in a circle" in fetched.detail
    assert server.targets == ["/a", "/b"]


def test_a_redirect_to_itself_that_sets_a_cookie_is_no_circle(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages["/"] = [to("/", Set_Cookie="seen=1"), reply(b"x")]
    assert make_client().get(server.url + "/").answer is Answer.OK


@pytest.mark.parametrize(("most", "answer"), [(3, Answer.OK), (2, Answer.BROKEN)])
def test_redirects_are_counted(make_client: MakeClient, server: OddServer, most: int, answer: Answer) -> None:
    server.pages |= {"/1": to("/2"), "/2": to("/3"), "/3": to("/4"), "/4": reply(b"x")}
    assert make_client(max_redirects=most).get(server.url + "/1").answer is answer
    assert len(server.asked) == most + 1


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [(301, "GET", b""), (302, "GET", b""), (303, "GET", b""), (307, "POST", b"a=1"), (308, "POST", b"a=1")],
)
def test_only_some_redirects_send_a_form_again(
    make_client: MakeClient, server: OddServer, status: int, method: str, body: bytes
) -> None:
    server.pages |= {"/login": to("/done", status), "/done": reply(b"x")}
    assert make_client().submit(server.url + "/login", {"a": "1"}).answer is Answer.OK
    assert (server.asked[-1].method, server.asked[-1].body) == (method, body)
    assert ("content-type" in server.asked[-1].headers) is (method == "POST")


def test_the_body_of_a_redirect_is_left_unread(make_client: MakeClient, server: OddServer) -> None:
    rubbish = gzip.compress(bytes(50_000_000))[:-9]
    server.pages |= {
        "/": to("/a", body=rubbish, Content_Encoding="gzip", Content_Length="999999999"),
        "/a": reply(b"x"),
    }
    assert make_client().get(server.url + "/").answer is Answer.OK


@pytest.mark.parametrize(
    "location", ["http://[::1/", "\\\\x\x80", "http://a..b/", "http://" + "a" * 70 + ".example/"]
)
def test_a_location_that_is_none(make_client: MakeClient, server: OddServer, location: str) -> None:
    server.pages["/"] = to(location)
    assert make_client().get(server.url + "/").answer in {Answer.BROKEN, Answer.NOT_FOUND, Answer.REDIRECTED}


def test_all_redirects_share_one_deadline(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    def slowly(asked: ReceivedRequest) -> list[bytes]:
        clock.advance(20)
        return [to(f"{asked.target}x")]

    server.pages |= {"/": slowly, "/x": slowly, "/xx": slowly}
    fetched = make_client(timeout=30.0).get(server.url + "/")
    assert fetched.answer is Answer.BROKEN
    assert "longer than 30 seconds" in fetched.detail
    assert len(server.asked) == 2
