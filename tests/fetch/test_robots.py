import gzip
from datetime import timedelta

import pytest

from feedforum.fetch import InMemoryRobots
from feedforum.fetch.robots import LONGEST_DELAY, MOST_BYTES
from feedforum.records import Answer
from tests.fake_clock import A_MOMENT, FakeClock
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, Sent, reply

DENY = b"User-agent: *\nDisallow: /private\n"


def answer_to(
    make_client: MakeClient, server: OddServer, path: str = "/private/x", **settings: object
) -> tuple[Answer, str]:
    server.pages.setdefault("/private/x", reply(b"secret"))
    server.pages.setdefault("/open", reply(b"open"))
    fetched = make_client(robots_txt=True, **settings).get(server.url + path)
    return fetched.answer, fetched.detail


@pytest.mark.parametrize(
    ("robots", "answer"),
    [
        pytest.param(reply(DENY), Answer.DISALLOWED, id="denied"),
        pytest.param(
            reply(b"\xef\xbb\xbf" + DENY, Content_Type="image/gif"), Answer.DISALLOWED, id="mark-and-odd-type"
        ),
        pytest.param(reply(b"User-agent: feedforum\nDisallow: /\n"), Answer.DISALLOWED, id="denied-by-name"),
        pytest.param(reply(DENY + b"\nUser-agent: feedforum\nAllow: /\n"), Answer.OK, id="allowed-by-name"),
        pytest.param(reply(b"User-agent: example\nDisallow: /\n"), Answer.OK, id="another-robot"),
        pytest.param(reply(b"\0\xff<html>no robots</html>"), Answer.OK, id="rubbish"),
        pytest.param(reply(b"#" * MOST_BYTES + b"\n" + DENY), Answer.OK, id="beyond-500-kib"),
        pytest.param(
            reply(b"User-agent: *\nDisallow: /private/".ljust(MOST_BYTES, b"x") + b"y\n"),
            Answer.OK,
            id="cut-line",
        ),
        pytest.param(reply(status=404), Answer.OK, id="none"),
        pytest.param(reply(status=403), Answer.OK, id="4xx"),
        pytest.param(
            reply(status=302, Location="http://elsewhere.example/robots.txt"), Answer.OK, id="elsewhere"
        ),
        pytest.param(reply(status=302, Location="/robots.txt"), Answer.OK, id="circle"),
        pytest.param(reply(status=301, Location="/moved.txt"), Answer.DISALLOWED, id="redirected"),
        pytest.param(reply(status=500), Answer.BLOCKED, id="5xx"),
        pytest.param(reply(status=503), Answer.OVERLOADED, id="503"),
        pytest.param(reply(status=429), Answer.OVERLOADED, id="429"),
        pytest.param(b"", Answer.BROKEN, id="hang-up"),
    ],
)
def test_what_a_robots_txt_allows(
    make_client: MakeClient, server: OddServer, robots: Sent, answer: Answer
) -> None:
    server.pages |= {"/robots.txt": robots, "/moved.txt": reply(DENY)}
    got, detail = answer_to(make_client, server, user_agent="feedforum/1 (+https://feeds.example/)")
    assert got is answer
    assert ("/private/x" in server.targets) is (answer is Answer.OK)
    assert bool(detail) is (answer is not Answer.OK)


def test_a_page_that_is_not_forbidden_is_asked_for(make_client: MakeClient, server: OddServer) -> None:
    server.pages["/robots.txt"] = reply(DENY)
    assert answer_to(make_client, server, "/open")[0] is Answer.OK


def test_without_robots_txt_nothing_is_asked(make_client: MakeClient, server: OddServer) -> None:
    server.pages |= {"/robots.txt": reply(DENY), "/private/x": reply(b"x")}
    client = make_client(robots_txt=False)
    assert client.get(server.url + "/private/x").answer is Answer.OK
    assert server.targets == ["/private/x"]
    assert client.counts.requests == 1


def test_the_file_is_asked_for_once_a_day_and_counted_apart(
    make_client: MakeClient, server: OddServer, clock: FakeClock, robots_memory: InMemoryRobots
) -> None:
    server.pages |= {"/robots.txt": reply(DENY), "/open": reply(b"x")}
    first, second = make_client(robots_txt=True), make_client(robots_txt=True)
    for client in (first, first, second):
        client.get(server.url + "/open")
    assert (first.counts.requests, second.counts.requests) == (2, 1)
    assert server.targets.count("/robots.txt") == 1
    assert robots_memory == {f"127.0.0.1:{server.port}": (DENY.decode(), A_MOMENT)}
    clock.advance(86400)
    second.get(server.url + "/open")
    first.get(server.url + "/open")
    assert server.targets.count("/robots.txt") == 2


def test_an_old_copy_stays_in_force_while_the_file_is_unreachable(
    make_client: MakeClient, server: OddServer, robots_memory: InMemoryRobots
) -> None:
    server.pages["/robots.txt"] = reply(status=500)
    robots_memory.write(f"127.0.0.1:{server.port}", DENY.decode(), A_MOMENT - timedelta(days=40))
    assert answer_to(make_client, server, "/open")[0] is Answer.OK
    assert answer_to(make_client, server, "/private/x")[0] is Answer.DISALLOWED


def test_an_unreachable_file_is_not_asked_for_at_every_page(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    server.pages |= {"/robots.txt": [reply(status=500), reply(DENY)], "/open": reply(b"x")}
    client = make_client(robots_txt=True)
    details = {client.get(server.url + "/open").detail for _ in range(3)}
    assert len(details) == 1
    assert "robots_txt = false" in details.pop()
    assert (client.counts.requests, server.targets) == (0, ["/robots.txt"])
    clock.advance(600)
    assert client.get(server.url + "/open").answer is Answer.OK


def test_a_redirect_to_a_forbidden_page_is_not_followed(make_client: MakeClient, server: OddServer) -> None:
    server.pages |= {"/robots.txt": reply(DENY), "/go": reply(status=302, Location="/private/x")}
    assert answer_to(make_client, server, "/go")[0] is Answer.DISALLOWED
    assert server.targets == ["/robots.txt", "/go"]


@pytest.mark.parametrize(
    ("crawl_delay", "own", "least"),
    [
        ("10", 2.0, 10.0),
        ("1", 2.0, 2.0),
        ("100000", 2.0, LONGEST_DELAY),
        ("nan", 2.0, 2.0),
        ("-9", 2.0, 2.0),
        ("5", 90.0, 90.0),
    ],
)
def test_the_longer_of_both_delays_is_kept(
    make_client: MakeClient, server: OddServer, clock: FakeClock, crawl_delay: str, own: float, least: float
) -> None:
    server.pages["/robots.txt"] = reply(f"User-agent: *\nCrawl-delay: {crawl_delay}\n".encode())
    answer_to(make_client, server, "/open", request_delay=own)
    assert len(clock.sleeps) == 1
    assert least <= clock.sleeps[0] <= least * 1.25


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_huge_file_the_beginning_counts(
    make_client: MakeClient, server: OddServer, packed: bool
) -> None:
    text = DENY + b"# much more\n" * 1_000_000
    body = gzip.compress(text) if packed else text
    server.pages |= {
        "/robots.txt": reply(body, Content_Encoding="gzip" if packed else ""),
        "/open": reply(b"x"),
    }
    client = make_client(robots_txt=True)
    assert client.get(server.url + "/private/x").answer is not Answer.OK
    assert client.get(server.url + "/open").answer is Answer.OK
