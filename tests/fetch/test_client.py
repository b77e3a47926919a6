import gzip
import zlib
from datetime import UTC, datetime

import pytest

from feedforum import __version__
from feedforum.config.fetch_options import default_user_agent
from feedforum.fetch import ForumClient
from feedforum.records import Answer, Document
from tests.fake_clock import A_MOMENT, FakeClock
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, ReceivedRequest, Sent, reply

ID = "0123456789abcdef0123456789abcdef"


def test_a_page_becomes_a_document(make_client: MakeClient, server: OddServer) -> None:
    server.pages[f"/index.php?sid={ID}&x=1"] = reply(
        "Grüße für 5 €".encode("cp1252"),
        Content_Type="text/html; charset=ISO-8859-1",
        Date="Sat, 01 Mar 2025 11:58:00 GMT",
    )
    fetched = make_client().get(f"{server.url}/index.php?sid={ID}&x=1#top")
    made_at = datetime(2025, 3, 1, 11, 58, tzinfo=UTC)
    assert fetched.document == Document(f"{server.url}/index.php?x=1", "Grüße für 5 €", made_at)
    assert (fetched.answer, fetched.status, fetched.size, fetched.detail) == (Answer.OK, 200, 13, "")


def test_our_clock_at_the_headers_counts_where_the_forum_has_none(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    server.pages["/"] = reply(b"x")
    clock.advance(60)
    document = make_client().get(server.url + "/").document
    assert document is not None
    assert document.made_at == clock.now()


def test_it_says_who_it_is_and_asks_for_no_compression(make_client: MakeClient, server: OddServer) -> None:
    name = default_user_agent("https://feeds.example.org")
    make_client(user_agent=name).get(server.url + "/")
    headers = server.asked[0].headers
    assert headers["user-agent"] == f"feedforum/{__version__} (+https://feeds.example.org)"
    assert headers["accept-encoding"] == "identity"
    own = default_user_agent("")
    assert own.startswith(f"feedforum/{__version__} (+https://")
    assert own.endswith(")")


@pytest.mark.parametrize(
    ("sent", "answer", "retry_after", "says"),
    [
        (reply(status=404), Answer.NOT_FOUND, None, "check the address"),
        (reply(status=410), Answer.NOT_FOUND, None, "gone for good"),
        (reply(status=401), Answer.LOGIN_WANTED, None, "`username`"),
        (reply(status=403), Answer.BLOCKED, None, "for permission"),
        (reply(status=451), Answer.BLOCKED, None, "legal"),
        (reply(status=429, Retry_After="120"), Answer.OVERLOADED, 120.0, "`request_delay`"),
        (reply(status=429), Answer.OVERLOADED, None, "`request_delay`"),
        (
            reply(status=503, Retry_After="Sat, 01 Mar 2025 12:10:00 GMT"),
            Answer.OVERLOADED,
            600.0,
            "tried again",
        ),
        (reply(status=500), Answer.BROKEN, None, "status 500"),
        (reply(status=418), Answer.BROKEN, None, "status 418"),
        (reply(status=204), Answer.BROKEN, None, "status 204"),
        (reply(status=206), Answer.BROKEN, None, "status 206"),
        (reply(status=304), Answer.BROKEN, None, "status 304"),
        (reply(status=302), Answer.BROKEN, None, "status 302"),
        (reply(b"GIF89a", Content_Type="image/gif"), Answer.NOT_UNDERSTOOD, None, "image/gif"),
        (reply(b"<title>DDoS-Guard</title>"), Answer.BLOCKED, None, "DDoS-Guard protects"),
        (reply(b"<title>DDoS-Guard</title>", status=503), Answer.BLOCKED, None, "DDoS-Guard"),
        (
            reply(status=403, Cf_Mitigated="challenge", Content_Type="image/gif"),
            Answer.BLOCKED,
            None,
            "Cloudflare",
        ),
        (reply(status=202, X_Amzn_Waf_Action="challenge"), Answer.BLOCKED, None, "AWS WAF"),
        (reply(b"cut", status=503, Content_Length="99"), Answer.OVERLOADED, None, "503"),
    ],
)
def test_every_other_answer_has_its_name_and_advice(
    make_client: MakeClient,
    server: OddServer,
    sent: Sent,
    answer: Answer,
    retry_after: float | None,
    says: str,
) -> None:
    server.pages["/"] = sent
    fetched = make_client().get(f"{server.url}/?sid={ID}".replace(f"?sid={ID}", ""))
    assert (fetched.answer, fetched.retry_after, fetched.document) == (answer, retry_after, None)
    assert says in fetched.detail
    assert fetched.detail.endswith(".")


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_the_page_that_comes_with_a_failure_is_there_for_the_forums_engine(
    make_client: MakeClient, server: OddServer, status: int
) -> None:
    server.pages["/"] = reply(b"<html><p>Nur f\xc3\xbcr Mitglieder</p></html>", status=status)
    page = make_client().get(f"{server.url}/").error_page
    assert page is not None
    assert "Nur für Mitglieder" in page.text


@pytest.mark.parametrize(
    "sent", [reply(status=404), reply(b"GIF89a", status=404, Content_Type="image/gif"), reply(status=418)]
)
def test_no_page_comes_with_what_is_no_text(make_client: MakeClient, server: OddServer, sent: Sent) -> None:
    server.pages["/"] = sent
    assert make_client().get(f"{server.url}/").error_page is None


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xhtml+xml; charset=utf-8", "TEXT/HTML"])
def test_a_page_is_a_page_under_any_of_its_types(
    make_client: MakeClient, server: OddServer, kind: str
) -> None:
    server.pages["/"] = reply(b"x", Content_Type=kind)
    assert make_client().get(server.url + "/").answer is Answer.OK


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"<p>page</p>", mtime=0)[:-4], "gzip"),
        (zlib.compress(b"<p>page</p>"), "deflate"),
        (zlib.compress(b"<p>page</p>", wbits=-15), "deflate"),
    ],
)
def test_compression_that_was_not_asked_for(
    make_client: MakeClient, server: OddServer, body: bytes, encoding: str
) -> None:
    server.pages["/"] = reply(body, Content_Encoding=encoding)
    fetched = make_client().get(server.url + "/")
    assert fetched.document is not None
    assert fetched.document.text == "<p>page</p>"
    assert fetched.size == len(body)


