"""A public forum leads to nothing in a private network, and that is seen before anything is sent."""

from collections.abc import Sequence
from socket import create_connection, create_server, gaierror, socket

import pytest

from feedforum.fetch.fetch_errors import FetchError
from feedforum.fetch.ssrf_guard import SsrfGuard, is_public
from feedforum.records import Answer
from tests.fake_clock import FakeClock
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, reply
from tests.fetch.socks_server import IPV4, socks_server

PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.9"


def public(place: str) -> bool:
    """In these tests one address of the loopback network plays the public one, and names are public."""
    return place == PUBLIC or not place.startswith("127.")


class Names:
    """A name service whose answers tests change."""

    def __init__(self, **places: Sequence[str]) -> None:
        self.places = {name.replace("_", "."): list(found) for name, found in places.items()}

    def __call__(self, host: str, port: int) -> Sequence[str]:
        if host not in self.places:
            raise gaierror(-2, "Name or service not known")
        return self.places[host]


@pytest.mark.parametrize(
    "place",
    [
        *("8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450::5", "::ffff:8.8.8.8", "2002:808:808::1"),
        *("64:ff9b::808:808", "forum.example.org", "www.local-club.de", "172.32.0.1", "100.128.0.1"),
    ],
)
def test_what_is_public(place: str) -> None:
    assert is_public(place)


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
        *("255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("3fff::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::1", "2002:a00:1::", "::7f00:1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "2001::1", "[::1]", "4000::1"),
        *("127.1", "0x7f.1", "2130706433", "017700000001", "localhost", "LOCALHOST.", "a.localhost"),
        *("router", "nas.local", "x.internal", "fritz.home.arpa"),
        *("127.0.0.1.", "１２７.0.0.1", " 127.0.0.1", "nas.lan", "wiki.corp", "a.localdomain"),
    ],
)
def test_what_is_private(place: str) -> None:
    assert not is_public(place)


def test_a_host_is_reached_only_at_its_public_addresses_where_it_has_any() -> None:
    guard = SsrfGuard(public)
    assert guard.allowed("forum.example", (PRIVATE, PUBLIC)) == (PUBLIC,)
    guard.connected("forum.example", PUBLIC)
    with pytest.raises(FetchError):
        guard.allowed("forum.example", (PRIVATE,))


def test_a_private_forum_may_lead_anywhere_and_makes_no_other_host_its_own() -> None:
    guard = SsrfGuard(public)
    assert guard.allowed("forum.lan", (PRIVATE,)) == (PRIVATE,)
    guard.connected("forum.lan", PRIVATE)
    assert guard.allowed("elsewhere.example", (PUBLIC, PRIVATE)) == (PUBLIC, PRIVATE)
    guard.connected("elsewhere.example", PUBLIC)
    assert guard.allowed("forum.lan", (PRIVATE,)) == (PRIVATE,)


