import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.fetch.fetch_errors import RedirectError
from feedforum.fetch.redirects import next_address
from feedforum.fetch.urls import host_of, is_fetchable, without_session

ID = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        (
            f"http://a.example/thread.php?threadid=1&sid={ID}&page=2#post5",
            "http://a.example/thread.php?threadid=1&page=2",
        ),
        (f"http://a.example/index.php?sid={ID.upper()}", "http://a.example/index.php"),
        ("http://a.example/index.php?sid=&x=", "http://a.example/index.php?x="),
        (f"http://a.example/showthread.php?s={ID}&t=5", "http://a.example/showthread.php?t=5"),
        (f"http://a.example/?s={ID}01234567", "http://a.example/"),
        ("http://a.example/x?PHPSESSID=abc,-9&b=1", "http://a.example/x?b=1"),
        ("http://a.example/search?s=word&sid=7", "http://a.example/search?s=word&sid=7"),
        (f"http://a.example/x?q={ID}&b=%FC", f"http://a.example/x?q={ID}&b=%FC"),
        ("http://me:secret@a.example/x", "http://a.example/x"),
    ],
)
def test_an_address_loses_its_session(url: str, clean: str) -> None:
    assert without_session(url) == clean


@pytest.mark.parametrize(
    ("url", "location", "leads_to"),
    [
        (
            "http://a.example/b/x.php?y=1",
            "z.php?postid=9&sid=1#post9",
            "http://a.example/b/z.php?postid=9&sid=1",
        ),
        ("http://a.example/b/x.php", "/z.php", "http://a.example/z.php"),
        ("http://a.example/b/x.php", "?page=2", "http://a.example/b/x.php?page=2"),
        ("http://a.example/b/x.php", "//a.example/z", "http://a.example/z"),
        ("http://a.example/x", "HTTP://A.EXAMPLE", "http://a.example/"),
        ("http://a.example/x", "http://www.a.example/x", "http://www.a.example/x"),
        ("http://www.a.example/x", "http://a.example/x", "http://a.example/x"),
        ("http://a.example/x", "https://a.example/x", "https://a.example/x"),
        ("http://a.example:8080/x", "https://www.a.example/x", "https://www.a.example/x"),
        ("http://a.example/x", "http://a.example:80/y", "http://a.example/y"),
        ("http://a.example/x", "https://new.example:8443/y", "https://new.example:8443/y"),
        ("https://a.example/x", "http://old.example/y", "http://old.example/y"),
        ("http://a.example/x", "/f\xfcr uns?q=%FC", "http://a.example/f%FCr%20uns?q=%FC"),
        ("http://me:pw@a.example/x", "http://a.example/y", "http://me:pw@a.example/y"),
        ("http://me:pw@a.example/x", "http://evil:pw@a.example/y", "http://me:pw@a.example/y"),
        ("http://me:pw@a.example/x", "https://www.a.example/y", "https://www.a.example/y"),
    ],
)
def test_a_redirect_is_followed(url: str, location: str, leads_to: str) -> None:
    assert next_address(url, location, ("new.example:8443", "http://old.example")) == leads_to


@pytest.mark.parametrize(
    ("url", "location", "says"),
    [
        ("http://a.example/x", "http://b.example/y?token=secret", "http://b.example/; if that is right"),
        ("http://a.example/x", "http://a.example.b.example/", "http://a.example.b.example/"),
        ("http://a.example/x", "http://forum.a.example/", "http://forum.a.example/"),
        ("http://a.example/x", "http://a.example@b.example/", "http://b.example/"),
        ("https://a.example/x", "http://a.example/x", "from https to http://a.example/"),
        ("http://a.example/x", "http://a.example:22/", "another port, http://a.example:22/"),
        ("http://a.example/x", "https://a.example:8443/", "another port"),
        ("http://a.example/x", "ftp://a.example/", "not a web page"),
        ("http://a.example/x", "javascript:alert(1)", "not a web page"),
        ("http://a.example/x", "file:///etc/passwd", "not a web page"),
        ("http://a.example/x", "http://[::1/", "cannot be read"),
        ("http://a.example/x", "http://a.example:99999/", "not a web page"),
    ],
)
def test_a_redirect_elsewhere_is_refused(url: str, location: str, says: str) -> None:
    with pytest.raises(RedirectError) as refusal:
        next_address(url, location)
    assert says in str(refusal.value)
    assert "secret" not in str(refusal.value)


@given(st.text(st.characters(max_codepoint=255)))
def test_no_location_can_lead_off_the_site(location: str) -> None:
    try:
        address = next_address("http://a.example/x?y", location)
    except RedirectError:
        return
    assert host_of(address) == "a.example"


@pytest.mark.parametrize(
    ("url", "fetchable"),
    [
        ("http://a.example", True),
        ("https://a.example:8443/x", True),
        ("ftp://a.example/", False),
        ("a.example/x", False),
        ("http:///x", False),
        ("http://[::1", False),
        ("http://a.example:http/", False),
        ("", False),
    ],
)
def test_what_can_be_fetched(url: str, fetchable: bool) -> None:
    assert is_fetchable(url) is fetchable


def test_www_is_the_same_host_and_so_is_another_port() -> None:
    assert host_of("http://www.A.example:8080/x") == host_of("https://a.example/") == "a.example"