def test_cookies_are_kept_for_a_guest_and_not_for_the_next(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages["/"] = reply(b"x", Set_Cookie="wbb2_cookiehash=abc; path=/")
    client, other = make_client(), make_client()
    client.get(server.url + "/")
    client.get(server.url + "/")
    other.get(server.url + "/")
    assert [asked.headers.get("cookie") for asked in server.asked] == [None, "wbb2_cookiehash=abc", None]


def test_two_guests_of_a_host_wait_for_each_other(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    server.pages["/"] = reply(b"x")
    for client in (make_client(request_delay=2.0), make_client(request_delay=3.0)):
        client.get(server.url + "/")
    assert len(clock.sleeps) == 1
    assert 3.0 <= clock.sleeps[0] <= 3.75


def test_a_host_that_named_a_time_is_not_asked_before(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    server.pages["/"] = [reply(status=429, Retry_After="60"), reply(b"x")]
    client, other = make_client(), make_client()
    client.get(server.url + "/")
    clock.advance(20)
    fetched = other.get(server.url + "/")
    assert (fetched.answer, fetched.retry_after, other.counts.requests) == (Answer.OVERLOADED, 40.0, 0)
    clock.advance(40)
    assert other.get(server.url + "/").answer is Answer.OK
    assert clock.sleeps == []


def marked(asked: ReceivedRequest) -> list[bytes]:
    known = (
        asked.headers.get("if-none-match") == '"1"' or asked.headers.get("if-modified-since") == "long ago"
    )
    return [reply(status=304) if known else reply(b"x", ETag='"1"', Last_Modified="long ago")]


def test_a_page_that_the_forum_marked_is_asked_for_only_if_changed(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages |= {"/": marked, "/login": reply(b"welcome")}
    client = make_client()
    assert client.get(server.url + "/").answer is Answer.OK
    unchanged = client.get(server.url + "/")
    assert (unchanged.answer, unchanged.document, unchanged.status) == (Answer.UNCHANGED, None, 304)
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    assert server.asked[-1].headers["if-modified-since"] == "long ago"
    client.submit(server.url + "/login", {"name": "me"})
    assert client.get(server.url + "/").answer is Answer.OK


def test_only_the_latest_marks_are_kept(make_client: MakeClient, server: OddServer) -> None:
    server.pages |= {f"/{number}": marked for number in range(257)}
    client = make_client()
    for number in range(257):
        client.get(f"{server.url}/{number}")
    assert client.get(server.url + "/1").answer is Answer.UNCHANGED
    assert client.get(server.url + "/0").answer is Answer.OK


@pytest.mark.parametrize(
    ("page_type", "settings", "body"),
    [
        (None, {}, b"l_username=J%FCrgen+%80+%26%231046%3B&send=send"),
        ("text/html; charset=utf-8", {}, b"l_username=J%C3%BCrgen+%E2%82%AC+%D0%96&send=send"),
        (None, {"encoding": "UTF-8"}, b"l_username=J%C3%BCrgen+%E2%82%AC+%D0%96&send=send"),
        (
            "text/html; charset=utf-8",
            {"encoding": "latin1"},
            b"l_username=J%FCrgen+%80+%26%231046%3B&send=send",
        ),
    ],
)
def test_a_form_goes_in_the_encoding_of_the_forum(
    make_client: MakeClient, server: OddServer, page_type: str | None, settings: dict[str, str], body: bytes
) -> None:
    server.pages["/login.php"] = reply(b"welcome")
    client: ForumClient = make_client(**settings)
    if page_type:
        server.pages["/"] = reply("ü".encode(), Content_Type=page_type)
        client.get(server.url + "/")
    fetched = client.submit(server.url + "/login.php", {"l_username": "Jürgen € Ж", "send": "send"})
    assert fetched.answer is Answer.OK
    asked = server.asked[-1]
    assert (asked.method, asked.body) == ("POST", body)
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"


def test_the_moment_of_the_first_page_is_that_of_its_headers(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    def slow(asked: ReceivedRequest) -> list[bytes]:
        clock.advance(7)
        return [reply(b"x")]

    server.pages["/"] = slow
    document = make_client().get(server.url + "/").document
    assert document is not None
    assert (document.made_at - A_MOMENT).total_seconds() == 7
