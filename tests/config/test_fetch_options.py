"""How a forum is reached: its proxy, its headers, and where its redirects may lead."""

from pathlib import Path

import certifi
import pytest

from feedforum.cli.logging_setup import secrets_of
from feedforum.config.fetch_options import ca_file_of_environment, fetch_options_of
from tests.config.files import club, faults, loaded


def test_what_is_said_of_a_forum_reaches_its_guest(tmp_path: Path) -> None:
    text = club(
        'redirects_to = ["Board.example:8080"]\nheaders = { "Accept-Language" = "de" }\n'
        'proxy = "socks5h://me:hushhush@proxy.example"'
    )
    fetch_options = fetch_options_of(loaded(tmp_path, text).forums[0])
    assert fetch_options.forum == "http://club.example/"
    assert fetch_options.redirects_to == ("board.example:8080",)
    assert fetch_options.headers == (("Accept-Language", "de"),)
    assert fetch_options.proxy == "socks5h://me:hushhush@proxy.example"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("board.example", "board.example"),
        ("board.example:443", "board.example"),
        ("http://board.example", "http://board.example"),
        ("http://board.example:80/", "http://board.example"),
        ("https://board.example:80", "https://board.example:80"),
        ("[::1]:8080", "[::1]:8080"),
    ],
)
def test_hosts_that_redirects_may_lead_to(tmp_path: Path, written: str, means: str) -> None:
    assert loaded(tmp_path, club(f'redirects_to = ["{written}"]')).forums[0].redirects_to == (means,)


@pytest.mark.parametrize(
    "written",
    ["", "*", "*.example", "a b", "ftp://board.example", "http://board.example/x", "board.example:0",
     "board.example:99999", "me:secret@board.example"],
)  # fmt: skip
def test_what_is_no_host(tmp_path: Path, written: str) -> None:
    (fault,) = faults(tmp_path, club(f'redirects_to = ["{written}"]'))
    assert fault.startswith('[[forum]] "club" redirects_to entry 1: expected a host such as')
    assert "secret" not in fault


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
def test_proxies_of_every_kind(tmp_path: Path, scheme: str) -> None:
    proxy = f"{scheme}://me:hushhush@proxy.example:1080"
    settings = loaded(tmp_path, club(f'proxy = "{proxy}"'))
    assert settings.forums[0].proxy == proxy
    assert "hushhush" in secrets_of(settings)


@pytest.mark.parametrize("proxy", ["socks4://x", "socks://x", "socks5://", "socks5h://x:port", "x:1080"])
def test_what_is_no_proxy(tmp_path: Path, proxy: str) -> None:
    (fault,) = faults(tmp_path, club(f'proxy = "{proxy}"'))
    assert "it may begin with http, https, socks5 or socks5h" in fault


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        (
            '{ "User-Agent" = "hushhush" }',
            "User-Agent cannot be set here: it has a key of its own, user_agent.",
        ),
        ('{ host = "hushhush" }', "host cannot be set here: it comes from url."),
        ('{ Cookie = "hushhush" }', "cannot be set here"),
        ('{ "Proxy-Authorization" = "hushhush" }', "into proxy"),
        ('{ "Content-Length" = "hushhush" }', "sets it itself"),
        ('{ "If-None-Match" = "hushhush" }', "sets it itself"),
        ('{ "X Y" = "hushhush" }', "the name of a header"),
        ('{ "X:" = "hushhush" }', "the name of a header"),
        ('{ "" = "hushhush" }', "the name of a header"),
        ('{ X = "hushhush\\r\\nY: z" }', "expected a value for X"),
        ('{ X = " hushhush" }', "expected a value for X"),
        ('{ X = "hushhüsh" }', "expected a value for X"),
        ('{ X = "" }', "expected a value for X"),
        ('{ X = "hushhush", x = "hushhush" }', "x is listed twice"),
        ("{ X = 1 }", "expected a text in quotes"),
        ('"hushhush"', "expected a table"),
    ],
)
def test_headers_that_cannot_be_sent(tmp_path: Path, headers: str, says: str) -> None:
    (fault,) = faults(tmp_path, club(f"headers = {headers}"))
    assert fault.startswith('[[forum]] "club" headers')
    assert says in fault
    assert "hush" not in fault


def test_the_values_of_headers_are_shown_nowhere(tmp_path: Path) -> None:
    text = club('headers = { Authorization = "Bearer hushhush", "Accept-Language" = "de" }\nprivate = false')
    settings = loaded(tmp_path, text)
    assert "hushhush" not in f"{settings!r} {fetch_options_of(settings.forums[0])!r}"
    assert {"hushhush", "Bearer hushhush"} <= set(secrets_of(settings))
    assert "de" not in secrets_of(settings)


def test_certificates_are_those_of_the_configuration_else_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    ca_file = tmp_path / "ca.pem"
    ca_file.write_bytes(Path(certifi.where()).read_bytes())
    own = loaded(tmp_path, club('ca_file = "ca.pem"')).forums[0]
    usual = loaded(tmp_path, club("")).forums[0]
    assert (fetch_options_of(own).ca_file, fetch_options_of(usual).ca_file) == (str(ca_file), "")
    monkeypatch.setenv("SSL_CERT_DIR", "/etc/ours")
    assert ca_file_of_environment() == "/etc/ours"
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/ours.pem")
    assert (fetch_options_of(own).ca_file, fetch_options_of(usual).ca_file) == (
        str(ca_file),
        "/etc/ours.pem",
    )
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/bundle.pem")
    assert fetch_options_of(usual).ca_file == "/etc/bundle.pem"