def test_a_name_that_leads_into_a_private_network_all_of_a_sudden(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages["/"] = reply(b"x")
    names = Names(forum_example=[PUBLIC])
    client = make_client(names, public)
    url = f"http://forum.example:{server.port}/"
    assert client.get(url).answer is Answer.OK
    names.places["forum.example"] = [PRIVATE]
    fetched = client.get(url)
    assert (fetched.answer, len(server.asked)) == (Answer.BROKEN, 1)
    assert fetched.detail == (
        "forum.example is in a private network (127.0.0.9) and the forum is not, so nothing was sent there; "
        "check `url`, `redirects_to` and this machine's name service."
    )
    names.places["forum.example"] = [PRIVATE, PUBLIC]
    assert client.get(url).answer is Answer.OK


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("robots_txt", [False, True])
def test_a_redirect_into_a_private_network(
    make_client: MakeClient, server: OddServer, scheme: str, robots_txt: bool
) -> None:
    target = f"inside.example:{server.port}"
    first = "/robots.txt" if robots_txt else "/"
    server.pages[first] = reply(status=302, Location=f"{scheme}://{target}/secret")
    names = Names(forum_example=[PUBLIC], inside_example=[PRIVATE])
    client = make_client(names, public, redirects_to=(target,), robots_txt=robots_txt)
    fetched = client.get(f"http://forum.example:{server.port}/")
    assert fetched.answer is Answer.BROKEN
    assert "inside.example is in a private network (127.0.0.9)" in fetched.detail
    assert server.targets == [first]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_not_even_a_connection_is_made_into_a_private_network(
    make_client: MakeClient, server: OddServer, scheme: str
) -> None:
    with create_server((PRIVATE, 0)) as inside:
        inside.setblocking(False)
        target = f"inside.example:{inside.getsockname()[1]}"
        server.pages["/"] = reply(status=302, Location=f"{scheme}://{target}/")
        names = Names(forum_example=[PUBLIC], inside_example=[PRIVATE])
        fetched = make_client(names, public, redirects_to=(target,)).get(
            f"http://forum.example:{server.port}/"
        )
        assert "is in a private network" in fetched.detail
        with pytest.raises(BlockingIOError):
            inside.accept()


def test_a_forum_in_a_private_network_is_read_and_may_redirect_there(
    make_client: MakeClient, server: OddServer
) -> None:
    target = f"other.lan:{server.port}"
    server.pages |= {"/": reply(status=302, Location=f"http://{target}/x"), "/x": reply(b"x")}
    names = Names(forum_lan=["127.0.0.1"], other_lan=["127.0.0.1"])
    client = make_client(names, lambda place: False, redirects_to=(target,))
    assert client.get(f"http://forum.lan:{server.port}/").answer is Answer.OK


@pytest.mark.parametrize("host", ["10.0.0.1", "127.1", "router", "nas.local"])
def test_through_a_proxy_only_the_name_tells(make_client: MakeClient, server: OddServer, host: str) -> None:
    server.pages["http://forum.example/"] = reply(status=302, Location=f"http://{host}/")
    fetched = make_client(proxy=server.url, redirects_to=(host,)).get("http://forum.example/")
    assert fetched.answer is Answer.BROKEN
    assert f"{host} is in a private network and the forum is not" in fetched.detail
    assert server.targets == ["http://forum.example/"]


def test_through_socks5_the_address_that_we_looked_up_is_what_the_proxy_gets(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages["/"] = reply(b"x")
    names = Names(forum_example=["8.8.8.8"])
    with socks_server(server.port) as proxy:
        client = make_client(names, proxy=f"socks5://127.0.0.1:{proxy.port}")
        assert client.get("http://forum.example/").answer is Answer.OK
        names.places["forum.example"] = ["10.0.0.1"]
        assert "is in a private network (10.0.0.1)" in client.get("http://forum.example/").detail
        assert proxy.asked == [(IPV4, "8.8.8.8")]


def test_of_many_addresses_the_first_that_answers_is_taken(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages["/"] = reply(b"x")
    client = make_client(Names(forum_example=["127.0.0.77", PUBLIC]), lambda place: True)
    assert client.get(f"http://forum.example:{server.port}/").answer is Answer.OK


def test_an_address_that_swallows_packets_leaves_time_for_the_next(
    make_client: MakeClient, server: OddServer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a host whose IPv6 is broken: connecting there ends by the timeout alone."""
    waited: list[float] = []

    def connect(address: tuple[str, int], timeout: float, **options: object) -> socket:
        if address[0] == "127.0.0.77":
            waited.append(timeout)
            clock.advance(timeout)
            raise TimeoutError
        return create_connection(address, timeout)

    monkeypatch.setattr("feedforum.fetch.connections.create_connection", connect)
    server.pages["/"] = reply(b"x")
    client = make_client(Names(forum_example=["127.0.0.77", PUBLIC]), lambda place: True, timeout=30.0)
    assert client.get(f"http://forum.example:{server.port}/").answer is Answer.OK
    assert waited == [5.0]
    for _ in range(3):
        assert client.get(f"http://forum.example:{server.port}/").answer is Answer.OK
    assert waited == [5.0], "the address that failed is tried last from then on"


def test_a_name_that_is_not_known(make_client: MakeClient) -> None:
    fetched = make_client(Names()).get("http://forum.example/")
    assert fetched.detail == (
        "The host name forum.example is unknown; check the address and this machine's name service."
    )
