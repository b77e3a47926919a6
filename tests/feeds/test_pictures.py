"""The picture that stands for an entry."""

from dataclasses import replace

from feedforum.feeds.entries import entry_of
from feedforum.records import Attachment
from tests.feeds.samples import FIRST, source


def test_a_picture_that_is_attached_where_none_is_shown() -> None:
    files = (Attachment(1, "a.pdf", "http://a.example/1"), Attachment(2, "b.JPG", "http://a.example/2"))
    assert entry_of(replace(FIRST, attachments=files), source()).image == "http://a.example/2"
    shown = replace(FIRST, attachments=files, picture="http://a.example/ü.jpg")
    assert entry_of(shown, source()).image == "http://a.example/%C3%BC.jpg"
    assert entry_of(FIRST, source()).image == ""
