"""The picture that stands for an entry."""

from dataclasses import replace

import pytest

from feedforum.feeds import entry_of
from feedforum.feeds.first_picture import first_picture
from feedforum.records import Attachment
from tests.feeds.samples import FIRST, source


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<p>kein Bild</p>", ""),
        ('<p><img src="http://a.example/1.jpg" alt="a > b"><img src="http://a.example/2.jpg"></p>',
         "http://a.example/1.jpg"),
        ('<img src="https://a.example/x?a=1&amp;b=2">', "https://a.example/x?a=1&b=2"),
        ('<blockquote><p><img src="http://a.example/q.jpg"></p></blockquote><img src="http://a.example/o.jpg">',
         "http://a.example/o.jpg"),
        ('<blockquote><blockquote></blockquote><img src="http://a.example/q.jpg"></blockquote>', ""),
        ('<img src="http://a.example/images/smilies/odd.gif"><img src="http://a.example/o.jpg">',
         "http://a.example/o.jpg"),
        ('<img src="data:image/png;base64,AAAA">', ""),
        ("<img>", ""),
        ("</blockquote><img src='HTTP://a.example/1.jpg'>", "HTTP://a.example/1.jpg"),
        ("x" * 300_000 + '<img src="http://a.example/far.jpg">', ""),
        ("x" * 150_000 + '<img src="http://a.example/near.jpg">', "http://a.example/near.jpg"),
    ],
)  # fmt: skip
def test_the_first_that_the_author_shows(html: str, address: str) -> None:
    assert first_picture(html) == address


def test_a_picture_that_is_attached_where_none_is_shown() -> None:
    files = (Attachment(1, "a.pdf", "http://a.example/1"), Attachment(2, "b.JPG", "http://a.example/2"))
    assert entry_of(replace(FIRST, attachments=files), source()).image == "http://a.example/2"
    shown = replace(FIRST, attachments=files, content='<img src="http://a.example/ü.jpg">')
    assert entry_of(shown, source()).image == "http://a.example/%C3%BC.jpg"
    assert entry_of(FIRST, source()).image == ""


def test_a_hidden_picture_stands_for_nothing() -> None:
    hidden = '<details><summary>!</summary><img src="http://a.invalid/end.jpg"></details>'
    assert first_picture(hidden) == ""
    assert first_picture(hidden + '<img src="http://a.invalid/b.jpg">') == "http://a.invalid/b.jpg"
