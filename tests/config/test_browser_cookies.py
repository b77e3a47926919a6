"""Cookies that an owner pastes, in either of the forms that browsers give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.config.secrets import browser_cookies
from feedforum.records import Cookie
from tests.config.files import FORUM, faults, loaded

URL = "https://www.club.example/forum/"


@pytest.mark.parametrize("text", ["a=1; b=x=y;", "Cookie: a=1; b=x=y", "cookie:a=1;\n b=x=y\n"])
def test_the_value_of_a_header(text: str) -> None:
    assert browser_cookies(text, URL) == (Cookie("a", "1", secure=True), Cookie("b", "x=y", secure=True))


def test_a_forum_without_https_gets_them_too() -> None:
    assert browser_cookies("a=1", "http://club.example/") == (Cookie("a", "1"),)


def test_a_file_as_browsers_write_it() -> None:
    text = (
        "# Netscape HTTP Cookie File\n\n"
        "www.club.example\tFALSE\t/forum\tFALSE\t1900000000\ta\t1\r\n"
        "#HttpOnly_.club.example\tTRUE\t/\tTRUE\t0\tb\tx y\n"
        "#www.club.example\tFALSE\t/\tFALSE\t0\tcommented\tout\n"
        ".other.example\tTRUE\t/\tFALSE\t0\tc\tnot ours\n"
        "sub.club.example\tFALSE\t/\tFALSE\t0\td\tnot ours\n"
        "example\tFALSE\t/\tFALSE\t0\te\tnot ours\n"
    )
    assert browser_cookies(text, URL) == (Cookie("a", "1", path="/forum"), Cookie("b", "x y", secure=True))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n", "holds no cookie for www.club.example"),
        ("# Netscape HTTP Cookie File\n", "holds no cookie for www.club.example"),
        (".other.example\tTRUE\t/\tFALSE\t0\tc\thush", "holds no cookie for www.club.example"),
        ("a=hush\x01", "holds something that is not a cookie"),
        ("my name=hush", "holds something that is not a cookie"),
        ("a=hüsh", "holds something that is not a cookie"),
    ],
)
def test_what_is_no_cookie_is_reported_without_its_value(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{fault}; expected what a browser sends"):
        browser_cookies(text, URL)


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_is_read_as_anything_that_could_not_be_sent(text: str) -> None:
    try:
        found = browser_cookies(text, URL)
    except ValueError:
        return
    assert all(f"{c.name}={c.value}".isascii() and f"{c.name}={c.value}".isprintable() for c in found)
    assert not any(";" in cookie.value for cookie in found)


SERVER = '[server]\naccess_tokens = ["open-sesame"]\n'


def test_they_come_from_the_environment_or_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("config")
    (folder / "cookies.txt").write_text("club.example\tFALSE\t/\tFALSE\t0\ta\t1\n", encoding="utf-8")
    by_file = loaded(folder, SERVER + FORUM + 'cookies_file = "cookies.txt"').forums[0]
    by_name = loaded(folder, SERVER + FORUM + 'cookies_env = "CLUB"', {"CLUB": "a=1"}).forums[0]
    assert by_file.cookies == by_name.cookies == (Cookie("a", "1"),)
    assert by_file.private
    assert "'1'" not in repr(by_file)


def test_they_take_the_place_of_a_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("config")
    both = 'username = "me"\npassword_env = "WORD"\ncookies_env = "CLUB"\ncookies_file = "x"'
    assert faults(folder, SERVER + FORUM + both, {"CLUB": "a=1", "WORD": "hush"}) == [
        '[[forum]] "club" cookies_env: cannot be combined with cookies_file; keep one of them.',
        '[[forum]] "club" cookies_env: replaces username and its password; keep one of them.',
    ]
    assert faults(folder, SERVER + FORUM + 'cookies_env = "CLUB"', {"CLUB": "hüsh"}) == [
        (
            '[[forum]] "club" cookies_env: holds something that is not a cookie; expected what a browser'
            " sends as Cookie, or a file in the form of cookies.txt."
        )
    ]
