"""Addresses fit for a feed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.feeds.uris import uri


@pytest.mark.parametrize(
    ("address", "escaped"),
    [
        ("http://a.example/thread.php?postid=1#post1", "http://a.example/thread.php?postid=1#post1"),
        ("http://a.example/grüße und mehr.jpg", "http://a.example/gr%C3%BC%C3%9Fe%20und%20mehr.jpg"),
        ("http://a.example/a%20b%zz", "http://a.example/a%20b%25zz"),
        ("http://[::1]:8080/a[1]", "http://[::1]:8080/a%5B1%5D"),
        ("http://a.example/#a#b", "http://a.example/#a%23b"),
        ('http://a.example/"><script>', "http://a.example/%22%3E%3Cscript%3E"),
        ("http://a.example/\x00\ud800a", "http://a.example/a"),
        ("", ""),
    ],
)
def test_what_a_uri_cannot_hold_is_escaped(address: str, escaped: str) -> None:
    assert uri(address) == escaped


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_becomes_ascii_that_stays_as_it_is(address: str) -> None:
    escaped = uri(address)
    assert re.fullmatch(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*", escaped)
    assert uri(escaped) == escaped
